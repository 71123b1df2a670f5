#include "models/itemmodels/chartpyramid.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace matoi::itemmodels {

namespace {

/// Samples in a node of the lowest level, and nodes in a node of the next. 16 doubles are two cache lines;
/// smaller costs memory, larger costs reads at the ragged ends of every column.
constexpr std::size_t fan = 16;

std::int64_t millis(domain::Time time)
{
    return time.time_since_epoch().count();
}

domain::Time timeOf(std::int64_t milliseconds)
{
    return domain::Time(domain::Duration(milliseconds));
}

bool risesStrictly(const std::vector<std::int64_t>& times)
{
    return std::adjacent_find(times.begin(), times.end(), std::greater_equal<>()) == times.end();
}

} // namespace

void ChartSlice::clear()
{
    dense = false;
    points.clear();
    columns.clear();
    before.reset();
    after.reset();
}

ChartPyramid::ChartPyramid(std::vector<std::int64_t> times, std::vector<double> values,
                           domain::Duration period)
    : m_times(std::move(times))
    , m_values(std::move(values))
    , m_period(period)
{
    const auto size = std::min(m_times.size(), m_values.size());
    m_times.resize(size);
    m_values.resize(size);
    normalise();
    build();
}

ChartPyramid::ChartPyramid(const std::vector<ChartSample>& samples, domain::Duration period)
    : m_period(period)
{
    m_times.reserve(samples.size());
    m_values.reserve(samples.size());
    for (const auto& sample : samples) {
        m_times.push_back(millis(sample.time));
        m_values.push_back(sample.value);
    }
    normalise();
    build();
}

void ChartPyramid::normalise()
{
    for (auto& value : m_values)
        value = std::abs(value) <= std::numeric_limits<double>::max()
                    ? value
                    : std::numeric_limits<double>::quiet_NaN();
    if (risesStrictly(m_times))
        return;
    std::vector<std::size_t> order(m_times.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [this](std::size_t a, std::size_t b) { return m_times[a] < m_times[b]; });
    std::vector<std::int64_t> times;
    std::vector<double> values;
    for (const auto index : order) {
        if (!times.empty() && times.back() == m_times[index]) {
            values.back() = m_values[index];
            continue;
        }
        times.push_back(m_times[index]);
        values.push_back(m_values[index]);
    }
    m_times = std::move(times);
    m_values = std::move(values);
}

void ChartPyramid::build()
{
    m_levels.clear();
    if (m_values.empty())
        return;
    Level lowest((m_values.size() + fan - 1) / fan);
    for (std::size_t node = 0; node < lowest.size(); ++node) {
        const auto end = std::min(m_values.size(), (node + 1) * fan);
        Extent extent;
        for (auto index = node * fan; index < end; ++index)
            extent.add(m_values[index]);
        lowest[node] = extent;
    }
    m_levels.push_back(std::move(lowest));
    while (m_levels.back().size() > 1)
        addLevel();
}

void ChartPyramid::addLevel()
{
    const auto& below = m_levels.back();
    Level level((below.size() + fan - 1) / fan);
    for (std::size_t index = 0; index < below.size(); ++index)
        level[index / fan].add(below[index]);
    m_levels.push_back(std::move(level));
}

ChartSample ChartPyramid::at(std::size_t index) const
{
    return {timeOf(m_times[index]), m_values[index]};
}

bool ChartPyramid::append(ChartSample sample)
{
    const auto time = millis(sample.time);
    if (!std::isfinite(sample.value))
        sample.value = std::numeric_limits<double>::quiet_NaN();
    if (m_times.empty() || time > m_times.back()) {
        m_times.push_back(time);
        m_values.push_back(sample.value);
        auto node = m_values.size() - 1;
        for (auto& level : m_levels) {
            node /= fan;
            if (node == level.size())
                level.emplace_back();
            level[node].add(sample.value);
        }
        if (m_levels.empty())
            build();
        else if (m_levels.back().size() > 1)
            addLevel();
        return true;
    }
    const auto index = indexAt(sample.time);
    if (m_times[index] == time) {
        m_values[index] = sample.value;
        refresh(index);
        return true;
    }
    const auto offset = static_cast<std::ptrdiff_t>(index);
    m_times.insert(m_times.begin() + offset, time);
    m_values.insert(m_values.begin() + offset, sample.value);
    build();
    return false;
}

void ChartPyramid::refresh(std::size_t index)
{
    auto node = index / fan;
    Extent extent;
    for (auto i = node * fan; i < std::min(m_values.size(), (node + 1) * fan); ++i)
        extent.add(m_values[i]);
    m_levels[0][node] = extent;
    for (std::size_t level = 1; level < m_levels.size(); ++level) {
        const auto& below = m_levels[level - 1];
        node /= fan;
        extent = {};
        for (auto i = node * fan; i < std::min(below.size(), (node + 1) * fan); ++i)
            extent.add(below[i]);
        m_levels[level][node] = extent;
    }
}

std::size_t ChartPyramid::indexAt(domain::Time time) const
{
    const auto found = std::lower_bound(m_times.begin(), m_times.end(), millis(time));
    return static_cast<std::size_t>(found - m_times.begin());
}

std::optional<std::size_t> ChartPyramid::nearest(domain::Time time, domain::Duration within) const
{
    const auto split = indexAt(time);
    const auto later = finiteFrom(split);
    const auto earlier = finiteBefore(split);
    const auto distance = [&](std::size_t index) { return std::abs(m_times[index] - millis(time)); };
    auto best = later;
    if (earlier && (!later || distance(*earlier) < distance(*later)))
        best = earlier;
    if (!best || distance(*best) > within.count())
        return std::nullopt;
    return best;
}

