#include "models/itemmodels/chartscale.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace matoi::itemmodels {

namespace {

constexpr double headroom = 0.04; ///< of the data's height, so that the line does not touch the frame
constexpr double zeroShare = 0.3; ///< data reaching down to this share of the top: show zero
constexpr double thresholdRoom = 1.15;
constexpr double thresholdLimit = 4; ///< times the threshold
constexpr double intervals = 3;      ///< about so many labelled steps a chart

double niceStep(double about, bool percent)
{
    static constexpr std::array common{1.0, 1.5, 2.0, 3.0, 5.0, 10.0};
    static constexpr std::array quarters{1.0, 2.0, 2.5, 5.0, 10.0};
    const std::span<const double> steps = percent ? std::span<const double>(quarters) : common;
    const auto power = std::pow(10.0, std::floor(std::log10(about)));
    const auto found =
        std::find_if(steps.begin(), steps.end(), [&](double step) { return step * power >= about * 0.999; });
    return (found == steps.end() ? 10.0 : *found) * power;
}

ChartScale rounded(double low, double high, bool nonNegative, bool percent)
{
    if (!(high > low)) {
        const auto half = high == 0 ? 0.5 : std::abs(high) * 0.25;
        low -= half;
        high += half;
    }
    ChartScale scale;
    scale.step = niceStep((high - low) / intervals, percent);
    const auto grid = scale.step / 2;
    const auto pad = (high - low) * headroom;
    // A border that is on the grid already stays there: 2.9999999 must not become 3.5.
    scale.low = std::floor((low - pad) / grid + 1e-9) * grid;
    scale.high = std::ceil((high + pad) / grid - 1e-9) * grid;
    if (nonNegative)
        scale.low = std::max(scale.low, 0.0);
    if (percent && high <= 100)
        scale.high = std::min(scale.high, 100.0);
    return scale;
}

} // namespace

std::vector<double> ChartScale::ticks() const
{
    std::vector<double> ticks;
    if (!(step > 0) || span() / step > 100)
        return ticks;
    for (auto index = std::ceil(low / step - 1e-9); index * step <= high + step * 1e-9; ++index)
        ticks.push_back(index * step);
    return ticks;
}

std::optional<ChartSpread> ChartSpread::of(std::vector<double>& values)
{
    if (values.empty())
        return std::nullopt;
    std::sort(values.begin(), values.end());
    const auto last = static_cast<double>(values.size() - 1);
    const auto at = [&](double share) { return values[static_cast<std::size_t>(std::lround(share * last))]; };
    return ChartSpread{at(0.01), at(0.95), at(0.99), values.front() < 0};
}

ChartScale chartScale(const std::optional<ChartSpread>& spread, std::optional<double> threshold, bool percent)
{
    if (!spread && !threshold)
        return {0, percent ? 100.0 : 1.0, percent ? 50.0 : 0.5};
    auto low = spread ? spread->p1 : std::min(0.0, *threshold);
    auto high = spread ? spread->p99 : *threshold;
    const bool nonNegative = !(spread && spread->negative) && low >= 0 && threshold.value_or(0) >= 0;
    if (threshold) {
        low = std::min(low, *threshold);
        high = std::max(high, *threshold > 0 ? *threshold * thresholdRoom : *threshold);
        if (spread && *threshold > 0)
            high = std::min(high, std::max(spread->p95, *threshold * thresholdLimit));
    }
    if (nonNegative && low < zeroShare * high)
        low = 0;
    return rounded(low, high, nonNegative, percent);
}

ChartScale widened(const ChartScale& scale, double low, double high, bool percent)
{
    low = std::min(low, scale.low);
    high = std::max(high, scale.high);
    auto wider = rounded(low, high, low >= 0, percent);
    wider.low = std::min(wider.low, scale.low);
    wider.high = std::max(wider.high, scale.high);
    return wider;
}

} // namespace matoi::itemmodels
