#include "backend/api/operationendpoints.h"
#include "backend/api/routes.h"
#include "backend/http/server.h"
#include "tests/support/memorystore.h"
#include "tests/support/rawhttp.h"

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <gtest/gtest.h>

#include <future>

namespace matoi::test {
namespace {

TEST(Lanes, TheProcessSaysThatItLivesWhileEveryWorkerIsBusy)
{
    MemoryStore store;
    const api::Telemetry telemetry("test");
    boost::asio::thread_pool workers(1);
    std::promise<void> release;
    boost::asio::post(workers, [until = release.get_future().share()] { until.wait(); });
    {
        http::Router router;
        api::addRoutes(router, api::operationEndpoints(store, telemetry), store, {workers, workers}, {});
        http::Server server(http::Options{}, std::move(router));
        ASSERT_TRUE(server.start());
        const auto answer =
            RawClient::ask(server.port(), "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        release.set_value();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 200);
        EXPECT_EQ(answer->body, "ok\n");
    }
    workers.join();
}

} // namespace
} // namespace matoi::test