std::optional<std::size_t> ChartPyramid::finiteFrom(std::size_t index) const
{
    const auto found = skipGap(index, size());
    return found < size() ? std::optional(found) : std::nullopt;
}

std::optional<std::size_t> ChartPyramid::finiteBefore(std::size_t index) const
{
    while (index > 0) {
        if (index % fan == 0 && m_levels[0][index / fan - 1].empty()) {
            index -= fan;
            continue;
        }
        if (--index, !std::isnan(m_values[index]))
            return index;
    }
    return std::nullopt;
}

std::optional<ChartSample> ChartPyramid::last() const
{
    const auto index = finiteBefore(size());
    return index ? std::optional(at(*index)) : std::nullopt;
}

ChartPyramid::Extent ChartPyramid::extent(std::size_t begin, std::size_t end) const
{
    Extent extent;
    while (begin < end && begin % fan != 0)
        extent.add(m_values[begin++]);
    while (begin < end && end % fan != 0)
        extent.add(m_values[--end]);
    for (const auto& level : m_levels) {
        if (begin >= end)
            break;
        begin /= fan;
        end /= fan;
        while (begin < end && begin % fan != 0)
            extent.add(level[begin++]);
        while (begin < end && end % fan != 0)
            extent.add(level[--end]);
    }
    return extent;
}

bool ChartPyramid::joins(std::size_t earlier, std::size_t later) const
{
    return later == earlier + 1 &&
           (m_period.count() <= 0 || m_times[later] - m_times[earlier] <= 2 * m_period.count());
}

/// The first index in [begin, end) that has a value, or end. Whole nodes without values are jumped over.
std::size_t ChartPyramid::skipGap(std::size_t begin, std::size_t end) const
{
    while (begin < end && std::isnan(m_values[begin])) {
        ++begin;
        std::size_t span = fan;
        for (const auto& level : m_levels) {
            if (begin % span != 0 || begin + span > end || !level[begin / span].empty())
                break;
            begin += span;
            span *= fan;
        }
    }
    return begin;
}

/// lower_bound that starts at a good guess: with evenly spaced samples it takes two or three reads.
std::size_t ChartPyramid::lowerBoundNear(std::int64_t time, std::size_t hint) const
{
    auto low = std::min(hint, size());
    auto high = low;
    std::size_t step = 1;
    if (low < size() && m_times[low] < time) {
        while (high < size() && m_times[high] < time) {
            low = high + 1;
            high += step;
            step *= 2;
        }
        high = std::min(high, size());
    } else {
        while (low > 0 && m_times[low - 1] >= time) {
            high = low - 1;
            low -= std::min(step, low);
            step *= 2;
        }
    }
    const auto begin = m_times.begin();
    const auto found = std::lower_bound(begin + static_cast<std::ptrdiff_t>(low),
                                        begin + static_cast<std::ptrdiff_t>(high), time);
    return static_cast<std::size_t>(found - begin);
}

void ChartPyramid::query(domain::Time from, domain::Time to, int pixels, ChartSlice& slice) const
{
    slice.clear();
    if (pixels <= 0 || from >= to || empty())
        return;
    const auto begin = indexAt(from);
    const auto end = indexAt(to);
    if (end - begin < 2 * static_cast<std::size_t>(pixels))
        queryPoints(begin, end, slice);
    else
        queryColumns(millis(from), millis(to), pixels, begin, end, slice);
}

void ChartPyramid::queryPoints(std::size_t begin, std::size_t end, ChartSlice& slice) const
{
    const auto first = finiteBefore(begin).value_or(begin);
    auto beyond = finiteFrom(end).value_or(end);
    if (beyond < size())
        ++beyond;
    std::optional<std::size_t> previous;
    for (auto index = skipGap(first, beyond); index < beyond; index = skipGap(index + 1, beyond)) {
        slice.points.push_back(
            {timeOf(m_times[index]), m_values[index], previous && joins(*previous, index)});
        previous = index;
    }
}

void ChartPyramid::queryColumns(std::int64_t from, std::int64_t to, int pixels, std::size_t begin,
                                std::size_t end, ChartSlice& slice) const
{
    slice.dense = true;
    auto previous = finiteBefore(begin);
    if (previous)
        slice.before = ChartPoint{timeOf(m_times[*previous]), m_values[*previous], false};
    const auto span = to - from;
    const auto stride = (end - begin) / static_cast<std::size_t>(pixels);
    auto index = begin;
    for (int column = 0; column < pixels; ++column) {
        // The column holds the times t with floor((t - from) * pixels / span) == column.
        const auto border = from + (span * (column + 1) + pixels - 1) / pixels;
        const auto next = column + 1 == pixels ? end : std::min(end, lowerBoundNear(border, index + stride));
        const auto first = skipGap(index, next);
        if (first < next) {
            const auto last = *finiteBefore(next);
            const auto range = extent(first, last + 1);
            slice.columns.push_back({column, previous && joins(*previous, first), m_values[first],
                                     m_values[last], range.min, range.max});
            previous = last;
        }
        index = next;
    }
    if (const auto after = finiteFrom(end))
        slice.after =
            ChartPoint{timeOf(m_times[*after]), m_values[*after], previous && joins(*previous, *after)};
}

} // namespace matoi::itemmodels
