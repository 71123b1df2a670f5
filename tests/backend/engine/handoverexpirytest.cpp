#include "backend/services/handoverservice.h"
#include "tests/backend/engine/enginefixture.h"

namespace matoi::engine {
namespace {

using namespace domain;
using std::chrono::seconds;

/// A command that Misaki Sato has offered to Daniel Reyes.
class HandoverExpiry : public EngineTest
{
protected:
    Id<Handover> offer()
    {
        return store::write(m_store, [&](store::WriteTransaction& tx) {
            RoleAssignment role;
            role.incidentId = m_incident;
            role.person = "Misaki Sato";
            store::put(tx, roleAssignmentIdOf(m_incident, IncidentRole::Commander), role, "test");
            HandoverOffer what;
            what.to = "Daniel Reyes";
            what.briefing.conditions = "Checkout works";
            return services::HandoverService::offer(tx, m_incident, what, actor("Misaki Sato"))->id;
        });
    }
    HandoverState state(Id<Handover> id)
    {
        return store::read(m_store,
                           [&](store::ReadTransaction& tx) { return store::find(tx, id)->value.state; });
    }
};

TEST_F(HandoverExpiry, EndsWhenItsTimeIsOverAndNotBefore)
{
    run();
    const auto id = offer();
    advance(seconds(299));
    // Offers come last in a round: the second page is out in the one after it.
    fence("Desk");
    fence("Chair");
    EXPECT_EQ(state(id), HandoverState::Offered);
    advance(seconds(1));
    EXPECT_TRUE(eventually([&] { return state(id) == HandoverState::Expired; }));
    EXPECT_TRUE(happened(eventtype::handoverExpired));
}

TEST_F(HandoverExpiry, EndsAlsoWhenTheEngineWasAwayAtThatTime)
{
    const auto id = offer();
    advance(seconds(4000));
    run();
    EXPECT_TRUE(eventually([&] { return state(id) == HandoverState::Expired; }));
}

} // namespace
} // namespace matoi::engine
