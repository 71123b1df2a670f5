#include "tests/backend/services/world.h"

namespace matoi::test {
namespace {

using services::EngagementService;
using services::transact;

class Engagements : public ::testing::Test
{
protected:
    Result<Record<Engagement>> acknowledge(Id<Engagement> id, std::optional<Id<Page>> page = std::nullopt)
    {
        return transact(world.store,
                        [&](auto& tx) { return EngagementService::acknowledge(tx, id, responder(), page); });
    }
    Result<Record<Engagement>> escalate(Id<Engagement> id)
    {
        return transact(world.store,
                        [&](auto& tx) { return EngagementService::escalate(tx, id, commander()); });
    }
    Result<Record<Engagement>> stop(Id<Engagement> id)
    {
        return transact(world.store, [&](auto& tx) { return EngagementService::stop(tx, id, commander()); });
    }
    void advance(Id<Engagement> id)
    {
        world.write([&](auto& tx) { EngagementService::advance(tx, id); });
    }
    /// What the engine does with a page that is due.
    void send(const Record<Page>& page)
    {
        Page sent = page.value;
        sent.state = PageState::Sent;
        sent.sentAt = world.store.now;
        world.write([&](auto& tx) {
            store::put(tx, page.id, sent, "engine");
            tx.removeDue("page", page.id.uuid());
        });
    }

