#include "models/itemmodels/incidentmetrics.h"

#include <algorithm>

namespace matoi::itemmodels {

using namespace domain;

namespace {

/// How much calm before the storm a chart shows: as long as the storm, within these.
constexpr Duration shortestBefore = std::chrono::minutes(5);
constexpr Duration longestBefore = std::chrono::minutes(30);
constexpr auto after = std::chrono::minutes(15);

/// The newest samples are read once more: a source may still have been collecting them.
constexpr Duration unsettled = std::chrono::minutes(1);

/// matoid gives 11,000 at once.
constexpr std::int64_t stepsAtOnce = 10'000;

ChartDefinition definitionOf(const Record<MetricDefinition>& metric)
{
    const MetricDefinition& value = metric.value;
    ChartDefinition out;
    out.id = QString::fromStdString(metric.id.toString());
    out.title = QString::fromStdString(value.title);
    out.query = QString::fromStdString(value.query);
    out.source = value.source == MetricSource::Drill ? QStringLiteral("drill") : out.query;
    if (!value.sourceName.empty())
        out.source = QStringLiteral("%1: %2").arg(QString::fromStdString(value.sourceName), out.query);
    if (value.source == MetricSource::Prometheus)
        out.from = value.sourceName.empty() ? QStringLiteral("Prometheus")
                                            : QString::fromStdString(value.sourceName);
    out.unit = QString::fromStdString(value.unit);
    out.period = std::chrono::seconds(value.stepSeconds);
    out.staleAfter = std::max<Duration>(std::chrono::seconds(90), 4 * out.period);
    out.threshold = ChartThreshold::of(value.threshold);
    return out;
}

std::vector<ChartSample> chartSamples(const MetricData& data, Duration later)
{
    std::vector<ChartSample> samples;
    samples.reserve(data.samples.size());
    for (const MetricSample& sample : data.samples)
        samples.push_back({sample.at + later, sample.value});
    return samples;
}

} // namespace

IncidentMetrics::IncidentMetrics(Repositories& repositories, ChangeNotifier& changes, const Clock& clock,
                                 QObject* parent)
    : QObject(parent)
    , m_repositories(repositories)
    , m_changes(changes)
    , m_clock(clock)
{
    m_subscriptions.push_back(m_changes.onSamples([this](Id<MetricDefinition> metric) {
        for (Shown& shown : m_shown)
            if (shown.id == metric)
                load(shown);
    }));
    m_subscriptions.push_back(m_changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& record) {
            return record.id == m_id.uuid() || record.kind == Kind::MetricDefinition;
        });
        if (!ours)
            return;
        m_marksMoved = true;
        rebuild();
    }));
    m_subscriptions.push_back(m_changes.onSyncState([this](const SyncState&) {
        for (const Shown& shown : m_shown)
            if (shown.series->empty())
                tell(shown);
    }));
}

void IncidentMetrics::setIncident(Id<Incident> id)
{
    m_id = id;
    m_metrics.clear();
    m_span.reset();
    rebuild();
}

Time IncidentMetrics::from() const
{
    const auto incident = m_repositories.incidents.find(m_id);
    const Time start = incident ? incident->value.startedAt : m_clock.now();
    // In steps: a beginning that moved with every second would be read and drawn anew with every second.
    const auto steps = (to() - start + shortestBefore - Duration(1)) / shortestBefore;
    return start - std::clamp<Duration>(steps * shortestBefore, shortestBefore, longestBefore);
}

Time IncidentMetrics::to() const
{
    const auto incident = m_repositories.incidents.find(m_id);
    const Time now = m_clock.now();
    return incident && incident->value.resolvedAt ? std::min(now, *incident->value.resolvedAt + after) : now;
}

TimeSpan IncidentMetrics::wanted() const
{
    const TimeSpan own{from(), to()};
    return m_span ? TimeSpan{std::min(own.from, m_span->from), std::max(own.to, m_span->to)} : own;
}

void IncidentMetrics::setSpan(std::optional<TimeSpan> span)
{
    m_span = span;
    const Time earliest = wanted().from;
    for (Shown& shown : m_shown)
        if (shown.loaded && shown.loaded->from > earliest)
            load(shown);
}

void IncidentMetrics::setReference(std::optional<Duration> ago)
{
    if (ago == m_ago)
        return;
    m_ago = ago;
    for (const Shown& shown : m_shown)
        loadReference(shown);
}

void IncidentMetrics::setResolution(Duration resolution)
{
    m_resolution = resolution;
    for (const Shown& shown : m_shown)
        shown.series->setResolution(resolution);
}

