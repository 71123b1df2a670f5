#include "tests/backend/api/apifixture.h"
#include "tests/support/postgres.h"

namespace matoi::test {
namespace {

/// The smaller set, over PostgreSQL: what depends on the store and not on HTTP.
class OnPostgres : public ApiTest
{
protected:
    static void SetUpTestSuite()
    {
        database = Postgres::shared().createDatabase();
        running = std::make_unique<RunningService>(database);
    }
    static std::string database;
};
std::string OnPostgres::database;

TEST_F(OnPostgres, RecordsAreCreatedChangedListedAndRemoved)
{
    const auto record = incident();
    const std::string path = "/api/v1/incidents/" + text(record, "id");
    EXPECT_EQ(ask("PATCH", path, R"({"impact":1})", {{"If-Match", "\"1\""}}).status, 200);
    EXPECT_EQ(ask("PATCH", path, R"({"impact":3})", {{"If-Match", "\"1\""}}).status, 412);
    EXPECT_EQ(object(ask("GET", path + "/history")).at("revisions").as_array().size(), 1U);
    EXPECT_EQ(ask("DELETE", path, "", {{"If-Match", "\"2\""}}).status, 200);
    EXPECT_EQ(ask("GET", path).status, 404);
}

TEST_F(OnPostgres, TheSameKeyDoesItOnce)
{
    const Fields key{{"Idempotency-Key", "entry-1"}};
    const std::string body = R"({"value":{"title":"Sent twice","impact":3}})";
    const auto first = ask("POST", "/api/v1/incidents", body, key);
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(ask("POST", "/api/v1/incidents", body, key).body, first.body);
}

TEST_F(OnPostgres, AChangeThroughOneServiceReachesTheStreamOfAnother)
{
    RunningService other(database);
    RawClient client(other.port());
    const std::string last =
        std::to_string(object(ask("GET", "/api/v1/changes?limit=1")).at("last").as_int64());
    client.send(requestText("GET", "/api/v1/changes/stream?since=" + last, other.admin, "", {}));
    ASSERT_TRUE(client.readHead());
    ASSERT_TRUE(client.readUntil("\n\n")); // hello
    incident("Seen by both");
    const auto event = client.readUntil("\n\n");
    ASSERT_TRUE(event);
    EXPECT_NE(event->find("Seen by both"), std::string::npos);
}

} // namespace
} // namespace matoi::test
