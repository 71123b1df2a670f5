#pragma once

#include "backend/api/endpoint.h"
#include "backend/store/store.h"

namespace matoi::api {

/// Content under its hash: put, look whether it is there, get (docs/adr/0007).
Endpoints attachmentEndpoints();

} // namespace matoi::api
