#include "tests/backend/services/world.h"

#include <boost/json.hpp>

namespace matoi::test {
namespace {

namespace json = boost::json;

class Related : public ::testing::Test
{
protected:
    Result<store::StoredRecord> add(json::object extra, const auth::Actor& by = responder())
    {
        json::object value{{"incidentId", incident.toString()}, {"relatedKind", "link"}};
        for (const auto& member : extra)
            value[member.key()] = member.value();
        return world.create(Kind::RelatedItem, value, by);
    }

    World world;
    Id<Incident> incident = world.incident();
    Id<Incident> other = world.incident();
};

TEST_F(Related, ALinkNeedsAnAddressOfTheWebOrATitle)
{
    EXPECT_TRUE(add({{"url", "https://wiki.example/checkout"}}));
    EXPECT_TRUE(add({{"title", "CHG-118, on paper"}}));
    EXPECT_EQ(add({{"title", "  "}}).error().field, "title");
    for (const char* url : {"javascript:alert(1)", "file:///etc/passwd", "wiki.example"})
        EXPECT_EQ(add({{"title", "x"}, {"url", url}}).error().field, "url") << url;
}

TEST_F(Related, AlarmsAndTheirStatesAreTheServicesAlone)
{
    EXPECT_EQ(add({{"relatedKind", "alarm"}, {"title", "x"}}).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(add({{"title", "x"}, {"alarmState", "recovered"}}).error().field, "alarmState");
    RelatedItem alarm;
    alarm.incidentId = incident;
    alarm.relatedKind = RelatedKind::Alarm;
    alarm.title = "CheckoutSlow";
    alarm.alarmState = AlarmState::Firing;
    const auto id = world.add(alarm);
    EXPECT_FALSE(world.change(id, {{"title", "Nothing to see"}}, commander()));
    EXPECT_FALSE(world.change(id, {{"relatedKind", "link"}}, commander()));
    EXPECT_EQ(world.remove(id, commander()).error().code, ErrorCode::NotAllowed);
}

TEST_F(Related, AnIncidentIsLinkedOnceHoweverManyPeopleDoIt)
{
    const json::object link{{"relatedKind", "incident"}, {"otherId", other.toString()}};
    const auto first = add(link);
    ASSERT_TRUE(first);
    EXPECT_EQ(Id<RelatedItem>(first->id), relatedIncidentIdOf(incident, other));
    EXPECT_TRUE(add(link, responder("Somebody else")));
    EXPECT_EQ(world.all<RelatedItem>(incident.uuid()).size(), 1U);
    json::object refused = link;
    refused["refused"] = true;
    EXPECT_EQ(add(refused).error().code, ErrorCode::AlreadyExists);
    const auto id = relatedIncidentIdOf(incident, other);
    EXPECT_TRUE(world.change(id, {{"refused", true}}, responder()));
    EXPECT_TRUE(world.remove(id, responder()));
    EXPECT_TRUE(add(link)) << "what was taken away can be linked again";
}

TEST_F(Related, TheOtherIncidentIsThereAndIsAnother)
{
    EXPECT_EQ(add({{"relatedKind", "incident"}}).error().field, "otherId");
    EXPECT_EQ(add({{"relatedKind", "incident"}, {"otherId", incident.toString()}}).error().field, "otherId");
    EXPECT_EQ(add({{"relatedKind", "incident"}, {"otherId", Uuid::generate().toString()}}).error().field,
              "otherId");
    EXPECT_EQ(add({{"title", "x"}, {"otherId", other.toString()}}).error().field, "otherId");
    EXPECT_EQ(add({{"title", "x"}, {"refused", true}}).error().field, "refused");
}

TEST_F(Related, AViewerLinksNothing)
{
    EXPECT_EQ(add({{"title", "x"}}, {"Guest", auth::Role::Viewer, std::nullopt, "api"}).error().code,
              ErrorCode::NotAllowed);
}

} // namespace
} // namespace matoi::test
