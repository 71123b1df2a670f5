#include "backend/api/recordendpoints.h"

#include "backend/api/parse.h"
#include "backend/api/problems.h"
#include "backend/api/writing.h"
#include "backend/services/recordservice.h"

#include <boost/json.hpp>

#include <algorithm>

namespace matoi::api {

using domain::ErrorCode;
using domain::Kind;
using domain::Result;
using domain::Uuid;
namespace json = boost::json;

namespace {

constexpr std::int64_t maxPage = 1000;
constexpr std::size_t maxPageBytes = 8UL * 1024 * 1024;
constexpr int portion = 50;

struct Writable
{
    bool create = true;
    bool change = true;
    bool remove = true;
};

Writable writable(Kind kind)
{
    switch (kind) {
    case Kind::Engagement:
    case Kind::Handover:
    case Kind::Page: return {false, false, false};
    case Kind::DeadLetter: return {false, false, true};
    case Kind::StatusUpdate:
    case Kind::Report:
    case Kind::CallOut: return {true, false, false};
    default: return {};
    }
}

template <class T> http::Response refuse(const Result<T>& result, const Call& call)
{
    return problemOf(result.error(), call.request.id);
}

/// A page as text, read in small portions: records may be large, and many clients ask at once. It ends early
/// when it has grown large.
std::string pageText(store::ReadTransaction& tx, store::ListQuery query)
{
    std::string body = "{\"records\":[";
    const char* separator = "";
    int left = query.limit;
    bool more = true;
    while (more && left > 0 && body.size() < maxPageBytes) {
        query.limit = std::min(left, portion);
        const auto records = tx.list(query);
        for (const auto& record : records) {
            body += separator + json::serialize(wire::toJson(record));
            separator = ",";
            query.after = record.meta.change;
            --left;
            if (body.size() >= maxPageBytes)
                break;
        }
        more = static_cast<int>(records.size()) == query.limit || body.size() >= maxPageBytes;
    }
    return body + "],\"next\":" + (more ? std::to_string(query.after) : "null") + '}';
}

http::Response list(Kind kind, const Call& call)
{
    const auto after = numberOf(call.request, "after", 0, 0, std::numeric_limits<std::int64_t>::max());
    if (!after)
        return refuse(after, call);
    const auto limit = numberOf(call.request, "limit", maxPage, 1, maxPage);
    if (!limit)
        return refuse(limit, call);
    auto parent = uuidParameter(call.request, "parent");
    if (parent && !*parent)
        parent = uuidParameter(call.request, "incident");
    if (!parent)
        return refuse(parent, call);
    const store::ListQuery query{kind, *parent, call.request.query.get("deleted") == "true", *after,
                                 static_cast<int>(*limit)};
    return http::jsonText(
        200, store::read(*call.store, [&](store::ReadTransaction& tx) { return pageText(tx, query); }));
}

domain::Error notThere(Kind kind, const Uuid& id)
{
    return {ErrorCode::NotFound, {}, "there is no " + std::string(domain::name(kind)) + " " + id.toString()};
}

http::Response read(Kind kind, const Call& call)
{
    const auto id = uuidOf(call.request, "id");
    if (!id)
        return refuse(id, call);
    const auto record =
        store::read(*call.store, [&](store::ReadTransaction& tx) { return tx.find(kind, *id); });
    const bool deletedToo = call.request.query.get("deleted") == "true";
    if (!record || (record->meta.deleted && !deletedToo))
        return problemOf(notThere(kind, *id), call.request.id);
    if (call.request.headers.get("If-None-Match") == etag(record->meta.rev))
        return {304, {{"ETag", etag(record->meta.rev)}}};
    return answerRecord(200, *record);
}

Result<std::map<std::string, std::string>> valuesOf(const json::object& body)
{
    std::map<std::string, std::string> values;
    const json::value* member = body.if_contains("values");
    if (member == nullptr || member->is_null())
        return values;
    if (!member->is_object() || member->get_object().size() > 200)
        return domain::fail(ErrorCode::InvalidValue, "values", "expected an object of at most 200 strings");
    for (const auto& entry : member->get_object()) {
        if (!entry.value().is_string())
            return domain::fail(ErrorCode::InvalidValue, "values." + std::string(entry.key()),
                                "expected a string");
        values[std::string(entry.key())] = std::string(entry.value().get_string());
    }
    return values;
}

Result<services::NewRecord> newRecordOf(Kind kind, const http::Request& request)
{
    const auto body = bodyOf(request);
    if (!body)
        return tl::make_unexpected(body.error());
    const auto known = kind == Kind::Incident ? onlyMembers(*body, {"id", "value", "values", "summary"})
                                              : onlyMembers(*body, {"id", "value"});
    if (!known)
        return tl::make_unexpected(known.error());
    services::NewRecord record;
    record.kind = kind;
    const auto id = uuidMember(*body, "id");
    if (!id)
        return tl::make_unexpected(id.error());
    record.id = *id;
    const json::value* value = body->if_contains("value");
    if (value == nullptr || !value->is_object())
        return domain::fail(ErrorCode::MissingField, "value", "expected an object: the record's value");
    record.value = value->get_object();
    auto values = valuesOf(*body);
    if (!values)
        return tl::make_unexpected(values.error());
    record.values = std::move(*values);
    const auto summary = textMember(*body, "summary");
    if (!summary)
        return tl::make_unexpected(summary.error());
    record.summary = *summary;
    return record;
}

http::Response create(Kind kind, const Call& call)
{
    const auto record = newRecordOf(kind, call.request);
    if (!record)
        return refuse(record, call);
    std::optional<std::pair<Kind, Uuid>> subject;
    if (record->id)
        subject.emplace(kind, *record->id);
    return answerWrite(
        call,
        [&](store::WriteTransaction& tx) -> Result<Written> {
            auto stored = services::RecordService::create(tx, *record, call.actor);
            if (!stored)
                return tl::make_unexpected(stored.error());
            return Written{201, std::move(*stored)};
        },
        subject);
}

http::Response needsRevision(const Call& call)
{
    return http::problem({428, "revision-required", "Precondition Required",
                          "send the revision that the change is based on: If-Match: \"3\"", "If-Match",
                          call.request.id});
}

using Base = domain::Revision;
using ChangeWork = std::function<Result<store::StoredRecord>(store::WriteTransaction&, Uuid, Base)>;

http::Response writeAt(Kind kind, const Call& call, const ChangeWork& work)
{
    const auto id = uuidOf(call.request, "id");
    if (!id)
        return refuse(id, call);
    const auto base = ifMatch(call.request);
    if (!base)
        return refuse(base, call);
    if (!*base)
        return needsRevision(call);
    return answerWrite(
        call,
        [&](store::WriteTransaction& tx) -> Result<Written> {
            auto stored = work(tx, *id, **base);
            if (!stored)
                return tl::make_unexpected(stored.error());
            return Written{200, std::move(*stored)};
        },
        std::pair(kind, *id));
}

http::Response change(Kind kind, const Call& call)
{
    const auto patch = bodyOf(call.request);
    if (!patch)
        return refuse(patch, call);
    return writeAt(kind, call, [&](store::WriteTransaction& tx, Uuid id, Base base) {
        return services::RecordService::change(tx, kind, id, base, *patch, call.actor);
    });
}

http::Response remove(Kind kind, const Call& call)
{
    return writeAt(kind, call, [&](store::WriteTransaction& tx, Uuid id, Base base) {
        return services::RecordService::remove(tx, kind, id, base, call.actor);
    });
}

http::Response history(Kind kind, const Call& call)
{
    const auto id = uuidOf(call.request, "id");
    if (!id)
        return refuse(id, call);
    bool there = false;
    const auto entries = store::read(*call.store, [&](store::ReadTransaction& tx) {
        there = tx.find(kind, *id).has_value();
        return tx.history(kind, *id);
    });
    if (!there)
        return problemOf(notThere(kind, *id), call.request.id);
    json::array revisions;
    for (const auto& entry : entries)
        revisions.push_back(json::object{{"rev", entry.rev},
                                         {"at", domain::formatTime(entry.at)},
                                         {"by", entry.by},
                                         {"value", entry.value}});
    return http::json(200, json::object{{"revisions", std::move(revisions)}});
}

Endpoint endpoint(std::string method, std::string pattern, std::string summary, Kind kind,
                  std::function<http::Response(const Call&)> handle)
{
    Endpoint made;
    made.method = std::move(method);
    made.pattern = std::move(pattern);
    made.summary = std::move(summary);
    made.handle = std::move(handle);
    made.tag = std::string(domain::collection(kind));
    made.responseSchema = schemaName(kind) + "Record";
    return made;
}

const Parameter ifMatchHeader{"If-Match", "header", "string",
                              "The revision that the change is based on, like \"3\"", true};

void addReads(Endpoints& out, Kind kind, const std::string& path)
{
    const std::string name(domain::name(kind));
    out.push_back(endpoint("GET", path, "list records of kind " + name, kind,
                           [kind](const Call& call) { return list(kind, call); }));
    out.back().responseSchema = schemaName(kind) + "Page";
    out.back().parameters = {
        {"parent", "query", "string", "Only those of this incident (of a channel: this contact)"},
        {"incident", "query", "string", "The same as parent"},
        {"after", "query", "integer", "Only those changed after this change number: the cursor"},
        {"limit", "query", "integer", "At most this many, 1 to 1000"},
        {"deleted", "query", "boolean", "true: removed ones too"}};
    out.push_back(endpoint("GET", path + "/{id}", "read a record of kind " + name, kind,
                           [kind](const Call& call) { return read(kind, call); }));
    out.back().parameters = {{"deleted", "query", "boolean", "true: also when it was removed"},
                             {"If-None-Match", "header", "string", "An ETag: 304 when it is still so"}};
    out.push_back(endpoint("GET", path + "/{id}/history", "read the earlier revisions of a " + name, kind,
                           [kind](const Call& call) { return history(kind, call); }));
    out.back().responseSchema = schemaName(kind) + "History";
}

void addWrites(Endpoints& out, Kind kind, const std::string& path)
{
    const std::string name(domain::name(kind));
    const Writable may = writable(kind);
    if (may.create) {
        out.push_back(endpoint("POST", path, "create a record of kind " + name, kind,
                               [kind](const Call& call) { return create(kind, call); }));
        out.back().success = 201;
        out.back().requestSchema = "New" + schemaName(kind);
        out.back().parameters = {idempotencyKeyParameter()};
    }
    if (may.change) {
        out.push_back(endpoint("PATCH", path + "/{id}", "change a record of kind " + name, kind,
                               [kind](const Call& call) { return change(kind, call); }));
        out.back().requestSchema = "MergePatch";
        out.back().requestType = "application/merge-patch+json";
        out.back().parameters = {ifMatchHeader, idempotencyKeyParameter()};
    }
    if (may.remove) {
        out.push_back(endpoint("DELETE", path + "/{id}", "remove a record of kind " + name, kind,
                               [kind](const Call& call) { return remove(kind, call); }));
        out.back().parameters = {ifMatchHeader, idempotencyKeyParameter()};
    }
    // Who may write what is decided by kind and record (services/permissions); here: nobody below this.
    for (Endpoint& made : out)
        if (made.method != "GET")
            made.role = auth::Role::Responder;
}

} // namespace

std::string schemaName(Kind kind)
{
    std::string name;
    bool upper = true;
    for (const char c : domain::name(kind)) {
        if (c == '-') {
            upper = true;
            continue;
        }
        name += upper ? static_cast<char>(c - 'a' + 'A') : c;
        upper = false;
    }
    return name;
}

Endpoints recordEndpoints()
{
    Endpoints out;
    for (const Kind kind : domain::allKinds) {
        const std::string path = pathOf(kind);
        addReads(out, kind, path);
        addWrites(out, kind, path);
    }
    return out;
}

} // namespace matoi::api
