#include "backend/api/operationendpoints.h"

#include "backend/api/problems.h"

namespace matoi::api {
namespace {

Endpoint probe(std::string pattern, std::string summary, std::function<http::Response(const Call&)> handle)
{
    Endpoint made;
    made.method = "GET";
    made.pattern = std::move(pattern);
    made.summary = std::move(summary);
    made.handle = std::move(handle);
    made.guard = Guard::Public;
    made.rateLimited = false;
    made.tag = "operations";
    made.responseType = "text/plain";
    return made;
}

http::Response ready(store::Store& store, const Call& call)
{
    try {
        store.read([](store::ReadTransaction& tx) { static_cast<void>(tx.lastChange()); });
        return http::text(200, "ready\n");
    } catch (const store::StoreError&) {
        return problemOf({domain::ErrorCode::Unavailable, {}, "the store does not answer"}, call.request.id);
    }
}

} // namespace

Endpoints operationEndpoints(store::Store& store, const Telemetry& telemetry)
{
    Endpoint alive = probe("/healthz", "say that the process answers",
                           [](const Call&) { return http::text(200, "ok\n"); });
    alive.lane = Lane::Here;
    return {
        std::move(alive),
        probe("/readyz", "say whether the store answers",
              [&store](const Call& call) { return ready(store, call); }),
        probe("/metrics", "read the metrics of this process",
              [&telemetry](const Call&) {
                  http::Response response = http::text(200, telemetry.text());
                  response.headers.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                  return response;
              }),
    };
}

} // namespace matoi::api
