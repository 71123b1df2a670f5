#include "models/cache/sampletable.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace matoi::cache {

using domain::Id;
using domain::MetricData;
using domain::MetricDefinition;
using domain::Time;

MetricData SampleTable::read(Id<MetricDefinition> metric, Time from, Time to) const
{
    MetricData data;
    data.from = from;
    data.to = to;
    sqlite::Query samples = m_connection.query(
        "SELECT at, value FROM samples WHERE metric = ?1 AND at >= ?2 AND at <= ?3 ORDER BY at", metric, from,
        to);
    while (samples.step())
        data.samples.push_back({samples.time(0), samples.isNull(1) ? std::numeric_limits<double>::quiet_NaN()
                                                                   : samples.real(1)});
    sqlite::Query newest = m_connection.query(
        "SELECT max(read_at) FROM sample_reads WHERE metric = ?1 AND begins <= ?3 AND ends >= ?2", metric,
        from, to);
    if (newest.step() && !newest.isNull(0))
        data.readAt = newest.time(0);
    return data;
}

std::vector<domain::TimeSpan> SampleTable::missing(Id<MetricDefinition> metric, Time from, Time to) const
{
    std::vector<domain::TimeSpan> gaps;
    Time known = from;
    sqlite::Query reads = m_connection.query(
        "SELECT begins, ends FROM sample_reads WHERE metric = ?1 AND begins <= ?3 AND ends >= ?2 "
        "ORDER BY begins",
        metric, from, to);
    while (reads.step()) {
        if (reads.time(0) > known)
            gaps.push_back({known, reads.time(0)});
        known = std::max(known, reads.time(1));
    }
    if (known < to)
        gaps.push_back({known, to});
    return gaps;
}

void SampleTable::replace(Id<MetricDefinition> metric, const MetricData& data, Time now)
{
    m_connection.run("DELETE FROM samples WHERE metric = ?1 AND at >= ?2 AND at <= ?3", metric, data.from,
                     data.to);
    for (const domain::MetricSample& sample : data.samples) {
        const std::optional<double> value =
            std::isfinite(sample.value) ? std::optional(sample.value) : std::nullopt;
        m_connection.run("INSERT OR REPLACE INTO samples (metric, at, value) VALUES (?1, ?2, ?3)", metric,
                         sample.at, value);
    }
    // Readings that touch become one: a chart that is open for a day asks every few seconds.
    Time begins = data.from;
    Time ends = data.to;
    Time readAt = data.readAt;
    sqlite::Query around = m_connection.query("SELECT min(begins), max(ends), max(read_at) FROM sample_reads "
                                              "WHERE metric = ?1 AND begins <= ?3 AND ends >= ?2",
                                              metric, data.from, data.to);
    if (around.step() && !around.isNull(0)) {
        begins = std::min(begins, around.time(0));
        ends = std::max(ends, around.time(1));
        readAt = std::max(readAt, around.time(2));
    }
    m_connection.run("DELETE FROM sample_reads WHERE metric = ?1 AND begins >= ?2 AND ends <= ?3", metric,
                     begins, ends);
    m_connection.run(
        "INSERT OR REPLACE INTO sample_reads (metric, begins, ends, read_at) VALUES (?1, ?2, ?3, ?4)", metric,
        begins, ends, readAt);
    const Time oldest = now - kKept;
    m_connection.run("DELETE FROM samples WHERE metric = ?1 AND at < ?2", metric, oldest);
    m_connection.run("DELETE FROM sample_reads WHERE metric = ?1 AND ends < ?2", metric, oldest);
}

void SampleTable::forget(Id<MetricDefinition> metric)
{
    m_connection.run("DELETE FROM samples WHERE metric = ?1", metric);
    m_connection.run("DELETE FROM sample_reads WHERE metric = ?1", metric);
}

} // namespace matoi::cache
