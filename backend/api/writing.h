#pragma once

#include "backend/api/endpoint.h"
#include "backend/store/store.h"

namespace matoi::api {

/// What a write answers with: a record, and where it is.
struct Written
{
    unsigned status = 200;
    store::StoredRecord record;
    std::string location;
};

using Write = std::function<domain::Result<Written>(store::WriteTransaction&)>;

/// Runs `write` in one transaction together with the Idempotency-Key of the request, and makes the answer:
/// the record with its ETag, or a problem; with the record as it stands (`kind`, `id`) when the request was
/// based on another one.
http::Response answerWrite(store::Store& store, const Call& call, const Write& write,
                           std::optional<std::pair<domain::Kind, domain::Uuid>> subject = std::nullopt);

/// A record as an answer, with its ETag.
http::Response answerRecord(unsigned status, const store::StoredRecord& record);

} // namespace matoi::api
