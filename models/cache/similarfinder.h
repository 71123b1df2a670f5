#pragma once

#include "models/cache/backgroundreader.h"
#include "models/domain/ports/similar.h"

namespace matoi::cache {

/// Finds similar incidents among the records of the file, off the thread that asks.
class SimilarFinder final : public domain::SimilarIncidents
{
public:
    /// The file has to be there already.
    explicit SimilarFinder(std::string file)
        : m_reader(std::move(file))
    {}

    [[nodiscard]] domain::Subscription
    find(domain::Id<domain::Incident> incident, std::size_t limit,
         std::function<void(domain::Result<std::vector<domain::SimilarIncident>>)> done) override;

private:
    BackgroundReader m_reader;
};

} // namespace matoi::cache
