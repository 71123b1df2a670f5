#include "tests/backend/services/world.h"

namespace matoi::test {
namespace {

using services::EngagementService;
using Refusal = EngagementService::Refusal;

/// "I cannot" on a page.
class Refusals : public ::testing::Test
{
protected:
    Refusal refuse(const Record<Page>& page)
    {
        return world.write([&](auto& tx) {
            return EngagementService::refuse(
                tx, page,
                {page.value.contactName, auth::Role::Responder, page.value.contactId, "email-link"});
        });
    }
    int stage(const Record<Engagement>& engagement) { return world.get(engagement.id).value.stage; }

    World world;
    Id<Incident> incident = world.incident();
    Id<Contact> a = world.person("a");
    Id<Contact> b = world.person("b");
    Id<Contact> c = world.person("c");
};

TEST_F(Refusals, PageTheNextStageAtOnceAndOnce)
{
    const auto engagement = world.engage(incident, world.escalation("plan", {{300, a}, {300, b}, {300, c}}));
    const auto page = world.pages(engagement)[0];
    EXPECT_EQ(refuse(page), Refusal::NextPaged);
    EXPECT_EQ(world.pages(engagement)[1].value.dueAt, world.store.now);
    const auto events = world.eventTypes(incident).size();
    EXPECT_EQ(refuse(page), Refusal::WentOn) << "a second tap";
    EXPECT_EQ(stage(engagement), 1);
    EXPECT_EQ(world.eventTypes(incident).size(), events) << "says nothing twice";
    EXPECT_GT(world.pages(engagement)[2].value.dueAt, world.store.now) << "and pages nobody else";
}

TEST_F(Refusals, OfAnEarlierStageLeaveTheLaterOneItsTime)
{
    const auto engagement = world.engage(incident, world.escalation("plan", {{300, a}, {300, b}, {300, c}}));
    const auto page = world.pages(engagement)[0];
    world.store.now += seconds(300);
    world.write([&](auto& tx) { EngagementService::advance(tx, engagement.id); });
    ASSERT_EQ(stage(engagement), 1);
    EXPECT_EQ(refuse(page), Refusal::WentOn);
    EXPECT_EQ(stage(engagement), 1) << "b has their five minutes";
    EXPECT_EQ(world.countEvents(incident, eventtype::refused), 1U);
}

TEST_F(Refusals, InTheLastStageStopNobodyElsesPages)
{
    const auto plan = world.escalation("plan", {{300, a}});
    world.write([&](auto& tx) {
        auto contact = *store::find(tx, plan);
        contact.value.stages[0].targets.push_back(PlanTarget{std::nullopt, b});
        store::put(tx, plan, contact.value, "test");
    });
    const auto engagement = world.engage(incident, plan);
    const auto pages = world.pages(engagement);
    ASSERT_EQ(pages.size(), 2U);
    EXPECT_EQ(refuse(pages[0]), Refusal::Noted);
    EXPECT_EQ(world.get(engagement.id).value.state, EngagementState::Running);
    EXPECT_EQ(world.pages(engagement)[1].value.state, PageState::Pending);
    EXPECT_EQ(world.countEvents(incident, eventtype::refused), 1U);
    EXPECT_EQ(world.countEvents(incident, eventtype::exhausted), 0U);
}

TEST_F(Refusals, DoNotPageTheSamePersonAgainOnTheNextChannel)
{
    const auto both = world.person("both", 2);
    world.write([&](auto& tx) {
        auto contact = *store::find(tx, both);
        for (const auto& channel : store::list<ContactChannel>(tx, both.uuid()))
            contact.value.stages.push_back({300, {PlanTarget{channel.id, std::nullopt}}});
        store::put(tx, both, contact.value, "test");
    });
    const auto engagement = world.engage(incident, both);
    ASSERT_EQ(engagement.value.stages.size(), 2U);
    EXPECT_EQ(refuse(world.pages(engagement)[0]), Refusal::Noted);
    EXPECT_EQ(stage(engagement), 0);
}

TEST_F(Refusals, AfterNobodyAnsweredAreOnlyWrittenDown)
{
    const auto engagement = world.engage(incident, world.escalation("plan", {{300, a}}));
    const auto page = world.pages(engagement)[0];
    ASSERT_TRUE(services::transact(
        world.store, [&](auto& tx) { return EngagementService::escalate(tx, engagement.id, commander()); }));
    ASSERT_EQ(world.get(engagement.id).value.state, EngagementState::Exhausted);
    EXPECT_EQ(refuse(page), Refusal::Noted);
    EXPECT_EQ(world.countEvents(incident, eventtype::refused), 1U);
}

} // namespace
} // namespace matoi::test
