#include "backend/ingest/ingestservice.h"
#include "tests/backend/services/world.h"

#include <boost/json.hpp>

#include <fstream>
#include <iterator>

namespace matoi::test {
namespace {

namespace json = boost::json;
using ingest::IngestService;
using ingest::Outcome;

const auth::Actor detector{"alertmanager", auth::Role::Viewer, std::nullopt, "ingest"};

class Ingest : public ::testing::Test
{
protected:
    Ingest()
    {
        ResponsePlan plan;
        plan.name = "checkout";
        plan.title = "{alertname} on {labels.instance}";
        plan.impact = Impact::High;
        plan.matchLabels = {{"service", "checkout"}};
        plan.resolveOnRecovery = true;
        planId = addPlan(plan);
    }

    Id<ResponsePlan> addPlan(const ResponsePlan& plan)
    {
        const auto id = world.add(plan);
        world.write([&](auto& tx) { tx.setKey("plan-name", plan.name, id.toString()); });
        return id;
    }

    json::object alert(const std::string& print, bool firing = true)
    {
        return {{"status", firing ? "firing" : "resolved"},
                {"labels", {{"alertname", "CheckoutErrors"}, {"instance", print}}},
                {"annotations", json::object()},
                {"startsAt", formatTime(world.store.now - minutes(5))},
                {"fingerprint", print}};
    }

    std::string message(json::array alerts, const std::string& service = "checkout")
    {
        return json::serialize(json::object{{"version", "4"},
                                            {"status", "firing"},
                                            {"groupKey", "g1"},
                                            {"receiver", "matoi"},
                                            {"commonLabels", {{"service", service}}},
                                            {"alerts", std::move(alerts)}});
    }

    std::string ofGroup(const std::string& group, json::array alerts)
    {
        std::string body = message(std::move(alerts));
        return body.replace(body.find("g1"), 2, group);
    }

    Outcome send(const std::string& body, const std::string& plan = "")
    {
        return IngestService(world.store).alertmanager(body, plan, detector);
    }

