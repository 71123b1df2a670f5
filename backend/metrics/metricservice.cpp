#include "backend/metrics/metricservice.h"

#include "backend/metrics/drillmetrics.h"
#include "backend/store/records.h"

#include <algorithm>

namespace matoi::metrics {

using namespace domain;

namespace {

/// The newest drill that shows this metric.
std::optional<DrillAnchor> anchorOf(store::ReadTransaction& tx, Id<MetricDefinition> metric)
{
    std::optional<DrillAnchor> anchor;
    for (const auto& incident : store::list<Incident>(tx)) {
        const Incident& value = incident.value;
        const bool shows =
            std::find(value.metrics.begin(), value.metrics.end(), metric) != value.metrics.end();
        if (!value.drill || !shows || (anchor && value.startedAt < anchor->startedAt))
            continue;
        anchor = DrillAnchor{value.startedAt, value.mitigatedAt ? value.mitigatedAt : value.resolvedAt};
    }
    return anchor;
}

Result<MetricRange> rangeOf(const MetricDefinition& definition, std::optional<Time> from,
                            std::optional<Time> to, std::optional<std::chrono::seconds> step, Time now)
{
    MetricRange range;
    range.step = step.value_or(std::chrono::seconds(definition.stepSeconds));
    range.to = to.value_or(now);
    range.from = from.value_or(range.to - std::chrono::hours(1));
    // Nothing is known of the future, and nobody is told that it was asked: a clock may be ahead of ours.
    if (range.from <= now)
        range.to = std::min(range.to, now);
    if (range.from > range.to)
        return fail(ErrorCode::InvalidValue, "from", "must not be after \"to\"");
    // On whole steps: the same sample has the same time in every answer, whenever it is asked for.
    const auto into = range.from.time_since_epoch() % range.step;
    range.from -= into.count() >= 0 ? into : into + range.step;
    const std::int64_t points = (range.to - range.from) / range.step + 1;
    if (points > MetricService::maxPoints) {
        const auto span = std::chrono::duration_cast<std::chrono::seconds>(range.to - range.from).count();
        return fail(ErrorCode::InvalidValue, "step",
                    "this range has " + std::to_string(points) + " points at a step of " +
                        std::to_string(range.step.count()) + " s, and at most " +
                        std::to_string(MetricService::maxPoints) + " are given; raise step to at least " +
                        std::to_string(span / (MetricService::maxPoints - 2) + 1));
    }
    return range;
}

} // namespace

MetricService::MetricService(Sources sources)
    : m_sources(std::move(sources))
{}

std::vector<std::string> MetricService::sourceNames() const
{
    std::vector<std::string> names;
    for (const auto& [name, source] : m_sources)
        names.push_back(name);
    return names;
}

Result<std::shared_ptr<MetricProvider>> MetricService::sourceNamed(const std::string& name) const
{
    if (const auto found = m_sources.find(name); found != m_sources.end())
        return found->second;
    if (name.empty())
        return fail(ErrorCode::Unavailable, {},
                    "no Prometheus is set up: set prometheus.url in matoid's settings");
    return fail(ErrorCode::Unavailable, {},
                "there is no Prometheus named \"" + name +
                    "\": set it in prometheus.sources in matoid's settings, or name another in the metric");
}

Result<MetricData> MetricService::data(store::Store& store, Id<MetricDefinition> id, std::optional<Time> from,
                                       std::optional<Time> to, std::optional<std::chrono::seconds> step)
{
    std::optional<Record<MetricDefinition>> definition;
    std::optional<DrillAnchor> anchor;
    Time now{};
    store.read([&](store::ReadTransaction& tx) {
        now = tx.now();
        definition = store::find(tx, id);
        if (definition && definition->value.source == MetricSource::Drill)
            anchor = anchorOf(tx, id);
    });
    if (!definition)
        return fail(ErrorCode::NotFound, {}, "there is no metric-definition " + id.toString());
    const auto range = rangeOf(definition->value, from, to, step, now);
    if (!range)
        return tl::make_unexpected(range.error());

    std::shared_ptr<MetricProvider> provider;
    if (definition->value.source == MetricSource::Drill) {
        provider = std::make_shared<DrillMetrics>([now] { return now; });
    } else {
        auto source = sourceNamed(definition->value.sourceName);
        if (!source)
            return tl::make_unexpected(source.error());
        provider = std::move(*source);
    }
    auto samples = provider->samples(definition->value.query, *range, anchor);
    if (!samples)
        return tl::make_unexpected(samples.error());
    return MetricData{std::move(*samples), range->from, range->to, now};
}

} // namespace matoi::metrics
