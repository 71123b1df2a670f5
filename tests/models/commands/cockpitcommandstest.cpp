#include "models/commands/cockpitcommands.h"

#include "models/commands/incidentcommands.h"
#include "tests/support/memoryrepositories.h"

#include <gtest/gtest.h>

namespace matoi::commands {
namespace {

using namespace domain;
using std::chrono::minutes;

class CockpitCommandsTest : public testing::Test
{
protected:
    CockpitCommandsTest() { memory.incidents.put(incident, {.title = "Checkout slow"}); }
    Record<Task> task() { return memory.tasks.of(incident.uuid()).back(); }
    Record<Decision> decision() { return memory.decisions.of(incident.uuid()).back(); }

    test::MovableClock clock{Time(std::chrono::hours(100))};
    test::MemoryRepositories memory{clock};
    EditHistory history;
    Id<Incident> incident = Id<Incident>::generate();
    CockpitCommands cockpit{memory.ports, memory.notifier, clock, history};
};

TEST_F(CockpitCommandsTest, GivesATaskABoxAndTakesItBack)
{
    ASSERT_TRUE(cockpit.giveTask(incident, "Profile it", "Daniel Reyes", minutes(20)));
    EXPECT_EQ(task().value.boxEndsAt(), clock.now() + minutes(20));
    EXPECT_EQ(task().value.assignee, "Daniel Reyes");
    ASSERT_TRUE(history.undo());
    EXPECT_TRUE(memory.tasks.of(incident.uuid()).empty());
}

TEST_F(CockpitCommandsTest, MoreTimeCountsFromNowWhenTheBoxHasEnded)
{
    ASSERT_TRUE(cockpit.giveTask(incident, "Profile it", "Daniel Reyes", minutes(10)));
    clock.advance(minutes(4));
    ASSERT_TRUE(cockpit.moreTime(task(), minutes(5)));
    EXPECT_EQ(task().value.boxEndsAt(), clock.now() + minutes(11));
    clock.advance(minutes(30));
    ASSERT_TRUE(cockpit.moreTime(task(), minutes(5)));
    EXPECT_EQ(task().value.boxEndsAt(), clock.now() + minutes(5));
}

TEST_F(CockpitCommandsTest, PassesATaskOnWithTheWholeBox)
{
    ASSERT_TRUE(cockpit.giveTask(incident, "Profile it", "Daniel Reyes", minutes(10)));
    clock.advance(minutes(12));
    ASSERT_TRUE(cockpit.passOn(task(), "Mei Kondo"));
    EXPECT_EQ(task().value.assignee, "Mei Kondo");
    EXPECT_EQ(task().value.boxEndsAt(), clock.now() + minutes(10));
}

TEST_F(CockpitCommandsTest, AQuestionIsDecidedOnce)
{
    ASSERT_TRUE(cockpit.ask(incident, "Void the holds?", clock.now() + minutes(9)));
    const auto open = decision();
    EXPECT_FALSE(open.value.decidedAt);
    ASSERT_TRUE(cockpit.answer(open, {.what = "Void them", .because = "they do not settle"}));
    EXPECT_EQ(decision().value.decidedBy, "Misaki Sato");
    EXPECT_EQ(cockpit.answer(open, {.what = "Wait"}).error().code, ErrorCode::Illegal);
}

TEST_F(CockpitCommandsTest, AQuestionCanBeTakenBackUntilItIsDecided)
{
    ASSERT_TRUE(cockpit.ask(incident, "Void the holds?", clock.now() + minutes(9)));
    ASSERT_TRUE(cockpit.answer(decision(), {.what = "Void them"}));
    EXPECT_EQ(history.undo().error().code, ErrorCode::Illegal);
    EXPECT_EQ(memory.decisions.of(incident.uuid()).size(), 1U);
}

TEST_F(CockpitCommandsTest, AReportIsOnesOwnUnlessItNamesSomebody)
{
    Report report;
    report.incidentId = incident;
    EXPECT_EQ(cockpit.report(report).error().code, ErrorCode::MissingField);
    report.needs = "A reviewer";
    ASSERT_TRUE(cockpit.report(report));
    EXPECT_EQ(memory.reports.of(incident.uuid()).back().value.person, "Misaki Sato");
}

TEST_F(CockpitCommandsTest, AMarkThatIsSetIsCorrectedWithAReasonOnly)
{
    IncidentCommands commands{memory.ports, memory.notifier, clock, history};
    using Mark = IncidentCommands::Mark;
    const Time earlier = clock.now() - minutes(9);
    ASSERT_TRUE(commands.setMark(incident, Mark::Mitigated, clock.now(), {}));
    EXPECT_EQ(commands.setMark(incident, Mark::Mitigated, earlier, " ").error().field, "markReason");
    ASSERT_TRUE(commands.setMark(incident, Mark::Mitigated, earlier, "p99 was down by then"));
    EXPECT_EQ(memory.incidents.find(incident)->value.mitigatedAt, earlier);
    EXPECT_EQ(memory.incidents.find(incident)->value.markReason, "p99 was down by then");
    ASSERT_TRUE(history.undo());
    EXPECT_EQ(memory.incidents.find(incident)->value.mitigatedAt, clock.now());
}

} // namespace
} // namespace matoi::commands
