#include "models/commands/analysiscommands.h"

#include "models/commands/incidentcommands.h"
#include "tests/support/memoryrepositories.h"

#include <gtest/gtest.h>

namespace matoi::commands {
namespace {

using namespace domain;

class AnalysisCommandsTest : public testing::Test
{
protected:
    test::MovableClock clock{Time(std::chrono::hours(100))};
    test::MemoryRepositories memory{clock};
    EditHistory history;
    IncidentCommands incidents{memory.ports, memory.notifier, clock, history};
    AnalysisCommands commands{memory.ports, memory.notifier, clock, history};
};

TEST_F(AnalysisCommandsTest, BeginsWhenTheIncidentIsResolvedAndNotBefore)
{
    const auto incident = *incidents.start({.title = "Checkout slow", .impact = Impact::High});
    // The service refuses it until then: it must not exist here alone, with answers that can never be sent.
    const auto early = commands.begin(incident);
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code, ErrorCode::Illegal);
    EXPECT_FALSE(memory.analyses.find(analysisIdOf(incident)));

    ASSERT_TRUE(incidents.setStatus(incident, IncidentStatus::Resolved));
    EXPECT_EQ(*commands.begin(incident), analysisIdOf(incident));
    EXPECT_EQ(*commands.begin(incident), analysisIdOf(incident)) << "a second time it is simply there";
}

} // namespace
} // namespace matoi::commands
