#include "models/domain/rules/timephrase.h"

#include <array>
#include <cctype>
#include <string>
#include <utility>

namespace matoi::domain::rules {
namespace {

using namespace std::chrono;

constexpr auto clockAheadAllowed = minutes(5);

/// A cursor over lower-cased text with full-width digits, colons and spaces made plain.
class Scanner
{
public:
    explicit Scanner(std::string text)
        : m_text(std::move(text))
    {}

    bool atEnd()
    {
        skipSpace();
        return m_at == m_text.size();
    }
    bool take(std::string_view word)
    {
        skipSpace();
        if (m_text.compare(m_at, word.size(), word) != 0)
            return false;
        m_at += word.size();
        return true;
    }
    std::optional<int> number(int maxDigits = 6)
    {
        skipSpace();
        int value = 0;
        int count = 0;
        while (m_at < m_text.size() && std::isdigit(static_cast<unsigned char>(m_text[m_at])) != 0) {
            if (++count > maxDigits)
                return std::nullopt;
            value = value * 10 + (m_text[m_at++] - '0');
        }
        m_lastDigits = count;
        return count > 0 ? std::optional(value) : std::nullopt;
    }
    int lastDigits() const { return m_lastDigits; }
    std::size_t position() const { return m_at; }
    void rewind(std::size_t position) { m_at = position; }

private:
    void skipSpace()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t'))
            ++m_at;
    }

    std::string m_text;
    std::size_t m_at = 0;
    int m_lastDigits = 0;
};

std::string plain(std::string_view text)
{
    static constexpr std::array<std::pair<std::string_view, char>, 14> wide = {{{"０", '0'},
                                                                                {"１", '1'},
                                                                                {"２", '2'},
                                                                                {"３", '3'},
                                                                                {"４", '4'},
                                                                                {"５", '5'},
                                                                                {"６", '6'},
                                                                                {"７", '7'},
                                                                                {"８", '8'},
                                                                                {"９", '9'},
                                                                                {"：", ':'},
                                                                                {"　", ' '},
                                                                                {"－", '-'},
                                                                                {"／", '/'}}};
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        bool replaced = false;
        for (const auto& [from, to] : wide)
            if (text.substr(i, from.size()) == from) {
                out += to;
                i += from.size();
                replaced = true;
                break;
            }
        if (!replaced)
            out += static_cast<char>(std::tolower(static_cast<unsigned char>(text[i++])));
    }
    while (!out.empty() && (out.back() == ' ' || out.back() == '\t'))
        out.pop_back();
    return out;
}

/// "1h30m", "10 min", "1時間30分": at least one part, each with its unit.
std::optional<seconds> duration(Scanner& in)
{
    static constexpr std::array<std::pair<std::string_view, int>, 22> units = {{
        {"seconds", 1}, {"second", 1}, {"secs", 1},    {"sec", 1},      {"秒", 1},       {"minutes", 60},
        {"minute", 60}, {"mins", 60},  {"min", 60},    {"分", 60},      {"hours", 3600}, {"hour", 3600},
        {"hrs", 3600},  {"hr", 3600},  {"時間", 3600}, {"days", 86400}, {"day", 86400},  {"日", 86400},
        {"s", 1},       {"m", 60},     {"h", 3600},    {"d", 86400},
    }};
    seconds total{0};
    bool any = false;
    for (;;) {
        const std::size_t before = in.position();
        const auto value = in.number();
        if (!value) {
            in.rewind(before);
            return any ? std::optional(total) : std::nullopt;
        }
        bool unitFound = false;
        for (const auto& [unit, factor] : units)
            if (in.take(unit)) {
                total += seconds(static_cast<long long>(*value) * factor);
                unitFound = any = true;
                break;
            }
        if (!unitFound)
            return std::nullopt;
    }
}

struct ClockTime
{
    seconds sinceMidnight{0};
    bool utc = false;
};

/// "14:05", "14:05:30", "1405", "14時5分", with "z" after it for UTC.
std::optional<ClockTime> clockTime(Scanner& in)
{
    const auto first = in.number(4);
    if (!first)
        return std::nullopt;
    int h = *first;
    int m = 0;
    int s = 0;
    if (in.take(":")) {
        const auto minute = in.number(2);
        if (!minute || in.lastDigits() != 2)
            return std::nullopt;
        m = *minute;
        if (in.take(":")) {
            const auto second = in.number(2);
            if (!second || in.lastDigits() != 2)
                return std::nullopt;
            s = *second;
        }
    } else if (in.take("時")) {
        if (const auto minute = in.number(2)) {
            m = *minute;
            if (!in.take("分"))
                return std::nullopt;
        }
    } else if (in.lastDigits() == 4) {
        h = *first / 100;
        m = *first % 100;
    } else {
        return std::nullopt;
    }
    if (h > 23 || m > 59 || s > 59)
        return std::nullopt;
    return ClockTime{hours(h) + minutes(m) + seconds(s), in.take("z")};
}

