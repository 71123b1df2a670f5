#include "models/itemmodels/chartmeans.h"

#include <cmath>

namespace matoi::itemmodels {

namespace {

/// The stretch that `time` falls into, also before 1970.
std::int64_t beginOf(std::int64_t time, std::int64_t length)
{
    const std::int64_t past = time % length;
    return time - (past < 0 ? past + length : past);
}

} // namespace

ChartMeans::ChartMeans(domain::Duration length)
    : m_length(length)
{}

void ChartMeans::rebuild(const ChartPyramid& samples)
{
    m_times.clear();
    m_values.clear();
    refresh(samples, domain::Time(domain::Duration(std::numeric_limits<std::int64_t>::min() / 2)));
}

domain::Time ChartMeans::refresh(const ChartPyramid& samples, domain::Time from)
{
    const std::int64_t length = m_length.count();
    const std::int64_t begin = beginOf(from.time_since_epoch().count(), length);
    while (!m_times.empty() && m_times.back() >= begin) {
        m_times.pop_back();
        m_values.pop_back();
    }
    const domain::Time first{domain::Duration(begin)};
    for (std::size_t index = samples.indexAt(first); index < samples.size();) {
        const std::int64_t start = beginOf(samples.at(index).time.time_since_epoch().count(), length);
        const std::size_t end = samples.indexAt(domain::Time(domain::Duration(start + length)));
        add(samples, index, end);
        index = end;
    }
    m_pyramid = ChartPyramid(m_times, m_values, m_length);
    return first;
}

void ChartMeans::add(const ChartPyramid& samples, std::size_t begin, std::size_t end)
{
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t index = begin; index < end; ++index)
        if (const double value = samples.at(index).value; !std::isnan(value)) {
            sum += value;
            ++count;
        }
    const std::int64_t first = samples.at(begin).time.time_since_epoch().count();
    const std::int64_t last = samples.at(end - 1).time.time_since_epoch().count();
    m_times.push_back(first + (last - first) / 2);
    m_values.push_back(count > 0 ? sum / static_cast<double>(count)
                                 : std::numeric_limits<double>::quiet_NaN());
}

} // namespace matoi::itemmodels
