#include "backend/services/handoverservice.h"
#include "tests/backend/services/world.h"

#include <boost/json.hpp>

namespace matoi::test {
namespace {

using services::HandoverService;

class HandoverTest : public ::testing::Test
{
protected:
    HandoverTest()
    {
        incident = world.incident();
        daniel = world.person("daniel");
        take("Misaki Sato");
    }

    void take(const std::string& person)
    {
        const auto id = roleAssignmentIdOf(incident, IncidentRole::Commander);
        const bool there = store::read(
            world.store, [&](store::ReadTransaction& tx) { return store::find(tx, id).has_value(); });
        if (there) {
            ASSERT_TRUE(world.change(id, {{"person", person}}, responder(person)));
        } else {
            ASSERT_TRUE(
                world.create(Kind::RoleAssignment,
                             {{"incidentId", incident.toString()}, {"role", "commander"}, {"person", person}},
                             responder(person)));
        }
    }
    std::string holder()
    {
        return world.get(roleAssignmentIdOf(incident, IncidentRole::Commander)).value.person;
    }
    HandoverOffer toDaniel()
    {
        HandoverOffer offer;
        offer.to = "Daniel Reyes";
        offer.contactId = daniel;
        offer.briefing = {"Checkout works", "Kenji watches settlement", "A reviewer", "Lift the freeze?"};
        return offer;
    }
    HandoverService::Answer offer(const HandoverOffer& what, const std::string& by = "Misaki Sato")
    {
        return services::transact(
            world.store, [&](auto& tx) { return HandoverService::offer(tx, incident, what, responder(by)); });
    }
    auth::Actor danielHimself()
    {
        auth::Actor actor = responder("Daniel Reyes");
        actor.contactId = daniel;
        return actor;
    }
    HandoverService::Answer accept(Id<Handover> id, const auth::Actor& by,
                                   const std::string& answer = "Call-out, then the freeze")
    {
        return services::transact(world.store,
                                  [&](auto& tx) { return HandoverService::accept(tx, id, answer, by); });
    }
    void runEngine()
    {
        world.write([&](auto& tx) {
            for (const auto& due : tx.claimDues(HandoverService::dueSpace, seconds(60), 10))
                HandoverService::expire(tx, Id<Handover>(due.id));
        });
    }
    std::string lastText() { return world.all<TimelineEvent>(incident.uuid()).back().value.text; }

