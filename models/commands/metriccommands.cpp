#include "models/commands/metriccommands.h"

#include "models/commands/putback.h"
#include "models/domain/rules/reduce.h"

#include <algorithm>

namespace matoi::commands {

using namespace domain;

namespace {

bool blank(const std::string& text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

Result<void> checkMetric(const MetricDefinition& metric)
{
    if (blank(metric.title))
        return fail(ErrorCode::MissingField, "title", "say what it measures");
    if (blank(metric.query))
        return fail(ErrorCode::MissingField, "query", "say what to ask the source for");
    if (metric.threshold && metric.threshold->datapoints > metric.threshold->periods)
        return fail(ErrorCode::InvalidValue, "threshold.datapoints", "must not be more than \"periods\"");
    return {};
}

enum class Shown
{
    Yes,
    No
};

/// Only the one metric moves: what others have linked in between stays.
Result<void> show(Repositories& repositories, Id<Incident> id, Id<MetricDefinition> metric, Shown shown)
{
    const auto incident = repositories.incidents.find(id);
    if (!incident)
        return fail(ErrorCode::NotFound, {}, "the incident is not on this computer");
    Incident value = incident->value;
    std::erase(value.metrics, metric);
    if (shown == Shown::Yes)
        value.metrics.push_back(metric);
    if (value == incident->value)
        return {};
    return repositories.incidents.change(*incident, value);
}

} // namespace

Result<Id<MetricDefinition>> MetricCommands::define(Id<Incident> incident, MetricDefinition metric)
{
    if (auto sound = checkMetric(metric); !sound)
        return tl::make_unexpected(sound.error());
    const auto id = Id<MetricDefinition>::generate();
    if (auto created = m_repositories.metricDefinitions.create(id, metric); !created)
        return tl::make_unexpected(created.error());
    if (auto shown = show(m_repositories, incident, id, Shown::Yes); !shown)
        return tl::make_unexpected(shown.error());
    m_history.add(Deed::MetricLinked, [&all = m_repositories, incident, id, metric]() -> Result<void> {
        if (auto hidden = show(all, incident, id, Shown::No); !hidden)
            return hidden;
        const auto made = all.metricDefinitions.find(id);
        // What somebody has made more of stays a metric that can be shown.
        return made && made->value == metric ? all.metricDefinitions.remove(*made) : Result<void>();
    });
    return id;
}

Result<void> MetricCommands::change(const Record<MetricDefinition>& metric, MetricDefinition value)
{
    if (auto sound = checkMetric(value); !sound)
        return sound;
    if (value == metric.value)
        return {};
    if (auto changed = m_repositories.metricDefinitions.change(metric, value); !changed)
        return changed;
    m_history.add(Deed::MetricChanged,
                  puttingBack(m_repositories.metricDefinitions, metric, std::move(value),
                              "the metric is gone", &MetricDefinition::title, &MetricDefinition::unit,
                              &MetricDefinition::source, &MetricDefinition::sourceName,
                              &MetricDefinition::query, &MetricDefinition::threshold,
                              &MetricDefinition::stepSeconds, &MetricDefinition::drill));
    return {};
}

Result<void> MetricCommands::link(Id<Incident> incident, Id<MetricDefinition> metric)
{
    if (auto shown = show(m_repositories, incident, metric, Shown::Yes); !shown)
        return shown;
    m_history.add(Deed::MetricLinked, [&all = m_repositories, incident, metric] {
        return show(all, incident, metric, Shown::No);
    });
    return {};
}

Result<void> MetricCommands::unlink(Id<Incident> incident, Id<MetricDefinition> metric)
{
    if (auto hidden = show(m_repositories, incident, metric, Shown::No); !hidden)
        return hidden;
    m_history.add(Deed::MetricUnlinked, [&all = m_repositories, incident, metric] {
        return show(all, incident, metric, Shown::Yes);
    });
    return {};
}

Result<Id<MetricSnapshot>> MetricCommands::pin(MetricSnapshot snapshot)
{
    if (snapshot.series.empty())
        return fail(ErrorCode::MissingField, "series", "there is no chart to pin");
    snapshot.at = m_clock.now();
    snapshot.by = m_session.session().name;
    for (SnapshotSeries& series : snapshot.series)
        series.samples = rules::reduced(series.samples, snapshot.from, snapshot.to);
    const auto id = Id<MetricSnapshot>::generate();
    if (auto created = m_repositories.metricSnapshots.create(id, snapshot); !created)
        return tl::make_unexpected(created.error());
    MetricSnapshot pinned;
    pinned.note = snapshot.note;
    m_history.add(Deed::SnapshotPinned,
                  takingAway(m_repositories.metricSnapshots, id, std::move(pinned), &MetricSnapshot::note));
    return id;
}

Result<void> MetricCommands::setNote(const Record<MetricSnapshot>& snapshot, const std::string& note)
{
    MetricSnapshot value = snapshot.value;
    value.note = note;
    if (note == snapshot.value.note)
        return {};
    if (auto changed = m_repositories.metricSnapshots.change(snapshot, value); !changed)
        return changed;
    m_history.add(Deed::SnapshotChanged,
                  puttingBack(m_repositories.metricSnapshots, snapshot, std::move(value),
                              "the snapshot is gone", &MetricSnapshot::note));
    return {};
}

Result<void> MetricCommands::remove(const Record<MetricSnapshot>& snapshot)
{
    if (auto removed = m_repositories.metricSnapshots.remove(snapshot); !removed)
        return removed;
    m_history.add(Deed::SnapshotRemoved, {});
    return {};
}

} // namespace matoi::commands