    World world;
    Id<ResponsePlan> planId;
};

TEST_F(Ingest, FiringOpensAnIncidentByThePlanThatFits)
{
    const Outcome opened = send(message({alert("a"), alert("b")}));
    ASSERT_EQ(opened.kind, Outcome::Kind::Opened) << (opened.error ? opened.error->detail : "");
    const Incident incident = world.get(*opened.incident).value;
    EXPECT_EQ(incident.title, "CheckoutErrors on a, b");
    EXPECT_EQ(incident.impact, Impact::High);
    EXPECT_EQ(incident.source, "alertmanager");
    EXPECT_EQ(incident.startedAt, world.store.now - minutes(5));
    EXPECT_EQ(incident.detectedAt, world.store.now);
    EXPECT_EQ(incident.firing, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(incident.dedupeKey, "alertmanager:g1");
    EXPECT_NE(incident.sourceEvent.find("\"groupKey\":\"g1\""), std::string::npos);
}

TEST_F(Ingest, RepeatingTheSameAlertsWritesNothing)
{
    const auto opened = send(message({alert("a")}));
    const auto change = world.get(*opened.incident).meta.change;
    const auto events = world.all<TimelineEvent>().size();
    const Outcome again = send(message({alert("a")}));
    EXPECT_EQ(again.kind, Outcome::Kind::Unchanged);
    EXPECT_EQ(again.incident, opened.incident);
    EXPECT_EQ(world.get(*opened.incident).meta.change, change);
    EXPECT_EQ(world.all<TimelineEvent>().size(), events);
}

TEST_F(Ingest, NewAlertsOfTheGroupJoinTheOpenIncident)
{
    const auto opened = send(message({alert("a")}));
    const Outcome joined = send(message({alert("a"), alert("b"), alert("c")}));
    EXPECT_EQ(joined.kind, Outcome::Kind::Joined);
    EXPECT_EQ(joined.incident, opened.incident);
    EXPECT_EQ(world.get(*opened.incident).value.repeats, 1);
    EXPECT_EQ(world.countEvents(*opened.incident, eventtype::repeated), 1U);
    EXPECT_EQ(world.all<TimelineEvent>(opened.incident->uuid()).back().value.values.at("count"), "2");
    EXPECT_EQ(world.all<Incident>().size(), 1U);
}

TEST_F(Ingest, TheIncidentRecoversWhenTheLastAlertHas)
{
    const auto opened = send(message({alert("a"), alert("b")}));
    send(message({alert("a", false), alert("b")}));
    EXPECT_EQ(world.get(*opened.incident).value.firing, std::vector<std::string>{"b"});
    EXPECT_EQ(world.countEvents(*opened.incident, eventtype::recovered), 0U);

    world.store.now += minutes(2);
    const Outcome recovered = send(message({alert("a", false), alert("b", false)}));
    EXPECT_EQ(recovered.kind, Outcome::Kind::Recovered);
    EXPECT_EQ(world.countEvents(*opened.incident, eventtype::recovered), 1U);
    EXPECT_EQ(world.get(*opened.incident).value.status, IncidentStatus::Resolved);
    EXPECT_EQ(world.get(*opened.incident).value.resolvedAt, world.store.now);
}

TEST_F(Ingest, WithoutThePlansWordARecoveryDoesNotResolve)
{
    ResponsePlan plan = world.get(planId).value;
    plan.resolveOnRecovery = false;
    world.write([&](auto& tx) { store::put(tx, planId, plan, "test"); });
    const auto opened = send(message({alert("a")}));
    EXPECT_EQ(send(message({alert("a", false)})).kind, Outcome::Kind::Recovered);
    EXPECT_EQ(world.get(*opened.incident).value.status, IncidentStatus::Open);
}

TEST_F(Ingest, AfterTheResolutionTheNextAlertOpensAnotherIncident)
{
    const auto first = send(message({alert("a")}));
    send(message({alert("a", false)}));
    const auto second = send(message({alert("a")}));
    EXPECT_EQ(second.kind, Outcome::Kind::Opened);
    EXPECT_NE(second.incident, first.incident);
}

TEST_F(Ingest, AResolvedMessageWithoutAnIncidentIsNothingToKeep)
{
    EXPECT_EQ(send(message({alert("a", false)})).kind, Outcome::Kind::Ignored);
    EXPECT_EQ(send(message({alert("a", false)}, "unknown")).kind, Outcome::Kind::Ignored);
    EXPECT_TRUE(world.all<DeadLetter>().empty());
}

TEST_F(Ingest, ThePlanWithMostMatchingLabelsWinsAndADrillsPlanNever)
{
    ResponsePlan closer = world.get(planId).value;
    closer.name = "checkout-of-tokyo";
    closer.matchLabels["region"] = "tokyo";
    addPlan(closer);
    closer.name = "drill";
    closer.matchLabels["severity"] = "critical";
    closer.drill = true;
    addPlan(closer);
    const auto opened = send(json::serialize(json::object{
        {"version", "4"},
        {"status", "firing"},
        {"groupKey", "g2"},
        {"commonLabels", {{"service", "checkout"}, {"region", "tokyo"}, {"severity", "critical"}}},
        {"alerts", json::array{alert("a")}}}));
    EXPECT_EQ(world.get(*opened.incident).value.planName, "checkout-of-tokyo");
}

TEST_F(Ingest, APlanCanBeNamedInTheAddress)
{
    const Outcome unknown = send(message({alert("b")}, "other"), "no-such");
    EXPECT_EQ(unknown.kind, Outcome::Kind::DeadLetter);
    EXPECT_EQ(unknown.error->field, "plan");
    EXPECT_EQ(send(message({alert("a")}, "other"), "checkout").kind, Outcome::Kind::Opened);
    // An alert of a group that is open already is never turned away.
    EXPECT_EQ(send(message({alert("b")}, "other"), "no-such").kind, Outcome::Kind::Joined);
}

TEST_F(Ingest, ThePlansDedupeKeyJoinsGroupsAndOneWithAGapDoesNot)
{
    ResponsePlan plan = world.get(planId).value;
    plan.dedupeKey = "checkout-{labels.service}";
    world.write([&](auto& tx) { store::put(tx, planId, plan, "test"); });
    const auto opened = send(message({alert("a")}));
    EXPECT_EQ(world.get(*opened.incident).value.dedupeKey, "checkout-checkout");
    const auto joined = send(ofGroup("g2", {alert("b")}));
    EXPECT_EQ(joined.kind, Outcome::Kind::Joined);
    EXPECT_EQ(joined.incident, opened.incident);

    plan.dedupeKey = "{labels.cluster}";
    world.write([&](auto& tx) { store::put(tx, planId, plan, "test"); });
    EXPECT_EQ(world.get(*send(ofGroup("g3", {alert("c")})).incident).value.dedupeKey, "alertmanager:g3");
    EXPECT_EQ(world.get(*send(ofGroup("g4", {alert("d")})).incident).value.dedupeKey, "alertmanager:g4");
}

TEST_F(Ingest, AGroupStaysWithItsIncidentWhenThePlanIsEdited)
{
    ResponsePlan plan = world.get(planId).value;
    plan.dedupeKey = "checkout-{labels.service}";
    world.write([&](auto& tx) { store::put(tx, planId, plan, "test"); });
    const auto opened = send(message({alert("a")}));
    plan.dedupeKey = "shop";
    world.write([&](auto& tx) { store::put(tx, planId, plan, "test"); });
    const auto joined = send(message({alert("a"), alert("b")}));
    EXPECT_EQ(joined.kind, Outcome::Kind::Joined);
    EXPECT_EQ(joined.incident, opened.incident);
    EXPECT_EQ(send(message({alert("a", false), alert("b", false)})).kind, Outcome::Kind::Recovered);
    EXPECT_EQ(world.get(*opened.incident).value.status, IncidentStatus::Resolved);
    EXPECT_EQ(send(message({alert("a")})).kind, Outcome::Kind::Opened) << "what is over holds nothing back";
}

TEST_F(Ingest, TheSameGroupSentForTwoPlansKeepsTwoIncidents)
{
    ResponsePlan plan = world.get(planId).value;
    for (const char* name : {"shop", "bank"}) {
        plan.name = plan.dedupeKey = name;
        addPlan(plan);
    }
    const auto shop = send(message({alert("a")}), "shop");
    const auto bank = send(message({alert("a")}), "bank");
    EXPECT_EQ(bank.kind, Outcome::Kind::Opened);
    EXPECT_NE(bank.incident, shop.incident);
    EXPECT_EQ(send(message({alert("a"), alert("b")}), "shop").incident, shop.incident);
}

TEST_F(Ingest, AnIncidentThatWasOverWhenItWasWrittenDownTakesNoAlerts)
{
    services::IncidentStart start;
    start.incident.title = "Yesterday's";
    start.incident.startedAt = world.store.now - minutes(60);
    start.incident.status = IncidentStatus::Resolved;
    start.incident.dedupeKey = "alertmanager:g1";
    ASSERT_TRUE(services::transact(
        world.store, [&](auto& tx) { return services::IncidentService::start(tx, start, commander()); }));
    const auto opened = send(message({alert("a")}));
    ASSERT_EQ(opened.kind, Outcome::Kind::Opened);
    world.write([&](auto& tx) { tx.removeKey("alert-group", "\ng1"); }); // by the dedupe key alone
    EXPECT_EQ(send(message({alert("a"), alert("b")})).incident, opened.incident);
}

TEST_F(Ingest, ARestoredIncidentTakesItsAlertsAgain)
{
    const auto opened = send(message({alert("a")}));
    ASSERT_TRUE(world.remove(*opened.incident, {"Ada", auth::Role::Admin, std::nullopt, "console"}));
    const auto rev = store::read(world.store, [&](store::ReadTransaction& tx) {
        return tx.find(Kind::Incident, opened.incident->uuid())->meta.rev;
    });
    ASSERT_TRUE(world.change(Kind::Incident, opened.incident->uuid(), rev, {}));
    EXPECT_EQ(world.key("dedupe", "alertmanager:g1"), opened.incident->toString());
    EXPECT_EQ(send(message({alert("a"), alert("b")})).incident, opened.incident);
}

/// The 100th byte of its key is within a character.
TEST_F(Ingest, AGroupWithALongNameInAnotherScriptOpensAnIncidentToo)
{
    std::ifstream file(MATOI_TEST_DATA "/regressions/alertmanager-long-japanese-group-key.json");
    const std::string body{std::istreambuf_iterator<char>(file), {}};
    const auto opened = send(body);
    ASSERT_EQ(opened.kind, Outcome::Kind::Opened) << (opened.error ? opened.error->detail : "");
    EXPECT_EQ(send(body).incident, opened.incident);
}

TEST_F(Ingest, WhatNoStoreCanHoldIsKeptForAPerson)
{
    json::object nul = alert("a");
    nul["fingerprint"] = std::string("a\0b", 3);
    const Outcome outcome = send(message({nul}));
    ASSERT_EQ(outcome.kind, Outcome::Kind::DeadLetter) << "a sender would repeat it for ever";
    EXPECT_TRUE(world.all<Incident>().empty());
    EXPECT_FALSE(IngestService(world.store).replay(*outcome.deadLetter, "", commander()));
    EXPECT_EQ(world.all<DeadLetter>().size(), 1U);
}

TEST_F(Ingest, NothingIsDropped)
{
    for (const std::string& body :
         {std::string("not json"), std::string("{}"), std::string("[]"), std::string("\xff\xfe{"),
          message({alert("a")}, "nobody-knows-it"), std::string(IngestService::maxMessage + 1, ' ')}) {
        const auto before = world.all<DeadLetter>().size();
        const Outcome outcome = send(body);
        EXPECT_EQ(outcome.kind, Outcome::Kind::DeadLetter);
        ASSERT_EQ(world.all<DeadLetter>().size(), before + 1);
        EXPECT_FALSE(world.get(*outcome.deadLetter).value.reason.empty());
        EXPECT_LE(world.get(*outcome.deadLetter).value.body.size(), 262144U);
    }
    EXPECT_TRUE(world.all<Incident>().empty());
}

TEST_F(Ingest, ADeadLetterCanBeReplayedOnceThereIsAPlan)
{
    const auto dead = send(message({alert("a")}, "search"));
    IngestService service(world.store);
    const auto refused = service.replay(*dead.deadLetter, "", commander());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::NotFound);

    ResponsePlan plan = world.get(planId).value;
    plan.name = "search";
    plan.matchLabels = {{"service", "search"}};
    addPlan(plan);
    const auto done = service.replay(*dead.deadLetter, "", commander());
    ASSERT_TRUE(done);
    EXPECT_EQ(done->kind, Outcome::Kind::Opened);
    EXPECT_TRUE(world.all<DeadLetter>().empty());
}

TEST_F(Ingest, ASenderWhoseClockIsAheadOpensNothingInTheFuture)
{
    json::object ahead = alert("a");
    ahead["startsAt"] = formatTime(world.store.now + minutes(30));
    const auto opened = send(message({ahead}));
    ASSERT_EQ(opened.kind, Outcome::Kind::Opened);
    EXPECT_EQ(world.get(*opened.incident).value.startedAt, world.store.now);
}

TEST_F(Ingest, KeepsWhichVersionOfThePlanStartedItAndWhatItTookFromTheMessage)
{
    const Incident incident = world.get(*send(message({alert("a")})).incident).value;
    EXPECT_EQ(incident.planVersion, 1);
    EXPECT_EQ(incident.planValues, (std::map<std::string, std::string>{{"alertname", "CheckoutErrors"},
                                                                       {"labels.instance", "a"}}));
    ResponsePlan changed = world.get(planId).value;
    changed.title = "Checkout fails";
    world.write([&](auto& tx) { store::put(tx, planId, changed, "test"); });
    json::object other = alert("b");
    auto body = message({other});
    body.replace(body.find("g1"), 2, "g2");
    const Incident later = world.get(*send(body).incident).value;
    EXPECT_EQ(later.planVersion, 2);
    EXPECT_TRUE(later.planValues.empty()) << "nothing was taken";
}

TEST_F(Ingest, LinksTheAlarmsThatStartedItAndThoseThatJoined)
{
    json::object first = alert("a");
    first["generatorURL"] = "https://prometheus.example/graph?g0.expr=up";
    first["annotations"] = {{"summary", "p99 above 1.2 s"}};
    const auto opened = send(message({first}));
    world.store.now += minutes(2);
    json::object second = alert("b");
    second["generatorURL"] = "javascript:alert(1)";
    send(message({first, second}));
    const auto items = world.all<RelatedItem>(opened.incident->uuid());
    ASSERT_EQ(items.size(), 2U);
    const auto& started = items[0].value.startedIt ? items[0].value : items[1].value;
    const auto& joined = items[0].value.startedIt ? items[1].value : items[0].value;
    EXPECT_EQ(started.title, "CheckoutErrors");
    EXPECT_EQ(started.note, "p99 above 1.2 s");
    EXPECT_EQ(started.url, "https://prometheus.example/graph?g0.expr=up");
    EXPECT_EQ(started.alarmState, AlarmState::Firing);
    EXPECT_EQ(joined.note, "instance=b") << "what tells it from the other";
    EXPECT_EQ(joined.url, "") << "only http and https are ever kept";
    EXPECT_FALSE(joined.startedIt);
}

TEST_F(Ingest, SaysThatALinkedAlarmHasRecoveredAlsoWhenTheIncidentIsOver)
{
    const auto opened = send(message({alert("a"), alert("b")}));
    const auto state = [&](const char* print) {
        return world.get(relatedAlarmIdOf(*opened.incident, print)).value;
    };
    send(message({alert("a"), alert("b", false)}));
    EXPECT_EQ(state("a").alarmState, AlarmState::Firing);
    EXPECT_EQ(state("b").alarmState, AlarmState::Recovered);
    EXPECT_EQ(state("b").recoveredAt, world.store.now);
    const auto rev = world.get(*opened.incident).meta.rev;
    ASSERT_TRUE(world.change(*opened.incident, {{"status", "resolved"}}, responder()));
    EXPECT_GT(world.get(*opened.incident).meta.rev, rev);
    EXPECT_EQ(send(message({alert("a", false)})).kind, Outcome::Kind::Ignored);
    EXPECT_EQ(state("a").alarmState, AlarmState::Recovered);
}

TEST_F(Ingest, AStormOfAlertsDoesNotBuryWhatPeopleLinked)
{
    json::array storm;
    for (int i = 0; i < 200; ++i)
        storm.push_back(alert("node-" + std::to_string(i)));
    const auto opened = send(message(storm));
    EXPECT_EQ(world.all<RelatedItem>(opened.incident->uuid()).size(), 50U);
    EXPECT_EQ(world.get(*opened.incident).value.firing.size(), 200U);
}

} // namespace
} // namespace matoi::test
