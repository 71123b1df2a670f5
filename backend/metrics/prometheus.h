#pragma once

#include "backend/metrics/metricprovider.h"

#include <string>

namespace matoi::metrics {

struct PrometheusOptions
{
    std::string url; ///< without a slash at the end: http://127.0.0.1:9090
    std::chrono::milliseconds timeout{10'000};
    std::size_t maxAnswer = 8UL * 1024 * 1024;
    std::string setting = "prometheus.url"; ///< where the address comes from, for what to do about it
};

/// Samples from Prometheus's HTTP API, /api/v1/query_range:
/// https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries
/// No redirects are followed: the address is the administrator's, not the peer's, to choose.
class Prometheus final : public MetricProvider
{
public:
    explicit Prometheus(PrometheusOptions options);

    domain::Result<std::vector<domain::MetricSample>>
    samples(const std::string& query, const MetricRange& range,
            const std::optional<DrillAnchor>& anchor) override;

private:
    PrometheusOptions m_options;
};

/// The body of an answer → samples: exactly one series, or none. NaN and infinities are samples without a
/// value (NaN). InvalidValue names the series when there are several.
domain::Result<std::vector<domain::MetricSample>> samplesFromAnswer(const std::string& body);

} // namespace matoi::metrics
