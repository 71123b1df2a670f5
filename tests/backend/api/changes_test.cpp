#include "tests/backend/api/apifixture.h"

namespace matoi::test {
namespace {

class Changes : public ApiTest
{
protected:
    /// A stream, up to and including its hello.
    static RawClient follow(const std::string& query, const Fields& fields = {})
    {
        RawClient client(running->port());
        client.send(requestText("GET", "/api/v1/changes/stream" + query, running->admin, "", fields));
        const auto head = client.readHead();
        EXPECT_TRUE(head && head->status == 200);
        EXPECT_EQ(head ? head->header("content-type").find("text/event-stream") : 1, 0U);
        const auto hello = client.readUntil("\n\n");
        EXPECT_TRUE(hello && hello->find("event: hello") != std::string::npos);
        return client;
    }

    static std::int64_t last() { return object(ask("GET", "/api/v1/changes?limit=1")).at("last").as_int64(); }

    /// What the service says of how many follow it; asked until it is `expected`, ten seconds at most.
    static bool eventuallyFollowedBy(int expected)
    {
        const std::string wanted = "\nmatoid_feed_streams " + std::to_string(expected) + "\n";
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        while (ask("GET", "/metrics").body.find(wanted) == std::string::npos)
            if (std::chrono::steady_clock::now() > end)
                return false;
        return true;
    }

    static std::int64_t changeIn(const std::string& event)
    {
        const std::size_t at = event.find("id: ");
        return at == std::string::npos ? -1 : std::stoll(event.substr(at + 4));
    }
};

TEST_F(Changes, PullGivesEveryRecordInOrderAndWhereToGoOn)
{
    const std::int64_t before = last();
    incident();
    std::int64_t cursor = before;
    std::vector<std::string> kinds;
    for (;;) {
        const auto page = object(ask("GET", "/api/v1/changes?limit=2&since=" + std::to_string(cursor)));
        for (const auto& record : page.at("records").as_array()) {
            EXPECT_GT(record.at("change").as_int64(), cursor);
            cursor = record.at("change").as_int64();
            kinds.emplace_back(record.at("kind").as_string());
        }
        EXPECT_EQ(page.at("next"), cursor);
        if (page.at("next") == page.at("last"))
            break;
    }
    EXPECT_EQ(kinds, (std::vector<std::string>{"incident", "timeline-event", "summary"}));
}

TEST_F(Changes, AStreamBeginsWhereItIsToldAndGoesOnLive)
{
    const std::int64_t before = last();
    incident("While nobody listened");
    auto client = follow("?since=" + std::to_string(before));
    std::int64_t seen = before;
    for (int i = 0; i < 3; ++i) {
        const auto event = client.readUntil("\n\n");
        ASSERT_TRUE(event);
        EXPECT_NE(event->find("event: change"), std::string::npos);
        EXPECT_GT(changeIn(*event), seen);
        seen = changeIn(*event);
    }
    incident("While somebody listens");
    const auto live = client.readUntil("\n\n");
    ASSERT_TRUE(live);
    EXPECT_NE(live->find("While somebody listens"), std::string::npos);
}

TEST_F(Changes, ABrokenStreamGoesOnAfterTheLastEventThatWasSeen)
{
    const std::int64_t before = last();
    incident();
    auto client = follow("?since=" + std::to_string(before), {{"Last-Event-ID", std::to_string(last() - 1)}});
    const auto event = client.readUntil("\n\n");
    ASSERT_TRUE(event);
    EXPECT_EQ(changeIn(*event), last());
}

TEST_F(Changes, AReaderThatHasGoneIsNotCountedThoughNothingChanges)
{
    ASSERT_TRUE(eventuallyFollowedBy(0));
    {
        const auto one = follow("");
        const auto two = follow("");
        EXPECT_TRUE(eventuallyFollowedBy(2));
    }
    EXPECT_TRUE(eventuallyFollowedBy(0));
}

TEST_F(Changes, ACursorFromAnotherLifeOfTheStoreStillGetsWhatIsNew)
{
    auto client = follow("?since=999999999");
    incident("After the restored backup");
    const auto event = client.readUntil("\n\n");
    ASSERT_TRUE(event);
    EXPECT_NE(event->find("After the restored backup"), std::string::npos);
}

TEST_F(Changes, ManyChangesReachManyStreamsInOrderAndWithoutGaps)
{
    const std::int64_t before = last();
    std::vector<RawClient> clients;
    for (int i = 0; i < 5; ++i)
        clients.push_back(follow("?since=" + std::to_string(before)));
    for (int i = 0; i < 40; ++i)
        incident("Number " + std::to_string(i));
    const std::int64_t end = last();
    for (RawClient& client : clients) {
        std::int64_t seen = before;
        while (seen < end) {
            const auto event = client.readUntil("\n\n");
            ASSERT_TRUE(event);
            if (event->find("event: change") == std::string::npos)
                continue;
            // Incidents are written once here: every number comes, and none twice.
            ASSERT_EQ(changeIn(*event), seen + 1);
            seen = changeIn(*event);
        }
    }
}

TEST_F(Changes, AReaderThatIsFarBehindGetsEverythingInSeveralConnections)
{
    const std::int64_t before = last();
    const std::string text(90000, 'x');
    for (int i = 0; i < 60; ++i)
        ASSERT_EQ(ask("POST", "/api/v1/incidents",
                      json::serialize(
                          json::object{{"value", {{"title", "Long"}, {"impact", 5}}}, {"summary", text}}))
                      .status,
                  201);
    const std::int64_t end = last();
    std::int64_t seen = before;
    int connections = 0;
    while (seen < end && connections < 10) {
        auto client = follow("?since=" + std::to_string(before), {{"Last-Event-ID", std::to_string(seen)}});
        ++connections;
        for (auto event = client.readUntil("\n\n"); event && seen < end; event = client.readUntil("\n\n")) {
            if (changeIn(*event) < 0)
                continue;
            ASSERT_EQ(changeIn(*event), seen + 1);
            seen = changeIn(*event);
            if (seen == end)
                break;
        }
    }
    EXPECT_EQ(seen, end);
    EXPECT_GT(connections, 1);
}

TEST_F(Changes, EndsWithTheService)
{
    RunningService own;
    RawClient client(own.port());
    client.send(requestText("GET", "/api/v1/changes/stream", own.admin, "", {}));
    ASSERT_TRUE(client.readHead());
    own.stop();
    EXPECT_TRUE(client.isClosedByPeer());
}

} // namespace
} // namespace matoi::test
