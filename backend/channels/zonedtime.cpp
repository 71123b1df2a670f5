#include "backend/channels/zonedtime.h"

#include <unicode/locid.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

namespace matoi::channels {
namespace {

using namespace std::chrono;

std::unique_ptr<icu::TimeZone> zoneNamed(const std::string& name)
{
    std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
    if (*zone == icu::TimeZone::getUnknown())
        zone.reset(icu::TimeZone::createTimeZone("UTC"));
    return zone;
}

milliseconds offsetAt(const icu::TimeZone& zone, domain::Time time)
{
    int32_t raw = 0;
    int32_t dst = 0;
    UErrorCode error = U_ZERO_ERROR;
    zone.getOffset(static_cast<UDate>(time.time_since_epoch().count()), false, raw, dst, error);
    return milliseconds(U_SUCCESS(error) ? raw + dst : 0);
}

std::string wallClock(domain::Time local)
{
    const hh_mm_ss clock(floor<seconds>(local - floor<days>(local)));
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d:%02d", static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
    return text.data();
}

} // namespace

std::string clockIn(domain::Time time, const std::string& timeZone)
{
    return wallClock(time + offsetAt(*zoneNamed(timeZone), time));
}

std::string clockWithZone(domain::Time time, const std::string& timeZone)
{
    const auto zone = zoneNamed(timeZone);
    const milliseconds offset = offsetAt(*zone, time);
    UErrorCode error = U_ZERO_ERROR;
    const bool summer = zone->inDaylightTime(static_cast<UDate>(time.time_since_epoch().count()), error) != 0;
    icu::UnicodeString name;
    // The zone's own country is where people write its short name: JST in Japan, CET in Europe.
    zone->getDisplayName(summer, icu::TimeZone::SHORT_COMMONLY_USED,
                         timeZone.starts_with("Asia/Tokyo") ? icu::Locale::getJapan() : icu::Locale::getUK(),
                         name);
    std::string text;
    name.toUTF8String(text);
    return wallClock(time + offset) + ' ' + (timeZone == "UTC" ? "UTC" : text);
}

std::string mailDate(domain::Time time)
{
    static constexpr std::array<const char*, 7> dayNames = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<const char*, 12> monthNames = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %s +0000", dayNames[weekday(day).c_encoding()],
                  static_cast<unsigned>(date.day()), monthNames[static_cast<unsigned>(date.month()) - 1],
                  static_cast<int>(date.year()), wallClock(time).c_str());
    return text.data();
}

std::string elapsed(domain::Duration duration)
{
    const auto total = std::max<long long>(0, duration_cast<seconds>(duration).count());
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%02lld:%02lld:%02lld", total / 3600, total / 60 % 60,
                  total % 60);
    return text.data();
}

} // namespace matoi::channels
