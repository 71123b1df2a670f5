#include "backend/metrics/drillmetrics.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace matoi::metrics {

using domain::ErrorCode;
using domain::fail;
using domain::MetricSample;
using domain::Result;
using domain::Time;

namespace {

struct Shape
{
    std::string_view name;
    double healthy;
    double failing;
};

constexpr std::array<Shape, 4> shapes = {{
    {"latency", 0.18, 2.4},
    {"errors", 0.2, 12.0},
    {"requests", 1200.0, 640.0},
    {"saturation", 41.0, 97.0},
}};

constexpr double rampSeconds = 300;
constexpr double recoverySeconds = 115; // to 1/e: by half every 80 seconds
constexpr double noise = 0.04;

struct Drill
{
    Shape shape{};
    std::optional<Time> start;
    std::optional<Time> mitigated;
    double speed = 1;
};

/// -1 to 1, always the same for the same sample.
double wobble(std::string_view name, std::int64_t second)
{
    auto mixed = static_cast<std::uint64_t>(second) * 0x9e3779b97f4a7c15ULL;
    for (const char c : name)
        mixed = (mixed ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    mixed ^= mixed >> 29U;
    mixed *= 0xbf58476d1ce4e5b9ULL;
    mixed ^= mixed >> 32U;
    return static_cast<double>(mixed % 2001U) / 1000.0 - 1.0;
}

double seconds(Time from, Time to, double speed)
{
    return std::chrono::duration<double>(to - from).count() * speed;
}

/// 0 healthy, 1 at the peak.
double ramp(double elapsed)
{
    if (elapsed <= 0)
        return 0;
    if (elapsed >= rampSeconds)
        return 1;
    const double x = elapsed / rampSeconds;
    return x * x * (3 - 2 * x);
}

double severity(const Drill& drill, Time at)
{
    if (!drill.start)
        return 0;
    if (!drill.mitigated || at <= *drill.mitigated)
        return ramp(seconds(*drill.start, at, drill.speed));
    const double peak = ramp(seconds(*drill.start, *drill.mitigated, drill.speed));
    return peak * std::exp(-seconds(*drill.mitigated, at, drill.speed) / recoverySeconds);
}

Result<void> applyOption(Drill& drill, std::string_view name, std::string_view value)
{
    if (name == "speed") {
        int speed = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), speed);
        if (error != std::errc() || end != value.data() + value.size() || speed < 1 || speed > 600)
            return fail(ErrorCode::InvalidValue, "query", "speed: expected a number from 1 to 600");
        drill.speed = speed;
        return {};
    }
    if (name != "start" && name != "mitigated")
        return fail(ErrorCode::InvalidValue, "query",
                    "\"" + std::string(name) + "\" is not an option; known are start, mitigated and speed");
    const auto time = domain::parseTime(value);
    if (!time)
        return fail(ErrorCode::InvalidValue, "query",
                    std::string(name) + ": expected a time with its zone, like 2026-11-18T05:02:14Z");
    (name == "start" ? drill.start : drill.mitigated) = *time;
    return {};
}

Result<Drill> parse(std::string_view query, const std::optional<DrillAnchor>& anchor)
{
    Drill drill;
    if (anchor) {
        drill.start = anchor->startedAt;
        drill.mitigated = anchor->mitigatedAt;
    }
    const std::size_t question = query.find('?');
    const std::string_view name = query.substr(0, question);
    for (const Shape& shape : shapes)
        if (shape.name == name)
            drill.shape = shape;
    if (drill.shape.name.empty())
        return fail(ErrorCode::InvalidValue, "query",
                    "expected one of: latency, errors, requests, saturation; then options like ?speed=60");
    std::string_view rest = question == std::string_view::npos ? "" : query.substr(question + 1);
    while (!rest.empty()) {
        const std::string_view option = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), option.size() + 1));
        const std::size_t equals = std::min(option.find('='), option.size());
        const std::string_view value = equals < option.size() ? option.substr(equals + 1) : "";
        if (const auto applied = applyOption(drill, option.substr(0, equals), value); !applied)
            return tl::make_unexpected(applied.error());
    }
    return drill;
}

} // namespace

DrillMetrics::DrillMetrics(std::function<Time()> now)
    : m_now(std::move(now))
{}

Result<std::vector<MetricSample>> DrillMetrics::samples(const std::string& query, const MetricRange& range,
                                                        const std::optional<DrillAnchor>& anchor)
{
    const auto drill = parse(query, anchor);
    if (!drill)
        return tl::make_unexpected(drill.error());
    const Time end = std::min(range.to, m_now());
    std::vector<MetricSample> samples;
    for (Time at = range.from; at <= end; at += range.step) {
        const auto& shape = drill->shape;
        const double level = shape.healthy + (shape.failing - shape.healthy) * severity(*drill, at);
        const auto second = std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
        samples.push_back({at, level * (1 + noise * wobble(shape.name, second))});
    }
    return samples;
}

} // namespace matoi::metrics
