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

} // namespace

http::Response answerRecord(unsigned status, const store::StoredRecord& record)
{
    http::Response response = http::json(status, wire::toJson(record));
    response.headers.set("ETag", etag(record.meta.rev));
    return response;
}

http::Response answerWrite(store::Store& store, const Call& call, const Write& write,
                           std::optional<std::pair<domain::Kind, domain::Uuid>> subject)
{
    const auto idempotency = keyOf(call);
    if (!idempotency)
        return problemOf(idempotency.error(), call.request.id);
    const auto answer =
        services::transact(store, [&](store::WriteTransaction& tx) -> Result<RememberedAnswer> {
            if (*idempotency) {
                auto before = (*idempotency)->recall(tx);
                if (!before)
                    return tl::make_unexpected(before.error());
                if (*before)
                    return std::move(**before);
            }
            const auto written = write(tx);
            if (!written)
                return tl::make_unexpected(written.error());
            RememberedAnswer made{written->status, etag(written->record.meta.rev), written->location,
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
        current = store::read(
            store, [&](store::ReadTransaction& tx) { return tx.find(subject->first, subject->second); });
    return problemOf(answer.error(), call.request.id, current);
}

} // namespace matoi::api
