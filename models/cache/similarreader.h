#pragma once

#include "models/cache/backgroundreader.h"
#include "models/domain/ports/similar.h"

#include <map>
#include <set>

namespace matoi::cache {

/// Reads what rules::rankSimilar() compares, of all resolved incidents, and what fixed those that it found.
class SimilarReader
{
public:
    SimilarReader(sqlite::Connection& connection, BackgroundReader::Cancelled cancelled)
        : m_connection(connection)
        , m_cancelled(std::move(cancelled))
    {}

    /// Nothing when the incident is not here. Throws sqlite::Error.
    std::vector<domain::SimilarIncident> find(domain::Id<domain::Incident> incident, std::size_t limit);

private:
    using Traits = domain::rules::IncidentTraits;

    void readRelated(domain::Uuid incident);
    void readRefusals(domain::Uuid incident, const std::string& service);
    std::vector<Traits> past(const domain::Record<domain::Incident>& incident);
    std::string summaryOf(domain::Uuid incident);
    domain::SimilarIncident describe(domain::rules::SimilarTo found, const std::string& ownText);
    std::optional<domain::rules::Remedy> remedyOf(const domain::Record<domain::Incident>& incident);
    template <class T>
    std::vector<T> valuesOf(domain::Uuid incident, std::string_view condition = "1 = 1") const;

    sqlite::Connection& m_connection;
    BackgroundReader::Cancelled m_cancelled;
    std::map<domain::Uuid, std::vector<std::string>> m_alarms; ///< by incident
    std::set<domain::Uuid> m_known;                            ///< linked to it or refused
    std::map<domain::Uuid, int> m_refusals;
};

} // namespace matoi::cache
