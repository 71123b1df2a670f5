#include "tests/backend/http/bench.h"

#include <gmock/gmock.h>

#include <atomic>

namespace matoi::http {

using namespace std::chrono_literals;
using test::RawClient;

namespace {

class LimitsTest : public testing::Test
{
protected:
    Bench m_bench;
};

} // namespace

TEST_F(LimitsTest, AddressThatAsksTooOftenGets429AndIsToldHowLongToWait)
{
    auto now = std::make_shared<std::atomic<int>>(0);
    m_bench.options.rateClock = [now] {
        return std::chrono::steady_clock::time_point(std::chrono::seconds(*now));
    };
    m_bench.options.limits.perAddress = {0.25, 2};
    m_bench.start();
    EXPECT_EQ(m_bench.get("/hello")->status, 200);
    EXPECT_EQ(m_bench.get("/nothing")->status, 404);
    const auto refused = m_bench.get("/hello");
    EXPECT_EQ(refused->status, 429);
    EXPECT_EQ(refused->header("retry-after"), "4");
    EXPECT_EQ(m_bench.get("/healthz")->status, 200);
    *now = 4;
    EXPECT_EQ(m_bench.get("/hello")->status, 200);
}

TEST_F(LimitsTest, TokenThatAsksTooOftenGets429AndOthersDoNot)
{
    m_bench.options.rateClock = [] { return std::chrono::steady_clock::time_point(); };
    m_bench.options.limits.perToken = {1, 1};
    m_bench.start();
    EXPECT_EQ(m_bench.get("/hello", "Authorization: Bearer one\r\n")->status, 200);
    EXPECT_EQ(m_bench.get("/hello", "Authorization: Bearer one\r\n")->status, 429);
    EXPECT_EQ(m_bench.get("/hello", "Authorization: Bearer two\r\n")->status, 200);
    EXPECT_EQ(m_bench.get("/hello")->status, 200);
}

TEST_F(LimitsTest, ConnectionAboveTheLimitGets503UntilAnotherEnds)
{
    m_bench.options.limits.maxConnections = 2;
    m_bench.start();
    RawClient first(m_bench.port());
    RawClient second(m_bench.port());
    first.send(getRequest("/hello"));
    second.send(getRequest("/hello"));
    EXPECT_EQ(first.read()->status, 200);
    EXPECT_EQ(second.read()->status, 200);
    RawClient third(m_bench.port());
    third.send(getRequest("/hello"));
    const auto refused = third.read();
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 503);
    EXPECT_EQ(refused->header("retry-after"), "5");
    EXPECT_TRUE(third.isClosedByPeer());

    first.reset();
    EXPECT_TRUE(Bench::eventually([&] {
        const auto response = m_bench.get("/hello");
        return response && response->status == 200;
    }));
}

TEST_F(LimitsTest, LargeBodiesAreTakenInOnlyByAsManyAsThereIsRoomFor)
{
    m_bench.options.limits.largeBodies = 1;
    m_bench.start();
    const std::string fields = "POST /big HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n";
    const std::string head = fields + "\r\n";
    RawClient first(m_bench.port());
    first.send(fields + "Expect: 100-continue\r\n\r\n");
    ASSERT_EQ(first.read()->status, 100); // it has its place
    RawClient second(m_bench.port());
    second.send(head);
    const auto refused = second.read();
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 503);
    EXPECT_EQ(refused->header("retry-after"), "5");
    const auto small = RawClient::ask(m_bench.port(),
                                      "POST /big HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nok");
    EXPECT_EQ(small->body, "2");
    first.send(std::string(2'000'000, 'x'));
    EXPECT_EQ(first.read()->body, "2000000");
    EXPECT_TRUE(Bench::eventually([&] {
        const auto again = RawClient::ask(m_bench.port(), head + std::string(2'000'000, 'x'));
        return again && again->status == 200;
    }));
}

TEST_F(LimitsTest, RouteWithLargeBodiesMayGiveThemMoreTime)
{
    m_bench.options.limits.requestTimeout = 1s;
    m_bench.router.route("PUT", "/slow",
                         [](Request) -> boost::asio::awaitable<Response> { co_return noContent(); },
                         {.requestTimeout = 20s});
    m_bench.start();
    const std::string fields = " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\no";
    RawClient quick(m_bench.port());
    RawClient slow(m_bench.port());
    slow.send("PUT /slow" + fields);
    quick.send("POST /big" + fields);
    EXPECT_EQ(quick.read()->status, 408); // so its time is over, and the other one's is not
    slow.send("k");
    EXPECT_EQ(slow.read()->status, 204);
}

TEST_F(LimitsTest, GateRefusesBeforeTheBodyIsTakenIn)
{
    m_bench.router.route(
        "PUT", "/guarded", [](Request) -> boost::asio::awaitable<Response> { co_return noContent(); },
        {.gate = [](const Request& request) -> boost::asio::awaitable<std::optional<Response>> {
            if (request.headers.get("Authorization") == "Bearer good")
                co_return std::nullopt;
            if (request.headers.contains("X-Throw"))
                throw std::runtime_error("the secret cause");
            co_return text(403, "no");
        }});
    m_bench.start();
    const auto ask = [&](const std::string& fields, const std::string& body) {
        return RawClient::ask(m_bench.port(),
                              "PUT /guarded HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n" + fields +
                                  "\r\n" + body);
    };
    EXPECT_EQ(ask("", "")->status, 403); // without having sent the body
    EXPECT_EQ(ask("Authorization: Bearer good\r\n", "ok")->status, 204);
    const auto crashed = ask("X-Throw: 1\r\n", "");
    EXPECT_EQ(crashed->status, 500);
    EXPECT_EQ(crashed->body.find("secret"), std::string::npos);
}

TEST_F(LimitsTest, IdleConnectionIsEndedWithoutAWord)
{
    m_bench.options.limits.idleTimeout = 1s;
    m_bench.start();
    RawClient client(m_bench.port());
    client.send(getRequest("/hello"));
    EXPECT_EQ(client.read()->status, 200);
    EXPECT_FALSE(client.read());
    EXPECT_TRUE(client.isClosedByPeer());
}

TEST_F(LimitsTest, SlowHandlerIsNotASlowRequest)
{
    m_bench.options.limits.requestTimeout = 500ms;
    m_bench.options.limits.idleTimeout = 500ms;
    m_bench.start();
    RawClient client(m_bench.port());
    client.send(getRequest("/gate"));
    ASSERT_TRUE(Bench::eventually([&] { return m_bench.waitingAtGate() == 1; }));
    RawClient other(m_bench.port());
    EXPECT_TRUE(other.isClosedByPeer()); // so the time of the first one is over, too
    m_bench.openGate();
    EXPECT_EQ(client.read()->body, "through");
}

} // namespace matoi::http