    World world;
    Id<Incident> incident = world.incident();
};

TEST_F(Engagements, BeginMakesOnePendingPageForEachStepWithItsDue)
{
    const auto first = world.person("sato", 2);
    const auto second = world.person("ortega");
    const auto plan = world.escalation("payments", {{300, first}, {600, second}});

    const auto engagement = world.engage(incident, plan);

    const auto pages = world.pages(engagement);
    ASSERT_EQ(pages.size(), 3U);
    EXPECT_EQ(pages[0].value.dueAt, world.store.now);
    EXPECT_EQ(pages[1].value.dueAt, world.store.now);
    EXPECT_EQ(pages[2].value.dueAt, world.store.now + seconds(300));
    EXPECT_EQ(pages[2].value.contactName, "ortega");
    for (const auto& page : pages)
        EXPECT_EQ(page.value.state, PageState::Pending);
    EXPECT_EQ(world.dues("page").size(), 3U);
    ASSERT_EQ(world.dues("engagement").size(), 1U);
    EXPECT_EQ(world.dues("engagement")[0].at, world.store.now + seconds(300));
    EXPECT_EQ(engagement.value.nextStepAt, world.store.now);
    EXPECT_EQ(engagement.value.startedBy, "Daniel Ortega");
    EXPECT_EQ(world.eventTypes(incident).back(), eventtype::engaged);
}

TEST_F(Engagements, AContactWithoutChannelsGivesAFailedPageThatTheTimelineShows)
{
    const auto engagement = world.engage(incident, world.person("nobody", 0));

    const auto pages = world.pages(engagement);
    ASSERT_EQ(pages.size(), 1U);
    EXPECT_EQ(pages[0].value.state, PageState::Error);
    EXPECT_EQ(pages[0].value.error, "the contact has no channel");
    EXPECT_EQ(world.countEvents(incident, eventtype::pageFailed), 1U);
    EXPECT_TRUE(world.dues("page").empty());
    EXPECT_EQ(world.dues("engagement").size(), 1U);
}

TEST_F(Engagements, AStageWhoseChannelIsGoneIsSeenWhenItIsPaged)
{
    const auto person = world.person("sato", 1);
    world.write([&](auto& tx) {
        auto contact = *store::find(tx, person);
        const auto there = store::list<ContactChannel>(tx, person.uuid()).front().id;
        contact.value.stages = {{300, {PlanTarget{there, std::nullopt}}},
                                {300, {PlanTarget{Id<ContactChannel>::generate(), std::nullopt}}}};
        store::put(tx, person, contact.value, "test");
    });
    const auto pages = world.pages(world.engage(incident, person));
    ASSERT_EQ(pages.size(), 2U);
    EXPECT_EQ(pages[1].value.state, PageState::Error);
    EXPECT_EQ(pages[1].value.error, "the channel of this stage was removed");
    EXPECT_EQ(world.countEvents(incident, eventtype::pageFailed), 1U);
}

TEST_F(Engagements, TheSameContactIsNotEngagedTwiceWhileItRuns)
{
    const auto person = world.person("sato");
    const auto first = world.engage(incident, person);
    EXPECT_EQ(world.engage(incident, person).id, first.id);
    EXPECT_EQ(world.all<Page>().size(), 1U);

    ASSERT_TRUE(stop(first.id));
    EXPECT_NE(world.engage(incident, person).id, first.id);
}

TEST_F(Engagements, AResolvedIncidentCannotBePagedFor)
{
    ASSERT_TRUE(world.change(incident, {{"status", "resolved"}}));
    const auto refused = transact(world.store, [&](auto& tx) {
        return EngagementService::begin(tx, incident, world.person("sato"), "", commander());
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Illegal);
}

TEST_F(Engagements, AnAcknowledgementStopsEverythingLaterAndAnswersTheIncident)
{
    const auto plan =
        world.escalation("payments", {{300, world.person("sato")}, {600, world.person("ortega")}});
    const auto engagement = world.engage(incident, plan);
    send(world.pages(engagement)[0]);
    world.store.now += seconds(42);

    const auto ended = acknowledge(engagement.id, world.pages(engagement)[0].id);

    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->value.state, EngagementState::Acknowledged);
    EXPECT_EQ(ended->value.endedBy, "Sato Misaki");
    EXPECT_EQ(ended->value.endedVia, "console");
    EXPECT_EQ(ended->value.nextStepAt, std::nullopt);
    EXPECT_EQ(world.pages(engagement)[0].value.state, PageState::Read);
    EXPECT_EQ(world.pages(engagement)[1].value.state, PageState::Stopped);
    EXPECT_TRUE(world.dues("page").empty());
    EXPECT_TRUE(world.dues("engagement").empty());
    EXPECT_EQ(world.get(incident).value.status, IncidentStatus::Acknowledged);
    EXPECT_EQ(world.get(incident).value.acknowledgedAt, world.store.now);
    const auto event = world.all<TimelineEvent>(incident.uuid()).back().value;
    EXPECT_EQ(event.type, eventtype::acknowledged);
    EXPECT_EQ(event.values.at("after"), "42");
    EXPECT_EQ(event.values.at("person"), "Sato Misaki");
}

TEST_F(Engagements, TheSecondAnswerChangesNothingAndTellsWhoWasFaster)
{
    const auto engagement = world.engage(incident, world.person("sato"));
    ASSERT_TRUE(acknowledge(engagement.id));
    const auto changes = world.all<TimelineEvent>().size();

    const auto again = transact(world.store, [&](auto& tx) {
        return EngagementService::acknowledge(tx, engagement.id, responder("Somebody Else"));
    });

    ASSERT_TRUE(again);
    EXPECT_EQ(again->value.endedBy, "Sato Misaki");
    EXPECT_EQ(world.all<TimelineEvent>().size(), changes);
}

TEST_F(Engagements, AnAnswerAfterTheLastStageStillCounts)
{
    const auto engagement = world.engage(incident, world.person("sato", 0));
    world.store.now += seconds(300);
    advance(engagement.id);
    ASSERT_EQ(world.get(engagement.id).value.state, EngagementState::Exhausted);

    ASSERT_TRUE(acknowledge(engagement.id));
    EXPECT_EQ(world.get(engagement.id).value.state, EngagementState::Acknowledged);
    EXPECT_EQ(world.get(incident).value.status, IncidentStatus::Acknowledged);
}

TEST_F(Engagements, APageOfAnotherEngagementCannotBeAnsweredWithThisOne)
{
    const auto engagement = world.engage(incident, world.person("sato"));
    const auto other = world.engage(incident, world.person("ortega"));
    const auto refused = acknowledge(engagement.id, world.pages(other)[0].id);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::NotFound);
    EXPECT_EQ(world.get(engagement.id).value.state, EngagementState::Running);
}

TEST_F(Engagements, EscalatingBringsTheNextStageToNowAndTheLaterOnesWithIt)
{
    const auto plan = world.escalation(
        "payments", {{300, world.person("a")}, {600, world.person("b")}, {900, world.person("c")}});
    const auto engagement = world.engage(incident, plan);
    world.store.now += seconds(60);

    const auto escalated = escalate(engagement.id);

    ASSERT_TRUE(escalated);
    EXPECT_EQ(escalated->value.stage, 1);
    const auto pages = world.pages(engagement);
    EXPECT_EQ(pages[0].value.dueAt, engagement.value.startedAt); // of a: still to be sent
    EXPECT_EQ(pages[1].value.dueAt, world.store.now);
    EXPECT_EQ(pages[2].value.dueAt, world.store.now + seconds(600));
    EXPECT_EQ(world.dues("engagement")[0].at, world.store.now + seconds(600));
    EXPECT_EQ(world.countEvents(incident, eventtype::escalated), 1U);
}

TEST_F(Engagements, EscalatingAfterTheLastStageSaysThatNobodyAnswered)
{
    const auto engagement = world.engage(incident, world.person("sato"));
    const auto ended = escalate(engagement.id);
    ASSERT_TRUE(ended);
    EXPECT_EQ(ended->value.state, EngagementState::Exhausted);
    EXPECT_TRUE(world.dues("page").empty());
    EXPECT_EQ(world.countEvents(incident, eventtype::exhausted), 1U);

    const auto refused = escalate(engagement.id);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Illegal);
}

