#include "backend/api/routes.h"

#include "backend/api/access.h"
#include "backend/api/problems.h"
#include "backend/http/onpool.h"
#include "backend/services/sightedstore.h"

namespace matoi::api {
namespace {

http::Response storeFailed(const store::StoreError& error, const http::Request& request, const Report& report)
{
    if (report)
        report(request.id, error.what());
    return problemOf({domain::ErrorCode::Unavailable, {}, "the store does not answer; try again"},
                     request.id);
}

http::Response serve(const Endpoint& endpoint, store::Store& store, const http::Request& request,
                     const Report& report)
{
    try {
        const auto call = admit(store, endpoint, request);
        return call ? endpoint.handle(*call) : problemOf(call.error(), request.id);
    } catch (const services::HiddenRecord& hidden) {
        return problemOf(hidden.error(), request.id);
    } catch (const store::StoreError& error) {
        return storeFailed(error, request, report);
    }
}

/// Whether the body is worth taking in at all.
std::optional<http::Response> refuseEarly(const Endpoint& endpoint, store::Store& store,
                                          const http::Request& request, const Report& report)
{
    try {
        const auto call = admit(store, endpoint, request);
        return call ? std::nullopt : std::optional(problemOf(call.error(), request.id));
    } catch (const store::StoreError& error) {
        return storeFailed(error, request, report);
    }
}

} // namespace

void addRoutes(http::Router& router, const Endpoints& endpoints, store::Store& store, const Lanes& lanes,
               Report report)
{
    for (const Endpoint& endpoint : endpoints) {
        boost::asio::thread_pool& pool = endpoint.lane == Lane::Peers ? lanes.peers : lanes.store;
        http::RouteOptions options;
        options.maxBody = endpoint.maxBody;
        options.rateLimited = endpoint.rateLimited;
        options.requestTimeout = endpoint.requestTimeout;
        if (endpoint.requestTimeout)
            options.gate =
                [endpoint, &store, &pool, report](
                    const http::Request& request) -> boost::asio::awaitable<std::optional<http::Response>> {
                co_return co_await http::onPool(
                    pool, [&] { return refuseEarly(endpoint, store, request, report); });
            };
        options.secretInTarget = endpoint.pattern.find("{token}") != std::string::npos;
        router.route(
            endpoint.method, endpoint.pattern,
            [endpoint, &store, &pool,
             report](http::Request request) -> boost::asio::awaitable<http::Response> {
                if (endpoint.lane == Lane::Here)
                    co_return serve(endpoint, store, request, report);
                co_return co_await http::onPool(pool,
                                                [&] { return serve(endpoint, store, request, report); });
            },
            options);
    }
}

} // namespace matoi::api
