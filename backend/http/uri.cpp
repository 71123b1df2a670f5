#include "backend/http/uri.h"

#include "backend/http/headers.h"

#include <algorithm>
#include <cstdint>

namespace matoi::http {

namespace {

constexpr std::size_t maxParameters = 256;

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool isUnreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

auto malformed(std::string detail)
{
    return domain::fail(domain::ErrorCode::MalformedInput, {}, std::move(detail));
}

/// The length of the UTF-8 sequence at the start, 0 when there is none (RFC 3629: no overlong form,
/// no surrogate, nothing above U+10FFFF).
std::size_t sequenceLength(std::string_view bytes)
{
    const auto at = [bytes](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
    const std::uint8_t first = at(0);
    if (first < 0x80)
        return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || bytes.size() < length)
        return 0;
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xBF;
    if (first == 0xE0)
        low = 0xA0;
    else if (first == 0xED)
        high = 0x9F;
    else if (first == 0xF0)
        low = 0x90;
    else if (first == 0xF4)
        high = 0x8F;
    if (at(1) < low || at(1) > high)
        return 0;
    for (std::size_t i = 2; i < length; ++i) {
        if ((at(i) & 0xC0) != 0x80)
            return 0;
    }
    return length;
}

std::optional<std::string> decodeText(std::string_view text)
{
    auto decoded = percentDecode(text);
    return decoded && isText(*decoded) ? std::move(decoded) : std::nullopt;
}

std::optional<std::string> decodeFormText(std::string_view text)
{
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    return decodeText(spaced);
}

/// Calls f with each part between the separators; stops and returns false when f does.
template <class F> bool forEachPart(std::string_view text, char separator, F f)
{
    while (true) {
        const auto end = text.find(separator);
        if (!f(text.substr(0, end)))
            return false;
        if (end == std::string_view::npos)
            return true;
        text.remove_prefix(end + 1);
    }
}

bool parseQuery(std::string_view text, Query& query)
{
    return forEachPart(text, '&', [&query](std::string_view part) {
        if (part.empty())
            return true;
        const auto equals = part.find('=');
        auto name = decodeFormText(part.substr(0, equals));
        auto value =
            equals == std::string_view::npos ? std::string() : decodeFormText(part.substr(equals + 1));
        if (!name || !value || query.size() >= maxParameters)
            return false;
        query.add(std::move(*name), std::move(*value));
        return true;
    });
}

/// "http://host:1/path" → "/path"; "" when there is no path.
std::string_view withoutAuthority(std::string_view target)
{
    for (const std::string_view scheme : {std::string_view("http://"), std::string_view("https://")}) {
        if (equalsIgnoringCase(target.substr(0, scheme.size()), scheme)) {
            const auto path = target.find_first_of("/?", scheme.size());
            return path == std::string_view::npos ? std::string_view() : target.substr(path);
        }
    }
    return target;
}

} // namespace

std::string percentEncode(std::string_view bytes)
{
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    out.reserve(bytes.size());
    for (const char c : bytes) {
        if (isUnreserved(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<std::uint8_t>(c);
        out += '%';
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

std::optional<std::string> percentDecode(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        if (text.size() - i < 3)
            return std::nullopt;
        const int high = hexValue(text[i + 1]);
        const int low = hexValue(text[i + 2]);
        if (high < 0 || low < 0)
            return std::nullopt;
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

bool isText(std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::size_t length = sequenceLength(bytes);
        if (length == 0 || bytes.front() == '\0')
            return false;
        bytes.remove_prefix(length);
    }
    return true;
}

void Query::add(std::string name, std::string value)
{
    m_parameters.emplace_back(std::move(name), std::move(value));
}

std::optional<std::string_view> Query::get(std::string_view name) const
{
    const auto it = std::find_if(m_parameters.begin(), m_parameters.end(),
                                 [name](const Parameter& parameter) { return parameter.first == name; });
    return it == m_parameters.end() ? std::nullopt : std::optional<std::string_view>(it->second);
}

std::vector<std::string_view> Query::all(std::string_view name) const
{
    std::vector<std::string_view> values;
    for (const Parameter& parameter : m_parameters) {
        if (parameter.first == name)
            values.emplace_back(parameter.second);
    }
    return values;
}

domain::Result<Target> parseTarget(std::string_view target)
{
    if (!std::all_of(target.begin(), target.end(), [](char c) { return c > ' ' && c < '\x7f' && c != '#'; }))
        return malformed("The request target has bytes that must be percent-encoded.");
    if (target.empty())
        return malformed("There is no request target.");
    target = withoutAuthority(target);

    Target result;
    const auto question = target.find('?');
    const std::string_view path = target.substr(0, question);
    result.path = path.empty() || path == "*" ? "/" : std::string(path);
    if (result.path.front() != '/')
        return malformed("The request target must start with a slash.");
    if (result.path.size() > 1) {
        const bool decoded =
            forEachPart(std::string_view(result.path).substr(1), '/', [&result](std::string_view part) {
                auto segment = decodeText(part);
                if (segment)
                    result.segments.push_back(std::move(*segment));
                return segment.has_value();
            });
        if (!decoded)
            return malformed("The path has a bad percent escape, or is not UTF-8 text.");
    }
    if (question != std::string_view::npos && !parseQuery(target.substr(question + 1), result.query))
        return malformed(
            "The query has a bad percent escape, is not UTF-8 text, or has too many parameters.");
    return result;
}

} // namespace matoi::http
