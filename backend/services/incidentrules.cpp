#include "backend/services/engagementservice.h"
#include "backend/services/handoverservice.h"
#include "backend/services/incidentservice.h"
#include "backend/services/recordrules.h"
#include "backend/services/sightrules.h"
#include "backend/services/timelineservice.h"
#include "backend/services/validation.h"
#include "models/domain/rules/incidentstatus.h"
#include "models/wire/words.h"

namespace matoi::services::recordrules {

using namespace domain;

namespace {

Checked checkMarks(const Edit& edit, const Incident& incident)
{
    MATOI_TRY(checkNotInFuture("startedAt", incident.startedAt, edit.now));
    MATOI_TRY(checkNotInFuture("detectedAt", incident.detectedAt, edit.now));
    MATOI_TRY(checkNotInFuture("acknowledgedAt", incident.acknowledgedAt, edit.now));
    MATOI_TRY(checkNotInFuture("mitigatedAt", incident.mitigatedAt, edit.now));
    return checkNotInFuture("resolvedAt", incident.resolvedAt, edit.now);
}

/// A client that sends a status only gets the marks of that status; marks that it sends itself stand.
void writeMarks(const Edit& edit, const Incident& before, Incident& after)
{
    const Incident marked = rules::withStatus(before, after.status, edit.now);
    const auto take = [&](auto member) {
        if (after.*member == before.*member)
            after.*member = marked.*member;
    };
    take(&Incident::acknowledgedAt);
    take(&Incident::mitigatedAt);
    take(&Incident::resolvedAt);
    take(&Incident::nextUpdateDueAt);
    if (before.status == IncidentStatus::Resolved && !after.nextUpdateDueAt)
        after.nextUpdateDueAt = rules::nextUpdateDue(after, edit.now);
}

void say(const Edit& edit, Id<Incident> id, const char* type, const char* what, const std::string& from,
         const std::string& to)
{
    TimelineService::automatic(edit.tx, id, type, {{"from", from}, {"to", to}},
                               std::string(what) + ": " + from + " \xe2\x86\x92 " + to, edit.by.name);
}

/// Nobody is paged or asked for an incident that is over.
void endEverything(const Edit& edit, Id<Incident> id)
{
    HandoverService::endOffers(edit.tx, id, std::nullopt, edit.by);
    EngagementService::stopAll(edit.tx, id, edit.by);
}

struct Mark
{
    const char* name;
    std::optional<Time> Incident::*member;
};
constexpr Mark marks[] = {{"detected", &Incident::detectedAt},
                          {"acknowledged", &Incident::acknowledgedAt},
                          {"mitigated", &Incident::mitigatedAt},
                          {"resolved", &Incident::resolvedAt}};

/// Marks that were there and were moved by hand, not by a change of the status.
std::vector<Mark> correctedMarks(const Incident& before, const Incident& after)
{
    std::vector<Mark> corrected;
    if (before.status == after.status)
        for (const Mark& mark : marks)
            if (before.*mark.member && before.*mark.member != after.*mark.member)
                corrected.push_back(mark);
    return corrected;
}

/// What the facts are computed from is not moved without a word.
Checked checkCorrection(const Incident& before, const Incident& after)
{
    const bool startMoved = before.startedAt != after.startedAt;
    if ((startMoved || !correctedMarks(before, after).empty()) && isBlank(after.markReason))
        return fail(ErrorCode::MissingField, "markReason", "say why the mark is corrected");
    return {};
}

void sayCorrected(const Edit& edit, const Draft<Incident>& draft, const char* mark, Time from,
                  std::optional<Time> to)
{
    const std::string now = to ? formatTime(*to) : std::string();
    TimelineService::automatic(
        edit.tx, draft.id, eventtype::markCorrected,
        {{"mark", mark}, {"from", formatTime(from)}, {"to", now}, {"reason", draft.value.markReason}},
        "Mark " + std::string(mark) + ": " + (to ? now : "taken away") + ", was " + formatTime(from) + ": " +
            draft.value.markReason,
        edit.by.name);
}

/// A resolved incident takes no more triggers; a reopened one does, unless another has taken its place.
void keepDedupeKey(const Edit& edit, const Incident& incident, Id<Incident> id)
{
    if (incident.dedupeKey.empty())
        return;
    const auto held = edit.tx.key(dedupeSpace, incident.dedupeKey);
    if (incident.status == IncidentStatus::Resolved) {
        if (held == id.toString())
            edit.tx.removeKey(dedupeSpace, incident.dedupeKey);
    } else if (IncidentService::isFree(edit.tx, incident.dedupeKey)) {
        edit.tx.setKey(dedupeSpace, incident.dedupeKey, id.toString());
    }
}

/// A contact that was left over from the last holder would see a restricted incident by a role of another's.
void keepContactOfPerson(const Edit& edit, RoleAssignment& role)
{
    const auto contact = role.contactId ? store::find(edit.tx, *role.contactId) : std::nullopt;
    if (!contact || contact->value.name != role.person)
        role.contactId.reset();
}

} // namespace

std::optional<Id<Summary>> fixedId(const Summary& value)
{
    return summaryIdOf(value.incidentId);
}

std::optional<Id<RoleAssignment>> fixedId(const RoleAssignment& value)
{
    return roleAssignmentIdOf(value.incidentId, value.role);
}

Checked check(const Edit& edit, Draft<Incident>& draft)
{
    MATOI_TRY(unchanged(draft, &Incident::drill, "drill"));
    MATOI_TRY(unchanged(draft, &Incident::source, "source"));
    MATOI_TRY(unchanged(draft, &Incident::dedupeKey, "dedupeKey"));
    MATOI_TRY(unchanged(draft, &Incident::planId, "planId"));
    MATOI_TRY(checkMarks(edit, draft.value));
    MATOI_TRY(sightrules::check(edit, draft));
    if (draft.changes(&Incident::metrics))
        for (std::size_t i = 0; i < draft.value.metrics.size(); ++i)
            MATOI_TRY(mustExist(edit, draft.value.metrics[i], "metrics[" + std::to_string(i) + "]"));
    if (draft.isNew())
        return {};
    const Incident& before = draft.before->value;
    if (before.status != draft.value.status) {
        MATOI_TRY(rules::checkStatusChange(before.status, draft.value.status));
        writeMarks(edit, before, draft.value);
    }
    MATOI_TRY(checkCorrection(before, draft.value));
    if (draft.changes(&Incident::updateIntervalMinutes) && !draft.changes(&Incident::nextUpdateDueAt))
        draft.value.nextUpdateDueAt = rules::nextUpdateDue(draft.value, edit.now);
    return {};
}

void written(const Edit& edit, const Draft<Incident>& draft)
{
    if (draft.isNew())
        return; // IncidentService has told that it was opened
    const Incident& before = draft.before->value;
    const Incident& after = draft.value;
    if (before.title != after.title)
        say(edit, draft.id, eventtype::titleChanged, "Title", before.title, after.title);
    if (before.impact != after.impact)
        say(edit, draft.id, eventtype::impactChanged, "Impact",
            std::to_string(static_cast<int>(before.impact)), std::to_string(static_cast<int>(after.impact)));
    if (before.restricted != after.restricted)
        TimelineService::automatic(
            edit.tx, draft.id, eventtype::restricted, {{"restricted", after.restricted ? "yes" : "no"}},
            after.restricted ? "The incident is restricted now" : "The incident is no longer restricted",
            edit.by.name);
    if (before.startedAt != after.startedAt)
        sayCorrected(edit, draft, "started", before.startedAt, after.startedAt);
    for (const Mark& mark : correctedMarks(before, after))
        sayCorrected(edit, draft, mark.name, *(before.*mark.member), after.*mark.member);
    if (before.status == after.status) {
        if (draft.before->meta.deleted)
            keepDedupeKey(edit, after, draft.id);
        return;
    }
    say(edit, draft.id, eventtype::statusChanged, "Status", std::string(wire::word(before.status)),
        std::string(wire::word(after.status)));
    if (after.status == IncidentStatus::Resolved)
        endEverything(edit, draft.id);
    keepDedupeKey(edit, after, draft.id);
}

void removed(const Edit& edit, const Record<Incident>& record)
{
    endEverything(edit, record.id);
    const std::string& key = record.value.dedupeKey;
    if (!key.empty() && edit.tx.key(dedupeSpace, key) == record.id.toString())
        edit.tx.removeKey(dedupeSpace, key);
}

Checked check(const Edit& edit, Draft<RoleAssignment>& draft)
{
    MATOI_TRY(unchanged(draft, &RoleAssignment::role, "role"));
    if (draft.value.contactId && draft.changes(&RoleAssignment::contactId))
        MATOI_TRY(mustExist(edit, *draft.value.contactId, "contactId"));
    const bool other = draft.changes(&RoleAssignment::person);
    if (other && !draft.isNew() && !draft.changes(&RoleAssignment::contactId))
        keepContactOfPerson(edit, draft.value);
    if (other && !draft.changes(&RoleAssignment::reason))
        draft.value.reason.clear(); // it was of the change before
    if (draft.value.since == Time{} || (other && !draft.isNew() && !draft.changes(&RoleAssignment::since)))
        draft.value.since = edit.now;
    return checkNotInFuture("since", draft.value.since, edit.now);
}

void written(const Edit& edit, const Draft<RoleAssignment>& draft)
{
    if (!draft.changes(&RoleAssignment::person))
        return;
    HandoverService::endOffers(edit.tx, draft.value.incidentId, draft.value.role, edit.by);
    const std::string role(wire::word(draft.value.role));
    const std::string from = draft.isNew() ? "" : draft.before->value.person;
    const std::string& person = draft.value.person;
    if (person.empty() && from.empty())
        return;
    std::string text = person.empty() ? from + " is no longer " + role : person + " is now " + role;
    if (!person.empty() && !from.empty())
        text += ", after " + from;
    const std::string& reason = draft.value.reason;
    if (!reason.empty())
        text += ": " + reason;
    TimelineService::automatic(edit.tx, draft.value.incidentId, eventtype::roleTaken,
                               {{"role", role}, {"person", person}, {"from", from}, {"reason", reason}},
                               std::move(text), edit.by.name);
}

Checked check(const Edit& edit, Draft<Task>& draft)
{
    Task& task = draft.value;
    if (task.boxMinutes && !task.boxStartedAt)
        task.boxStartedAt = edit.now;
    MATOI_TRY(checkNotInFuture("boxStartedAt", task.boxStartedAt, edit.now));
    if (!draft.changes(&Task::state))
        return checkNotInFuture("doneAt", task.doneAt, edit.now);
    if (task.state == TaskState::Open) {
        task.doneBy.clear();
        task.doneAt.reset();
        task.reason.clear();
    } else {
        if (task.doneBy.empty())
            task.doneBy = edit.by.name;
        if (!task.doneAt)
            task.doneAt = edit.now;
    }
    return checkNotInFuture("doneAt", task.doneAt, edit.now);
}

} // namespace matoi::services::recordrules
