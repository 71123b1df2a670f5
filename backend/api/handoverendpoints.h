#pragma once

#include "backend/api/endpoint.h"
#include "backend/store/store.h"

namespace matoi::api {

/// Offering a role, and answering the offer.
Endpoints handoverEndpoints();

} // namespace matoi::api
