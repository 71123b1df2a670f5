#pragma once

#include "models/domain/id.h"
#include "models/domain/time.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace SQLite {
class Statement;
}

namespace matoi::sqlite {

class Connection;

enum class ColumnType
{
    Integer,
    Real,
    Text,
    Blob,
    Null
};

/// Bytes to bind as a blob.
struct Blob
{
    std::string_view bytes;
};

/// One use of a prepared statement. Goes back to its connection's cache, reset, when it is destroyed; must
/// not outlive the connection. Columns are counted from 0, values from 1. Everything throws Error.
class Query
{
public:
    Query(Connection& connection, std::unique_ptr<SQLite::Statement> statement);
    ~Query();
    Query(Query&& other) noexcept;
    Query& operator=(Query&&) = delete;

    Query& bind(int index, std::nullptr_t);
    Query& bind(int index, std::int64_t value);
    Query& bind(int index, int value) { return bind(index, static_cast<std::int64_t>(value)); }
    Query& bind(int index, bool value) { return bind(index, static_cast<std::int64_t>(value)); }
    Query& bind(int index, double value);
    Query& bind(int index, std::string_view text);
    Query& bind(int index, const std::string& text) { return bind(index, std::string_view(text)); }
    Query& bind(int index, const char* text) { return bind(index, std::string_view(text)); }
    Query& bind(int index, Blob blob);
    Query& bind(int index, const domain::Uuid& uuid);
    Query& bind(int index, domain::Time time);
    template <class T> Query& bind(int index, const domain::Id<T>& id) { return bind(index, id.uuid()); }
    template <class T> Query& bind(int index, const std::optional<T>& value)
    {
        return value ? bind(index, *value) : bind(index, nullptr);
    }
    template <class... Values> Query& bindAll(const Values&... values)
    {
        [[maybe_unused]] int index = 0;
        (bind(++index, values), ...);
        return *this;
    }

    /// To the next row; false after the last.
    bool step();
    /// To the end; returns how many rows were changed.
    int run();

    bool isNull(int column) const;
    std::int64_t integer(int column) const;
    bool flag(int column) const { return integer(column) != 0; }
    double real(int column) const;
    std::string text(int column) const;
    /// Valid until the next step.
    std::string_view textView(int column) const;
    std::string_view blob(int column) const;
    domain::Uuid uuid(int column) const;
    template <class T> domain::Id<T> id(int column) const { return domain::Id<T>(uuid(column)); }
    domain::Time time(int column) const;

    std::optional<std::int64_t> maybeInteger(int column) const;
    std::optional<std::string> maybeText(int column) const;
    std::optional<domain::Uuid> maybeUuid(int column) const;
    std::optional<domain::Time> maybeTime(int column) const;

    int columnCount() const;
    ColumnType type(int column) const;

private:
    template <class F> decltype(auto) guarded(F&& f) const;

    Connection* m_connection;
    std::unique_ptr<SQLite::Statement> m_statement;
};

} // namespace matoi::sqlite
