#pragma once

#include "models/domain/error.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace matoi::http {

/// Every byte but the unreserved ones (RFC 3986: letters, digits, - . _ ~) becomes %XX.
std::string percentEncode(std::string_view bytes);
/// nullopt for a "%" without two hexadecimal digits.
std::optional<std::string> percentDecode(std::string_view text);

/// Well-formed UTF-8 without NUL: what the stores and JSON accept as text.
bool isText(std::string_view bytes);

/// The decoded parameters of a query, in order; a name may come more than once.
class Query
{
public:
    using Parameter = std::pair<std::string, std::string>;

    void add(std::string name, std::string value);
    /// The first one of that name; "a" and "a=" both give the empty text.
    std::optional<std::string_view> get(std::string_view name) const;
    std::vector<std::string_view> all(std::string_view name) const;
    bool contains(std::string_view name) const { return get(name).has_value(); }

    bool empty() const { return m_parameters.empty(); }
    std::size_t size() const { return m_parameters.size(); }
    auto begin() const { return m_parameters.begin(); }
    auto end() const { return m_parameters.end(); }

private:
    std::vector<Parameter> m_parameters;
};

/// A request target, taken apart. "/a%2Fb/c?x=1" has the path "/a%2Fb/c" and the segments "a/b" and "c":
/// the path is cut before it is decoded, so that an encoded slash stays inside its segment.
struct Target
{
    std::string path;                  ///< verbatim, without the query; starts with "/"
    std::vector<std::string> segments; ///< decoded; none for "/", and "/a/" has a second, empty one
    Query query;                       ///< "+" is a space, as browsers and SDKs send it
};

/// Origin form ("/path?query") or absolute form ("http://host/path?query"); "*" is taken as the path "/".
/// MalformedInput for bytes outside printable ASCII, bad escapes, text that is not UTF-8, a fragment,
/// or more than 256 parameters.
domain::Result<Target> parseTarget(std::string_view target);

} // namespace matoi::http
