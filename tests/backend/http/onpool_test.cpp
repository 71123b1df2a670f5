#include "backend/http/onpool.h"
#include "tests/backend/http/bench.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <stdexcept>
#include <thread>

namespace matoi::http {

namespace asio = boost::asio;

namespace {

template <class T> T runHere(asio::io_context& io, asio::awaitable<T> awaitable)
{
    auto result = asio::co_spawn(io, std::move(awaitable), asio::use_future);
    io.run();
    return result.get();
}

} // namespace

TEST(OnPool, RunsElsewhereAndComesBackWithTheResult)
{
    asio::io_context io;
    asio::thread_pool pool(1);
    std::thread::id worker;
    std::thread::id after;
    const auto task = [&]() -> asio::awaitable<std::unique_ptr<int>> {
        auto result = co_await onPool(pool, [&worker] {
            worker = std::this_thread::get_id();
            return std::make_unique<int>(7);
        });
        after = std::this_thread::get_id();
        co_return result;
    };
    EXPECT_EQ(*runHere(io, task()), 7);
    EXPECT_NE(worker, std::this_thread::get_id());
    EXPECT_EQ(after, std::this_thread::get_id());
}

TEST(OnPool, ThrowsHereWhatWasThrownThere)
{
    asio::io_context io;
    asio::thread_pool pool(1);
    const auto task = [&]() -> asio::awaitable<void> {
        co_await onPool(pool, [] { throw std::runtime_error("the store is gone"); });
    };
    EXPECT_THROW(runHere(io, task()), std::runtime_error);
}

TEST(OnPool, LetsTheServerAnswerOthersMeanwhile)
{
    asio::thread_pool pool(1);
    std::promise<void> release;
    auto released = release.get_future().share();
    Bench bench;
    bench.options.threads = 1;
    bench.router.route("GET", "/blocking", [&](Request) -> asio::awaitable<Response> {
        const auto work = [released] {
            released.wait();
            return std::string("done");
        };
        std::string body = co_await onPool(pool, work);
        co_return text(200, std::move(body));
    });
    bench.start();
    test::RawClient client(bench.port());
    client.send(getRequest("/blocking"));
    EXPECT_EQ(bench.get("/hello")->status, 200);
    release.set_value();
    EXPECT_EQ(client.read()->body, "done");
}

} // namespace matoi::http
