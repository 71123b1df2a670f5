#include "backend/services/questionset.h"
#include "backend/services/seed.h"
#include "tests/backend/services/world.h"

#include <boost/json.hpp>

namespace matoi::test {
namespace {

namespace json = boost::json;

class Incidents : public ::testing::Test
{
protected:
    Incidents()
    {
        ResponsePlan plan;
        plan.name = "checkout-critical";
        plan.title = "{service} is failing in {labels.region}";
        plan.impact = Impact::Critical;
        plan.summary = "INC-{number}: {title}. {annotations.summary}";
        plan.service = "checkout-api";
        plan.tags = {"payments"};
        plan.chatChannel = "#inc-{number}";
        plan.engagements = {world.person("sato")};
        plan.checklist = {"Open the bridge", "Tell support"};
        plan.updateIntervalMinutes = 20;
        plan.resolveOnRecovery = true;
        plan.title = "Checkout fails in {labels.region}";
        planId = world.add(plan);
    }

    Result<store::StoredRecord> open(json::object value, std::map<std::string, std::string> values = {})
    {
        services::NewRecord record;
        record.value = std::move(value);
        record.values = std::move(values);
        return world.create(record, responder());
    }

    World world;
    Id<ResponsePlan> planId;
};

TEST_F(Incidents, AreNumberedFromOneInTheOrderInWhichTheyAreOpened)
{
    EXPECT_EQ(world.get(world.incident()).value.number, 1);
    EXPECT_EQ(world.get(world.incident()).value.number, 2);
}

TEST_F(Incidents, ADrillOfARealPlanPagesNobody)
{
    const auto opened = open({{"planId", planId.toString()}, {"drill", true}});
    ASSERT_TRUE(opened) << opened.error().field << opened.error().detail;
    const auto id = Id<Incident>(opened->id);
    EXPECT_TRUE(world.get(id).value.drill);
    EXPECT_EQ(world.all<Task>(id.uuid()).size(), 2U);
    EXPECT_TRUE(world.all<Engagement>(id.uuid()).empty());
}

TEST_F(Incidents, ThePlanRunsByItselfWhenOneStarts)
{
    const auto opened = open({{"planId", planId.toString()}},
                             {{"labels.region", "ap-northeast-1"}, {"annotations.summary", "5xx at 12 %"}});
    ASSERT_TRUE(opened) << opened.error().field << opened.error().detail;
    const auto id = Id<Incident>(opened->id);
    const Incident incident = world.get(id).value;

    EXPECT_EQ(incident.title, "Checkout fails in ap-northeast-1");
    EXPECT_EQ(incident.impact, Impact::Critical);
    EXPECT_EQ(incident.service, "checkout-api");
    EXPECT_EQ(incident.planName, "checkout-critical");
    EXPECT_EQ(incident.chatChannel, "#inc-1");
    EXPECT_EQ(incident.tags, std::vector<std::string>{"payments"});
    EXPECT_TRUE(incident.resolveOnRecovery);
    EXPECT_EQ(incident.startedAt, world.store.now);
    EXPECT_EQ(incident.detectedAt, world.store.now);
    EXPECT_EQ(incident.nextUpdateDueAt, world.store.now + minutes(20));
    EXPECT_EQ(world.get(summaryIdOf(id)).value.text, "INC-1: Checkout fails in ap-northeast-1. 5xx at 12 %");
    const auto tasks = world.all<Task>(id.uuid());
    ASSERT_EQ(tasks.size(), 2U);
    EXPECT_EQ(tasks[1].value.title, "Tell support");
    EXPECT_EQ(tasks[1].value.position, 1);
    const auto engagements = world.all<Engagement>(id.uuid());
    ASSERT_EQ(engagements.size(), 1U);
    EXPECT_EQ(engagements[0].value.startedBy, "checkout-critical");
    EXPECT_EQ(world.eventTypes(id), (std::vector<std::string>{eventtype::opened, eventtype::engaged}));
}

TEST_F(Incidents, WhatTheClientSaysWinsOverThePlan)
{
    const auto opened = open({{"planId", planId.toString()},
                              {"title", "Cards are refused"},
                              {"impact", 2},
                              {"startedAt", formatTime(world.store.now - minutes(30))},
                              {"service", "cards"},
                              {"updateIntervalMinutes", 5}});
    ASSERT_TRUE(opened);
    const Incident incident = world.get(Id<Incident>(opened->id)).value;
    EXPECT_EQ(incident.title, "Cards are refused");
    EXPECT_EQ(incident.impact, Impact::High);
    EXPECT_EQ(incident.service, "cards");
    EXPECT_EQ(incident.startedAt, world.store.now - minutes(30));
    EXPECT_EQ(incident.detectedAt, world.store.now);
    EXPECT_EQ(incident.nextUpdateDueAt, world.store.now + minutes(5));
}

TEST_F(Incidents, ATemplateNameWithoutAValueStaysVisible)
{
    const auto opened = open({{"planId", planId.toString()}});
    EXPECT_EQ(opened->value.at("title"), "Checkout fails in {labels.region}");
}

TEST_F(Incidents, AContactThatIsGoneDoesNotKeepTheOthersFromBeingPaged)
{
    ResponsePlan plan = world.get(planId).value;
    plan.engagements = {Id<Contact>::generate(), plan.engagements[0]};
    world.write([&](auto& tx) { store::put(tx, planId, plan, "test"); });
    const auto opened = open({{"planId", planId.toString()}});
    ASSERT_TRUE(opened);
    EXPECT_EQ(world.all<Engagement>(opened->id).size(), 1U);
    EXPECT_EQ(world.countEvents(Id<Incident>(opened->id), eventtype::pageFailed), 1U);
}

TEST_F(Incidents, OneThatWasOpenedOfflineKeepsItsIdItsPastAndItsStatus)
{
    services::NewRecord record;
    record.id = Uuid::generate();
    record.value = {{"title", "Found on the train"},
                    {"impact", 3},
                    {"status", "mitigated"},
                    {"startedAt", formatTime(world.store.now - minutes(90))},
                    {"acknowledgedAt", formatTime(world.store.now - minutes(80))}};
    const auto opened = world.create(record, responder());
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->id, *record.id);
    const Incident incident = world.get(Id<Incident>(opened->id)).value;
    EXPECT_EQ(incident.status, IncidentStatus::Mitigated);
    EXPECT_EQ(incident.acknowledgedAt, world.store.now - minutes(80));
    EXPECT_EQ(incident.mitigatedAt, world.store.now);

