#include "models/commands/metriccommands.h"

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
    if (auto created = m_repositories.metricDefinitions.create(id, std::move(metric)); !created)
        return tl::make_unexpected(created.error());
    if (auto shown = show(m_repositories, incident, id, Shown::Yes); !shown)
        return tl::make_unexpected(shown.error());
    m_history.add(Deed::MetricLinked, [&all = m_repositories, incident, id]() -> Result<void> {
        if (auto hidden = show(all, incident, id, Shown::No); !hidden)
            return hidden;
        const auto made = all.metricDefinitions.find(id);
        return made ? all.metricDefinitions.remove(*made) : Result<void>();
    });
    return id;
}

Result<void> MetricCommands::change(const Record<MetricDefinition>& metric, MetricDefinition value)
{
    if (auto sound = checkMetric(value); !sound)
        return sound;
    if (value == metric.value)
        return {};
    if (auto changed = m_repositories.metricDefinitions.change(metric, std::move(value)); !changed)
        return changed;
    m_history.add(Deed::MetricChanged, [&all = m_repositories, before = metric]() -> Result<void> {
        const auto now = all.metricDefinitions.find(before.id);
        if (!now)
            return fail(ErrorCode::NotFound, {}, "the metric is gone");
        return all.metricDefinitions.change(*now, before.value);
    });
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
    if (auto created = m_repositories.metricSnapshots.create(id, std::move(snapshot)); !created)
        return tl::make_unexpected(created.error());
    m_history.add(Deed::SnapshotPinned, [&all = m_repositories, id]() -> Result<void> {
        const auto pinned = all.metricSnapshots.find(id);
        return pinned ? all.metricSnapshots.remove(*pinned) : Result<void>();
    });
    return id;
}

Result<void> MetricCommands::setNote(const Record<MetricSnapshot>& snapshot, const std::string& note)
{
    MetricSnapshot value = snapshot.value;
    value.note = note;
    if (note == snapshot.value.note)
        return {};
    if (auto changed = m_repositories.metricSnapshots.change(snapshot, std::move(value)); !changed)
        return changed;
    m_history.add(Deed::SnapshotChanged,
                  [&all = m_repositories, id = snapshot.id, before = snapshot.value.note]() -> Result<void> {
                      const auto now = all.metricSnapshots.find(id);
                      if (!now)
                          return fail(ErrorCode::NotFound, {}, "the snapshot is gone");
                      MetricSnapshot back = now->value;
                      back.note = before;
                      return all.metricSnapshots.change(*now, std::move(back));
                  });
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
