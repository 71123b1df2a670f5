#include "tests/backend/services/world.h"

#include <boost/json.hpp>

namespace matoi::test {
namespace {

namespace json = boost::json;

json::object contact(const std::string& alias)
{
    return {{"alias", alias}, {"name", alias}};
}

json::array stages(const char* member, const std::string& id)
{
    return {json::object{{"durationSeconds", 60}, {"targets", json::array{json::object{{member, id}}}}}};
}

TEST(ContactRules, AnAliasBelongsToOneContact)
{
    World world;
    const auto first = world.create(Kind::Contact, contact("payments"));
    ASSERT_TRUE(first);
    EXPECT_EQ(world.create(Kind::Contact, contact("payments")).error().field, "alias");
    EXPECT_EQ(world.create(Kind::Contact, contact("Payments!")).error().field, "alias");

    ASSERT_TRUE(world.change(Id<Contact>(first->id), {{"alias", "cards"}}));
    const auto second = world.create(Kind::Contact, contact("payments")); // free again
    ASSERT_TRUE(second);
    ASSERT_TRUE(world.remove(Id<Contact>(second->id)));
    EXPECT_TRUE(world.create(Kind::Contact, contact("payments")));
}

TEST(ContactRules, ARemovedContactDoesNotComeBackUnderATakenAlias)
{
    World world;
    const auto first = world.create(Kind::Contact, contact("payments"));
    const auto gone = world.remove(Id<Contact>(first->id));
    ASSERT_TRUE(world.create(Kind::Contact, contact("payments")));
    const auto back = world.change(Kind::Contact, first->id, gone->meta.rev, {});
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().field, "alias");
}

TEST(ContactRules, APersonsStagesNameTheirOwnChannels)
{
    World world;
    const auto sato = world.person("sato");
    const auto own = world.all<ContactChannel>(sato.uuid())[0].id;
    EXPECT_TRUE(world.change(sato, {{"stages", stages("channelId", own.toString())}}));
    const auto other = world.all<ContactChannel>(world.person("ortega").uuid())[0].id;
    EXPECT_EQ(world.change(sato, {{"stages", stages("channelId", other.toString())}}).error().field,
              "stages[0].targets[0].channelId");
    EXPECT_EQ(world.change(sato, {{"stages", stages("contactId", sato.toString())}}).error().field,
              "stages[0].targets[0].channelId");
}

TEST(ContactRules, OnlyAPersonHasANumberToCall)
{
    World world;
    const auto sato = world.person("sato");
    EXPECT_TRUE(world.change(sato, {{"phone", "+81 90 1234 5678"}}));
    EXPECT_EQ(world.change(sato, {{"phone", "ask Mei"}}).error().field, "phone");
    EXPECT_TRUE(world.change(sato, {{"phone", ""}}));
    auto plan = contact("payments");
    plan["contactKind"] = "escalation";
    plan["phone"] = "+81 90 1234 5678";
    EXPECT_EQ(world.create(Kind::Contact, plan).error().field, "phone");
}

TEST(ContactRules, AnEscalationPlanNamesOthers)
{
    World world;
    const auto plan = world.escalation("plan", {});
    EXPECT_TRUE(world.change(plan, {{"stages", stages("contactId", world.person("sato").toString())}}));
    EXPECT_EQ(world.change(plan, {{"stages", stages("contactId", plan.toString())}}).error().field,
              "stages[0].targets[0].contactId");
    EXPECT_EQ(
        world.change(plan, {{"stages", stages("contactId", Uuid::generate().toString())}}).error().field,
        "stages[0].targets[0].contactId");
}

TEST(ContactRules, AContactThatIsEngagedBySomethingCannotBeRemoved)
{
    World world;
    const auto sato = world.person("sato");
    world.escalation("payments", {{60, sato}});
    const auto refused = world.remove(sato);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().detail,
              "the escalation plan payments engages this contact: take it out there first");
}

TEST(ContactRules, AddressesHaveTheFormOfTheirChannel)
{
    World world;
    const auto sato = world.person("sato", 0);
    const auto add = [&](const char* kind, const char* address) {
        return world
            .create(Kind::ContactChannel,
                    {{"contactId", sato.toString()}, {"channelKind", kind}, {"address", address}})
            .has_value();
    };
    EXPECT_TRUE(add("email", "sato@example.co.jp"));
    EXPECT_FALSE(add("email", "sato"));
    EXPECT_FALSE(add("email", "sato@example.com\r\nBcc: all@example.com"));
    EXPECT_TRUE(add("webhook", "https://hooks.example.com/x?y=1"));
    EXPECT_FALSE(add("webhook", "file:///etc/passwd"));
    EXPECT_TRUE(add("desktop", ""));
}

TEST(ContactRules, AContactOfADrillReachesNobodyOutside)
{
    World world;
    json::object played = contact("played");
    played["drill"] = true;
    const auto made = world.create(Kind::Contact, played);
    const auto add = [&](const char* kind, const char* address) {
        return world.create(
            Kind::ContactChannel,
            {{"contactId", made->id.toString()}, {"channelKind", kind}, {"address", address}});
    };
    EXPECT_EQ(add("email", "sato@example.com").error().field, "channelKind");
    EXPECT_TRUE(add("test", ""));
}

TEST(ContactRules, AChannelThatAStagePagesIsNotTakenAway)
{
    World world;
    const auto sato = world.person("sato", 0);
    const auto used = world.channel(sato, "sato@example.com");
    const auto spare = world.channel(sato, "spare@example.com");
    ASSERT_TRUE(world.change(
        sato, {{"stages", json::array{{{"durationSeconds", 60},
                                       {"targets", json::array{{{"channelId", used.toString()}}}}}}}}));
    const auto refused = world.remove(used);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Illegal);
    EXPECT_NE(refused.error().detail.find("sato"), std::string::npos) << "says where to take it out";
    EXPECT_TRUE(world.remove(spare));
    ASSERT_TRUE(world.change(sato, {{"stages", json::array()}}));
    EXPECT_TRUE(world.remove(used));
}

TEST(ContactRules, AResponderKeepsTheirOwnChannelsAndNoOthers)
{
    World world;
    auth::Actor sato = responder();
    sato.contactId = world.person("sato");
    const auto channel = [](Id<Contact> contact) {
        return json::object{{"contactId", contact.toString()}, {"channelKind", "desktop"}};
    };
    EXPECT_TRUE(world.create(Kind::ContactChannel, channel(*sato.contactId), sato));
    EXPECT_EQ(world.create(Kind::ContactChannel, channel(world.person("ortega")), sato).error().code,
              ErrorCode::NotAllowed);
    EXPECT_TRUE(world.change(*sato.contactId, {{"language", "ja"}}, sato));
}

TEST(PlanRules, NamesAreUniqueAndReferencesExist)
{
    World world;
    const json::object plan{{"name", "checkout"}, {"title", "T"}, {"impact", 1}};
    ASSERT_TRUE(world.create(Kind::ResponsePlan, plan));
    EXPECT_EQ(world.create(Kind::ResponsePlan, plan).error().field, "name");
    json::object other{{"name", "other"}, {"title", "T"}, {"impact", 1}};
    other["engagements"] = json::array{Uuid::generate().toString()};
    EXPECT_EQ(world.create(Kind::ResponsePlan, other).error().field, "engagements[0]");
    EXPECT_EQ(world.create(Kind::ResponsePlan, plan, responder()).error().code, ErrorCode::NotAllowed);
}

} // namespace
} // namespace matoi::test
