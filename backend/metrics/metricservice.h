#pragma once

#include "backend/metrics/metricprovider.h"
#include "backend/store/store.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace matoi::metrics {

/// The samples of a metric definition, from whichever source it names.
class MetricService
{
public:
    /// More would be drawn on top of each other, and is what Prometheus itself refuses.
    static constexpr std::int64_t maxPoints = 11'000;

    /// By name; the empty name is the one that a definition without a source name means. A metric of a source
    /// that is not among them says so.
    using Sources = std::map<std::string, std::shared_ptr<MetricProvider>>;
    explicit MetricService(Sources sources);

    std::vector<std::string> sourceNames() const;

    /// `store` as whoever asks may see it. Unset: the last hour, at the definition's own step. Errors:
    /// NotFound; InvalidValue for a range that is empty or has too many points; those of the provider.
    domain::Result<domain::MetricData> data(store::Store& store, domain::Id<domain::MetricDefinition> id,
                                            std::optional<domain::Time> from, std::optional<domain::Time> to,
                                            std::optional<std::chrono::seconds> step);

private:
    domain::Result<std::shared_ptr<MetricProvider>> sourceNamed(const std::string& name) const;

    Sources m_sources;
};

} // namespace matoi::metrics
