#pragma once

#include "models/domain/time.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

namespace matoi::domain::rules {

/// What the phrase parser needs of a time zone. The console fills it from the user's zone.
struct ZoneRules
{
    /// Seconds to add to UTC to get local time at an instant.
    std::function<std::chrono::seconds(Time utc)> offsetAt;
};

struct TimePhrase
{
    Time at{};
    bool future = false; ///< later than now: allowed, but asked about
};

/// So far ahead of now an event may lie, for clocks that differ; the service refuses what is further. What is
/// yet to come is a task.
inline constexpr auto mostAhead = std::chrono::minutes(5);

/// When something happened, as people type it. Relative to `now`, in the user's zone:
///   (empty) · now · 今                 now
///   10m ago · -25m · 1h30m ago · 90s   ago (a bare duration means "ago")
///   10分前 · 1時間30分前 · 30秒前        ago
///   14:05 · 14:05:30 · 1405            the last time the clock showed this; up to 5 minutes ahead counts as
///   ahead 05:30Z                             the same in UTC yesterday 23:10 · 昨日 23:10        the day
///   before today, in the zone 11-18 14:05 · 2026-11-18 14:05     a date (this year when not given)
///   2026-11-18T05:02:14Z               RFC 3339
/// A local time that a clock change skips is taken as if the clock had not changed; of one that comes twice,
/// the later that is not in the future. nullopt: not understood.
std::optional<TimePhrase> parseTimePhrase(std::string_view text, Time now, const ZoneRules& zone);

} // namespace matoi::domain::rules
