#include "models/domain/rules/incidentlink.h"

#include <algorithm>
#include <charconv>

namespace matoi::domain::rules {

namespace {

/// A link longer than this is none of ours.
constexpr std::size_t longest = 200;
constexpr std::string_view scheme = "matoi:";
constexpr std::string_view place = "incident/";
constexpr std::string_view mark = "inc-";

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool take(std::string_view& text, std::string_view beginning)
{
    if (!text.starts_with(beginning))
        return false;
    text.remove_prefix(beginning.size());
    return true;
}

std::optional<int> number(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value <= 0)
        return std::nullopt;
    return value;
}

} // namespace

std::optional<IncidentLink> parseIncidentLink(std::string_view text)
{
    if (text.size() > longest)
        return std::nullopt;
    std::string folded(text.substr(0, text.find_first_of("?#")));
    std::transform(folded.begin(), folded.end(), folded.begin(), lower);
    std::string_view rest = folded;
    if (!take(rest, scheme))
        return std::nullopt;
    take(rest, "//");
    if (!take(rest, place))
        return std::nullopt;
    if (rest.ends_with('/'))
        rest.remove_suffix(1);

    IncidentLink link;
    const std::size_t slash = rest.find('/');
    std::string_view name = rest.substr(0, slash);
    if (const auto id = Id<Incident>::parse(name); id && !id->isNil()) {
        link.incident = *id;
    } else {
        take(name, mark);
        const auto value = number(name);
        if (!value)
            return std::nullopt;
        link.incident = *value;
    }
    if (slash != std::string_view::npos) {
        link.tab = rest.substr(slash + 1);
        if (link.tab.empty() ||
            !std::all_of(link.tab.begin(), link.tab.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
            return std::nullopt;
    }
    return link;
}

std::string toText(const IncidentLink& link)
{
    const auto* id = std::get_if<Id<Incident>>(&link.incident);
    const std::string name = id != nullptr ? id->toString() : std::to_string(std::get<int>(link.incident));
    return "matoi://incident/" + name + (link.tab.empty() ? "" : "/" + link.tab);
}

} // namespace matoi::domain::rules
