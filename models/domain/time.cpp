#include "models/domain/time.h"

#include <array>
#include <cstdio>

namespace matoi::domain {
namespace {

/// Reads exactly `count` digits at `at` and moves it; -1 when there are fewer.
int digits(std::string_view text, std::size_t& at, std::size_t count)
{
    if (at + count > text.size())
        return -1;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const char c = text[at + i];
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    at += count;
    return value;
}

bool take(std::string_view text, std::size_t& at, std::string_view anyOf)
{
    if (at >= text.size() || anyOf.find(text[at]) == std::string_view::npos)
        return false;
    ++at;
    return true;
}

/// The fraction after the dot, in milliseconds; further digits are read and dropped.
std::optional<int> fraction(std::string_view text, std::size_t& at)
{
    int value = 0;
    int count = 0;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
        if (count < 3)
            value = value * 10 + (text[at] - '0');
        ++count;
        ++at;
    }
    if (count == 0)
        return std::nullopt;
    for (int i = count; i < 3; ++i)
        value *= 10;
    return value;
}

/// "Z" or "+hh:mm": the minutes to subtract.
std::optional<std::chrono::minutes> offset(std::string_view text, std::size_t& at)
{
    if (take(text, at, "Zz"))
        return std::chrono::minutes(0);
    if (at >= text.size() || (text[at] != '+' && text[at] != '-'))
        return std::nullopt;
    const int sign = text[at++] == '-' ? -1 : 1;
    const int hours = digits(text, at, 2);
    if (hours < 0 || hours > 23 || !take(text, at, ":"))
        return std::nullopt;
    const int minutes = digits(text, at, 2);
    if (minutes < 0 || minutes > 59)
        return std::nullopt;
    return std::chrono::minutes(sign * (hours * 60 + minutes));
}

} // namespace

std::string formatTime(Time time)
{
    using namespace std::chrono;
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
                  static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
                  static_cast<int>(clock.subseconds().count()));
    return text.data();
}

std::optional<Time> parseTime(std::string_view text)
{
    using namespace std::chrono;
    std::size_t at = 0;
    const int y = digits(text, at, 4);
    if (y < 0 || !take(text, at, "-"))
        return std::nullopt;
    const int mo = digits(text, at, 2);
    if (mo < 0 || !take(text, at, "-"))
        return std::nullopt;
    const int d = digits(text, at, 2);
    const year_month_day date(year{y}, month{static_cast<unsigned>(mo)}, day{static_cast<unsigned>(d)});
    if (d < 0 || !date.ok() || !take(text, at, "Tt "))
        return std::nullopt;
    const int h = digits(text, at, 2);
    if (h < 0 || h > 23 || !take(text, at, ":"))
        return std::nullopt;
    const int mi = digits(text, at, 2);
    if (mi < 0 || mi > 59 || !take(text, at, ":"))
        return std::nullopt;
    const int s = digits(text, at, 2);
    if (s < 0 || s > 60) // 60: a leap second, which becomes the next second
        return std::nullopt;
    int ms = 0;
    if (take(text, at, ".,")) {
        const auto parsed = fraction(text, at);
        if (!parsed)
            return std::nullopt;
        ms = *parsed;
    }
    const auto zone = offset(text, at);
    if (!zone || at != text.size())
        return std::nullopt;
    return Time(sys_days(date)) + hours(h) + minutes(mi) + seconds(s) + milliseconds(ms) - *zone;
}

} // namespace matoi::domain
