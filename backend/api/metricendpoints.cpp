#include "backend/api/metricendpoints.h"

#include "backend/api/parse.h"
#include "backend/api/problems.h"
#include "models/wire/recordjson.h"

#include <boost/json.hpp>

namespace matoi::api {
namespace {

constexpr std::int64_t maxStep = 86'400;

http::Response data(metrics::MetricService& metrics, const Call& call)
{
    const auto id = uuidOf(call.request, "id");
    if (!id)
        return problemOf(id.error(), call.request.id);
    const auto from = timeParameter(call.request, "from");
    if (!from)
        return problemOf(from.error(), call.request.id);
    const auto to = timeParameter(call.request, "to");
    if (!to)
        return problemOf(to.error(), call.request.id);
    const auto step = numberOf(call.request, "step", 1, 1, maxStep);
    if (!step)
        return problemOf(step.error(), call.request.id);
    std::optional<std::chrono::seconds> wanted;
    if (call.request.query.contains("step"))
        wanted = std::chrono::seconds(*step);
    const auto answer =
        metrics.data(*call.store, domain::Id<domain::MetricDefinition>(*id), *from, *to, wanted);
    return answer ? http::json(200, wire::toJson(*answer)) : problemOf(answer.error(), call.request.id);
}

} // namespace

Endpoints metricEndpoints(metrics::MetricService& metrics)
{
    Endpoint read;
    read.method = "GET";
    read.pattern = "/api/v1/metric-definitions/{id}/data";
    read.summary = "read the samples of a metric";
    read.tag = "metric-definitions";
    read.lane = Lane::Peers;
    read.parameters = {
        {"from", "query", "string", "RFC 3339; an hour before \"to\" when left out"},
        {"to", "query", "string", "RFC 3339; now when left out"},
        {"step", "query", "integer", "Seconds from one sample to the next; at most 11,000 samples"}};
    read.responseSchema = "MetricData";
    read.handle = [&metrics](const Call& call) { return data(metrics, call); };
    return {std::move(read)};
}

} // namespace matoi::api
