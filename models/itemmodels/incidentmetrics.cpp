#include "models/itemmodels/incidentmetrics.h"

#include <algorithm>

namespace matoi::itemmodels {

using namespace domain;

namespace {

/// How much calm before the storm a chart shows: as long as the storm, within these.
constexpr Duration shortestBefore = std::chrono::minutes(5);
constexpr Duration longestBefore = std::chrono::minutes(30);
constexpr auto after = std::chrono::minutes(15);

ChartDefinition definitionOf(const Record<MetricDefinition>& metric)
{
    ChartDefinition out;
    out.id = QString::fromStdString(metric.id.toString());
    out.title = QString::fromStdString(metric.value.title);
    out.query = QString::fromStdString(metric.value.query);
    out.source = metric.value.source == MetricSource::Drill ? QStringLiteral("drill") : out.query;
    out.unit = QString::fromStdString(metric.value.unit);
    out.period = std::chrono::seconds(metric.value.stepSeconds);
    out.staleAfter = std::max<Duration>(std::chrono::seconds(90), 4 * out.period);
    if (metric.value.threshold) {
        ChartThreshold threshold;
        threshold.value = metric.value.threshold->value;
        threshold.direction = metric.value.threshold->side == ThresholdSide::Above
                                  ? ChartThreshold::Direction::Above
                                  : ChartThreshold::Direction::Below;
        out.threshold = threshold;
    }
    return out;
}

} // namespace

IncidentMetrics::IncidentMetrics(Repositories& repositories, ChangeNotifier& changes, const Clock& clock,
                                 QObject* parent)
    : QObject(parent)
    , m_repositories(repositories)
    , m_changes(changes)
    , m_clock(clock)
{
    m_subscriptions.push_back(m_changes.onSamples([this](Id<MetricDefinition> metric) { load(metric); }));
    m_subscriptions.push_back(m_changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& record) {
            return record.id == m_id.uuid() || record.kind == Kind::MetricDefinition;
        });
        if (ours)
            rebuild();
    }));
}

void IncidentMetrics::setIncident(Id<Incident> id)
{
    m_id = id;
    m_metrics.clear();
    rebuild();
}

Time IncidentMetrics::from() const
{
    const auto incident = m_repositories.incidents.find(m_id);
    const Time start = incident ? incident->value.startedAt : m_clock.now();
    return start - std::clamp<Duration>(to() - start, shortestBefore, longestBefore);
}

Time IncidentMetrics::to() const
{
    const auto incident = m_repositories.incidents.find(m_id);
    const Time now = m_clock.now();
    return incident && incident->value.resolvedAt ? std::min(now, *incident->value.resolvedAt + after) : now;
}

void IncidentMetrics::rebuild()
{
    const auto incident = m_repositories.incidents.find(m_id);
    const auto wanted = incident ? incident->value.metrics : std::vector<Id<MetricDefinition>>();
    const bool same = wanted == m_metrics && static_cast<std::size_t>(m_series.size()) == wanted.size();
    if (!same) {
        qDeleteAll(m_series);
        m_series.clear();
        m_metrics.clear();
    }
    for (const auto& id : wanted) {
        const auto metric = m_repositories.metricDefinitions.find(id);
        if (!metric)
            continue;
        const ChartDefinition definition = definitionOf(*metric);
        const auto known = std::find_if(m_series.begin(), m_series.end(), [&](ChartSeries* series) {
            return series->definition().id == definition.id;
        });
        if (known != m_series.end()) {
            (*known)->setDefinition(definition);
            continue;
        }
        m_series.push_back(new ChartSeries(definition, this));
        m_metrics.push_back(id);
        load(id);
    }
    if (!same)
        Q_EMIT seriesChanged();
}

void IncidentMetrics::load(Id<MetricDefinition> metric)
{
    const QString id = QString::fromStdString(metric.toString());
    for (ChartSeries* series : m_series) {
        if (series->definition().id != id)
            continue;
        const MetricData data = m_repositories.metricSamples.samples(metric, from(), to());
        std::vector<ChartSample> samples;
        samples.reserve(data.samples.size());
        for (const MetricSample& sample : data.samples)
            samples.push_back({sample.at, sample.value});
        if (series->empty())
            series->replace(std::move(samples), data.readAt);
        else
            series->append(samples, data.readAt);
        if (const auto problem = m_repositories.metricSamples.problem(metric))
            series->setFailed(QString::fromStdString(problem->detail));
    }
}

void IncidentMetrics::refresh()
{
    for (const auto& metric : m_metrics)
        m_repositories.metricSamples.refresh(metric, from(), to());
}

} // namespace matoi::itemmodels
