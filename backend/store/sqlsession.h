#pragma once

#include "backend/store/store.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace matoi::store {

/// Bytes of a column of content.
struct SqlBytes
{
    std::string bytes;
};
/// Bytes that go into a statement.
struct SqlBytesView
{
    std::string_view bytes;
};

/// What goes into a statement. Text and bytes must outlive the call only.
using SqlParameter = std::variant<std::monostate, std::int64_t, std::string_view, Uuid, SqlBytesView>;
using SqlValue = std::variant<std::monostate, std::int64_t, std::string, Uuid, SqlBytes>;

inline SqlParameter parameter(Time time)
{
    return std::int64_t(time.time_since_epoch().count());
}
template <class T> SqlParameter parameter(const std::optional<T>& value)
{
    if (!value)
        return std::monostate();
    if constexpr (std::is_same_v<T, Time>)
        return parameter(*value);
    else
        return *value;
}

/// One row of an answer. Asking for another type than the column has is damage of the database: StoreError.
class SqlRow
{
public:
    explicit SqlRow(std::vector<SqlValue> values)
        : m_values(std::move(values))
    {}
    bool isNull(std::size_t column) const;
    std::int64_t integer(std::size_t column) const;
    const std::string& text(std::size_t column) const;
    Uuid uuid(std::size_t column) const;
    std::optional<Uuid> maybeUuid(std::size_t column) const;
    std::string bytes(std::size_t column) const;
    Time time(std::size_t column) const { return Time(domain::Duration(integer(column))); }

private:
    std::vector<SqlValue> m_values;
};

/// A connection inside a transaction, of either database. Statements are written once for both: parameters
/// are $1, $2 …; the only column types are 64-bit integers, text, uuids and bytes.
class SqlSession
{
public:
    virtual ~SqlSession() = default;
    virtual std::vector<SqlRow> query(std::string_view sql,
                                      std::initializer_list<SqlParameter> parameters = {}) = 0;
};

/// Both databases keep text as UTF-8 without NUL: what one of them would refuse, both refuse.
/// Throws std::invalid_argument naming `what`.
void requireText(const char* what, std::string_view text);

} // namespace matoi::store
