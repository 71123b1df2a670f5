#pragma once

#include "models/sqlite/error.h"
#include "models/sqlite/query.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace SQLite {
class Database;
}

/// One thin layer over SQLiteCpp for the service's store and the console's cache.
/// Times are stored as integer milliseconds since 1970, ids as blobs of 16 bytes.
namespace matoi::sqlite {

enum class Access
{
    ReadWrite, ///< creates the file when it is not there
    ReadOnly
};

/// What survives a power cut. Both survive a crash of the program.
enum class Durability
{
    Full,  ///< every commit is on the disk before it is acknowledged
    Normal ///< the last commits may be missing; the file is sound
};

/// One connection to one file, used by one thread at a time. Statements are prepared once and kept.
class Connection
{
public:
    /// Throws Error when the file cannot be opened or is not a database.
    explicit Connection(std::string file, Access access = Access::ReadWrite,
                        Durability durability = Durability::Full);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    const std::string& file() const { return m_file; }

    /// A statement with its values bound to ?1, ?2 …; see Query for what can be bound.
    template <class... Values> Query query(std::string_view sql, const Values&... values)
    {
        Query prepared = prepare(sql);
        prepared.bindAll(values...);
        return prepared;
    }

    /// Runs one statement to its end; returns how many rows it changed.
    template <class... Values> int run(std::string_view sql, const Values&... values)
    {
        return query(sql, values...).run();
    }

    /// The first column of the first row, when there is one that is not NULL.
    template <class... Values>
    std::optional<std::int64_t> integer(std::string_view sql, const Values&... values)
    {
        Query row = query(sql, values...);
        return row.step() && !row.isNull(0) ? std::optional(row.integer(0)) : std::nullopt;
    }
    template <class... Values> std::optional<std::string> text(std::string_view sql, const Values&... values)
    {
        Query row = query(sql, values...);
        return row.step() && !row.isNull(0) ? std::optional(row.text(0)) : std::nullopt;
    }

    /// Several statements without values, separated by semicolons.
    void script(const std::string& sql);

    bool inTransaction() const;
    /// Ends the transaction when one is open; never throws.
    void rollback() noexcept;

    /// For what this layer does not offer (backup, functions of one's own).
    SQLite::Database& handle() { return *m_database; }

private:
    friend class Query;
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    using Idle = std::vector<std::unique_ptr<SQLite::Statement>>;

    Query prepare(std::string_view sql);
    void giveBack(std::unique_ptr<SQLite::Statement> statement) noexcept;

    std::string m_file;
    std::unique_ptr<SQLite::Database> m_database;
    std::unordered_map<std::string, Idle, Hash, std::equal_to<>> m_idle;
};

/// Rolls back unless committed.
class Transaction
{
public:
    enum class Mode
    {
        Read, ///< one consistent state, fixed by the first statement that reads
        Write ///< waits for other writers at its begin, so that it cannot fail for them later
    };
    explicit Transaction(Connection& connection, Mode mode = Mode::Write);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    Connection& m_connection;
    bool m_open = true;
};

} // namespace matoi::sqlite
