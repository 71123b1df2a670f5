#pragma once

#include "backend/api/endpoint.h"
#include "backend/store/store.h"

namespace matoi::api {

/// What a write answers with. 201 says where the new record is, too.
struct Written
{
    unsigned status = 200;
    store::StoredRecord record;
};

template <class T>
domain::Result<Written> writtenOf(unsigned status, const domain::Result<domain::Record<T>>& record)
{
    if (!record)
        return tl::make_unexpected(record.error());
    return Written{status, wire::envelopeFrom(*record)};
}

using Write = std::function<domain::Result<Written>(store::WriteTransaction&)>;

/// Runs `write` in one transaction together with the Idempotency-Key of the request, and makes the answer:
/// the record with its ETag, or a problem; with the record as it stands (`kind`, `id`) when the request was
/// based on another one.
http::Response answerWrite(const Call& call, const Write& write,
                           std::optional<std::pair<domain::Kind, domain::Uuid>> subject = std::nullopt);

/// Of every endpoint that answers with answerWrite().
Parameter idempotencyKeyParameter();

/// A POST by a responder that acts on a record. `request` and `response` name schemas; no request: no body.
Endpoint actionEndpoint(std::string pattern, std::string summary, std::string request, std::string response,
                        std::function<http::Response(const Call&)> handle);

/// Where a record of that kind is read; without an id: where they are listed.
std::string pathOf(domain::Kind kind, std::optional<domain::Uuid> id = std::nullopt);

/// A record as an answer, with its ETag.
http::Response answerRecord(unsigned status, const store::StoredRecord& record);

} // namespace matoi::api
