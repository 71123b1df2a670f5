#include "backend/http/eventstream.h"
#include "tests/backend/http/bench.h"

#include <gtest/gtest.h>

#include <mutex>
#include <sys/resource.h>
#include <vector>

namespace matoi::http {

using namespace std::chrono_literals;
using test::RawClient;

namespace {

/// Both ends of every connection are in this process.
bool allowOpenFiles(rlim_t count)
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur >= count)
        return true;
    limit.rlim_cur = std::min(count, limit.rlim_max);
    return limit.rlim_cur == count && ::setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

} // namespace

TEST(Load, ThousandIdleStreamsOpenQuicklyAndCostLittleMemoryEach)
{
    if (!allowOpenFiles(4096))
        GTEST_SKIP() << "not enough file descriptors";
    constexpr std::size_t count = 1000;
    std::mutex mutex;
    std::vector<std::shared_ptr<EventStream>> streams;
    Bench bench;
    bench.router.route("GET", "/stream", [&](Request) -> boost::asio::awaitable<Response> {
        auto stream = std::make_shared<EventStream>();
        const std::lock_guard lock(mutex);
        streams.push_back(stream);
        co_return events(stream);
    });
    bench.start();
    bench.get("/hello");

    std::vector<RawClient> clients;
    clients.reserve(count);
    const std::size_t before = Bench::residentBytes();
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < count; ++i) {
        clients.emplace_back(bench.port());
        ASSERT_TRUE(clients.back().send(getRequest("/stream")));
    }
    for (RawClient& client : clients)
        ASSERT_TRUE(client.readHead());
    const auto took = std::chrono::steady_clock::now() - start;
    const std::size_t perStream = (Bench::residentBytes() - before) / count;
    RecordProperty("microsecondsToOpen", static_cast<int>(took / 1us));
    RecordProperty("bytesPerStream", static_cast<int>(perStream));
    EXPECT_LT(took, 60s);
    EXPECT_LT(perStream, 24 * 1024 * memoryFactor);

    const auto frame = EventStream::frame("change", "1", "{}");
    for (const auto& stream : streams)
        ASSERT_TRUE(stream->push(frame));
    for (RawClient& client : clients)
        ASSERT_TRUE(client.readUntil(*frame));
}

TEST(Load, TwoThousandIdleConnectionsKeepNobodyElseOut)
{
    if (!allowOpenFiles(4300))
        GTEST_SKIP() << "not enough file descriptors";
    Bench bench;
    bench.start();
    std::vector<RawClient> clients;
    clients.reserve(2000);
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 2000; ++i) {
        clients.emplace_back(bench.port());
        ASSERT_TRUE(clients.back().isConnected());
    }
    EXPECT_EQ(bench.get("/hello")->status, 200);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 60s);
    EXPECT_TRUE(Bench::eventually([&] { return bench.server().stats().connections >= 2000; }));
}

} // namespace matoi::http
