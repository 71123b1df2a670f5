#include "models/sqlite/query.h"

#include "models/sqlite/connection.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <sqlite3.h>

namespace matoi::sqlite {

template <class F> decltype(auto) Query::guarded(F&& f) const
{
    try {
        return f(*m_statement);
    } catch (const SQLite::Exception& error) {
        throw Error(m_connection->file(), error.what(), error.getErrorCode());
    }
}

Query::Query(Connection& connection, std::unique_ptr<SQLite::Statement> statement)
    : m_connection(&connection)
    , m_statement(std::move(statement))
{}

Query::Query(Query&& other) noexcept = default;

Query::~Query()
{
    if (m_statement)
        m_connection->giveBack(std::move(m_statement));
}

Query& Query::bind(int index, std::nullptr_t)
{
    guarded([&](SQLite::Statement& s) { s.bind(index); });
    return *this;
}

Query& Query::bind(int index, std::int64_t value)
{
    guarded([&](SQLite::Statement& s) { s.bind(index, value); });
    return *this;
}

Query& Query::bind(int index, double value)
{
    guarded([&](SQLite::Statement& s) { s.bind(index, value); });
    return *this;
}

Query& Query::bind(int index, std::string_view text)
{
    guarded([&](SQLite::Statement& s) { s.bind(index, std::string(text)); });
    return *this;
}

Query& Query::bind(int index, Blob blob)
{
    // A null pointer would bind NULL, not an empty blob.
    const void* bytes = blob.bytes.empty() ? "" : blob.bytes.data();
    guarded([&](SQLite::Statement& s) { s.bind(index, bytes, static_cast<int>(blob.bytes.size())); });
    return *this;
}

Query& Query::bind(int index, const domain::Uuid& uuid)
{
    return bind(index, Blob{{reinterpret_cast<const char*>(uuid.bytes().data()), uuid.bytes().size()}});
}

Query& Query::bind(int index, domain::Time time)
{
    return bind(index, static_cast<std::int64_t>(time.time_since_epoch().count()));
}

bool Query::step()
{
    return guarded([](SQLite::Statement& s) { return s.executeStep(); });
}

int Query::run()
{
    return guarded([](SQLite::Statement& s) {
        while (s.executeStep()) {
        }
        return s.getChanges();
    });
}

bool Query::isNull(int column) const
{
    return guarded([&](SQLite::Statement& s) { return s.isColumnNull(column); });
}

std::int64_t Query::integer(int column) const
{
    return guarded([&](SQLite::Statement& s) { return s.getColumn(column).getInt64(); });
}

double Query::real(int column) const
{
    return guarded([&](SQLite::Statement& s) { return s.getColumn(column).getDouble(); });
}

std::string Query::text(int column) const
{
    return std::string(textView(column));
}

std::string_view Query::textView(int column) const
{
    return guarded([&](SQLite::Statement& s) {
        const SQLite::Column value = s.getColumn(column);
        const char* text = value.getText();
        return std::string_view(text, static_cast<std::size_t>(value.getBytes()));
    });
}

std::string_view Query::blob(int column) const
{
    return guarded([&](SQLite::Statement& s) {
        const SQLite::Column value = s.getColumn(column);
        const void* bytes = value.getBlob();
        return std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(value.getBytes()));
    });
}

domain::Uuid Query::uuid(int column) const
{
    const std::string_view bytes = blob(column);
    std::array<std::uint8_t, 16> uuid{};
    if (bytes.size() != uuid.size())
        throw Error(m_connection->file(),
                    "an id of " + std::to_string(bytes.size()) + " bytes: the file is damaged");
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(uuid.data()));
    return domain::Uuid::fromBytes(uuid);
}

domain::Time Query::time(int column) const
{
    return domain::Time(domain::Duration(integer(column)));
}

std::optional<std::int64_t> Query::maybeInteger(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<std::string> Query::maybeText(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(text(column));
}

std::optional<domain::Uuid> Query::maybeUuid(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(uuid(column));
}

std::optional<domain::Time> Query::maybeTime(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(time(column));
}

int Query::columnCount() const
{
    return m_statement->getColumnCount();
}

ColumnType Query::type(int column) const
{
    return guarded([&](SQLite::Statement& s) {
        switch (s.getColumn(column).getType()) {
        case SQLITE_INTEGER: return ColumnType::Integer;
        case SQLITE_FLOAT: return ColumnType::Real;
        case SQLITE_TEXT: return ColumnType::Text;
        case SQLITE_BLOB: return ColumnType::Blob;
        default: return ColumnType::Null;
        }
    });
}

} // namespace matoi::sqlite
