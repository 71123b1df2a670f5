#include "models/cache/searcher.h"

#include "models/cache/searchreader.h"

namespace matoi::cache {

domain::Subscription Searcher::find(domain::SearchRequest request,
                                    std::function<void(domain::Result<domain::SearchPage>)> done)
{
    return m_reader.ask<domain::SearchPage>(
        [request = std::move(request)](sqlite::Connection& connection,
                                       const BackgroundReader::Cancelled& cancelled) {
            return SearchReader(connection).find(request, cancelled);
        },
        std::move(done));
}

} // namespace matoi::cache