    World world;
    Id<Incident> incident;
    Id<Contact> daniel;
};

TEST_F(HandoverTest, AnOfferMovesNothingUntilItIsAccepted)
{
    const auto offered = offer(toDaniel());
    ASSERT_TRUE(offered) << offered.error().detail;
    EXPECT_EQ(holder(), "Misaki Sato");
    EXPECT_EQ(offered->value.expiresAt, world.store.now + minutes(5));
    EXPECT_EQ(world.countEvents(incident, eventtype::handoverOffered), 1U);
    ASSERT_TRUE(offered->value.engagementId);
    EXPECT_EQ(world.get(*offered->value.engagementId).value.contactId, daniel) << "the successor is paged";
}

TEST_F(HandoverTest, AcceptingGivesTheRoleAndSaysWhatComesFirst)
{
    const auto offered = offer(toDaniel());
    world.store.now += minutes(2);
    const auto accepted = accept(offered->id, danielHimself());
    ASSERT_TRUE(accepted) << accepted.error().detail;
    EXPECT_EQ(accepted->value.state, HandoverState::Accepted);
    EXPECT_EQ(holder(), "Daniel Reyes");
    EXPECT_EQ(world.get(roleAssignmentIdOf(incident, IncidentRole::Commander)).value.since, world.store.now);
    EXPECT_NE(lastText().find("First: Call-out, then the freeze"), std::string::npos) << lastText();
    EXPECT_TRUE(world.dues("handover").empty());
    EXPECT_EQ(world.get(*offered->value.engagementId).value.state, EngagementState::Acknowledged);
    EXPECT_TRUE(accept(offered->id, danielHimself())) << "sent twice is one acceptance";
    EXPECT_EQ(world.countEvents(incident, eventtype::handoverAccepted), 1U);
}

TEST_F(HandoverTest, OnlyTheSuccessorAnswersAndOnlyWithWords)
{
    const auto offered = offer(toDaniel());
    EXPECT_EQ(accept(offered->id, responder("Kenji Mori")).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(accept(offered->id, responder("Misaki Sato")).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(accept(offered->id, danielHimself(), "  ").error().field, "answer");
    EXPECT_EQ(holder(), "Misaki Sato");
    auth::Actor namesake = responder("Daniel Reyes");
    namesake.contactId = world.person("another");
    EXPECT_EQ(accept(offered->id, namesake).error().code, ErrorCode::NotAllowed);
    EXPECT_TRUE(accept(offered->id, responder("Daniel Reyes"))) << "a token without a contact";
}

TEST_F(HandoverTest, ARoleHasOneOpenOffer)
{
    const auto first = offer(toDaniel());
    EXPECT_EQ(offer(toDaniel()).error().code, ErrorCode::AlreadyExists);
    ASSERT_TRUE(services::transact(world.store, [&](auto& tx) {
        return HandoverService::withdraw(tx, first->id, responder("Misaki Sato"));
    }));
    EXPECT_EQ(accept(first->id, danielHimself()).error().code, ErrorCode::Illegal);
    EXPECT_TRUE(offer(toDaniel()));
}

TEST_F(HandoverTest, OnlyTheHolderOffersAndNotToThemselves)
{
    EXPECT_EQ(offer(toDaniel(), "Kenji Mori").error().code, ErrorCode::NotAllowed);
    HandoverOffer self = toDaniel();
    self.to = "Misaki Sato";
    EXPECT_EQ(offer(self).error().field, "to");
    HandoverOffer empty = toDaniel();
    empty.briefing.conditions = " ";
    EXPECT_EQ(offer(empty).error().field, "briefing.conditions");
    HandoverOffer scribe = toDaniel();
    scribe.role = IncidentRole::Scribe;
    EXPECT_EQ(offer(scribe).error().code, ErrorCode::Illegal) << "nobody is scribe";
}

TEST_F(HandoverTest, AnOfferThatNobodyAnswersEndsAndIsTold)
{
    const auto offered = offer(toDaniel());
    world.store.now += minutes(5) - seconds(1);
    runEngine();
    EXPECT_EQ(world.get(offered->id).value.state, HandoverState::Offered);
    world.store.now += seconds(1);
    EXPECT_EQ(accept(offered->id, danielHimself()).error().code, ErrorCode::Illegal)
        << "over at its end, whether or not the engine was there";
    runEngine();
    EXPECT_EQ(world.get(offered->id).value.state, HandoverState::Expired);
    EXPECT_EQ(world.countEvents(incident, eventtype::handoverExpired), 1U);
    EXPECT_EQ(holder(), "Misaki Sato");
    EXPECT_TRUE(world.dues("handover").empty());
    EXPECT_EQ(world.get(*offered->value.engagementId).value.state, EngagementState::Stopped)
        << "nobody is paged for an offer that is over";
}

TEST_F(HandoverTest, WhoIsPagedAlreadyIsPagedAboutTheOfferTooAndStaysPagedWhenItEnds)
{
    const auto paging = world.engage(incident, daniel);
    const auto offered = offer(toDaniel());
    ASSERT_TRUE(offered->value.engagementId);
    ASSERT_NE(*offered->value.engagementId, paging.id);
    const auto pages = world.pages(world.get(*offered->value.engagementId));
    ASSERT_EQ(pages.size(), 1U);
    EXPECT_EQ(pages[0].value.state, PageState::Pending) << "he hears of the offer";
    world.store.now += minutes(5);
    runEngine();
    ASSERT_EQ(world.get(offered->id).value.state, HandoverState::Expired);
    EXPECT_EQ(world.get(*offered->value.engagementId).value.state, EngagementState::Stopped);
    EXPECT_EQ(world.get(paging.id).value.state, EngagementState::Running) << "what he was paged for goes on";
    EXPECT_EQ(world.pages(paging)[0].value.state, PageState::Pending);
}

TEST_F(HandoverTest, WhoHasAnOfferCanStillBeEngagedForTheIncident)
{
    const auto offered = offer(toDaniel());
    const auto paging = world.engage(incident, daniel);
    EXPECT_NE(*offered->value.engagementId, paging.id);
    EXPECT_EQ(world.engage(incident, daniel).id, paging.id) << "but not twice";
    ASSERT_TRUE(accept(offered->id, danielHimself()));
    EXPECT_EQ(world.get(*offered->value.engagementId).value.state, EngagementState::Acknowledged);
    EXPECT_EQ(world.get(paging.id).value.state, EngagementState::Running);
}

TEST_F(HandoverTest, DecliningSaysWhy)
{
    const auto offered = offer(toDaniel());
    const auto decline = [&](const std::string& why) {
        return services::transact(world.store, [&](auto& tx) {
            return HandoverService::decline(tx, offered->id, why, danielHimself());
        });
    };
    EXPECT_EQ(decline("").error().field, "reason");
    ASSERT_TRUE(decline("I lead INC-7"));
    EXPECT_NE(lastText().find("I lead INC-7"), std::string::npos);
    EXPECT_EQ(holder(), "Misaki Sato");
}

TEST_F(HandoverTest, WhoeverTakesTheRoleEndsTheOffer)
{
    const auto offered = offer(toDaniel());
    take("Kenji Mori");
    EXPECT_EQ(world.get(offered->id).value.state, HandoverState::Withdrawn);
    EXPECT_EQ(accept(offered->id, danielHimself()).error().code, ErrorCode::Illegal);
    EXPECT_EQ(holder(), "Kenji Mori");
}

TEST_F(HandoverTest, ResolvingEndsTheOffer)
{
    const auto offered = offer(toDaniel());
    ASSERT_TRUE(world.change(incident, {{"status", "resolved"}}));
    EXPECT_EQ(world.get(offered->id).value.state, HandoverState::Withdrawn);
    EXPECT_EQ(offer(toDaniel()).error().code, ErrorCode::Illegal);
}

TEST_F(HandoverTest, NoClientWritesAHandoverItself)
{
    const auto written =
        world.create(Kind::Handover, {{"incidentId", incident.toString()}, {"state", "accepted"}});
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Illegal);
}

TEST_F(HandoverTest, TakingOverWithAReasonIsOnTheTimeline)
{
    ASSERT_TRUE(world.change(roleAssignmentIdOf(incident, IncidentRole::Commander),
                             {{"person", "Daniel Reyes"}, {"reason", "Misaki's line is dead"}},
                             danielHimself()));
    EXPECT_EQ(lastText(), "Daniel Reyes is now commander, after Misaki Sato: Misaki's line is dead");
    take("Kenji Mori");
    EXPECT_EQ(lastText(), "Kenji Mori is now commander, after Daniel Reyes")
        << "the reason was of that change";
}

} // namespace
} // namespace matoi::test
