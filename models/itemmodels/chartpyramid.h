#pragma once

#include "models/domain/time.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace matoi::itemmodels {

/// One measured value. NaN says: the source answered that there is none (a gap in the line).
struct ChartSample
{
    domain::Time time;
    double value = std::numeric_limits<double>::quiet_NaN();
};

/// A value to draw. `joined`: a line runs to it from the value before it.
struct ChartPoint
{
    domain::Time time;
    double value = 0;
    bool joined = false;
};

/// All that one pixel column shows of the samples that fall into it. Gaps inside a column are narrower
/// than a pixel and are not told; `joined` speaks of the way from the column (or point) before.
struct ChartColumn
{
    int column = 0;
    bool joined = false;
    double first = 0;
    double last = 0;
    double min = 0;
    double max = 0;
};

/// What to draw for a range of time: either the samples themselves (few), or columns (many).
struct ChartSlice
{
    bool dense = false;
    /// Not dense: every sample in the range, and one beyond each end so that the line leaves the plot.
    std::vector<ChartPoint> points;
    /// Dense: the columns that hold samples, in order.
    std::vector<ChartColumn> columns;
    /// Dense: the samples just outside the range. `after->joined` speaks of the last column.
    std::optional<ChartPoint> before;
    std::optional<ChartPoint> after;

    bool empty() const { return points.empty() && columns.empty(); }
    void clear();
};

/// Samples in time order under a pyramid of minima and maxima: a range of any length costs a few reads a
/// pixel, and a new sample touches one node a level.
///
/// Gap rule: the line breaks at NaN, and where two neighbours are more than two periods apart.
class ChartPyramid
{
public:
    ChartPyramid() = default;

    /// `times` in milliseconds since the epoch, rising strictly, as many as `values`; what is out of order is
    /// sorted, of equal times the later one counts. `period` 0: only NaN breaks the line.
    ChartPyramid(std::vector<std::int64_t> times, std::vector<double> values, domain::Duration period);
    ChartPyramid(const std::vector<ChartSample>& samples, domain::Duration period);

    std::size_t size() const { return m_times.size(); }
    bool empty() const { return m_times.empty(); }
    domain::Duration period() const { return m_period; }
    ChartSample at(std::size_t index) const;

    /// A sample newer than all others costs O(log n); one at a known time takes its place, O(log n); one
    /// that comes late between two others rebuilds, O(n). Returns false only for the last kind.
    bool append(ChartSample sample);

    /// The first index at or after `time`; size() when all are before.
    std::size_t indexAt(domain::Time time) const;
    /// The sample nearest to `time` that has a value, at most `within` away.
    std::optional<std::size_t> nearest(domain::Time time, domain::Duration within) const;
    /// The next sample with a value at or after `index`, or before it.
    std::optional<std::size_t> finiteFrom(std::size_t index) const;
    std::optional<std::size_t> finiteBefore(std::size_t index) const;
    /// The last sample with a value.
    std::optional<ChartSample> last() const;

    struct Extent
    {
        double min = std::numeric_limits<double>::infinity();
        double max = -std::numeric_limits<double>::infinity();

        bool empty() const { return min > max; }
        void add(double value)
        {
            // Written so that NaN changes nothing.
            min = value < min ? value : min;
            max = value > max ? value : max;
        }
        void add(const Extent& other)
        {
            min = other.min < min ? other.min : min;
            max = other.max > max ? other.max : max;
        }
    };
    /// Over the samples [begin, end) by index.
    Extent extent(std::size_t begin, std::size_t end) const;

    /// [from, to) cut into `pixels` columns. Fewer than two samples a pixel: the samples themselves.
    /// `slice` is refilled, so that a pan allocates nothing.
    void query(domain::Time from, domain::Time to, int pixels, ChartSlice& slice) const;

private:
    using Level = std::vector<Extent>;

    void normalise();
    void build();
    void addLevel();
    void refresh(std::size_t index);
    bool joins(std::size_t earlier, std::size_t later) const;
    std::size_t lowerBoundNear(std::int64_t time, std::size_t hint) const;
    std::size_t skipGap(std::size_t begin, std::size_t end) const;
    void queryPoints(std::size_t begin, std::size_t end, ChartSlice& slice) const;
    void queryColumns(std::int64_t from, std::int64_t to, int pixels, std::size_t begin, std::size_t end,
                      ChartSlice& slice) const;

    std::vector<std::int64_t> m_times;
    std::vector<double> m_values;
    std::vector<Level> m_levels;
    domain::Duration m_period{0};
};

} // namespace matoi::itemmodels
