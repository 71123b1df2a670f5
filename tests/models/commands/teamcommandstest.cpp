#include "models/commands/teamcommands.h"

#include "tests/support/memoryrepositories.h"

#include <gtest/gtest.h>

namespace matoi::commands {
namespace {

using namespace domain;

class TeamCommandsTest : public testing::Test
{
protected:
    TeamCommandsTest()
    {
        memory.contacts.put(mei, {.alias = "mei", .name = "Mei Kondo"});
        memory.responsePlans.put(plan, {.name = "checkout"});
    }

    test::MovableClock clock{Time(std::chrono::hours(100))};
    test::MemoryRepositories memory{clock};
    EditHistory history;
    Id<Contact> mei = Id<Contact>::generate();
    Id<ResponsePlan> plan = Id<ResponsePlan>::generate();
    TeamCommands team{memory.ports, history};
};

TEST_F(TeamCommandsTest, KeepsANumberThatCanBeDialledAndTakesItBack)
{
    EXPECT_EQ(team.setPhone(mei, "ask Mei").error().field, "phone");
    ASSERT_TRUE(team.setPhone(mei, "+81 90 1234 5678"));
    EXPECT_EQ(memory.contacts.find(mei)->value.phone, "+81 90 1234 5678");
    ASSERT_TRUE(history.undo());
    EXPECT_EQ(memory.contacts.find(mei)->value.phone, "");
}

TEST_F(TeamCommandsTest, KeepsTheAudiencesOfAPlan)
{
    EXPECT_FALSE(team.setAudiences(plan, {{" ", "x"}}));
    EXPECT_FALSE(team.setAudiences(plan, {{"Shops", "a"}, {"Shops", "b"}}));
    ASSERT_TRUE(team.setAudiences(plan, {{"Shops", "{service} is slow."}}));
    EXPECT_EQ(memory.responsePlans.find(plan)->value.audiences.front().name, "Shops");
    ASSERT_TRUE(history.undo());
    EXPECT_TRUE(memory.responsePlans.find(plan)->value.audiences.empty());
}

} // namespace
} // namespace matoi::commands
