#pragma once

namespace matoi::widgets {

/// Lets screen readers find a table in each MetricChart: time, value, in alarm; one row a sample, or, when
/// the range holds more than a few hundred, one row a stretch with its worst value. Calling again does
/// nothing.
void installChartAccessibility();

} // namespace matoi::widgets
