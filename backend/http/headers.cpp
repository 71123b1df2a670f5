#include "backend/http/headers.h"

#include <algorithm>

namespace matoi::http {

namespace {
char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
} // namespace

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

void Headers::add(std::string name, std::string value)
{
    m_fields.emplace_back(std::move(name), std::move(value));
}

void Headers::set(std::string_view name, std::string value)
{
    remove(name);
    m_fields.emplace_back(std::string(name), std::move(value));
}

void Headers::remove(std::string_view name)
{
    std::erase_if(m_fields, [name](const Field& field) { return equalsIgnoringCase(field.first, name); });
}

std::optional<std::string_view> Headers::get(std::string_view name) const
{
    const auto it = std::find_if(m_fields.begin(), m_fields.end(), [name](const Field& field) {
        return equalsIgnoringCase(field.first, name);
    });
    return it == m_fields.end() ? std::nullopt : std::optional<std::string_view>(it->second);
}

std::string Headers::joined(std::string_view name) const
{
    std::string all;
    for (const auto& [key, value] : m_fields)
        if (equalsIgnoringCase(key, name))
            all += (all.empty() ? "" : ", ") + value;
    return all;
}

std::size_t Headers::count(std::string_view name) const
{
    return static_cast<std::size_t>(
        std::count_if(m_fields.begin(), m_fields.end(),
                      [name](const Field& field) { return equalsIgnoringCase(field.first, name); }));
}

} // namespace matoi::http
