#pragma once

#include "models/domain/ports/repository.h"
#include "models/sqlite/connection.h"

namespace matoi::cache {

/// The SQL of the samples that are kept here.
class SampleTable
{
public:
    static constexpr std::chrono::days kKept{30};

    explicit SampleTable(sqlite::Connection& connection)
        : m_connection(connection)
    {}

    /// readAt: of the newest reading that touches the range; zero when there is none.
    domain::MetricData read(domain::Id<domain::MetricDefinition> metric, domain::Time from,
                            domain::Time to) const;

    /// The parts of the range that no reading covers, oldest first.
    std::vector<domain::TimeSpan> missing(domain::Id<domain::MetricDefinition> metric, domain::Time from,
                                          domain::Time to) const;

    /// What was read takes the place of what was there for its range. Older than kKept goes.
    void replace(domain::Id<domain::MetricDefinition> metric, const domain::MetricData& data,
                 domain::Time now);

    void forget(domain::Id<domain::MetricDefinition> metric);

private:
    sqlite::Connection& m_connection;
};

} // namespace matoi::cache
