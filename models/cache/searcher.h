#pragma once

#include "models/cache/backgroundreader.h"
#include "models/domain/ports/search.h"

namespace matoi::cache {

/// Answers searches from the index, off the thread that asks.
class Searcher final : public domain::Search
{
public:
    /// The file has to be there already.
    explicit Searcher(std::string file)
        : m_reader(std::move(file))
    {}

    [[nodiscard]] domain::Subscription
    find(domain::SearchRequest request,
         std::function<void(domain::Result<domain::SearchPage>)> done) override;

private:
    BackgroundReader m_reader;
};

} // namespace matoi::cache