    const auto again = world.create(record, responder());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::AlreadyExists);
}

TEST_F(Incidents, RefusesWhatCannotBe)
{
    const auto field = [&](json::object value) {
        const auto opened = open(std::move(value));
        return opened ? std::string("accepted") : opened.error().field;
    };
    EXPECT_EQ(field({{"impact", 1}}), "title");
    EXPECT_EQ(field({{"title", "T"}}), "impact");
    EXPECT_EQ(field({{"title", "T"}, {"impact", 9}}), "impact");
    EXPECT_EQ(field({{"title", "T"}, {"impact", 1}, {"number", 7}}), "number");
    EXPECT_EQ(field({{"title", "T"}, {"impact", 1}, {"firing", json::array{"a"}}}), "firing");
    EXPECT_EQ(field({{"title", "T"}, {"impact", 1}, {"titel", "T"}}), "titel");
    EXPECT_EQ(field({{"planId", Uuid::generate().toString()}}), "planId");
    EXPECT_EQ(field({{"title", "T"}, {"impact", 1}, {"startedAt", formatTime(world.store.now + minutes(6))}}),
              "startedAt");
    EXPECT_EQ(field({{"title", "T"}, {"impact", 1}, {"metrics", json::array{Uuid::generate().toString()}}}),
              "metrics[0]");
    EXPECT_TRUE(world.all<Incident>().empty());
    EXPECT_EQ(world.get(world.incident()).value.number, 1); // a refused one uses no number
}

TEST_F(Incidents, AStatusAloneWritesItsMarkAndTheTimeline)
{
    const auto id = world.incident();
    world.store.now += minutes(3);
    ASSERT_TRUE(world.change(id, {{"status", "mitigated"}}));
    EXPECT_EQ(world.get(id).value.mitigatedAt, world.store.now);
    const auto event = world.all<TimelineEvent>(id.uuid()).back().value;
    EXPECT_EQ(event.type, eventtype::statusChanged);
    EXPECT_EQ(event.values.at("from"), "open");
    EXPECT_EQ(event.values.at("to"), "mitigated");

    const auto earlier = world.store.now - minutes(1);
    ASSERT_TRUE(world.change(id, {{"status", "resolved"}, {"resolvedAt", formatTime(earlier)}}));
    EXPECT_EQ(world.get(id).value.resolvedAt, earlier);
    EXPECT_EQ(world.get(id).value.nextUpdateDueAt, std::nullopt);
}

TEST_F(Incidents, ImpactAndTitleChangesAreOnTheTimelineWithBothValues)
{
    const auto id = world.incident("Slow");
    ASSERT_TRUE(world.change(id, {{"impact", 1}, {"title", "Down"}}));
    EXPECT_EQ(world.countEvents(id, eventtype::impactChanged), 1U);
    EXPECT_EQ(world.countEvents(id, eventtype::titleChanged), 1U);
}

TEST_F(Incidents, IllegalStatusChangesAreRefused)
{
    const auto id = world.incident();
    ASSERT_TRUE(world.change(id, {{"status", "resolved"}}));
    EXPECT_EQ(world.change(id, {{"status", "acknowledged"}}).error().code, ErrorCode::Illegal);
    EXPECT_EQ(world.change(id, {{"status", "open"}}).error().code, ErrorCode::Illegal);
    ASSERT_TRUE(world.change(id, {{"status", "mitigating"}}));
    EXPECT_EQ(world.get(id).value.resolvedAt, std::nullopt);
}

