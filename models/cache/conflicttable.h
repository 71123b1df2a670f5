#pragma once

#include "models/domain/ports/repository.h"
#include "models/sqlite/connection.h"

#include <optional>
#include <vector>

namespace matoi::cache {

struct ConflictRow
{
    domain::Conflict conflict;
    std::int64_t entry = 0; ///< the outbox entry that waits for it
};

/// The SQL of the table `conflicts`. Rows are closed, never deleted.
class ConflictTable
{
public:
    explicit ConflictTable(sqlite::Connection& connection)
        : m_connection(connection)
    {}

    std::vector<domain::Conflict> open() const;
    std::vector<ConflictRow> openOf(domain::Kind kind, domain::Uuid record) const;
    std::optional<ConflictRow> findOpen(std::int64_t id) const;
    /// The entries that may not be sent.
    std::vector<std::int64_t> waitingEntries() const;

    void put(ConflictRow& row); ///< inserts, or updates the texts of an open one
    /// nullopt: it went away by itself.
    void close(std::int64_t id, const std::optional<std::string>& resolution, domain::Time at);

private:
    sqlite::Connection& m_connection;
};

} // namespace matoi::cache
