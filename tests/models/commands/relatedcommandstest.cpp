#include "models/commands/relatedcommands.h"

#include "models/commands/incidentcommands.h"
#include "tests/support/memoryrepositories.h"

#include <gtest/gtest.h>

namespace matoi::commands {
namespace {

using namespace domain;

class RelatedCommandsTest : public testing::Test
{
protected:
    RelatedCommandsTest()
    {
        memory.incidents.put(incident, {.title = "Checkout slow"});
        memory.incidents.put(other, {.title = "Checkout slow, last month"});
    }
    std::vector<Record<RelatedItem>> items() { return memory.relatedItems.of(incident.uuid()); }

    test::MovableClock clock{Time(std::chrono::hours(100))};
    test::MemoryRepositories memory{clock};
    EditHistory history;
    Id<Incident> incident = Id<Incident>::generate();
    Id<Incident> other = Id<Incident>::generate();
    RelatedCommands related{memory.ports, history};
};

TEST_F(RelatedCommandsTest, GuessesATitleOnlyWhereNoneWasGiven)
{
    ASSERT_TRUE(
        related.link(incident, {RelatedKind::Ticket, " ", " https://jira.example/browse/PAY-1 ", " x "}));
    EXPECT_EQ(items().back().value.title, "PAY-1");
    EXPECT_EQ(items().back().value.url, "https://jira.example/browse/PAY-1");
    EXPECT_EQ(items().back().value.note, "x");
    ASSERT_TRUE(
        related.link(incident, {RelatedKind::Ticket, "Mine", "https://jira.example/browse/PAY-2", ""}));
    EXPECT_EQ(items().back().value.title, "Mine");
}

TEST_F(RelatedCommandsTest, LinksAnAddressOnceAndNothingThatIsNotOfTheWeb)
{
    const LinkText link{RelatedKind::Link, "", "https://wiki.example/x", ""};
    ASSERT_TRUE(related.link(incident, link));
    EXPECT_EQ(related.link(incident, link).error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(related.link(incident, {RelatedKind::Link, "x", "file:///x", ""}).error().field, "url");
    EXPECT_EQ(related.link(incident, {RelatedKind::Link, "", "", ""}).error().field, "title");
    EXPECT_EQ(items().size(), 1U);
}

TEST_F(RelatedCommandsTest, TakesBackWhateverItDid)
{
    ASSERT_TRUE(related.link(incident, {RelatedKind::Link, "One", "https://one.example", ""}));
    ASSERT_TRUE(related.change(items().front(), {RelatedKind::Chat, "Two", "https://one.example", ""}));
    EXPECT_EQ(items().front().value.title, "Two");
    ASSERT_TRUE(related.remove(items().front()));
    EXPECT_TRUE(items().empty());
    ASSERT_TRUE(history.undo());
    EXPECT_EQ(items().front().value.title, "Two");
    ASSERT_TRUE(history.undo());
    EXPECT_EQ(items().front().value.title, "One");
    ASSERT_TRUE(history.undo());
    EXPECT_TRUE(items().empty());
}

TEST_F(RelatedCommandsTest, WhatWasRefusedCanBeLinkedAndTheOtherWayRound)
{
    ASSERT_TRUE(related.refuse(incident, other));
    ASSERT_EQ(items().size(), 1U);
    EXPECT_TRUE(items().front().value.refused);
    EXPECT_EQ(items().front().value.title, "Checkout slow, last month");
    ASSERT_TRUE(related.linkIncident(incident, other));
    ASSERT_EQ(items().size(), 1U);
    EXPECT_FALSE(items().front().value.refused);
    ASSERT_TRUE(history.undo());
    EXPECT_TRUE(items().front().value.refused);
    ASSERT_TRUE(history.undo());
    EXPECT_TRUE(items().empty());
}

TEST_F(RelatedCommandsTest, LeavesAnAlarmWhereItIs)
{
    RelatedItem alarm;
    alarm.incidentId = incident;
    alarm.relatedKind = RelatedKind::Alarm;
    memory.relatedItems.put(Id<RelatedItem>::generate(), alarm);
    EXPECT_EQ(related.remove(items().front()).error().code, ErrorCode::NotAllowed);
}

TEST_F(RelatedCommandsTest, TagsAndServiceOfAnIncidentAreSetAndTakenBack)
{
    IncidentCommands incidents(memory.ports, memory.notifier, clock, history);
    ASSERT_TRUE(incidents.setTags(incident, {" tier=1", "", "tier=1 ", "eu"}));
    ASSERT_TRUE(incidents.setService(incident, " checkout-api "));
    EXPECT_EQ(memory.incidents.find(incident)->value.tags, (std::vector<std::string>{"tier=1", "eu"}));
    EXPECT_EQ(memory.incidents.find(incident)->value.service, "checkout-api");
    ASSERT_TRUE(history.undo());
    ASSERT_TRUE(history.undo());
    EXPECT_TRUE(memory.incidents.find(incident)->value.tags.empty());
    EXPECT_TRUE(memory.incidents.find(incident)->value.service.empty());
}

} // namespace
} // namespace matoi::commands
