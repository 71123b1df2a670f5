#include "models/commands/incidentcommands.h"

#include "tests/support/memoryrepositories.h"

#include <gtest/gtest.h>

namespace matoi::commands {
namespace {

using namespace domain;

class IncidentCommandsTest : public testing::Test
{
protected:
    Id<Incident> started(const std::string& title = "Checkout slow")
    {
        return *commands.start({.title = title, .impact = Impact::High});
    }
    Incident at(Id<Incident> id) { return memory.incidents.find(id)->value; }

    test::MovableClock clock{Time(std::chrono::hours(100))};
    test::MemoryRepositories memory{clock};
    EditHistory history;
    IncidentCommands commands{memory.ports, memory.notifier, clock, history};
};

TEST_F(IncidentCommandsTest, StartsAnIncidentHereAtOnceWithItsStartInThePast)
{
    const auto id =
        commands.start({.title = "Checkout slow", .startedAt = clock.now() - std::chrono::minutes(5)});
    ASSERT_TRUE(id);
    EXPECT_EQ(at(*id).startedAt, clock.now() - std::chrono::minutes(5));
    EXPECT_EQ(at(*id).detectedAt, clock.now());
    EXPECT_FALSE(history.canUndo()) << "people are being paged";
}

TEST_F(IncidentCommandsTest, NeedsATitleUnlessThePlanBringsOne)
{
    EXPECT_EQ(commands.start({}).error().field, "title");
    const auto plan = Id<ResponsePlan>::generate();
    memory.responsePlans.put(plan,
                             {.name = "checkout-critical", .title = "Checkout is failing", .drill = true});
    const auto id = commands.start({.planId = plan});
    ASSERT_TRUE(id);
    EXPECT_EQ(at(*id).title, "Checkout is failing");
    EXPECT_TRUE(at(*id).drill) << "a drill's plan makes a drill";
    const auto templated = Id<ResponsePlan>::generate();
    memory.responsePlans.put(templated, {.name = "checkout", .title = "Checkout slow: {alertname}"});
    EXPECT_EQ(at(*commands.start({.planId = templated})).title, "Checkout slow")
        << "nobody sent an alert whose name could stand there";
    memory.responsePlans.put(templated, {.name = "any", .title = "{alertname}"});
    EXPECT_EQ(commands.start({.planId = templated}).error().field, "title");
}

TEST_F(IncidentCommandsTest, RefusesAnIllegalStatusAndChangesNothing)
{
    const auto id = started();
    ASSERT_TRUE(commands.setStatus(id, IncidentStatus::Resolved));
    EXPECT_EQ(commands.setStatus(id, IncidentStatus::Open).error().code, ErrorCode::Illegal);
    EXPECT_EQ(at(id).status, IncidentStatus::Resolved);
}

TEST_F(IncidentCommandsTest, UndoesAStatusWithoutTouchingWhatOthersChangedSince)
{
    const auto id = started();
    ASSERT_TRUE(commands.setStatus(id, IncidentStatus::Acknowledged));
    ASSERT_TRUE(commands.setStatus(id, IncidentStatus::Mitigated));
    Incident others = at(id);
    others.impact = Impact::Critical;
    memory.incidents.put(id, others);
    ASSERT_TRUE(history.undo());
    EXPECT_EQ(at(id).status, IncidentStatus::Acknowledged);
    EXPECT_FALSE(at(id).mitigatedAt);
    EXPECT_EQ(at(id).impact, Impact::Critical);
}

TEST_F(IncidentCommandsTest, HandsARoleOverAndBack)
{
    const auto id = started();
    ASSERT_TRUE(commands.takeRole(id, IncidentRole::Commander, "Misaki Sato"));
    ASSERT_TRUE(commands.takeRole(id, IncidentRole::Commander, "Daniel Reyes"));
    const auto role = roleAssignmentIdOf(id, IncidentRole::Commander);
    EXPECT_EQ(memory.roleAssignments.find(role)->value.person, "Daniel Reyes");
    ASSERT_TRUE(history.undo());
    EXPECT_EQ(memory.roleAssignments.find(role)->value.person, "Misaki Sato");
}

TEST_F(IncidentCommandsTest, TicksAChecklistRowWithWhoAndWhen)
{
    const auto id = started();
    ASSERT_TRUE(commands.addTask(id, "Freeze deploys"));
    ASSERT_TRUE(commands.addTask(id, "Tell support"));
    const auto tasks = memory.tasks.of(id.uuid());
    EXPECT_EQ(tasks[1].value.position, tasks[0].value.position + 1);
    ASSERT_TRUE(commands.setTask(tasks[0], TaskState::Done));
    EXPECT_EQ(memory.tasks.find(tasks[0].id)->value.doneBy, "Misaki Sato");
    ASSERT_TRUE(history.undo());
    EXPECT_EQ(memory.tasks.find(tasks[0].id)->value.state, TaskState::Open);
}

TEST_F(IncidentCommandsTest, SavesASummaryAndPutsTheFormerOneBack)
{
    const auto id = started();
    ASSERT_TRUE(commands.saveSummary(id, std::nullopt, "Slow."));
    const auto base = memory.summaries.find(summaryIdOf(id));
    ASSERT_TRUE(commands.saveSummary(id, base, "Slow. Rolling back."));
    ASSERT_TRUE(history.undo());
    EXPECT_EQ(memory.summaries.find(summaryIdOf(id))->value.text, "Slow.");
}

} // namespace
} // namespace matoi::commands
