#pragma once

#include "models/itemmodels/chartpyramid.h"

namespace matoi::itemmodels {

/// The mean of each stretch of a length, on whole multiples of it since the epoch: what a chart shows when
/// the samples themselves are too restless to read. Samples without a value count for nothing; a stretch that
/// has only such ones is a gap. A mean stands in the middle of what was measured in its stretch, so that a
/// rise is not drawn before what caused it, and the last one never lies in the future.
class ChartMeans
{
public:
    /// `length` above 0.
    explicit ChartMeans(domain::Duration length);

    domain::Duration length() const { return m_length; }
    const ChartPyramid& pyramid() const { return m_pyramid; }

    /// Takes over what `samples` has from `from` on; before it they are as they were. Returns where the means
    /// begin to be others.
    domain::Time refresh(const ChartPyramid& samples, domain::Time from);
    void rebuild(const ChartPyramid& samples);

private:
    void add(const ChartPyramid& samples, std::size_t begin, std::size_t end);

    domain::Duration m_length;
    std::vector<std::int64_t> m_times;
    std::vector<double> m_values;
    ChartPyramid m_pyramid;
};

} // namespace matoi::itemmodels
