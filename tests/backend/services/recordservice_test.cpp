#include "tests/backend/services/world.h"

#include <boost/json.hpp>

namespace matoi::test {
namespace {

namespace json = boost::json;

TEST(RecordService, AViewerReadsAndWritesNothing)
{
    World world;
    const auth::Actor viewer{"Viewer", auth::Role::Viewer, std::nullopt, "console"};
    const auto refused =
        world.create(Kind::ActionItem, {{"incidentId", world.incident().toString()}, {"title", "T"}}, viewer);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(refused.error().detail,
              "creating a record of kind action-item needs the role responder; this token has viewer");
}

TEST(RecordService, WhatTheServiceWritesNoClientWrites)
{
    World world;
    const auto incident = world.incident();
    const auto engagement = world.engage(incident, world.person("sato"));
    const auth::Actor admin{"Admin", auth::Role::Admin, std::nullopt, "api"};
    EXPECT_EQ(world.change(engagement.id, {{"state", "stopped"}}, admin).error().code, ErrorCode::Illegal);
    EXPECT_EQ(world.remove(world.pages(engagement)[0].id, admin).error().code, ErrorCode::Illegal);
}

TEST(RecordService, AStaleRevisionIsRefused)
{
    World world;
    const auto id = world.incident();
    const Revision rev = world.get(id).meta.rev;
    ASSERT_TRUE(world.change(Kind::Incident, id.uuid(), rev, {{"impact", 1}}));
    const auto stale = world.change(Kind::Incident, id.uuid(), rev, {{"impact", 2}});
    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.error().code, ErrorCode::StaleRevision);
}

TEST(RecordService, AChangeThatChangesNothingWritesNothing)
{
    World world;
    const auto id = world.incident();
    const auto before = world.get(id).meta;
    const auto after = world.change(id, {{"title", world.get(id).value.title}});
    ASSERT_TRUE(after);
    EXPECT_EQ(after->meta.rev, before.rev);
    EXPECT_EQ(after->meta.change, before.change);
}

TEST(RecordService, AnErrorLeavesNothingBehind)
{
    World world;
    const auto failed = services::transact(world.store, [&](auto& tx) -> Result<int> {
        tx.setKey("space", "key", "value");
        return fail(ErrorCode::Illegal, {}, "no");
    });
    EXPECT_FALSE(failed);
    EXPECT_EQ(world.key("space", "key"), std::nullopt);
}

TEST(RecordService, CreatingTheSameAgainGivesWhatIsThere)
{
    World world;
    services::NewRecord record;
    record.kind = Kind::ActionItem;
    record.id = Uuid::generate();
    record.value = {{"incidentId", world.incident().toString()}, {"title", "Add an alarm"}};
    const auto first = world.create(record);
    const auto again = world.create(record);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->meta.rev, first->meta.rev);
    record.value["title"] = "Something else";
    EXPECT_EQ(world.create(record).error().code, ErrorCode::AlreadyExists);
}

TEST(RecordService, AParentMustBeThere)
{
    World world;
    const auto refused =
        world.create(Kind::Task, {{"incidentId", Uuid::generate().toString()}, {"title", "T"}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "incidentId");
}

TEST(RecordService, ADayThatDoesNotExistIsRefused)
{
    World world;
    const json::object item{
        {"incidentId", world.incident().toString()}, {"title", "T"}, {"due", "2026-02-30"}};
    EXPECT_EQ(world.create(Kind::ActionItem, item).error().field, "due");
}

TEST(RecordService, CreatingChangingAndRemovingAreInTheAuditLog)
{
    World world;
    const auto id = world.incident();
    const auto last = [&] { return world.store.auditLog().back(); };
    const std::string subject = "incident/" + id.toString();
    EXPECT_EQ(last().action, "create");
    EXPECT_EQ(last().subject, subject);
    ASSERT_TRUE(world.change(id, {{"impact", 1}}));
    EXPECT_EQ(last().by, "Daniel Ortega");
    EXPECT_EQ(last().action, "change");
    EXPECT_EQ(last().subject, subject);
    EXPECT_EQ(last().detail, R"({"impact":1})");
    const auto entries = world.store.auditLog().size();
    ASSERT_TRUE(world.change(id, {{"impact", 1}}));
    EXPECT_EQ(world.store.auditLog().size(), entries) << "nothing changed";
    ASSERT_TRUE(world.remove(id, {"Ada", auth::Role::Admin, std::nullopt, "console"}));
    EXPECT_EQ(last().action, "remove");
    EXPECT_EQ(last().by, "Ada");
}

} // namespace
} // namespace matoi::test
