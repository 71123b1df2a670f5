#pragma once

#include "backend/api/endpoint.h"
#include "backend/api/telemetry.h"
#include "backend/store/store.h"

namespace matoi::api {

/// /healthz: the process answers. /readyz: the store does, too (503 otherwise). /metrics: for Prometheus.
/// Public: they tell nothing about incidents.
Endpoints operationEndpoints(store::Store& store, const Telemetry& telemetry);

} // namespace matoi::api
