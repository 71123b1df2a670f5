#include "backend/services/recordrules.h"
#include "backend/services/timelineservice.h"
#include "backend/services/validation.h"
#include "models/domain/rules/attachments.h"
#include "models/domain/rules/incidentstatus.h"

#include <algorithm>

namespace matoi::services::recordrules {

using namespace domain;

namespace {

bool isDrill(const Edit& edit, Id<Incident> id)
{
    const auto incident = store::find(edit.tx, id);
    return incident && incident->value.drill;
}

Checked checkAppendOnly(const Draft<TimelineEvent>& draft)
{
    MATOI_TRY(unchanged(draft, &TimelineEvent::author, "author"));
    MATOI_TRY(unchanged(draft, &TimelineEvent::type, "type"));
    MATOI_TRY(unchanged(draft, &TimelineEvent::values, "values"));
    if (draft.before->value.eventKind != EventKind::Automatic)
        return {};
    MATOI_TRY(unchanged(draft, &TimelineEvent::eventKind, "eventKind"));
    MATOI_TRY(unchanged(draft, &TimelineEvent::at, "at"));
    return unchanged(draft, &TimelineEvent::text, "text");
}

} // namespace

Checked check(const Edit& edit, Draft<TimelineEvent>& draft)
{
    MATOI_TRY(checkNotInFuture("at", draft.value.at, edit.now));
    MATOI_TRY(rules::checkAttachments(draft.value.attachments));
    if (draft.isNew()) {
        // Whoever writes an event signs it. The people of a drill are played, so a drill names its own.
        if (draft.value.author.empty() || !isDrill(edit, draft.value.incidentId))
            draft.value.author = edit.by.name;
    } else {
        MATOI_TRY(checkAppendOnly(draft));
        if (draft.changes(&TimelineEvent::at) || draft.changes(&TimelineEvent::eventKind) ||
            draft.changes(&TimelineEvent::text) || draft.changes(&TimelineEvent::details))
            draft.value.editedAt = edit.now;
    }
    if (draft.value.eventKind == EventKind::Automatic && draft.changes(&TimelineEvent::eventKind))
        return fail(ErrorCode::InvalidValue, "eventKind",
                    "automatic events are written by the service; use observation, action, decision, "
                    "communication or note");
    return {};
}

Checked checkRemoval(const Edit&, const Record<TimelineEvent>& record)
{
    if (record.value.eventKind == EventKind::Automatic)
        return fail(ErrorCode::Illegal, {}, "an automatic event stays: it is the record of what happened");
    return {};
}

Checked check(const Edit& edit, Draft<StatusUpdate>& draft)
{
    MATOI_TRY(checkNotInFuture("at", draft.value.at, edit.now));
    if (isBlank(draft.value.audience))
        draft.value.audience = "internal";
    if (draft.value.nextUpdateAt && *draft.value.nextUpdateAt <= draft.value.at)
        return fail(ErrorCode::InvalidValue, "nextUpdateAt", "must be after \"at\"");
    return {};
}

void written(const Edit& edit, const Draft<StatusUpdate>& draft)
{
    const StatusUpdate& update = draft.value;
    TimelineService::automatic(edit.tx, update.incidentId, eventtype::updatePosted,
                               {{"audience", update.audience}, {"text", update.text}},
                               "Update to " + update.audience + ": " + update.text, edit.by.name);
    const auto updates = store::list<StatusUpdate>(edit.tx, update.incidentId.uuid());
    const bool newest = std::all_of(updates.begin(), updates.end(),
                                    [&](const auto& other) { return other.value.at <= update.at; });
    auto incident = store::find(edit.tx, update.incidentId);
    // One that was written offline and arrives late does not move the promise of a later one.
    if (!newest || !incident || incident->value.status == IncidentStatus::Resolved)
        return;
    const auto due =
        update.nextUpdateAt ? update.nextUpdateAt : rules::nextUpdateDue(incident->value, update.at);
    if (due == incident->value.nextUpdateDueAt)
        return;
    incident->value.nextUpdateDueAt = due;
    store::put(edit.tx, incident->id, incident->value, edit.by.name);
}

} // namespace matoi::services::recordrules
