#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace matoi::domain {

/// An instant in UTC with millisecond resolution: what is stored, compared and sent.
/// Zones exist only on screens.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;

/// RFC 3339 in UTC with milliseconds and "Z": 2026-11-18T05:02:14.000Z.
std::string formatTime(Time time);

/// Any RFC 3339 date-time: offset or Z, any number of fraction digits (cut to milliseconds).
/// nullopt for what is not one, including impossible dates and a missing offset.
std::optional<Time> parseTime(std::string_view text);

/// Where "now" comes from. Injected everywhere; tests move it by hand.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

class SystemClock final : public Clock
{
public:
    Time now() const override
    {
        return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
};

} // namespace matoi::domain
