#include "backend/http/eventstream.h"
#include "tests/backend/http/bench.h"

#include <gmock/gmock.h>

#include <mutex>
#include <vector>

namespace matoi::http {

using namespace std::chrono_literals;
using test::RawClient;
using testing::HasSubstr;

namespace {

class Streams : public testing::Test
{
protected:
    Streams()
    {
        m_bench.router.route("GET", "/stream", [this](Request request) -> boost::asio::awaitable<Response> {
            auto stream = std::make_shared<EventStream>(m_maxQueuedBytes);
            if (const auto last = request.headers.get("Last-Event-ID"))
                stream->push("resumed", {}, *last);
            const std::lock_guard lock(m_mutex);
            m_streams.push_back(stream);
            co_return events(stream);
        });
    }

    std::shared_ptr<EventStream> stream(std::size_t index = 0)
    {
        EXPECT_TRUE(Bench::eventually([&] {
            const std::lock_guard lock(m_mutex);
            return m_streams.size() > index;
        }));
        const std::lock_guard lock(m_mutex);
        return m_streams.at(index);
    }

    std::size_t m_maxQueuedBytes = 1024 * 1024;
    std::mutex m_mutex;
    std::vector<std::shared_ptr<EventStream>> m_streams;
    Bench m_bench;
};

} // namespace

TEST_F(Streams, SendEventsAsTheyArePushedAndEndCleanly)
{
    m_bench.start();
    RawClient client(m_bench.port());
    client.send(getRequest("/stream", "Last-Event-ID: 41\r\n"));
    const auto head = client.readHead();
    ASSERT_TRUE(head);
    EXPECT_EQ(head->status, 200);
    EXPECT_EQ(head->header("content-type"), "text/event-stream");
    EXPECT_EQ(head->header("cache-control"), "no-store");
    EXPECT_TRUE(client.readUntil("event: resumed\ndata: 41\n\n"));
    EXPECT_TRUE(stream()->push("change", "42", "{}"));
    EXPECT_TRUE(client.readUntil("event: change\nid: 42\ndata: {}\n\n"));
    EXPECT_EQ(m_bench.server().stats().streams, 1U);
    stream()->push("change", "43", "{}");
    stream()->close();
    EXPECT_TRUE(client.readUntil("id: 43\ndata: {}\n\n\r\n0\r\n\r\n"));
    EXPECT_TRUE(client.isClosedByPeer());
    ASSERT_TRUE(Bench::eventually([&] { return m_bench.records().size() == 1; }));
    EXPECT_TRUE(m_bench.records().front().stream);
    EXPECT_TRUE(m_bench.records().front().complete);
    EXPECT_TRUE(Bench::eventually([&] { return m_bench.server().stats().streams == 0; }));
}

TEST_F(Streams, SayNowAndThenThatTheyLive)
{
    m_bench.options.limits.heartbeat = 20ms;
    m_bench.start();
    RawClient client(m_bench.port());
    client.send(getRequest("/stream"));
    EXPECT_TRUE(client.readHead());
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(client.readUntil("3\r\n:\n\n\r\n"));
}

TEST_F(Streams, SendManyEventsInOrder)
{
    m_bench.start();
    RawClient client(m_bench.port());
    client.send(getRequest("/stream"));
    for (int i = 0; i < 2000; ++i)
        ASSERT_TRUE(stream()->push("change", std::to_string(i), "x"));
    stream()->close();
    const auto response = client.read();
    ASSERT_TRUE(response);
    std::string expected;
    for (int i = 0; i < 2000; ++i)
        expected += *EventStream::frame("change", std::to_string(i), "x");
    EXPECT_EQ(response->body, expected);
}

TEST_F(Streams, TellTheirOwnerThatTheClientIsGone)
{
    m_bench.start();
    for (const bool hard : {false, true}) {
        RawClient client(m_bench.port());
        client.send(getRequest("/stream"));
        EXPECT_TRUE(client.readHead());
        const auto mine = stream(hard ? 1 : 0);
        std::atomic<bool> told = false;
        mine->onClosed([&told] { told = true; });
        if (hard)
            client.reset();
        else
            client = RawClient(m_bench.port());
        EXPECT_TRUE(Bench::eventually([&] { return told.load(); }));
        EXPECT_FALSE(mine->push("", "", "x"));
    }
    EXPECT_TRUE(Bench::eventually([&] { return m_bench.server().stats().streams == 0; }));
}

TEST_F(Streams, CutOffAReaderThatIsTooSlow)
{
    m_maxQueuedBytes = 256 * 1024;
    m_bench.start();
    RawClient slow(m_bench.port());
    slow.keepReceiveBufferSmall();
    slow.send(getRequest("/stream"));
    EXPECT_TRUE(slow.readHead());
    const auto frame = EventStream::frame("change", "1", std::string(32 * 1024, 'x'));
    std::size_t pushed = 0;
    while (pushed < 64 * 1024 * 1024 && stream()->push(frame))
        pushed += frame->size();
    EXPECT_LT(pushed, 64U * 1024 * 1024);
    EXPECT_FALSE(stream()->isOpen());
    EXPECT_TRUE(Bench::eventually([&] { return m_bench.server().stats().connections == 0; }));
    ASSERT_TRUE(Bench::eventually([&] { return !m_bench.records().empty(); }));
    EXPECT_FALSE(m_bench.records().front().complete);
}

TEST_F(Streams, AboveTheLimitGet503)
{
    m_bench.options.limits.maxStreams = 1;
    m_bench.start();
    RawClient first(m_bench.port());
    first.send(getRequest("/stream"));
    EXPECT_TRUE(first.readHead());
    const auto refused = m_bench.get("/stream");
    EXPECT_EQ(refused->status, 503);
    EXPECT_EQ(refused->header("retry-after"), "5");
    EXPECT_TRUE(Bench::eventually([&] { return !stream(1)->isOpen(); }));
    EXPECT_TRUE(stream(0)->isOpen());
}

TEST_F(Streams, EndWithTheServer)
{
    m_bench.start();
    RawClient client(m_bench.port());
    client.send(getRequest("/stream"));
    EXPECT_TRUE(client.readHead());
    stream()->push("change", "1", "last words");
    m_bench.server().stop();
    EXPECT_TRUE(client.readUntil("data: last words\n\n\r\n0\r\n\r\n"));
    EXPECT_TRUE(client.isClosedByPeer());
    EXPECT_FALSE(stream()->isOpen());
}

TEST_F(Streams, ToHttp10ComeWithoutChunks)
{
    m_bench.start();
    RawClient client(m_bench.port());
    client.send("GET /stream HTTP/1.0\r\n\r\n");
    stream()->push("", "", "plain");
    stream()->close();
    const auto response = client.read();
    EXPECT_FALSE(response->headers.contains("transfer-encoding"));
    EXPECT_EQ(response->body, "data: plain\n\n");
}

TEST_F(Streams, AreNotOpenedForHead)
{
    m_bench.start();
    RawClient client(m_bench.port());
    client.send("HEAD /stream HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(client.read(true)->status, 200);
    EXPECT_TRUE(client.isClosedByPeer());
    EXPECT_FALSE(stream()->isOpen());
}

} // namespace matoi::http
