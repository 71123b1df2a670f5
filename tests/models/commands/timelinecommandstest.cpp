#include "models/commands/timelinecommands.h"

#include "tests/support/memoryrepositories.h"

#include <gtest/gtest.h>

namespace matoi::commands {
namespace {

using namespace domain;

class TimelineCommandsTest : public testing::Test
{
protected:
    test::MovableClock clock{Time(std::chrono::hours(100))};
    test::MemoryRepositories memory{clock};
    EditHistory history;
    TimelineCommands commands{memory.ports, memory.notifier, clock, history};
    Id<Incident> incident = Id<Incident>::generate();
};

TEST_F(TimelineCommandsTest, LogsTheFirstLineAsTheEventAndTheRestAsDetails)
{
    const auto id = commands.log(incident, "  Rolled back\nto build 17-2", EventKind::Action, clock.now());
    ASSERT_TRUE(id);
    const auto event = memory.timelineEvents.find(*id);
    EXPECT_EQ(event->value.text, "Rolled back");
    EXPECT_EQ(event->value.details, "to build 17-2");
    EXPECT_EQ(event->value.author, "Misaki Sato");
}

TEST_F(TimelineCommandsTest, RefusesAnEventWithoutWords)
{
    EXPECT_EQ(commands.log(incident, " \n ", EventKind::Note).error().field, "text");
    EXPECT_FALSE(history.canUndo());
}

TEST_F(TimelineCommandsTest, TakesBackWhatWasLoggedChangedPinnedOrRemoved)
{
    const auto id = commands.log(incident, "Rolled back", EventKind::Action);
    TimelineEvent changed = memory.timelineEvents.find(*id)->value;
    changed.text = "Rolled back to 17-2";
    ASSERT_TRUE(commands.change(*memory.timelineEvents.find(*id), changed));
    ASSERT_TRUE(commands.setPinned(*memory.timelineEvents.find(*id), true));
    ASSERT_TRUE(history.undo());
    EXPECT_FALSE(memory.timelineEvents.find(*id)->value.pinned);
    ASSERT_TRUE(history.undo());
    EXPECT_EQ(memory.timelineEvents.find(*id)->value.text, "Rolled back");
    ASSERT_TRUE(commands.remove(*memory.timelineEvents.find(*id)));
    EXPECT_TRUE(memory.timelineEvents.all().empty());
    ASSERT_TRUE(history.undo());
    EXPECT_EQ(memory.timelineEvents.all().front().value.text, "Rolled back");
}

} // namespace
} // namespace matoi::commands