TEST_F(Incidents, WhatWasDecidedAtTheStartStays)
{
    const auto id = world.incident();
    EXPECT_EQ(world.change(id, {{"drill", true}}).error().field, "drill");
    EXPECT_EQ(world.change(id, {{"dedupeKey", "x"}}).error().field, "dedupeKey");
    EXPECT_EQ(world.change(id, {{"number", 1}}).has_value(), true); // as it is
    EXPECT_EQ(world.change(id, {{"number", 99}}).error().field, "number");
}

TEST_F(Incidents, ADedupeKeyIsHeldWhileTheIncidentIsOpen)
{
    services::IncidentStart start;
    start.incident.title = "T";
    start.incident.dedupeKey = "group-1";
    const auto opened = services::transact(
        world.store, [&](auto& tx) { return services::IncidentService::start(tx, start, responder()); });
    const auto open = [&] {
        return store::read(world.store, [](store::ReadTransaction& tx) {
            return services::IncidentService::openFor(tx, "group-1");
        });
    };
    ASSERT_TRUE(open());
    EXPECT_EQ(open()->id, opened->id);
    ASSERT_TRUE(world.change(opened->id, {{"status", "resolved"}}));
    EXPECT_FALSE(open());
    ASSERT_TRUE(world.change(opened->id, {{"status", "mitigating"}}));
    EXPECT_TRUE(open());
}

TEST_F(Incidents, TakingARoleIsOnTheTimeline)
{
    const auto id = world.incident();
    const auto taken = world.create(
        Kind::RoleAssignment, {{"incidentId", id.toString()}, {"role", "commander"}, {"person", "Ito"}});
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->id, roleAssignmentIdOf(id, IncidentRole::Commander).uuid());
    ASSERT_TRUE(world.change(Id<RoleAssignment>(taken->id), {{"person", "Ortega"}}));
    const auto event = world.all<TimelineEvent>(id.uuid()).back().value;
    EXPECT_EQ(event.type, eventtype::roleTaken);
    EXPECT_EQ(event.text, "Ortega is now commander, after Ito");
}

TEST_F(Incidents, ATaskSaysWhoDidItAndWhen)
{
    const auto id = world.incident();
    const auto task = world.create(Kind::Task, {{"incidentId", id.toString()}, {"title", "Call support"}});
    ASSERT_TRUE(world.change(Id<Task>(task->id), {{"state", "done"}}, responder("Ito")));
    EXPECT_EQ(world.get(Id<Task>(task->id)).value.doneBy, "Ito");
    EXPECT_EQ(world.get(Id<Task>(task->id)).value.doneAt, world.store.now);
    ASSERT_TRUE(world.change(Id<Task>(task->id), {{"state", "open"}}));
    EXPECT_EQ(world.get(Id<Task>(task->id)).value.doneAt, std::nullopt);
}

TEST_F(Incidents, AnAnalysisBeginsAfterTheResolutionWithTheQuestionsOfThatDay)
{
    services::seed(world.store);
    const auto id = world.incident();
    const json::object analysis{{"incidentId", id.toString()}, {"title", "Checkout"}};
    EXPECT_EQ(world.create(Kind::Analysis, analysis).error().code, ErrorCode::Illegal);
    ASSERT_TRUE(world.change(id, {{"status", "resolved"}}));
    const auto begun = world.create(Kind::Analysis, analysis, responder());
    ASSERT_TRUE(begun);
    EXPECT_EQ(begun->id, analysisIdOf(id).uuid());
    const auto value = world.get(analysisIdOf(id)).value;
    EXPECT_EQ(value.questions, services::defaultQuestionSet().questions);
    EXPECT_EQ(value.questionSetId, services::defaultQuestionSetId());

    const auto answer = world.create(Kind::Answer, {{"incidentId", id.toString()},
                                                    {"analysisId", analysisIdOf(id).toString()},
                                                    {"questionKey", "detect-how"},
                                                    {"text", "An alarm."}});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->id, answerIdOf(analysisIdOf(id), "detect-how").uuid());
    const auto unknown = world.create(Kind::Answer, {{"incidentId", id.toString()},
                                                     {"analysisId", analysisIdOf(id).toString()},
                                                     {"questionKey", "no-such"},
                                                     {"text", "x"}});
    EXPECT_EQ(unknown.error().field, "questionKey");
    EXPECT_EQ(world.change(analysisIdOf(id), {{"questions", json::array{}}}).error().field, "questions");
}

TEST_F(Incidents, TheConsolesOwnSummaryIsWrittenOverAnEmptyOneOnly)
{
    const auto id = world.incident();
    const json::object mine{{"incidentId", id.toString()}, {"text", "Half of Tokyo cannot pay."}};
    ASSERT_TRUE(world.create(Kind::Summary, mine));
    EXPECT_EQ(world.get(summaryIdOf(id)).value.text, "Half of Tokyo cannot pay.");
    EXPECT_TRUE(world.create(Kind::Summary, mine)); // the same again
    const auto other = world.create(Kind::Summary, {{"incidentId", id.toString()}, {"text", "Other"}});
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, ErrorCode::AlreadyExists);
}

} // namespace
} // namespace matoi::test
