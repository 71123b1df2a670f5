#pragma once

#include "backend/api/endpoint.h"
#include "backend/metrics/metricservice.h"

namespace matoi::api {

/// The samples of a metric.
Endpoints metricEndpoints(metrics::MetricService& metrics);

} // namespace matoi::api
