#include "backend/services/recordrules.h"
#include "backend/services/validation.h"
#include "models/domain/rules/attachments.h"

#include <algorithm>

namespace matoi::services::recordrules {

using namespace domain;

namespace {

Id<TimelineEvent> eventOf(Id<MetricSnapshot> snapshot)
{
    return Id<TimelineEvent>(Uuid::named("snapshot:" + snapshot.toString()));
}

Checked checkThreshold(const std::optional<MetricThreshold>& threshold)
{
    if (threshold && threshold->datapoints > threshold->periods)
        return fail(ErrorCode::InvalidValue, "threshold.datapoints", "must not be more than \"periods\"");
    return {};
}

std::string titlesOf(const MetricSnapshot& snapshot)
{
    std::string titles;
    for (const SnapshotSeries& series : snapshot.series)
        titles += (titles.empty() ? "" : ", ") + series.title;
    return titles;
}

Checked checkSeries(const SnapshotSeries& series, const MetricSnapshot& snapshot, const std::string& field)
{
    Time last = snapshot.from;
    for (const MetricSample& sample : series.samples) {
        if (sample.at < last || sample.at > snapshot.to)
            return fail(ErrorCode::InvalidValue, field + ".samples",
                        "must lie between \"from\" and \"to\", oldest first");
        last = sample.at;
    }
    return checkThreshold(series.threshold);
}

} // namespace

Checked check(const Edit&, Draft<MetricDefinition>& draft)
{
    const MetricDefinition& metric = draft.value;
    if (metric.drill && metric.source != MetricSource::Drill)
        return fail(ErrorCode::InvalidValue, "source", "a metric of a drill has the source \"drill\"");
    if (!metric.sourceName.empty() && metric.source != MetricSource::Prometheus)
        return fail(ErrorCode::InvalidValue, "sourceName", "names a Prometheus, and the source is another");
    return checkThreshold(metric.threshold);
}

Checked check(const Edit& edit, Draft<MetricSnapshot>& draft)
{
    MetricSnapshot& snapshot = draft.value;
    if (draft.before) {
        // What was seen is what was seen; only what is said about it may change.
        MATOI_TRY(unchanged(draft, &MetricSnapshot::incidentId, "incidentId"));
        MATOI_TRY(unchanged(draft, &MetricSnapshot::from, "from"));
        MATOI_TRY(unchanged(draft, &MetricSnapshot::to, "to"));
        MATOI_TRY(unchanged(draft, &MetricSnapshot::at, "at"));
        MATOI_TRY(unchanged(draft, &MetricSnapshot::by, "by"));
        MATOI_TRY(unchanged(draft, &MetricSnapshot::picture, "picture"));
        if (!draft.before->meta.deleted &&
            wire::toJson(draft.before->value).at("series") != wire::toJson(snapshot).at("series"))
            return fail(ErrorCode::Illegal, "series", "cannot be changed after creation");
        return {};
    }
    snapshot.by = edit.by.name;
    if (snapshot.series.empty())
        return fail(ErrorCode::MissingField, "series", "a snapshot shows at least one metric");
    if (snapshot.from >= snapshot.to)
        return fail(ErrorCode::InvalidValue, "to", "must be after \"from\"");
    if (snapshot.picture)
        MATOI_TRY(rules::checkAttachments({*snapshot.picture}));
    for (std::size_t i = 0; i < snapshot.series.size(); ++i)
        MATOI_TRY(checkSeries(snapshot.series[i], snapshot, "series[" + std::to_string(i) + "]"));
    return checkNotInFuture("at", snapshot.at, edit.now);
}

void written(const Edit& edit, const Draft<MetricSnapshot>& draft)
{
    if (!draft.isNew() && !draft.before->meta.deleted)
        return;
    const MetricSnapshot& snapshot = draft.value;
    TimelineEvent event;
    event.incidentId = snapshot.incidentId;
    event.at = snapshot.at;
    event.eventKind = EventKind::Automatic;
    event.type = eventtype::metricsPinned;
    const std::string titles = titlesOf(snapshot);
    event.values = {{"snapshot", draft.id.toString()},
                    {"metrics", cutText(titles, 900)},
                    {"note", cutText(snapshot.note, 900)}};
    event.text =
        cutText("Snapshot of " + titles + (isBlank(snapshot.note) ? "" : ": " + snapshot.note), 2000);
    event.author = snapshot.by;
    if (snapshot.picture)
        event.attachments = {*snapshot.picture};
    // The snapshot's own id names its event, so that it is written once however often it is sent.
    store::put(edit.tx, eventOf(draft.id), event, edit.by.name);
}

/// A pin that was taken back leaves no event that opens nothing.
void removed(const Edit& edit, const Record<MetricSnapshot>& record)
{
    if (store::find(edit.tx, eventOf(record.id)))
        edit.tx.remove(Kind::TimelineEvent, eventOf(record.id).uuid(), edit.by.name);
}

} // namespace matoi::services::recordrules
