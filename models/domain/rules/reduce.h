#pragma once

#include "models/domain/metric.h"

#include <cstddef>

namespace matoi::domain::rules {

/// Into so many stretches of time a long series is cut, and so many samples are left at most: the lowest and
/// the highest of each stretch, and one that says that there is a gap.
inline constexpr std::size_t reducedStretches = 300;
inline constexpr std::size_t reducedLimit = 3 * reducedStretches;

/// The samples from `from` to `to`, at their own times, few enough to be kept in a record and drawn with the
/// same outline as all of them. A series that is short enough comes back as it is.
std::vector<MetricSample> reduced(const std::vector<MetricSample>& samples, Time from, Time to);

} // namespace matoi::domain::rules
