#pragma once

#include "backend/api/endpoint.h"
#include "backend/store/store.h"

namespace matoi::api {

/// The audit log of an incident: read only, as the log itself only grows.
Endpoints auditEndpoints(store::Store& store);

} // namespace matoi::api
