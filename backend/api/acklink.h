#pragma once

#include "backend/api/endpoint.h"
#include "backend/store/store.h"

namespace matoi::api {

/// /a/{token}: GET shows the incident and two buttons and changes nothing, so that a mail scanner that opens
/// every link acknowledges nobody; POST with action=acknowledge or action=refuse is the answer.
Endpoints ackLinkEndpoints(store::Store& store);

} // namespace matoi::api
