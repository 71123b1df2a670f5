#include "models/wire/codec.h"
#include "models/wire/words.h"

namespace matoi::wire {

using namespace domain;

template <> struct Described<MetricThreshold>
{
    static constexpr auto fields = std::make_tuple(
        field("value", &MetricThreshold::value, {.required = true}), field("side", &MetricThreshold::side));
};

template <> struct Described<MetricDefinition>
{
    static constexpr auto fields = std::make_tuple(
        field("title", &MetricDefinition::title, {.required = true, .maxLength = 200}),
        field("unit", &MetricDefinition::unit, {.maxLength = 20}), field("source", &MetricDefinition::source),
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

template <> struct Described<MetricData>
{
    static constexpr auto fields = std::make_tuple(
        field("samples", &MetricData::samples, {.maxLength = 20000}), field("from", &MetricData::from),
        field("to", &MetricData::to), field("readAt", &MetricData::readAt));
};
MATOI_RECORD_JSON(MetricData)

} // namespace matoi::wire
