#include "backend/api/feedendpoints.h"

#include "backend/api/parse.h"
#include "backend/api/problems.h"
#include "backend/auth/role.h"
#include "backend/store/records.h"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>

namespace matoi::api {

using domain::ChangeNumber;
namespace json = boost::json;

namespace {

constexpr std::int64_t maxChange = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t maxBatch = 1000;
/// Dead letters are large: a batch of them must still fit into an answer.
constexpr std::size_t maxBatchBytes = 8UL * 1024 * 1024;
/// As many are in memory at a time.
constexpr std::int64_t portion = 50;

http::Response changes(store::Store& store, const Call& call)
{
    const auto since = numberOf(call.request, "since", 0, 0, maxChange);
    if (!since)
        return problemOf(since.error(), call.request.id);
    const auto limit = numberOf(call.request, "limit", maxBatch, 1, maxBatch);
    if (!limit)
        return problemOf(limit.error(), call.request.id);
    std::string body = "{\"records\":[";
    ChangeNumber next = *since;
    ChangeNumber last = 0;
    std::string epoch;
    store.read([&](store::ReadTransaction& tx) {
        epoch = tx.epoch();
        last = tx.lastChange();
        bool more = true;
        for (std::int64_t left = *limit; more && left > 0; left -= portion) {
            const auto records = tx.changesSince(next, static_cast<int>(std::min(left, portion)));
            more = static_cast<std::int64_t>(records.size()) == portion;
            for (const auto& record : records) {
                more = more && body.size() <= maxBatchBytes;
                if (body.size() > maxBatchBytes)
                    break;
                if (next != *since)
                    body += ',';
                body += json::serialize(wire::toJson(record));
                next = record.meta.change;
            }
        }
    });
    body += "],\"epoch\":" + json::serialize(json::value(epoch)) + ",\"next\":" + std::to_string(next) +
            ",\"last\":" + std::to_string(last) + '}';
    return http::jsonText(200, std::move(body));
}

http::Response stream(ChangeFeed& feed, const Call& call)
{
    const auto since = numberOf(call.request, "since", 0, 0, maxChange);
    if (!since)
        return problemOf(since.error(), call.request.id);
    ChangeNumber from = *since;
    // What a client has seen itself is newer than the address it began with.
    if (const auto seen = call.request.headers.get("Last-Event-ID")) {
        ChangeNumber number = 0;
        const auto [end, error] = std::from_chars(seen->data(), seen->data() + seen->size(), number);
        if (error == std::errc() && end == seen->data() + seen->size())
            from = std::max(from, number);
    }
    return http::events(feed.follow(
        from, [id = call.token.id](store::ReadTransaction& tx) { return auth::isKnown(tx, id); }));
}

http::Response me(store::Store& store, const std::string& version,
                  const std::vector<std::string>& metricSources, const Call& call)
{
    json::object body{{"name", call.actor.name},
                      {"role", auth::name(call.actor.role)},
                      {"contactId", nullptr},
                      {"version", version},
                      {"metricSources", json::value_from(metricSources)}};
    if (call.actor.contactId)
        body["contactId"] = call.actor.contactId->toString();
    store.read([&](store::ReadTransaction& tx) {
        body["epoch"] = tx.epoch();
        body["serverTime"] = domain::formatTime(tx.now());
    });
    return http::json(200, body);
}

} // namespace

Endpoints feedEndpoints(store::Store& store, ChangeFeed& feed, const std::string& version,
                        std::vector<std::string> metricSources)
{
    const Parameter since{"since", "query", "integer", "Only what changed after this change number"};
    Endpoint pull;
    pull.method = "GET";
    pull.pattern = "/api/v1/changes";
    pull.summary = "read the change feed";
    pull.tag = "changes";
    pull.parameters = {since, {"limit", "query", "integer", "At most this many, 1 to 1000"}};
    pull.responseSchema = "Changes";
    pull.handle = [&store](const Call& call) { return changes(store, call); };

    Endpoint live;
    live.method = "GET";
    live.pattern = "/api/v1/changes/stream";
    live.summary = "follow the change feed";
    live.tag = "changes";
    live.parameters = {
        since, {"Last-Event-ID", "header", "string", "Where a broken stream goes on: wins over since"}};
    live.responseType = "text/event-stream";
    live.handle = [&feed](const Call& call) { return stream(feed, call); };

    Endpoint who;
    who.method = "GET";
    who.pattern = "/api/v1/me";
    who.summary = "say who asks";
    who.responseSchema = "Me";
    who.handle = [&store, version, metricSources = std::move(metricSources)](const Call& call) {
        return me(store, version, metricSources, call);
    };
    return {std::move(pull), std::move(live), std::move(who)};
}

} // namespace matoi::api
