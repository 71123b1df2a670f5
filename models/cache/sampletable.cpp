#include "models/cache/sampletable.h"

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
    m_connection.run("DELETE FROM sample_reads WHERE metric = ?1 AND begins >= ?2 AND ends <= ?3", metric,
                     data.from, data.to);
    m_connection.run(
        "INSERT OR REPLACE INTO sample_reads (metric, begins, ends, read_at) VALUES (?1, ?2, ?3, ?4)", metric,
        data.from, data.to, data.readAt);
    const Time oldest = now - kKept;
    m_connection.run("DELETE FROM samples WHERE metric = ?1 AND at < ?2", metric, oldest);
    m_connection.run("DELETE FROM sample_reads WHERE metric = ?1 AND ends < ?2", metric, oldest);
}

} // namespace matoi::cache
