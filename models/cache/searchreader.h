#pragma once

#include "models/domain/ports/search.h"
#include "models/sqlite/connection.h"

#include <functional>

namespace matoi::cache {

/// Answers one question from the index. Newest records first, which FTS5 gives without sorting; of each
/// incident it asks once whether the filter lets it through.
class SearchReader
{
public:
    /// Asked for each record that matches: true ends the search with what was found.
    using Cancelled = std::function<bool()>;

    explicit SearchReader(sqlite::Connection& connection)
        : m_connection(connection)
    {}

    /// Throws sqlite::Error.
    domain::SearchPage find(const domain::SearchRequest& request, const Cancelled& cancelled);

private:
    class Incidents;

    sqlite::Connection& m_connection;
};

} // namespace matoi::cache