TEST_F(Engagements, StoppingTwiceIsOneStopAndAnAnsweredOneCannotBeStopped)
{
    const auto engagement = world.engage(incident, world.person("sato"));
    ASSERT_TRUE(stop(engagement.id));
    ASSERT_TRUE(stop(engagement.id));
    EXPECT_EQ(world.countEvents(incident, eventtype::stopped), 1U);
    EXPECT_EQ(world.pages(engagement)[0].value.state, PageState::Stopped);

    const auto answered = world.engage(incident, world.person("ortega"));
    ASSERT_TRUE(acknowledge(answered.id));
    const auto refused = stop(answered.id);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Illegal);
}

TEST_F(Engagements, ResolvingTheIncidentStopsAllOfThem)
{
    const auto one = world.engage(incident, world.person("sato"));
    const auto two = world.engage(incident, world.person("ortega"));
    ASSERT_TRUE(world.change(incident, {{"status", "resolved"}}));
    EXPECT_EQ(world.get(one.id).value.state, EngagementState::Stopped);
    EXPECT_EQ(world.get(two.id).value.state, EngagementState::Stopped);
    EXPECT_TRUE(world.dues("page").empty());
    EXPECT_TRUE(world.dues("engagement").empty());
}

TEST_F(Engagements, AdvanceBeginsStagesInTurnAndThenSaysThatNobodyAnswered)
{
    const auto plan = world.escalation("payments", {{300, world.person("a")}, {600, world.person("b")}});
    const auto engagement = world.engage(incident, plan);
    advance(engagement.id); // too early: nothing happens
    EXPECT_EQ(world.get(engagement.id).value.stage, 0);

    world.store.now += seconds(300);
    advance(engagement.id);
    EXPECT_EQ(world.get(engagement.id).value.stage, 1);
    EXPECT_EQ(world.countEvents(incident, eventtype::stageReached), 1U);
    EXPECT_EQ(world.dues("engagement")[0].at, engagement.value.startedAt + seconds(900));

    for (const auto& page : world.pages(engagement))
        send(page);
    world.store.now += seconds(600);
    advance(engagement.id);
    EXPECT_EQ(world.get(engagement.id).value.state, EngagementState::Exhausted);
    EXPECT_TRUE(world.dues("engagement").empty());
}

TEST_F(Engagements, NobodyHasFailedToAnswerAPageThatIsStillOnItsWay)
{
    const auto engagement = world.engage(incident, world.person("sato"));
    world.store.now += seconds(300);
    advance(engagement.id);
    EXPECT_EQ(world.get(engagement.id).value.state, EngagementState::Running);
    ASSERT_EQ(world.dues("engagement").size(), 1U);
    EXPECT_GT(world.dues("engagement")[0].at, world.store.now);

    send(world.pages(engagement)[0]);
    world.store.now += seconds(5);
    advance(engagement.id);
    EXPECT_EQ(world.get(engagement.id).value.state, EngagementState::Exhausted);
}

TEST_F(Engagements, AStageThatIsLateLeavesTheLaterOnesTheirTime)
{
    const auto plan = world.escalation(
        "payments", {{60, world.person("a")}, {60, world.person("b")}, {60, world.person("c")}});
    const auto engagement = world.engage(incident, plan);
    send(world.pages(engagement)[0]);
    world.store.now += minutes(30);
    advance(engagement.id);
    EXPECT_EQ(world.get(engagement.id).value.stage, 1);
    EXPECT_EQ(world.countEvents(incident, eventtype::stageReached), 1U);
    EXPECT_EQ(world.countEvents(incident, eventtype::engagementLate), 1U);
    EXPECT_EQ(world.pages(engagement)[1].value.dueAt, world.store.now);
    EXPECT_EQ(world.pages(engagement)[2].value.dueAt, world.store.now + seconds(60));
    EXPECT_EQ(world.dues("engagement")[0].at, world.store.now + seconds(60));
}

