#pragma once

#include "models/domain/attachment.h"
#include "models/domain/id.h"
#include "models/domain/kind.h"
#include "models/domain/time.h"

#include <cmath>
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
    int datapoints = 1; ///< so many of the last `periods` samples beyond the value are an alarm
    int periods = 1;

    bool operator==(const MetricThreshold&) const = default;
};

/// Class C.
struct MetricDefinition
{
    static constexpr Kind kind = Kind::MetricDefinition;

    std::string title;
    std::string unit; ///< as shown: s, %, /min
    MetricSource source = MetricSource::Prometheus;
    std::string sourceName; ///< which Prometheus of those that matoid knows; empty: the one without a name
    std::string query;      ///< PromQL that gives one series
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

    /// "No value" is equal to "no value", so that a record that was sent twice is the same record.
    bool operator==(const MetricSample& other) const
    {
        return at == other.at && (value == other.value || (std::isnan(value) && std::isnan(other.value)));
    }
};

/// One chart as it stood when it was pinned: whatever becomes of the definition, this stays.
struct SnapshotSeries
{
    Id<MetricDefinition> metricId;
    std::string title;
    std::string unit;
    std::string source; ///< where it came from, in words: the query
    std::optional<MetricThreshold> threshold;
    int stepSeconds = 15;              ///< of the samples that were on the screen
    std::vector<MetricSample> samples; ///< at most `rules::reducedLimit`: see rules/reduce.h
    std::optional<Time> readAt;        ///< when the source was last heard of

    bool operator==(const SnapshotSeries&) const = default;
};

/// Class A: what the charts of an incident showed at one moment. Only the note may change.
struct MetricSnapshot
{
    static constexpr Kind kind = Kind::MetricSnapshot;

    Id<struct Incident> incidentId;
    Time from{}; ///< what was in sight
    Time to{};
    Time at{}; ///< when it was pinned
    std::string by;
    std::string note;
    std::vector<SnapshotSeries> series;
    std::optional<Attachment> picture; ///< the same, for whoever reads without a Matoi

    bool operator==(const MetricSnapshot&) const = default;
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
