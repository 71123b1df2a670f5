#include "backend/http/onpool.h"
#include "tests/backend/http/bench.h"

#include <gtest/gtest.h>

#include <thread>

namespace matoi::http {

using namespace std::chrono_literals;
using test::RawClient;

namespace {

/// stop() on a thread of its own, as a signal handler's would be.
class Stopping
{
public:
    explicit Stopping(Server& server)
        : m_thread([this, &server] {
            server.stop();
            m_done = true;
        })
    {}
    ~Stopping() { m_thread.join(); }
    bool isDone() const { return m_done; }

private:
    std::atomic<bool> m_done = false;
    std::thread m_thread;
};

} // namespace

TEST(Stop, FinishesTheRequestInFlightAndThenReturns)
{
    Bench bench;
    bench.start();
    RawClient busy(bench.port());
    busy.send(getRequest("/gate"));
    ASSERT_TRUE(Bench::eventually([&] { return bench.waitingAtGate() == 1; }));
    const std::uint16_t port = bench.port();
    const Stopping stopping(bench.server());
    // The port is closed while the answer is still in work.
    EXPECT_TRUE(Bench::eventually([&] { return !RawClient(port).isConnected(); }));
    EXPECT_FALSE(stopping.isDone());
    bench.openGate();
    const auto response = busy.read();
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->body, "through");
    EXPECT_EQ(response->header("connection"), "close");
    EXPECT_TRUE(busy.isClosedByPeer());
    EXPECT_TRUE(Bench::eventually([&] { return stopping.isDone(); }));
}

TEST(Stop, WaitsForABlockingRequestOf300Milliseconds)
{
    boost::asio::thread_pool pool(1);
    std::atomic<bool> working = false;
    Bench bench;
    bench.router.route("GET", "/slow", [&](Request) -> boost::asio::awaitable<Response> {
        co_await onPool(pool, [&working] {
            working = true;
            std::this_thread::sleep_for(300ms);
        });
        co_return text(200, "done");
    });
    bench.start();
    RawClient client(bench.port());
    client.send(getRequest("/slow"));
    ASSERT_TRUE(Bench::eventually([&] { return working.load(); }));
    bench.server().stop();
    EXPECT_EQ(client.read()->body, "done");
}

TEST(Stop, EndsIdleConnectionsAtOnce)
{
    Bench bench;
    bench.start();
    RawClient idle(bench.port());
    idle.send(getRequest("/hello"));
    EXPECT_EQ(idle.read()->status, 200);
    RawClient silent(bench.port());
    ASSERT_TRUE(Bench::eventually([&] { return bench.server().stats().connections == 2; }));
    const auto start = std::chrono::steady_clock::now();
    bench.server().stop();
    EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
    EXPECT_TRUE(idle.isClosedByPeer());
    EXPECT_TRUE(silent.isClosedByPeer());
}

TEST(Stop, CutsWhatIsLeftWhenItsTimeIsOver)
{
    Bench bench;
    bench.options.limits.stopTimeout = 100ms;
    bench.start();
    RawClient stuck(bench.port());
    stuck.send(getRequest("/gate"));
    RawClient half(bench.port());
    half.send("GET /hello HTTP/1.1\r\n");
    ASSERT_TRUE(Bench::eventually([&] { return bench.waitingAtGate() == 1; }));
    bench.server().stop();
    EXPECT_FALSE(stuck.read());
    EXPECT_TRUE(stuck.isClosedByPeer());
    EXPECT_TRUE(half.isClosedByPeer());
    EXPECT_EQ(bench.server().stats().connections, 0U);
}

TEST(Stop, IsHarmlessTwiceAndBeforeTheStart)
{
    Bench bench;
    bench.start();
    bench.server().stop();
    bench.server().stop();
    Server never({}, {});
    never.stop();
}

TEST(Start, SaysWhyItCannot)
{
    Bench bench;
    bench.start();
    Options options;
    options.port = bench.port();
    Server second(options, {});
    const auto started = second.start();
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, domain::ErrorCode::Unavailable);
    EXPECT_NE(started.error().detail.find("Address already in use"), std::string::npos)
        << started.error().detail;

    options = {};
    options.trustedProxies = {"somewhere"};
    EXPECT_EQ(Server(options, {}).start().error().code, domain::ErrorCode::InvalidValue);
    options = {};
    options.tls = TlsFiles{"/nonexistent/certificate.pem", "/nonexistent/key.pem"};
    EXPECT_EQ(Server(options, {}).start().error().code, domain::ErrorCode::Unavailable);
}

} // namespace matoi::http
