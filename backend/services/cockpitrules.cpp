#include "backend/services/recordrules.h"
#include "backend/services/timelineservice.h"
#include "backend/services/validation.h"

#include <algorithm>

namespace matoi::services::recordrules {

using namespace domain;

namespace {

bool isDecided(const Decision& decision)
{
    return decision.decidedAt.has_value();
}

Checked checkDecided(const Draft<Decision>& draft)
{
    if (!draft.before || !isDecided(draft.before->value))
        return {};
    // Looking again is set anew; the decision itself is what it was.
    MATOI_TRY(unchanged(draft, &Decision::what, "what"));
    MATOI_TRY(unchanged(draft, &Decision::because, "because"));
    MATOI_TRY(unchanged(draft, &Decision::insteadOf, "insteadOf"));
    MATOI_TRY(unchanged(draft, &Decision::decidedBy, "decidedBy"));
    return unchanged(draft, &Decision::decidedAt, "decidedAt");
}

std::string listOf(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// As the timeline shows it: a decision of a person, at the time when it was made.
void writeDecision(const Edit& edit, const Draft<Decision>& draft)
{
    const Decision& decision = draft.value;
    TimelineEvent event;
    event.incidentId = decision.incidentId;
    event.at = *decision.decidedAt;
    event.eventKind = EventKind::Decision;
    event.type = eventtype::decisionMade;
    event.values = {{"decision", draft.id.toString()}};
    event.text = decision.what;
    if (!isBlank(decision.because))
        event.details = "**Because** " + decision.because;
    if (!isBlank(decision.insteadOf))
        event.details +=
            (event.details.empty() ? "**Instead of** " : "\n\n**Instead of** ") + decision.insteadOf;
    event.author = decision.decidedBy;
    // The decision's own id names its event, so that it is written once however often it is sent.
    store::put(edit.tx, Id<TimelineEvent>(Uuid::named("decision:" + draft.id.toString())), event,
               edit.by.name);
}

} // namespace

Checked check(const Edit& edit, Draft<Decision>& draft)
{
    Decision& decision = draft.value;
    MATOI_TRY(checkDecided(draft));
    MATOI_TRY(unchanged(draft, &Decision::askedBy, "askedBy"));
    if (decision.askedBy.empty())
        decision.askedBy = edit.by.name;
    if (decision.askedAt == Time{})
        decision.askedAt = decision.decidedAt.value_or(edit.now);
    if (isDecided(decision) && decision.decidedBy.empty())
        decision.decidedBy = edit.by.name;
    if (!isDecided(decision))
        decision.decidedBy.clear();
    MATOI_TRY(checkNotInFuture("askedAt", decision.askedAt, edit.now));
    return checkNotInFuture("decidedAt", decision.decidedAt, edit.now);
}

void written(const Edit& edit, const Draft<Decision>& draft)
{
    if (isDecided(draft.value) && (draft.isNew() || !isDecided(draft.before->value)))
        writeDecision(edit, draft);
}

Checked checkRemoval(const Edit&, const Record<Decision>& record)
{
    if (isDecided(record.value))
        return fail(ErrorCode::Illegal, {},
                    "a decision that was made stays: it is the record of what happened");
    return {};
}

Checked check(const Edit& edit, Draft<Report>& draft)
{
    Report& report = draft.value;
    if (report.person.empty())
        report.person = edit.by.name;
    if (isBlank(report.conditions) && isBlank(report.actions) && isBlank(report.needs))
        return fail(ErrorCode::MissingField, "conditions",
                    "say at least one of conditions, actions and needs");
    return checkNotInFuture("at", report.at, edit.now);
}

void written(const Edit& edit, const Draft<Report>& draft)
{
    const Report& report = draft.value;
    std::string details;
    const auto add = [&](const char* title, const std::string& part) {
        if (!isBlank(part))
            details += (details.empty() ? "**" : "\n\n**") + std::string(title) + "** " + part;
    };
    add("Conditions.", report.conditions);
    add("Actions.", report.actions);
    add("Needs.", report.needs);
    std::string text = report.person + " reports";
    const std::string& first = !isBlank(report.needs)        ? report.needs
                               : !isBlank(report.conditions) ? report.conditions
                                                             : report.actions;
    TimelineService::automatic(edit.tx, report.incidentId, eventtype::reported,
                               {{"person", report.person}, {"needs", report.needs}, {"first", first}},
                               text + ": " + first, edit.by.name, std::move(details));
}

Checked check(const Edit& edit, Draft<CallOut>& draft)
{
    if (draft.value.asked.empty())
        return fail(ErrorCode::MissingField, "asked", "name whom you called out");
    return checkNotInFuture("at", draft.value.at, edit.now);
}

void written(const Edit& edit, const Draft<CallOut>& draft)
{
    const CallOut& callOut = draft.value;
    std::vector<std::string> missing;
    for (const std::string& name : callOut.asked)
        if (std::find(callOut.answered.begin(), callOut.answered.end(), name) == callOut.answered.end())
            missing.push_back(name);
    std::string text = "Call-out: " + std::to_string(callOut.answered.size()) + " of " +
                       std::to_string(callOut.asked.size()) + " answered";
    if (!missing.empty())
        text += ", not " + listOf(missing);
    TimelineService::automatic(edit.tx, callOut.incidentId, eventtype::calledOut,
                               {{"answered", listOf(callOut.answered)}, {"missing", listOf(missing)}},
                               std::move(text), edit.by.name);
}

} // namespace matoi::services::recordrules
