#include "backend/api/feedendpoints.h"

#include "backend/api/parse.h"
#include "backend/api/problems.h"
#include "backend/auth/role.h"
#include "backend/services/sight.h"
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

/// Some of the feed, as one answer.
class Batch
{
public:
    explicit Batch(ChangeNumber since)
        : m_next(since)
    {}

    /// False: it is full, and the rest comes with the next one.
    bool add(const store::StoredRecord& record)
    {
        if (m_records.size() > maxBatchBytes)
            return false;
        if (!m_records.empty())
            m_records += ',';
        m_records += json::serialize(wire::toJson(record));
        m_next = record.meta.change;
        return true;
    }
    /// Everything up to here was looked through, also what is not told.
    void end(ChangeNumber last) { m_next = std::max(m_next, last); }

    http::Response answer(const std::string& epoch, ChangeNumber last) const
    {
        return http::jsonText(
            200, "{\"records\":[" + m_records + "],\"epoch\":" + json::serialize(json::value(epoch)) +
                     ",\"next\":" + std::to_string(m_next) + ",\"last\":" + std::to_string(last) + '}');
    }

private:
    std::string m_records;
    ChangeNumber m_next = 0;
};

http::Response changes(const Call& call)
{
    const auto since = numberOf(call.request, "since", 0, 0, maxChange);
    if (!since)
        return problemOf(since.error(), call.request.id);
    const auto limit = numberOf(call.request, "limit", maxBatch, 1, maxBatch);
    if (!limit)
        return problemOf(limit.error(), call.request.id);
    const auto incident = uuidParameter(call.request, "incident");
    if (!incident)
        return problemOf(incident.error(), call.request.id);
    Batch batch(*since);
    ChangeNumber last = 0;
    std::string epoch;
    bool there = true;
    call.store->read([&](store::ReadTransaction& tx) {
        epoch = tx.epoch();
        last = tx.lastChange();
        there = !*incident || tx.find(domain::Kind::Incident, **incident);
        if (!there)
            return;
        ChangeNumber from = *since;
        bool more = true;
        // Of one incident everything is put together anew each time: at once, then.
        const std::int64_t step = *incident ? *limit : portion;
        for (std::int64_t left = *limit; more && left > 0; left -= step) {
            const int count = static_cast<int>(std::min(left, step));
            const auto records =
                *incident ? services::changesOf(tx, **incident, from, count) : tx.changesSince(from, count);
            more = std::all_of(records.begin(), records.end(),
                               [&](const auto& record) { return batch.add(record); });
            if (more && static_cast<int>(records.size()) < count) {
                batch.end(last);
                more = false;
            }
            if (!records.empty())
                from = records.back().meta.change;
        }
    });
    if (!there)
        return problemOf({domain::ErrorCode::NotFound, {}, "there is no incident " + (*incident)->toString()},
                         call.request.id);
    return batch.answer(epoch, last);
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
    return http::events(feed.follow(from, call.actor, [id = call.token.id](store::ReadTransaction& tx) {
        return auth::isKnown(tx, id);
    }));
}

http::Response me(const std::string& version, const std::vector<std::string>& metricSources, const Call& call)
{
    json::object body{{"name", call.actor.name},
                      {"role", auth::name(call.actor.role)},
                      {"contactId", nullptr},
                      {"version", version},
                      {"metricSources", json::value_from(metricSources)}};
    if (call.actor.contactId)
        body["contactId"] = call.actor.contactId->toString();
    call.store->read([&](store::ReadTransaction& tx) {
        body["epoch"] = tx.epoch();
        body["serverTime"] = domain::formatTime(tx.now());
    });
    return http::json(200, body);
}

} // namespace

Endpoints feedEndpoints(ChangeFeed& feed, const std::string& version, std::vector<std::string> metricSources)
{
    const Parameter since{"since", "query", "integer", "Only what changed after this change number"};
    Endpoint pull;
    pull.method = "GET";
    pull.pattern = "/api/v1/changes";
    pull.summary = "read the change feed";
    pull.tag = "changes";
    pull.parameters = {
        since,
        {"limit", "query", "integer", "At most this many, 1 to 1000"},
        {"incident", "query", "string",
         "Only this incident, what belongs to it and what points to it: for whoever sees it since lately"}};
    pull.responseSchema = "Changes";
    pull.handle = [](const Call& call) { return changes(call); };

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
    who.handle = [version, metricSources = std::move(metricSources)](const Call& call) {
        return me(version, metricSources, call);
    };
    return {std::move(pull), std::move(live), std::move(who)};
}

} // namespace matoi::api
