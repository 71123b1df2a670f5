#include "backend/api/writing.h"

#include "backend/api/parse.h"
#include "backend/api/problems.h"
#include "backend/services/idempotency.h"
#include "backend/services/transact.h"
#include "backend/store/records.h"

#include <boost/json.hpp>

namespace matoi::api {

using domain::ErrorCode;
using domain::Result;
using services::Idempotency;
using services::RememberedAnswer;

namespace {

http::Response responseOf(const RememberedAnswer& answer)
{
    http::Response response = http::jsonText(answer.status, answer.body);
    if (!answer.etag.empty())
        response.headers.set("ETag", answer.etag);
    if (!answer.location.empty())
        response.headers.set("Location", answer.location);
    return response;
}

Result<std::optional<Idempotency>> keyOf(const Call& call)
{
    const auto key = call.request.headers.get("Idempotency-Key");
    if (!key)
        return std::optional<Idempotency>();
    if (!Idempotency::isKey(*key))
        return domain::fail(ErrorCode::MalformedInput, "Idempotency-Key",
                            "expected 1 to 200 printable ASCII characters");
    const std::string_view base = call.request.headers.get("If-Match").value_or("");
    return std::optional(Idempotency(call.token.id, std::string(*key),
                                     call.request.method + ' ' + call.request.target + '\n' +
                                         std::string(base) + '\n' + call.request.body));
}

/// What was answered once is not told again to whoever does not see the record any more.
Result<RememberedAnswer> stillSeen(store::ReadTransaction& tx, RememberedAnswer answer)
{
    const auto body = wire::parseObject(answer.body);
    const auto record = body ? wire::envelopeFromJson(*body) : tl::make_unexpected(body.error());
    if (!record)
        throw store::StoreError("a remembered answer is damaged: " + record.error().detail);
    if (tx.find(record->kind, record->id))
        return answer;
    return domain::fail(ErrorCode::NotFound, {},
                        "there is no " + std::string(domain::name(record->kind)) + '/' +
                            record->id.toString());
}

} // namespace

Parameter idempotencyKeyParameter()
{
    return {"Idempotency-Key", "header", "string",
            "The same key and request get the first answer again, for 24 hours"};
}

Endpoint actionEndpoint(std::string pattern, std::string summary, std::string request, std::string response,
                        std::function<http::Response(const Call&)> handle)
{
    Endpoint made;
    made.method = "POST";
    made.pattern = std::move(pattern);
    made.summary = std::move(summary);
    made.handle = std::move(handle);
    made.role = auth::Role::Responder;
    made.tag = "actions";
    made.requestSchema = std::move(request);
    made.responseSchema = std::move(response);
    made.parameters = {idempotencyKeyParameter()};
    return made;
}

std::string pathOf(domain::Kind kind, std::optional<domain::Uuid> id)
{
    std::string path = "/api/v1/" + std::string(domain::collection(kind));
    return id ? path + '/' + id->toString() : path;
}

http::Response answerRecord(unsigned status, const store::StoredRecord& record)
{
    http::Response response = http::json(status, wire::toJson(record));
    response.headers.set("ETag", etag(record.meta.rev));
    return response;
}

http::Response answerWrite(const Call& call, const Write& write,
                           std::optional<std::pair<domain::Kind, domain::Uuid>> subject)
{
    const auto idempotency = keyOf(call);
    if (!idempotency)
        return problemOf(idempotency.error(), call.request.id);
    const auto answer =
        services::transact(*call.store, [&](store::WriteTransaction& tx) -> Result<RememberedAnswer> {
            if (*idempotency) {
                auto before = (*idempotency)->recall(tx);
                if (!before)
                    return tl::make_unexpected(before.error());
                if (*before)
                    return stillSeen(tx, std::move(**before));
            }
            const auto written = write(tx);
            if (!written)
                return tl::make_unexpected(written.error());
            RememberedAnswer made{written->status, etag(written->record.meta.rev),
                                  written->status == 201 ? pathOf(written->record.kind, written->record.id)
                                                         : std::string(),
                                  wire::toText(wire::toJson(written->record))};
            if (*idempotency)
                (*idempotency)->remember(tx, made);
            return made;
        });
    if (answer)
        return responseOf(*answer);
    const ErrorCode code = answer.error().code;
    std::optional<store::StoredRecord> current;
    if (subject && (code == ErrorCode::StaleRevision || code == ErrorCode::AlreadyExists))
        current = store::read(*call.store, [&](store::ReadTransaction& tx) {
            return tx.find(subject->first, subject->second);
        });
    return problemOf(answer.error(), call.request.id, current);
}

} // namespace matoi::api
