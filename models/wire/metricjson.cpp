#include "models/domain/rules/reduce.h"
#include "models/wire/attachmentjson.h"
#include "models/wire/codec.h"
#include "models/wire/words.h"

namespace matoi::wire {

using namespace domain;

template <> struct Described<MetricThreshold>
{
    static constexpr auto fields = std::make_tuple(
        field("value", &MetricThreshold::value, {.required = true}), field("side", &MetricThreshold::side),
        field("datapoints", &MetricThreshold::datapoints,
              {.min = 1, .max = 100, .doc = "so many of the last \"periods\" samples are an alarm"}),
        field("periods", &MetricThreshold::periods, {.min = 1, .max = 100}));
};

template <> struct Described<MetricDefinition>
{
    static constexpr auto fields = std::make_tuple(
        field("title", &MetricDefinition::title, {.required = true, .maxLength = 200}),
        field("unit", &MetricDefinition::unit, {.maxLength = 20}), field("source", &MetricDefinition::source),
        field("sourceName", &MetricDefinition::sourceName,
              {.maxLength = 100,
               .doc = "one of prometheus.sources in matoid's settings; empty: prometheus.url"}),
        field("query", &MetricDefinition::query,
              {.required = true, .maxLength = 4000, .doc = "PromQL for one series"}),
        field("threshold", &MetricDefinition::threshold),
        field("stepSeconds", &MetricDefinition::stepSeconds, {.min = 1, .max = 3600}),
        field("drill", &MetricDefinition::drill));
};
MATOI_RECORD_JSON(MetricDefinition)

template <> struct Described<MetricSample>
{
    static constexpr auto fields =
        std::make_tuple(field("at", &MetricSample::at, {.required = true}),
                        field("value", &MetricSample::value, {.doc = "null: no value at this time"}));
};

template <> struct Described<SnapshotSeries>
{
    static constexpr auto fields = std::make_tuple(
        field("metricId", &SnapshotSeries::metricId, {.required = true}),
        field("title", &SnapshotSeries::title, {.required = true, .maxLength = 200}),
        field("unit", &SnapshotSeries::unit, {.maxLength = 20}),
        field("source", &SnapshotSeries::source, {.maxLength = 4000}),
        field("threshold", &SnapshotSeries::threshold),
        field("stepSeconds", &SnapshotSeries::stepSeconds, {.min = 1, .max = 3600}),
        field("samples", &SnapshotSeries::samples,
              {.maxLength = rules::reducedLimit, .doc = "the lowest and highest of each stretch of time"}),
        field("readAt", &SnapshotSeries::readAt));
};

template <> struct Described<MetricSnapshot>
{
    static constexpr auto fields =
        std::make_tuple(field("incidentId", &MetricSnapshot::incidentId, {.required = true}),
                        field("from", &MetricSnapshot::from, {.required = true}),
                        field("to", &MetricSnapshot::to, {.required = true}),
                        field("at", &MetricSnapshot::at, {.required = true, .doc = "when it was pinned"}),
                        field("by", &MetricSnapshot::by, {.maxLength = 200}),
                        field("note", &MetricSnapshot::note, {.maxLength = 2000}),
                        field("series", &MetricSnapshot::series, {.required = true, .maxLength = 12}),
                        field("picture", &MetricSnapshot::picture, {.doc = "what the charts looked like"}));
};
MATOI_RECORD_JSON(MetricSnapshot)

template <> struct Described<MetricData>
{
    static constexpr auto fields = std::make_tuple(
        field("samples", &MetricData::samples, {.maxLength = 20000}), field("from", &MetricData::from),
        field("to", &MetricData::to), field("readAt", &MetricData::readAt));
};
MATOI_RECORD_JSON(MetricData)

} // namespace matoi::wire
