#include "backend/services/validation.h"

#include "models/domain/rules/weblink.h"

#include <boost/json.hpp>
#include <unicode/unistr.h>

#include <algorithm>
#include <charconv>

namespace matoi::services {
namespace {

bool isLowerOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool isWordCharacter(char c)
{
    return isLowerOrDigit(c) || (c >= 'A' && c <= 'Z');
}

bool isPrintable(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte <= 0x20 || byte == 0x7f;
    });
}

std::optional<unsigned> number(std::string_view digits)
{
    unsigned value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

bool hasEmptyLabel(std::string_view domain)
{
    return domain.empty() || domain.front() == '.' || domain.back() == '.' ||
           domain.find("..") != std::string_view::npos;
}

std::optional<std::string> pathOfNul(const boost::json::value& value, const std::string& path)
{
    if (const auto* text = value.if_string())
        return text->find('\0') == boost::json::string::npos ? std::nullopt : std::optional(path);
    if (const auto* array = value.if_array())
        for (std::size_t i = 0; i < array->size(); ++i)
            if (auto found = pathOfNul((*array)[i], path + '[' + std::to_string(i) + ']'))
                return found;
    if (const auto* object = value.if_object())
        for (const auto& member : *object) {
            const std::string_view key = member.key();
            const std::string inner = path.empty() ? std::string(key) : path + '.' + std::string(key);
            if (key.find('\0') != std::string_view::npos)
                return path;
            if (auto found = pathOfNul(member.value(), inner))
                return found;
        }
    return std::nullopt;
}

} // namespace

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool isAlias(std::string_view text)
{
    return !text.empty() && text.size() <= 100 && std::all_of(text.begin(), text.end(), [](char c) {
        return isLowerOrDigit(c) || c == '_' || c == '-';
    });
}

bool isTimeZone(std::string_view text)
{
    if (text.empty() || text.size() > 100 || text.front() == '/' || text.back() == '/' ||
        text.find("//") != std::string_view::npos)
        return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return isWordCharacter(c) || c == '/' || c == '_' || c == '-' || c == '+';
    });
}

bool isDate(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return false;
    const auto year = number(text.substr(0, 4));
    const auto month = number(text.substr(5, 2));
    const auto day = number(text.substr(8, 2));
    return year && month && day &&
           std::chrono::year_month_day(std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                                       std::chrono::day(*day))
               .ok();
}

bool isHttpUrl(std::string_view text)
{
    return domain::rules::isHttpUrl(text);
}

bool isMailAddress(std::string_view text)
{
    if (text.size() > 254 || !isPrintable(text))
        return false;
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos || at == 0 || at > 64)
        return false;
    const std::string_view local = text.substr(0, at);
    const std::string_view domain = text.substr(at + 1);
    if (local.find_first_of("@<>()[],;:\\\"") != std::string_view::npos)
        return false;
    if (domain.find_first_of("@<>(),;\\\"") != std::string_view::npos)
        return false;
    return !hasEmptyLabel(domain);
}

domain::Result<void> checkNotInFuture(const char* field, std::optional<domain::Time> at, domain::Time now)
{
    if (at && *at > now + futureTolerance)
        return domain::fail(domain::ErrorCode::InvalidValue, field,
                            "lies in the future: it is now " + domain::formatTime(now));
    return {};
}

domain::Result<void> checkNoNul(const boost::json::object& value)
{
    if (auto path = pathOfNul(value, {}))
        return domain::fail(domain::ErrorCode::InvalidValue, std::move(*path), "must not contain NUL");
    return {};
}

std::string cutText(std::string text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return text;
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end;
    text.resize(end);
    return text;
}

std::string repairText(std::string_view bytes)
{
    std::string text;
    icu::UnicodeString::fromUTF8(icu::StringPiece(bytes.data(), static_cast<int32_t>(bytes.size())))
        .toUTF8String(text);
    return text;
}

std::string readableLine(std::string_view answer, std::size_t bytes)
{
    const std::string text = repairText(answer);
    std::string line;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte != 0x7f)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    while (!line.empty() && line.back() == ' ')
        line.pop_back();
    return cutText(std::move(line), bytes);
}

} // namespace matoi::services
