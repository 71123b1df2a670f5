#pragma once

#include "backend/metrics/metricprovider.h"
#include "backend/store/store.h"

#include <memory>

namespace matoi::metrics {

/// The samples of a metric definition, from whichever source it names.
class MetricService
{
public:
    /// More would be drawn on top of each other, and is what Prometheus itself refuses.
    static constexpr std::int64_t maxPoints = 11'000;

    /// `prometheus` may be null: its metrics then say that none is set up.
    MetricService(store::Store& store, std::shared_ptr<MetricProvider> prometheus);

    /// Unset: the last hour, at the definition's own step. Errors: NotFound; InvalidValue for a range that is
    /// empty or has too many points; those of the provider.
    domain::Result<domain::MetricData> data(domain::Id<domain::MetricDefinition> id,
                                            std::optional<domain::Time> from, std::optional<domain::Time> to,
                                            std::optional<std::chrono::seconds> step);

private:
    store::Store& m_store;
    std::shared_ptr<MetricProvider> m_prometheus;
};

} // namespace matoi::metrics