TEST_F(Engagements, WhatShouldHaveHappenedWhileNobodyWasThereHappensInTurn)
{
    const auto plan = world.escalation(
        "payments", {{300, world.person("a", 2)}, {300, world.person("b")}, {300, world.person("c")}});
    const auto engagement = world.engage(incident, plan);
    world.store.now += minutes(20);
    const auto catchUp = [&](Time since) {
        return world.write(
            [&](auto& tx) { return EngagementService::catchUp(tx, engagement.id, since, seconds(30)); });
    };
    EXPECT_EQ(catchUp(engagement.value.startedAt), seconds(1200));
    const auto pages = world.pages(engagement);
    EXPECT_EQ(pages[0].value.dueAt, world.store.now);
    EXPECT_EQ(pages[1].value.dueAt, world.store.now);
    EXPECT_EQ(pages[2].value.dueAt, world.store.now + seconds(300));
    EXPECT_EQ(pages[3].value.dueAt, world.store.now + seconds(600));
    EXPECT_EQ(EngagementService::endOf(world.get(engagement.id).value), world.store.now + seconds(900));
    EXPECT_EQ(world.dues("engagement")[0].at, world.store.now + seconds(300));
    EXPECT_EQ(world.all<TimelineEvent>(incident.uuid()).back().value.values.at("seconds"), "1200");
    EXPECT_EQ(catchUp(engagement.value.startedAt), std::nullopt) << "another process does the same";
    EXPECT_EQ(world.countEvents(incident, eventtype::engagementLate), 1U);
}

TEST_F(Engagements, WhatWasLateBeforeIsNotPutOffByAShortAbsence)
{
    const auto plan = world.escalation("payments", {{300, world.person("a")}, {300, world.person("b")}});
    const auto engagement = world.engage(incident, plan);
    world.store.now += seconds(200); // the mail server hangs
    const auto late = world.write([&](auto& tx) {
        return EngagementService::catchUp(tx, engagement.id, world.store.now - seconds(20), seconds(30));
    });
    EXPECT_EQ(late, std::nullopt);
    EXPECT_EQ(world.pages(engagement)[1].value.dueAt, engagement.value.startedAt + seconds(300));
}

TEST_F(Engagements, WhoWasPagedTooLateHasTimeToAnswer)
{
    const auto engagement = world.engage(incident, world.person("a", 2));
    world.store.now += seconds(295); // the mail server hung
    const auto pages = world.pages(engagement);
    const auto handOver = [&](const Record<Page>& page) {
        send(page);
        world.write([&](auto& tx) { EngagementService::giveTimeToAnswer(tx, page.value); });
    };
    handOver(pages[0]);
    EXPECT_EQ(world.dues("engagement")[0].at, world.store.now + seconds(300));
    world.store.now += seconds(1);
    handOver(pages[1]);
    EXPECT_EQ(world.dues("engagement")[0].at, world.store.now + seconds(300));
    world.store.now += seconds(299);
    advance(engagement.id);
    EXPECT_EQ(world.get(engagement.id).value.state, EngagementState::Running);
    world.store.now += seconds(1);
    advance(engagement.id);
    EXPECT_EQ(world.get(engagement.id).value.state, EngagementState::Exhausted);
}

TEST_F(Engagements, ADueOfOneThatIsOverIsTakenAway)
{
    const auto engagement = world.engage(incident, world.person("sato"));
    ASSERT_TRUE(stop(engagement.id));
    world.write([&](auto& tx) { tx.setDue("engagement", engagement.id.uuid(), world.store.now); });
    advance(engagement.id);
    EXPECT_TRUE(world.dues("engagement").empty());
}

TEST_F(Engagements, TheNextStepFollowsThePages)
{
    const auto engagement = world.engage(incident, world.person("sato"));
    send(world.pages(engagement)[0]);
    world.write([&](auto& tx) { EngagementService::refreshNextStep(tx, engagement.id); });
    EXPECT_EQ(world.get(engagement.id).value.nextStepAt, world.store.now + seconds(300));
}

} // namespace
} // namespace matoi::test
