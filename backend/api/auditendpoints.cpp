#include "backend/api/auditendpoints.h"

#include "backend/api/parse.h"
#include "backend/api/problems.h"
#include "backend/services/auditreader.h"
#include "models/wire/recordjson.h"

#include <boost/json.hpp>

#include <limits>

namespace matoi::api {
namespace {

using services::AuditReader;
constexpr std::int64_t usualLines = 100;

http::Response audit(AuditReader& reader, const Call& call)
{
    const auto incident = uuidOf(call.request, "id");
    if (!incident)
        return problemOf(incident.error(), call.request.id);
    constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();
    const auto before = numberOf(call.request, "before", none, 1, none);
    if (!before)
        return problemOf(before.error(), call.request.id);
    const auto limit = numberOf(call.request, "limit", usualLines, 1, AuditReader::maxLines);
    if (!limit)
        return problemOf(limit.error(), call.request.id);
    const auto page = reader.read(*call.store, *incident, *before, static_cast<int>(*limit));
    return page ? http::json(200, wire::toJson(*page)) : problemOf(page.error(), call.request.id);
}

} // namespace

Endpoints auditEndpoints(store::Store& store)
{
    Endpoint read;
    read.method = "GET";
    read.pattern = "/api/v1/incidents/{id}/audit";
    read.summary = "read the audit log of an incident";
    read.tag = "incidents";
    read.parameters = {
        {"before", "query", "integer", "Only entries before this number: the cursor of the next page"},
        {"limit", "query", "integer", "At most this many, 1 to 500; 100 when left out"}};
    read.responseSchema = "AuditPage";
    read.handle = [reader = std::make_shared<AuditReader>(store)](const Call& call) {
        return audit(*reader, call);
    };
    return {std::move(read)};
}

} // namespace matoi::api
