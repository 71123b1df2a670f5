#include "backend/store/sqlsession.h"

#include <stdexcept>

namespace matoi::store {
namespace {

template <class T> const T& typedValue(const std::vector<SqlValue>& values, std::size_t column)
{
    if (const T* value = std::get_if<T>(&values.at(column)))
        return *value;
    throw StoreError("column " + std::to_string(column) + " has an unexpected type: the database is damaged");
}

/// The length of the UTF-8 sequence at the beginning, 0 when there is none (RFC 3629: no surrogates, no
/// overlong forms, at most U+10FFFF).
std::size_t sequenceLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80)
        return 1;
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < length)
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xc0) != 0x80)
            return 0;
    const unsigned char second = byte(1);
    if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ||
        (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f))
        return 0;
    return length;
}

} // namespace

bool SqlRow::isNull(std::size_t column) const
{
    return std::holds_alternative<std::monostate>(m_values.at(column));
}

std::int64_t SqlRow::integer(std::size_t column) const
{
    return typedValue<std::int64_t>(m_values, column);
}

const std::string& SqlRow::text(std::size_t column) const
{
    return typedValue<std::string>(m_values, column);
}

Uuid SqlRow::uuid(std::size_t column) const
{
    return typedValue<Uuid>(m_values, column);
}

std::optional<Uuid> SqlRow::maybeUuid(std::size_t column) const
{
    return isNull(column) ? std::nullopt : std::optional(uuid(column));
}

std::string SqlRow::bytes(std::size_t column) const
{
    // SQLite has one type for both: sixteen bytes look like a uuid there.
    if (const Uuid* uuid = std::get_if<Uuid>(&m_values.at(column)))
        return {reinterpret_cast<const char*>(uuid->bytes().data()), uuid->bytes().size()};
    return typedValue<SqlBytes>(m_values, column).bytes;
}

void requireText(const char* what, std::string_view text)
{
    if (text.find('\0') != std::string_view::npos)
        throw std::invalid_argument(std::string(what) + " holds a NUL character");
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        if (length == 0)
            throw std::invalid_argument(std::string(what) + " is not UTF-8");
        text.remove_prefix(length);
    }
}

} // namespace matoi::store
