#pragma once

#include "models/domain/error.h"
#include "models/domain/metric.h"

#include <optional>

namespace matoi::metrics {

/// Which samples: from, from + step, … up to `to`.
struct MetricRange
{
    domain::Time from{};
    domain::Time to{};
    std::chrono::seconds step{15};
};

/// The incident that a drill's metric belongs to: its numbers follow it.
struct DrillAnchor
{
    domain::Time startedAt{};
    std::optional<domain::Time> mitigatedAt;
};

/// Where samples come from. Blocks: called on worker threads, several at once.
class MetricProvider
{
public:
    virtual ~MetricProvider() = default;
    /// InvalidValue with field "query" when the query is to blame, Unavailable when the source is.
    virtual domain::Result<std::vector<domain::MetricSample>>
    samples(const std::string& query, const MetricRange& range, const std::optional<DrillAnchor>& anchor) = 0;
};

} // namespace matoi::metrics
