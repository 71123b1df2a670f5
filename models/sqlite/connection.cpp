#include "models/sqlite/connection.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <sqlite3.h>

namespace matoi::sqlite {
namespace {

/// How long a statement waits for another process that writes.
constexpr int busyMilliseconds = 10'000;
/// Statements kept for one text: more are only needed when the same query runs inside its own loop.
constexpr std::size_t keptPerText = 2;

std::unique_ptr<SQLite::Database> open(const std::string& file, Access access)
{
    // A connection serves one thread at a time, so SQLite need not lock for us.
    const int flags =
        SQLite::OPEN_NOMUTEX |
        (access == Access::ReadOnly ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    try {
        return std::make_unique<SQLite::Database>(file, flags, busyMilliseconds);
    } catch (const SQLite::Exception& error) {
        throw Error(file, error.what(), error.getErrorCode());
    }
}

} // namespace

Connection::Connection(std::string file, Access access, Durability durability)
    : m_file(std::move(file))
    , m_database(open(m_file, access))
{
    if (access == Access::ReadWrite)
        script("PRAGMA journal_mode = WAL;"
               "PRAGMA foreign_keys = ON;"
               "PRAGMA journal_size_limit = 67108864;");
    script(durability == Durability::Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    script("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384; PRAGMA trusted_schema = OFF");
    // The pragmas of a read-only connection do not read the file; this finds one that is no database.
    integer("PRAGMA schema_version");
}

Connection::~Connection() = default;

Query Connection::prepare(std::string_view sql)
{
    const auto idle = m_idle.find(sql);
    if (idle != m_idle.end() && !idle->second.empty()) {
        std::unique_ptr<SQLite::Statement> statement = std::move(idle->second.back());
        idle->second.pop_back();
        return Query(*this, std::move(statement));
    }
    try {
        return Query(*this, std::make_unique<SQLite::Statement>(*m_database, std::string(sql)));
    } catch (const SQLite::Exception& error) {
        throw Error(m_file, error.what(), error.getErrorCode());
    }
}

void Connection::giveBack(std::unique_ptr<SQLite::Statement> statement) noexcept
{
    try {
        statement->tryReset();
        statement->clearBindings();
        Idle& idle = m_idle[statement->getQuery()];
        if (idle.size() < keptPerText)
            idle.push_back(std::move(statement));
    } catch (const std::exception&) {
        // Not kept, then: it is only a cache.
    }
}

void Connection::script(const std::string& sql)
{
    try {
        m_database->exec(sql);
    } catch (const SQLite::Exception& error) {
        throw Error(m_file, error.what(), error.getErrorCode());
    }
}

bool Connection::inTransaction() const
{
    return sqlite3_get_autocommit(m_database->getHandle()) == 0;
}

void Connection::rollback() noexcept
{
    if (inTransaction())
        m_database->tryExec("ROLLBACK");
}

Transaction::Transaction(Connection& connection, Mode mode)
    : m_connection(connection)
{
    m_connection.run(mode == Mode::Write ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED");
}

Transaction::~Transaction()
{
    if (m_open)
        m_connection.rollback();
}

void Transaction::commit()
{
    m_connection.run("COMMIT");
    m_open = false;
}

bool Error::mayWorkLater() const
{
    constexpr std::array codes = {SQLITE_FULL,     SQLITE_IOERR,    SQLITE_BUSY,  SQLITE_LOCKED,
                                  SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_NOMEM, SQLITE_PROTOCOL};
    return std::find(codes.begin(), codes.end(), m_code & 0xff) != codes.end();
}

} // namespace matoi::sqlite
