#pragma once

#include "backend/api/endpoint.h"
#include "backend/store/store.h"

namespace matoi::api {

/// Who asks: Authorization "Bearer TOKEN", and for ingest also the password of "Basic", which is what
/// detectors can send. A token in the URL is never looked at: URLs end up in logs.
domain::Result<Call> admit(store::Store& store, const Endpoint& endpoint, const http::Request& request);

/// The secret in an Authorization field; empty when there is none of a known form.
std::string secretOf(const http::Request& request, bool basicToo);

} // namespace matoi::api
