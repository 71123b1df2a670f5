#include "models/cache/similarfinder.h"

#include "models/cache/similarreader.h"

namespace matoi::cache {

domain::Subscription
SimilarFinder::find(domain::Id<domain::Incident> incident, std::size_t limit,
                    std::function<void(domain::Result<std::vector<domain::SimilarIncident>>)> done)
{
    return m_reader.ask<std::vector<domain::SimilarIncident>>(
        [incident, limit](sqlite::Connection& connection, const BackgroundReader::Cancelled& cancelled) {
            return SimilarReader(connection, cancelled).find(incident, limit);
        },
        std::move(done));
}

} // namespace matoi::cache
