#include "backend/http/router.h"

#include <algorithm>
#include <stdexcept>

namespace matoi::http {

const std::string& Request::capture(std::string_view name) const
{
    for (const auto& [key, value] : captures) {
        if (key == name)
            return value;
    }
    throw std::logic_error("The route " + route + " has no {" + std::string(name) + "}.");
}

void Router::route(std::string method, std::string pattern, Handler handler, RouteOptions options)
{
    Entry entry{parse(pattern), Route{std::move(method), std::move(pattern), options, std::move(handler)}};
    const auto place = std::upper_bound(m_entries.begin(), m_entries.end(), entry, before);
    // Two patterns that differ only in the names of their captures match the same paths.
    const bool taken = std::any_of(m_entries.begin(), m_entries.end(), [&entry](const Entry& other) {
        return other.route.method == entry.route.method && !before(other, entry) && !before(entry, other);
    });
    if (taken)
        throw std::logic_error(entry.route.method + " " + entry.route.pattern + " is there already.");
    m_entries.insert(place, std::move(entry));
}

Router::Match Router::match(std::string_view method, std::span<const std::string> segments) const
{
    Match result;
    const Entry* found = nullptr;
    const Entry* get = nullptr;
    for (const Entry& entry : m_entries) {
        if (!matches(entry, segments))
            continue;
        if (!found && entry.route.method == method)
            found = &entry;
        if (!get && entry.route.method == "GET")
            get = &entry;
        result.allowed.push_back(entry.route.method);
    }
    if (get)
        result.allowed.emplace_back("HEAD");
    std::sort(result.allowed.begin(), result.allowed.end());
    result.allowed.erase(std::unique(result.allowed.begin(), result.allowed.end()), result.allowed.end());

    if (!found && method == "HEAD")
        found = get;
    if (found) {
        result.route = &found->route;
        result.captures = captured(*found, segments);
    }
    return result;
}

std::string Router::secretPattern(std::span<const std::string> segments) const
{
    std::vector<std::string_view> parts;
    for (const std::string& segment : segments)
        if (!segment.empty())
            parts.push_back(segment);
    for (const Entry& entry : m_entries) {
        if (!entry.route.options.secretInTarget)
            continue;
        std::size_t same = 0;
        while (same < entry.segments.size() && same < parts.size() &&
               entry.segments[same].kind == Kind::Literal && entry.segments[same].text == parts[same])
            ++same;
        const bool secretFollows = same < entry.segments.size() && entry.segments[same].kind != Kind::Literal;
        if (secretFollows && parts.size() > same)
            return entry.route.pattern;
    }
    return {};
}

std::vector<const Route*> Router::routes() const
{
    std::vector<const Route*> all;
    all.reserve(m_entries.size());
    for (const Entry& entry : m_entries)
        all.push_back(&entry.route);
    return all;
}

std::vector<Router::Segment> Router::parse(std::string_view pattern)
{
    const auto bad = [pattern](const char* why) {
        return std::logic_error("Route " + std::string(pattern) + ": " + why);
    };
    if (pattern.empty() || pattern.front() != '/')
        throw bad("a pattern starts with a slash");

    std::vector<Segment> segments;
    std::string_view rest = pattern.substr(1);
    while (!rest.empty()) {
        if (!segments.empty() && segments.back().kind == Kind::Tail)
            throw bad("nothing can follow {name+}");
        const auto slash = rest.find('/');
        std::string_view part = rest.substr(0, slash);
        rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
        if (part.empty() || (slash != std::string_view::npos && rest.empty()))
            throw bad("a segment is empty");
        if (part.front() != '{') {
            segments.push_back({Kind::Literal, std::string(part)});
            continue;
        }
        if (part.size() < 3 || part.back() != '}')
            throw bad("a capture is one whole segment: {name}");
        part = part.substr(1, part.size() - 2);
        const bool tail = part.back() == '+';
        if (tail)
            part.remove_suffix(1);
        if (part.empty())
            throw bad("a capture has a name");
        segments.push_back({tail ? Kind::Tail : Kind::Capture, std::string(part)});
    }
    return segments;
}

bool Router::matches(const Entry& entry, std::span<const std::string> segments)
{
    const auto& wanted = entry.segments;
    const bool tail = !wanted.empty() && wanted.back().kind == Kind::Tail;
    if (tail ? segments.size() < wanted.size() : segments.size() != wanted.size())
        return false;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].kind == Kind::Literal ? segments[i] != wanted[i].text : segments[i].empty())
            return false;
    }
    return true;
}

bool Router::before(const Entry& a, const Entry& b)
{
    const auto less = [](const Segment& x, const Segment& y) {
        if (x.kind != y.kind)
            return x.kind < y.kind;
        return x.kind == Kind::Literal && x.text < y.text;
    };
    return std::lexicographical_compare(a.segments.begin(), a.segments.end(), b.segments.begin(),
                                        b.segments.end(), less);
}

std::vector<std::pair<std::string, std::string>> Router::captured(const Entry& entry,
                                                                  std::span<const std::string> segments)
{
    std::vector<std::pair<std::string, std::string>> captures;
    for (std::size_t i = 0; i < entry.segments.size(); ++i) {
        const auto& [kind, name] = entry.segments[i];
        if (kind == Kind::Literal)
            continue;
        std::string value = segments[i];
        if (kind == Kind::Tail) {
            for (std::size_t j = i + 1; j < segments.size(); ++j)
                value += "/" + segments[j];
        }
        captures.emplace_back(name, std::move(value));
    }
    return captures;
}

} // namespace matoi::http
