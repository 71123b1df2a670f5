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

TEST_F(LimitsTest, IdleConnectionIsEndedWithoutAWord)
{
    m_bench.options.limits.idleTimeout = 100ms;
    m_bench.start();
    RawClient client(m_bench.port());
    client.send(getRequest("/hello"));
    EXPECT_EQ(client.read()->status, 200);
    EXPECT_FALSE(client.read());
    EXPECT_TRUE(client.isClosedByPeer());
}

TEST_F(LimitsTest, SlowHandlerIsNotASlowRequest)
{
    m_bench.options.limits.requestTimeout = 50ms;
    m_bench.options.limits.idleTimeout = 50ms;
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
