#pragma once

#include <optional>
#include <vector>

namespace matoi::itemmodels {

/// The y axis of one chart.
struct ChartScale
{
    double low = 0;
    double high = 1;
    double step = 1; ///< between two labelled values; they are multiples of it

    double span() const { return high - low; }
    bool holds(double value) const { return value >= low && value <= high; }
    std::vector<double> ticks() const;

    bool operator==(const ChartScale&) const = default;
};

/// What a scale is chosen from. Percentiles, not extremes: one wild sample must not flatten the rest.
struct ChartSpread
{
    double p1 = 0;
    double p95 = 0;
    double p99 = 0;
    bool negative = false;

    /// From finite values in any order (they are reordered); a few thousand are enough.
    static std::optional<ChartSpread> of(std::vector<double>& values);
};

/// The alarm threshold sets the scale (design: shape must not jump with every sample): it is always in view,
/// and what is more than four times above it only widens the axis when it is more than one sample in
/// twenty. `percent`: never above 100 for data that stays under it.
ChartScale chartScale(const std::optional<ChartSpread>& spread, std::optional<double> threshold,
                      bool percent);

/// The scale widened, in the same steps where they still serve, to hold [low, high]. It never shrinks.
ChartScale widened(const ChartScale& scale, double low, double high, bool percent);

} // namespace matoi::itemmodels