/// A wall-clock time to UTC. The offset that holds at the guess is tried first on the later side.
Time toUtc(local_days day, seconds sinceMidnight, const ZoneRules& zone, Time notAfter)
{
    const auto wall = sys_seconds((day.time_since_epoch()) + sinceMidnight);
    const Time asUtc = wall;
    const seconds before = zone.offsetAt(asUtc - hours(24));
    const seconds after = zone.offsetAt(asUtc + hours(24));
    const Time early = asUtc - before;
    const Time late = asUtc - after;
    const bool earlyHolds = zone.offsetAt(early) == before;
    const bool lateHolds = zone.offsetAt(late) == after;
    if (earlyHolds && lateHolds)
        return std::max(early, late) <= notAfter ? std::max(early, late) : std::min(early, late);
    return lateHolds ? late : early;
}

local_days localDay(Time utc, const ZoneRules& zone)
{
    return local_days(floor<days>(utc + zone.offsetAt(utc)).time_since_epoch());
}

std::optional<year_month_day> date(Scanner& in, Time now, const ZoneRules& zone)
{
    const year_month_day today(localDay(now, zone));
    const auto first = in.number(4);
    if (!first)
        return std::nullopt;
    const bool withYear = in.lastDigits() == 4;
    if (!in.take("-") && !in.take("/") && !in.take("年") && !in.take("月"))
        return std::nullopt;
    const auto second = in.number(2);
    if (!second)
        return std::nullopt;
    year_month_day out = today;
    if (withYear) {
        if (!in.take("-") && !in.take("/") && !in.take("月"))
            return std::nullopt;
        const auto third = in.number(2);
        if (!third)
            return std::nullopt;
        out = year(*first) / month(static_cast<unsigned>(*second)) / day(static_cast<unsigned>(*third));
    } else {
        out = today.year() / month(static_cast<unsigned>(*first)) / day(static_cast<unsigned>(*second));
    }
    in.take("日");
    return out.ok() ? std::optional(out) : std::nullopt;
}

std::optional<Time> ago(Scanner in, Time now)
{
    const bool minus = in.take("-");
    const auto span = duration(in);
    if (!span)
        return std::nullopt;
    if (!minus && !in.take("ago"))
        in.take("前");
    return in.atEnd() ? std::optional(now - *span) : std::nullopt;
}

std::optional<Time> atClock(Scanner in, Time now, const ZoneRules& zone)
{
    std::optional<year_month_day> given;
    int daysBack = 0;
    if (in.take("yesterday") || in.take("昨日")) {
        daysBack = 1;
    } else if (in.take("today") || in.take("今日")) {
    } else {
        const std::size_t start = in.position();
        given = date(in, now, zone);
        if (!given)
            in.rewind(start);
    }
    in.take("at");
    const auto clock = clockTime(in);
    if (!clock || !in.atEnd())
        return std::nullopt;
    const ZoneRules utc{[](Time) { return seconds(0); }};
    const ZoneRules& used = clock->utc ? utc : zone;
    if (given)
        return toUtc(local_days(*given), clock->sinceMidnight, used, now);
    const local_days today = localDay(now, used);
    const Time sameDay = toUtc(today - days(daysBack), clock->sinceMidnight, used, now);
    if (daysBack == 0 && sameDay > now + clockAheadAllowed)
        return toUtc(today - days(1), clock->sinceMidnight, used, now);
    return sameDay;
}

} // namespace

std::optional<TimePhrase> parseTimePhrase(std::string_view text, Time now, const ZoneRules& zone)
{
    std::string simple = plain(text);
    const std::size_t start = simple.find_first_not_of(" \t");
    simple = start == std::string::npos ? std::string() : simple.substr(start);
    std::optional<Time> at;
    if (simple.empty() || simple == "now" || simple == "今")
        at = now;
    else if (const auto exact = parseTime(simple))
        at = exact;
    else if (const auto past = ago(Scanner(simple), now))
        at = past;
    else
        at = atClock(Scanner(simple), now, zone);
    if (!at)
        return std::nullopt;
    return TimePhrase{*at, *at > now};
}

} // namespace matoi::domain::rules