void IncidentMetrics::rebuild()
{
    const auto incident = m_repositories.incidents.find(m_id);
    const auto metrics = incident ? incident->value.metrics : std::vector<Id<MetricDefinition>>();
    std::vector<Record<MetricDefinition>> here;
    for (const auto& id : metrics)
        if (auto metric = m_repositories.metricDefinitions.find(id))
            here.push_back(std::move(*metric));
    const bool same =
        metrics == m_metrics &&
        std::equal(here.begin(), here.end(), m_shown.begin(), m_shown.end(),
                   [](const auto& metric, const Shown& shown) { return metric.id == shown.id; });
    m_metrics = metrics;
    if (!same) {
        // Whoever shows them hears of it by `destroyed`, one by one.
        qDeleteAll(std::exchange(m_series, {}));
        m_shown.clear();
    }
    for (const auto& metric : here)
        show(metric);
    if (!same)
        Q_EMIT seriesChanged();
}

void IncidentMetrics::show(const Record<MetricDefinition>& metric)
{
    const ChartDefinition definition = definitionOf(metric);
    const auto known = std::find_if(m_shown.begin(), m_shown.end(),
                                    [&](const Shown& shown) { return shown.id == metric.id; });
    const bool isNew = known == m_shown.end();
    if (isNew) {
        m_shown.push_back({metric.id, new ChartSeries(definition, this), {}, false, false, std::nullopt});
        m_shown.back().series->setResolution(m_resolution);
        m_series.push_back(m_shown.back().series);
    }
    Shown& shown = isNew ? m_shown.back() : *known;
    // Other numbers by the same name: what was read of the old query says nothing any more.
    const bool other = shown.series->definition().query != definition.query ||
                       shown.series->definition().source != definition.source ||
                       shown.series->definition().period != definition.period;
    if (shown.series->definition() != definition)
        shown.series->setDefinition(definition);
    shown.step = definition.period;
    shown.drill = metric.value.source == MetricSource::Drill;
    const bool sent = shown.unsent && metric.meta.unsent == 0;
    shown.unsent = metric.meta.unsent > 0;
    if (other || !shown.loaded) {
        shown.loaded.reset();
        load(shown);
    }
    if (other || sent)
        askForMissing(shown, wanted());
}

void IncidentMetrics::load(Shown& shown)
{
    const TimeSpan span = wanted();
    const bool whole = !shown.loaded || shown.loaded->from > span.from || shown.series->empty();
    const auto last = shown.series->lastSample();
    const Time from =
        whole ? span.from : std::max(shown.loaded->from, last->time - unsettled - 2 * shown.step);
    const MetricData data = m_repositories.metricSamples.samples(shown.id, from, span.to);
    if (whole)
        shown.series->replace(chartSamples(data, {}), data.readAt);
    else
        shown.series->append(chartSamples(data, {}), data.readAt);
    shown.loaded = TimeSpan{whole ? span.from : shown.loaded->from, span.to};
    loadReference(shown);
    tell(shown);
}

void IncidentMetrics::loadReference(const Shown& shown)
{
    if (!m_ago) {
        shown.series->setReference({});
        return;
    }
    const TimeSpan span = wanted();
    // Also what comes next: the line of then runs on to the right of now.
    const MetricData data =
        m_repositories.metricSamples.samples(shown.id, span.from - *m_ago, span.to - *m_ago + after);
    shown.series->setReference(chartSamples(data, *m_ago));
}

/// Why there is nothing to see, or that the last reading failed.
void IncidentMetrics::tell(const Shown& shown)
{
    if (const auto problem = m_repositories.metricSamples.problem(shown.id)) {
        shown.series->setFailed(QString::fromStdString(problem->detail));
        return;
    }
    const auto readAt = shown.series->readAt();
    const bool neverRead = shown.series->empty() && (!readAt || *readAt == Time{});
    if (neverRead && m_changes.syncState().connection == SyncState::Connection::Offline)
        shown.series->setOffline();
    else if (neverRead)
        shown.series->setLoading();
}

void IncidentMetrics::refresh()
{
    const TimeSpan span = wanted();
    for (const Shown& shown : m_shown) {
        if (shown.drill && m_marksMoved)
            ask(shown, span);
        else
            askForMissing(shown, span);
        if (m_ago)
            askForMissing(shown, {span.from - *m_ago, std::min(span.to - *m_ago + after, m_clock.now())});
    }
    m_marksMoved = false;
}

void IncidentMetrics::reread(const ChartSeries& series)
{
    for (const Shown& shown : m_shown)
        if (shown.series == &series)
            ask(shown, wanted());
}

void IncidentMetrics::askForMissing(const Shown& shown, TimeSpan span)
{
    for (const TimeSpan& gap : m_repositories.metricSamples.missing(shown.id, span.from, span.to)) {
        const Time from = gap.from > span.from ? gap.from - unsettled - 2 * shown.step : gap.from;
        ask(shown, {std::max(from, span.from), gap.to});
    }
}

void IncidentMetrics::ask(const Shown& shown, TimeSpan span)
{
    if (shown.unsent)
        return; // the answer would be the old query's
    const Duration most = stepsAtOnce * shown.step;
    for (Time from = span.from; from < span.to; from += most)
        m_repositories.metricSamples.refresh(shown.id, from, std::min(from + most, span.to));
}

} // namespace matoi::itemmodels
