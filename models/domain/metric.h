#pragma once

#include "models/domain/id.h"
#include "models/domain/kind.h"
#include "models/domain/time.h"

#include <optional>
#include <string>
#include <vector>

namespace matoi::domain {

enum class MetricSource
{
    Prometheus,
    Drill
};
enum class ThresholdSide
{
    Above,
    Below
}; ///< on which side of the threshold it is in alarm

struct MetricThreshold
{
    double value = 0;
    ThresholdSide side = ThresholdSide::Above;

    bool operator==(const MetricThreshold&) const = default;
};

/// Class C.
struct MetricDefinition
{
    static constexpr Kind kind = Kind::MetricDefinition;

    std::string title;
    std::string unit; ///< as shown: s, %, /min
    MetricSource source = MetricSource::Prometheus;
    std::string query; ///< PromQL that gives one series
    std::optional<MetricThreshold> threshold;
    int stepSeconds = 15; ///< the distance of two samples: 1 to 3600
    bool drill = false;

    bool operator==(const MetricDefinition&) const = default;
};

/// One value at one time. NaN is "no value".
struct MetricSample
{
    Time at{};
    double value = 0;

    bool operator==(const MetricSample&) const = default;
};

/// What a source answers for one definition and range: oldest first.
struct MetricData
{
    std::vector<MetricSample> samples;
    Time from{};
    Time to{};
    Time readAt{};

    bool operator==(const MetricData&) const = default;
};

} // namespace matoi::domain
