#include "models/domain/rules/reduce.h"

#include <algorithm>
#include <cmath>

namespace matoi::domain::rules {

namespace {

using Samples = std::vector<MetricSample>;

/// The lowest, the highest and the first gap of [begin, end), in the order of their times.
void takeOutline(Samples::const_iterator begin, Samples::const_iterator end, Samples& out)
{
    const auto missing = [](const MetricSample& sample) { return std::isnan(sample.value); };
    auto low = end;
    auto high = end;
    for (auto sample = begin; sample != end; ++sample) {
        if (missing(*sample))
            continue;
        if (low == end || sample->value < low->value)
            low = sample;
        if (high == end || sample->value > high->value)
            high = sample;
    }
    std::vector<Samples::const_iterator> kept{low, high, std::find_if(begin, end, missing)};
    std::sort(kept.begin(), kept.end());
    kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
    for (const auto& sample : kept)
        if (sample != end)
            out.push_back(*sample);
}

} // namespace

Samples reduced(const Samples& samples, Time from, Time to)
{
    Samples inside;
    std::copy_if(samples.begin(), samples.end(), std::back_inserter(inside),
                 [&](const MetricSample& sample) { return sample.at >= from && sample.at <= to; });
    if (inside.size() <= 2 * reducedStretches)
        return inside;
    Samples out;
    const auto span = (to - from).count() + 1;
    auto begin = inside.cbegin();
    for (std::size_t stretch = 1; stretch <= reducedStretches && begin != inside.cend(); ++stretch) {
        const Time border = from + Duration(span * static_cast<std::int64_t>(stretch) /
                                            static_cast<std::int64_t>(reducedStretches));
        const auto end = std::find_if(begin, inside.cend(),
                                      [&](const MetricSample& sample) { return sample.at >= border; });
        takeOutline(begin, end, out);
        begin = end;
    }
    return out;
}

} // namespace matoi::domain::rules
