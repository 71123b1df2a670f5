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

/// The SQL of the table `conflicts`. Rows are closed, and deleted only with what they are about.
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
    /// Also closed ones: they hold texts of what may not be seen any more.
    void eraseOf(domain::Uuid parent);
    void eraseOf(domain::Kind kind, domain::Uuid record);
    /// nullopt: it went away by itself.
    void close(std::int64_t id, const std::optional<std::string>& resolution, domain::Time at);

private:
    sqlite::Connection& m_connection;
};

} // namespace matoi::cache
