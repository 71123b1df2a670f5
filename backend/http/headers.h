#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace matoi::http {

/// ASCII only: field names and tokens of HTTP are ASCII.
bool equalsIgnoringCase(std::string_view a, std::string_view b);

/// The fields of a message in the order in which they were sent; names compare without case.
class Headers
{
public:
    using Field = std::pair<std::string, std::string>;

    Headers() = default;
    Headers(std::initializer_list<Field> fields)
        : m_fields(fields)
    {}

    void add(std::string name, std::string value);
    /// Replaces every field of that name.
    void set(std::string_view name, std::string value);
    void remove(std::string_view name);

    /// The first field of that name.
    std::optional<std::string_view> get(std::string_view name) const;
    /// All of them as one list, in order (RFC 9110, 5.3); empty: there is none.
    std::string joined(std::string_view name) const;
    bool contains(std::string_view name) const { return get(name).has_value(); }
    std::size_t count(std::string_view name) const;

    std::size_t size() const { return m_fields.size(); }
    auto begin() const { return m_fields.begin(); }
    auto end() const { return m_fields.end(); }

private:
    std::vector<Field> m_fields;
};

} // namespace matoi::http
