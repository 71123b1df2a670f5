#pragma once

#include "backend/metrics/metricprovider.h"

#include <functional>

namespace matoi::metrics {

/// Numbers of a service that fails as a drill wants it: the same for the same question, without any metric
/// store. The query is a name and options: "latency?speed=60". Names: latency (s), errors (%), requests
/// (/min), saturation (%). Options:
///   start=TIME      when it begins to fail; without it: startedAt of the drill's incident
///   mitigated=TIME  when it begins to recover; without it: mitigatedAt of the incident
///   speed=N         1 to 600: how much faster than a real failure (five minutes to its peak, recovery by
///                   half every 80 seconds) it goes
/// Without a begin it is healthy throughout.
class DrillMetrics final : public MetricProvider
{
public:
    /// `now`: nothing is known of the future.
    explicit DrillMetrics(std::function<domain::Time()> now);

    domain::Result<std::vector<domain::MetricSample>>
    samples(const std::string& query, const MetricRange& range,
            const std::optional<DrillAnchor>& anchor) override;

private:
    std::function<domain::Time()> m_now;
};

} // namespace matoi::metrics
