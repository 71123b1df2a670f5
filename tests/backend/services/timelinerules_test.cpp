#include "tests/backend/services/world.h"

#include <boost/json.hpp>

namespace matoi::test {
namespace {

class Timeline : public ::testing::Test
{
protected:
    Result<store::StoredRecord> add(boost::json::object extra, const auth::Actor& by = responder())
    {
        boost::json::object value{{"incidentId", incident.toString()},
                                  {"at", formatTime(world.store.now - minutes(10))},
                                  {"eventKind", "action"},
                                  {"text", "Restarted the pool"}};
        for (const auto& member : extra)
            value[member.key()] = member.value();
        return world.create(Kind::TimelineEvent, value, by);
    }

    World world;
    Id<Incident> incident = world.incident();
};

TEST_F(Timeline, AnEventIsSignedByWhoeverWritesIt)
{
    const auto event = add({{"author", "Somebody Else"}});
    ASSERT_TRUE(event);
    EXPECT_EQ(event->value.at("author"), "Sato Misaki");
}

TEST_F(Timeline, ClientsCannotWriteAutomaticEventsOrTheirTypes)
{
    const auto automatic = add({{"eventKind", "automatic"}});
    ASSERT_FALSE(automatic);
    EXPECT_EQ(automatic.error().field, "eventKind");
    const auto typed = add({{"type", "incident.opened"}});
    ASSERT_FALSE(typed);
    EXPECT_EQ(typed.error().field, "type");
    EXPECT_EQ(typed.error().code, ErrorCode::NotAllowed);
}

TEST_F(Timeline, ABlankTextAndATimeInTheFutureAreRefused)
{
    EXPECT_EQ(add({{"text", "  \n"}}).error().field, "text");
    EXPECT_EQ(add({{"at", formatTime(world.store.now + minutes(6))}}).error().field, "at");
    EXPECT_TRUE(add({{"at", formatTime(world.store.now + minutes(4))}}));
}

TEST_F(Timeline, AnEditIsANewRevisionAndTheAuthorStays)
{
    const auto event = add({});
    const auto id = Id<TimelineEvent>(event->id);
    ASSERT_TRUE(world.change(id, {{"text", "Restarted the pool twice"}}, responder("Editor")));
    EXPECT_EQ(world.get(id).value.author, "Sato Misaki");
    const auto history = store::read(
        world.store, [&](store::ReadTransaction& tx) { return tx.history(Kind::TimelineEvent, id.uuid()); });
    ASSERT_EQ(history.size(), 1U);
    EXPECT_EQ(history[0].value.at("text"), "Restarted the pool");

    const auto stolen = world.change(id, {{"author", "Editor"}}, responder("Editor"));
    ASSERT_FALSE(stolen);
    EXPECT_EQ(stolen.error().field, "author");
}

TEST_F(Timeline, APinIsNoEditAndAnotherTextIs)
{
    const auto event = add({});
    const auto id = Id<TimelineEvent>(event->id);
    ASSERT_TRUE(world.change(id, {{"pinned", true}}));
    EXPECT_FALSE(world.get(id).value.editedAt);
    world.store.now += minutes(3);
    ASSERT_TRUE(world.change(id, {{"text", "Restarted the pool twice"}}));
    const auto edited = world.get(id).value.editedAt;
    EXPECT_EQ(edited, world.store.now);
    world.store.now += minutes(3);
    ASSERT_TRUE(world.change(id, {{"pinned", false}}));
    EXPECT_EQ(world.get(id).value.editedAt, edited);
    EXPECT_EQ(world.change(id, {{"editedAt", formatTime(world.store.now)}}).error().field, "editedAt");
}

TEST_F(Timeline, AnEventCannotMoveToAnotherIncident)
{
    const auto event = add({});
    const auto other = world.incident("Another");
    const auto moved = world.change(Id<TimelineEvent>(event->id), {{"incidentId", other.toString()}});
    ASSERT_FALSE(moved);
    EXPECT_EQ(moved.error().code, ErrorCode::Illegal);
    EXPECT_EQ(moved.error().field, "incidentId");
}

TEST_F(Timeline, AnAutomaticEventCanBePinnedButNeitherRewrittenNorRemoved)
{
    const auto id = world.all<TimelineEvent>(incident.uuid()).front().id;
    EXPECT_TRUE(world.change(id, {{"pinned", true}}));
    EXPECT_EQ(world.change(id, {{"text", "Nothing happened"}}).error().field, "text");
    EXPECT_EQ(world.change(id, {{"at", formatTime(world.store.now - minutes(9))}}).error().field, "at");
    EXPECT_EQ(world.remove(id).error().code, ErrorCode::Illegal);
}

TEST_F(Timeline, ARemovedEventComesBackByAChange)
{
    const auto event = add({});
    const auto id = Id<TimelineEvent>(event->id);
    const auto gone = world.remove(id, responder());
    ASSERT_TRUE(gone);
    EXPECT_TRUE(gone->meta.deleted);
    const auto back = world.change(Kind::TimelineEvent, id.uuid(), gone->meta.rev, {}, responder());
    ASSERT_TRUE(back);
    EXPECT_FALSE(back->meta.deleted);
    EXPECT_EQ(back->value.at("text"), "Restarted the pool");
}

TEST_F(Timeline, APostedUpdateMovesThePromiseAndCannotBeChanged)
{
    const auto next = world.store.now + minutes(30);
    const auto update = world.create(Kind::StatusUpdate,
                                     {{"incidentId", incident.toString()},
                                      {"text", "Checkout is slow for everyone"},
                                      {"at", formatTime(world.store.now)},
                                      {"nextUpdateAt", formatTime(next)}},
                                     responder());
    ASSERT_TRUE(update);
    EXPECT_EQ(world.get(incident).value.nextUpdateDueAt, next);
    EXPECT_EQ(world.countEvents(incident, eventtype::updatePosted), 1U);
    const auto refused = world.change(Id<StatusUpdate>(update->id), {{"text", "All is well"}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Illegal);
}

TEST_F(Timeline, AnUpdateThatArrivesLateDoesNotMoveThePromiseOfALaterOne)
{
    ASSERT_TRUE(world.change(incident, {{"updateIntervalMinutes", 15}}));
    const auto post = [&](Time at) {
        ASSERT_TRUE(world.create(
            Kind::StatusUpdate,
            {{"incidentId", incident.toString()}, {"text", "Still slow"}, {"at", formatTime(at)}}));
    };
    post(world.store.now);
    EXPECT_EQ(world.get(incident).value.nextUpdateDueAt, world.store.now + minutes(15));
    post(world.store.now - minutes(20)); // was written without a network
    EXPECT_EQ(world.get(incident).value.nextUpdateDueAt, world.store.now + minutes(15));
}

TEST_F(Timeline, AnUpdateCannotPromiseThePast)
{
    const auto refused = world.create(Kind::StatusUpdate, {{"incidentId", incident.toString()},
                                                           {"text", "Soon"},
                                                           {"at", formatTime(world.store.now)},
                                                           {"nextUpdateAt", formatTime(world.store.now)}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "nextUpdateAt");
}

} // namespace
} // namespace matoi::test
