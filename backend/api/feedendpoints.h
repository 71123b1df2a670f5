#pragma once

#include "backend/api/changefeed.h"
#include "backend/api/endpoint.h"

namespace matoi::api {

/// The change feed, by pull and as a stream, and who is asking.
/// `metricSources`: what a metric definition may name, for whoever writes one.
Endpoints feedEndpoints(ChangeFeed& feed, const std::string& version,
                        std::vector<std::string> metricSources = {});

} // namespace matoi::api
