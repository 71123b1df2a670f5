#pragma once

#include "backend/api/changefeed.h"
#include "backend/api/endpoint.h"

namespace matoi::api {

/// The change feed, by pull and as a stream, and who is asking.
Endpoints feedEndpoints(store::Store& store, ChangeFeed& feed, const std::string& version);

} // namespace matoi::api
