#include "models/domain/rules/weblink.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace matoi::domain::rules {
namespace {

bool isPrintable(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte <= 0x20 || byte == 0x7f;
    });
}

/// What stands after the scheme.
std::optional<std::string_view> restOf(std::string_view url)
{
    for (const std::string_view scheme : {"https://", "http://"})
        if (url.substr(0, scheme.size()) == scheme)
            return url.substr(scheme.size());
    return std::nullopt;
}

std::string_view authorityOf(std::string_view rest)
{
    return rest.substr(0, rest.find_first_of("/?#"));
}

int digitOf(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// %E9%9A%9C as text. What would be a control character stays as it is written.
std::string decoded(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? digitOf(text[i + 1]) : -1;
        const int low = high >= 0 ? digitOf(text[i + 2]) : -1;
        const int byte = high * 16 + low;
        if (low < 0 || byte < 0x20 || byte == 0x7f) {
            out += text[i];
            continue;
        }
        out += static_cast<char>(byte);
        i += 2;
    }
    return out;
}

std::vector<std::string> segmentsOf(std::string_view rest)
{
    std::vector<std::string> out;
    std::string_view path = rest.substr(authorityOf(rest).size());
    path = path.substr(0, path.find_first_of("?#"));
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::string_view segment = path.substr(0, path.find('/'));
        if (!segment.empty())
            out.push_back(decoded(segment));
        path.remove_prefix(segment.size());
    }
    return out;
}

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

bool isNumber(std::string_view text)
{
    return !text.empty() && text.size() < 12 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// PAY-3318, as Jira and many others number their tickets.
bool isTicketKey(std::string_view text)
{
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos || dash < 2 || dash > 12 || !isNumber(text.substr(dash + 1)))
        return false;
    return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(dash),
                       [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; });
}

/// "checkout-golden-signals" as a person would say it.
std::string words(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '-' || c == '_' || c == '+'; }, ' ');
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

using Segments = std::vector<std::string>;

/// owner/repository#12 on GitHub, GitLab and Gitea.
std::optional<LinkGuess> forge(const Segments& path)
{
    for (std::size_t i = 2; i + 1 < path.size(); ++i) {
        const std::string& what = path[i];
        const std::string& number = path[i + 1];
        const std::size_t repository = path[i - 1] == "-" && i >= 3 ? i - 2 : i - 1;
        const std::string name = path[repository - 1] + "/" + path[repository];
        if (what == "issues" && isNumber(number))
            return LinkGuess{RelatedKind::Ticket, name + "#" + number};
        if ((what == "pull" || what == "pulls" || what == "merge_requests") && isNumber(number))
            return LinkGuess{RelatedKind::Change, name + (what == "merge_requests" ? "!" : "#") + number};
        if (what == "commit" && number.size() >= 7)
            return LinkGuess{RelatedKind::Change, name + " " + number.substr(0, 10)};
        if (what == "releases" && number == "tag" && i + 2 < path.size())
            return LinkGuess{RelatedKind::Change, name + " " + path[i + 2]};
    }
    return std::nullopt;
}

/// Grafana: /d/uid/slug.
std::optional<LinkGuess> dashboard(const std::string& host, const Segments& path)
{
    if (path.size() >= 2 && path[0] == "d")
        return LinkGuess{RelatedKind::Dashboard, words(path.size() >= 3 ? path[2] : path[1])};
    if (contains(host, "grafana") || contains(host, "kibana") || contains(host, "datadog"))
        return LinkGuess{RelatedKind::Dashboard, path.empty() ? host : words(path.back())};
    return std::nullopt;
}

bool isChat(const std::string& host)
{
    constexpr std::array parts = {"slack.com", "teams.microsoft.com", "chat.google.com", "mattermost",
                                  "discord.com"};
    return std::any_of(parts.begin(), parts.end(), [&](const char* part) { return contains(host, part); });
}

LinkGuess guess(const std::string& host, const Segments& path)
{
    for (const std::string& segment : path)
        if (isTicketKey(segment))
            return {RelatedKind::Ticket, segment};
    if (auto found = forge(path))
        return *found;
    if (auto found = dashboard(host, path))
        return *found;
    if (isChat(host))
        return {RelatedKind::Chat, host};
    return {RelatedKind::Link, path.empty() ? host : words(path.back())};
}

/// Whole UTF-8 characters only, at most `bytes`.
std::string cut(std::string text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return text;
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end;
    text.resize(end);
    return text;
}

} // namespace

bool isHttpUrl(std::string_view text)
{
    const auto rest = isPrintable(text) ? restOf(text) : std::nullopt;
    if (!rest)
        return false;
    const std::string_view authority = authorityOf(*rest);
    return !authority.empty() && authority.back() != '@' && authority.front() != ':';
}

std::string hostOf(std::string_view url)
{
    if (!isHttpUrl(url))
        return {};
    std::string_view host = authorityOf(*restOf(url));
    host = host.substr(host.rfind('@') == std::string_view::npos ? 0 : host.rfind('@') + 1);
    if (host.find('[') == std::string_view::npos) // not an IPv6 address
        host = host.substr(0, host.find(':'));
    if (host.substr(0, 4) == "www.")
        host.remove_prefix(4);
    return std::string(host);
}

LinkGuess guessLink(std::string_view url)
{
    if (!isHttpUrl(url))
        return {};
    LinkGuess found = guess(hostOf(url), segmentsOf(*restOf(url)));
    found.title = cut(std::move(found.title), 200);
    return found;
}

} // namespace matoi::domain::rules
