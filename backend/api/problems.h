#pragma once

#include "backend/http/response.h"
#include "models/domain/error.h"
#include "models/wire/recordjson.h"

#include <optional>

namespace matoi::api {

/// invalid-value, missing-field and unknown-field 422 · malformed-input 400 · not-found 404 ·
/// already-exists and illegal 409 · stale-revision 412 · not-allowed 403 · unauthenticated 401 ·
/// too-large 413 · too-many 429 · unavailable 503 · internal 500
unsigned statusOf(domain::ErrorCode code);

/// RFC 9457. `current` is the record as it stands, for a client whose revision was stale: member "current".
http::Response problemOf(const domain::Error& error, const std::string& requestId,
                         const std::optional<wire::RecordEnvelope>& current = std::nullopt);

} // namespace matoi::api
