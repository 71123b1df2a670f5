#include "backend/services/deskperson.h"
#include "tests/backend/services/world.h"

namespace matoi::test {
namespace {

using services::DeskPerson;

const auth::Actor administrator{"matoid token", auth::Role::Admin, std::nullopt, "cli"};

class DeskPersonTest : public testing::Test
{
protected:
    Result<Id<Contact>> ensure(const DeskPerson& person)
    {
        return services::transact(
            world.store, [&](auto& tx) { return services::ensureDeskPerson(tx, person, administrator); });
    }

    World world;
    DeskPerson misaki{"misaki", "Sato Misaki", "ja", "Asia/Tokyo"};
};

TEST_F(DeskPersonTest, APageForThemGoesToTheirDesktop)
{
    const auto id = ensure(misaki);
    ASSERT_TRUE(id) << id.error().detail;
    const Contact contact = world.get(*id).value;
    EXPECT_EQ(contact.name, "Sato Misaki");
    EXPECT_EQ(contact.language, "ja");
    EXPECT_EQ(contact.timeZone, "Asia/Tokyo");
    const auto pages = world.pages(world.engage(world.incident(), *id));
    ASSERT_EQ(pages.size(), 1U);
    EXPECT_EQ(pages[0].value.channelKind, ChannelKind::Desktop);
    EXPECT_EQ(pages[0].value.state, PageState::Pending);
}

TEST_F(DeskPersonTest, ASecondTimeChangesNothing)
{
    const auto first = ensure(misaki);
    misaki.name = "Somebody else";
    EXPECT_EQ(ensure(misaki).value(), first.value());
    ASSERT_EQ(world.all<Contact>().size(), 1U);
    EXPECT_EQ(world.all<Contact>()[0].meta.rev, 1);
    EXPECT_EQ(world.all<ContactChannel>().size(), 1U);
}

TEST_F(DeskPersonTest, AContactThatIsThereKeepsItsChannelsAndGetsADesktop)
{
    const auto there = world.create(Kind::Contact, {{"alias", "misaki"}, {"name", "Misaki"}});
    ASSERT_TRUE(there);
    const Id<Contact> known(there->id);
    world.channel(known, "misaki@example.com");
    EXPECT_EQ(ensure(misaki).value(), known);
    EXPECT_EQ(world.get(known).value.name, "Misaki");
    EXPECT_EQ(world.all<ContactChannel>(known.uuid()).size(), 2U);
}

TEST_F(DeskPersonTest, AnEscalationPlansAliasIsPassedOver)
{
    ASSERT_TRUE(
        world.create(Kind::Contact, {{"alias", "misaki"}, {"name", "Rota"}, {"contactKind", "escalation"}}));
    const auto id = ensure(misaki);
    ASSERT_TRUE(id) << id.error().detail;
    EXPECT_EQ(world.get(*id).value.alias, "misaki-2");
    EXPECT_EQ(ensure(misaki).value(), *id);
}

TEST_F(DeskPersonTest, AnAliasThatIsNoneIsRefusedAndLeavesNothing)
{
    misaki.alias = "Sato Misaki";
    const auto id = ensure(misaki);
    ASSERT_FALSE(id);
    EXPECT_EQ(id.error().field, "alias");
    EXPECT_TRUE(world.all<Contact>().empty());
}

} // namespace
} // namespace matoi::test
