#include "backend/services/incidentservice.h"

#include "backend/services/engagementservice.h"
#include "backend/services/permissions.h"
#include "backend/services/recordrules.h"
#include "backend/services/sightrules.h"
#include "backend/services/timelineservice.h"
#include "backend/services/validation.h"
#include "models/domain/rules/incidentstatus.h"
#include "models/domain/rules/template.h"

#include <boost/json.hpp>

#include <algorithm>

namespace matoi::services {

using namespace domain;
using recordrules::dedupeSpace;
using store::WriteTransaction;
namespace json = boost::json;

namespace {

using Values = std::map<std::string, std::string>;
constexpr int firstNumber = 1;
constexpr std::size_t maxTitle = 200; // bytes, as models/wire/incidentjson.cpp holds it
constexpr std::size_t maxTakenValue = 500;

std::string rendered(const std::string& text, const Values& values)
{
    return rules::renderTemplate(text, values).text;
}

/// One line, as long as a title may be.
std::string titleOf(const std::string& text, const Values& values)
{
    std::string title = rendered(text, values);
    std::replace_if(
        title.begin(), title.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    title = cutText(std::move(title), maxTitle);
    return isBlank(title) ? "Incident" : title;
}

template <class T> void fill(T& own, const T& planned)
{
    if (own == T{})
        own = planned;
}

/// What the plan took from the trigger, so that anybody can see later why the incident looks as it does.
Values takenValues(const ResponsePlan& plan, const Values& given)
{
    Values taken;
    for (const std::string* text : {&plan.title, &plan.summary, &plan.dedupeKey, &plan.chatChannel})
        for (const std::string& name : rules::templateNames(*text))
            if (const auto found = given.find(name); found != given.end())
                taken[name] = cutText(found->second, maxTakenValue);
    return taken;
}

void applyPlan(Incident& incident, const ResponsePlan& plan, const Values& values)
{
    incident.planName = plan.name;
    if (incident.title.empty())
        incident.title = titleOf(plan.title, values);
    fill(incident.service, plan.service);
    fill(incident.tags, plan.tags);
    fill(incident.metrics, plan.metrics);
    fill(incident.updateIntervalMinutes, plan.updateIntervalMinutes);
    if (incident.chatChannel.empty())
        incident.chatChannel = cutText(rendered(plan.chatChannel, values), maxTitle);
    incident.resolveOnRecovery = incident.resolveOnRecovery || plan.resolveOnRecovery;
    incident.drill = incident.drill || plan.drill;
    incident.restricted = incident.restricted || plan.restricted;
}

/// An incident that was opened offline may come with a status; its marks come with it, or are made here.
void applyStatus(Incident& incident, Time now)
{
    const IncidentStatus status = std::exchange(incident.status, IncidentStatus::Open);
    const Incident given = incident;
    incident = rules::withStatus(std::move(incident), status, now);
    const auto keep = [&](auto member) {
        if (given.*member)
            incident.*member = given.*member;
    };
    keep(&Incident::acknowledgedAt);
    keep(&Incident::mitigatedAt);
    keep(&Incident::resolvedAt);
}

void writeChecklist(WriteTransaction& tx, Id<Incident> id, const ResponsePlan& plan, const std::string& by)
{
    int position = 0;
    for (const std::string& title : plan.checklist) {
        Task task;
        task.incidentId = id;
        task.title = title;
        task.position = position++;
        store::put(tx, Id<Task>::generate(), task, by);
    }
}

void engage(WriteTransaction& tx, Id<Incident> id, const ResponsePlan& plan, const auth::Actor& by)
{
    for (const Id<Contact> contact : plan.engagements) {
        const auto begun = EngagementService::beginForPlan(tx, id, contact, plan.name, by);
        if (!begun) // a contact that is gone must not keep the others from being paged
            TimelineService::automatic(
                tx, id, eventtype::pageFailed,
                {{"contact", contact.toString()}, {"channel", ""}, {"reason", begun.error().detail}},
                "The plan could not engage a contact: " + begun.error().detail);
    }
}

void announce(WriteTransaction& tx, const Record<Incident>& record, const auth::Actor& by)
{
    const Incident& incident = record.value;
    std::string text = "INC-" + std::to_string(incident.number) + " opened";
    if (!incident.planName.empty())
        text += " by response plan " + incident.planName;
    text += ", source " + incident.source + ": " + incident.title;
    TimelineService::automatic(tx, record.id, eventtype::opened,
                               {{"plan", incident.planName}, {"source", incident.source}}, std::move(text),
                               by.name);
}

void writeSummary(WriteTransaction& tx, Id<Incident> id, std::string text, const std::string& by)
{
    Summary summary;
    summary.incidentId = id;
    summary.text = cutText(std::move(text), 100000);
    store::put(tx, summaryIdOf(id), summary, by);
}

Result<std::optional<Record<ResponsePlan>>> planOf(WriteTransaction& tx,
                                                   std::optional<Id<ResponsePlan>> planId)
{
    if (!planId)
        return std::optional<Record<ResponsePlan>>();
    auto plan = store::find(tx, *planId);
    if (!plan)
        return fail(ErrorCode::InvalidValue, "planId", "there is no response plan " + planId->toString());
    return plan;
}

bool missing(const json::object& value, std::string_view name)
{
    const json::value* member = value.if_contains(name);
    return member == nullptr || member->is_null();
}

Result<Incident> complete(Incident incident, const IncidentStart& start,
                          const std::optional<Record<ResponsePlan>>& plan, Values& values, Time now)
{
    if (incident.startedAt == Time{})
        incident.startedAt = now;
    if (!incident.detectedAt)
        incident.detectedAt = std::max(now, incident.startedAt);
    values["number"] = std::to_string(incident.number);
    if (plan) {
        incident.planVersion = static_cast<int>(plan->meta.rev);
        incident.planValues = takenValues(plan->value, start.values);
        incident.impact = start.impact.value_or(plan->value.impact);
        applyPlan(incident, plan->value, values);
    } else if (start.impact) {
        incident.impact = *start.impact;
    }
    if (isBlank(incident.title))
        return fail(ErrorCode::MissingField, "title", "is required");
    values["title"] = incident.title;
    values["service"] = incident.service;
    applyStatus(incident, now);
    if (!incident.nextUpdateDueAt)
        incident.nextUpdateDueAt = rules::nextUpdateDue(incident, now);
    return incident;
}

} // namespace

Result<Record<Incident>> IncidentService::start(WriteTransaction& tx, const IncidentStart& start,
                                                const auth::Actor& by)
{
    const auto plan = planOf(tx, start.incident.planId);
    if (!plan)
        return tl::make_unexpected(plan.error());
    Record<Incident> record;
    record.id = start.id.value_or(Id<Incident>::generate());
    if (tx.find(Kind::Incident, record.id.uuid()))
        return fail(ErrorCode::AlreadyExists, "id", "there is another incident with this id");

    Values values = start.values;
    Incident given = start.incident;
    given.number = static_cast<int>(tx.nextNumber("incident", firstNumber));
    auto incident = complete(std::move(given), start, *plan, values, tx.now());
    if (!incident)
        return tl::make_unexpected(incident.error());
    const recordrules::Edit edit{tx, by, tx.now()};
    recordrules::Draft<Incident> draft{record.id, std::nullopt, std::move(*incident)};
    MATOI_TRY(recordrules::check(edit, draft));

    record = store::put(tx, record.id, draft.value, by.name);
    announce(tx, record, by);
    writeSummary(tx, record.id,
                 start.summary ? *start.summary
                 : *plan       ? rendered((*plan)->value.summary, values)
                               : std::string(),
                 by.name);
    const bool open = record.value.status != IncidentStatus::Resolved;
    if (open && !record.value.dedupeKey.empty() && isFree(tx, record.value.dedupeKey))
        tx.setKey(dedupeSpace, record.value.dedupeKey, record.id.toString());
    if (*plan) {
        writeChecklist(tx, record.id, (*plan)->value, by.name);
        // A drill of a real plan practises everything but the pages: its people are real.
        const bool pages = !record.value.drill || (*plan)->value.drill;
        if (pages && record.value.status != IncidentStatus::Resolved)
            engage(tx, record.id, (*plan)->value, by);
    }
    tx.audit(by.name, "create", "incident/" + record.id.toString(),
             "INC-" + std::to_string(record.value.number));
    return record;
}

RecordService::Stored IncidentService::create(WriteTransaction& tx, const NewRecord& record,
                                              const auth::Actor& by)
{
    MATOI_TRY(checkPermission(Kind::Incident, Act::Create, by));
    json::object value = record.value;
    const bool hasPlan = !missing(value, "planId");
    const bool plansTitle = hasPlan && missing(value, "title");
    const bool plansImpact = hasPlan && missing(value, "impact");
    if (plansTitle)
        value["title"] = "from the plan"; // replaced below: the codec wants every required field
    if (plansImpact)
        value["impact"] = static_cast<int>(Impact::Medium);
    if (missing(value, "startedAt"))
        value["startedAt"] = formatTime(tx.now());
    auto incident = wire::fromJson<Incident>(value, wire::Unknown::Reject);
    if (!incident)
        return tl::make_unexpected(incident.error());
    const json::object is = wire::toJson(*incident);
    const json::object fresh = wire::toJson(Incident{});
    for (const std::string& field : wire::serviceFields<Incident>())
        if (is.at(field) != fresh.at(field))
            return fail(ErrorCode::NotAllowed, field, "is set by the service; leave it out");

    IncidentStart request;
    if (record.id)
        request.id = Id<Incident>(*record.id);
    if (!plansImpact)
        request.impact = incident->impact;
    request.incident = std::move(*incident);
    if (plansTitle)
        request.incident.title.clear();
    request.values = record.values;
    request.summary = record.summary;
    auto started = start(tx, request, by);
    if (!started)
        return tl::make_unexpected(started.error());
    MATOI_TRY(sightrules::checkOpener(tx, *started, by));
    // Engaging may have changed it since; the answer is what is stored now.
    return *tx.find(Kind::Incident, started->id.uuid());
}

bool IncidentService::isFree(store::ReadTransaction& tx, const std::string& dedupeKey)
{
    const auto held = tx.key(dedupeSpace, dedupeKey);
    const auto id = held ? Id<Incident>::parse(*held) : std::nullopt;
    // Whoever ends, or goes, gives the key back: one that is held and cannot be seen is restricted and open.
    const auto incident = id ? store::find(tx, *id) : std::nullopt;
    return !id || (incident && incident->value.status == IncidentStatus::Resolved);
}

std::optional<Record<Incident>> IncidentService::openFor(store::ReadTransaction& tx,
                                                         const std::string& dedupeKey)
{
    const auto held = dedupeKey.empty() ? std::nullopt : tx.key(dedupeSpace, dedupeKey);
    const auto id = held ? Id<Incident>::parse(*held) : std::nullopt;
    auto incident = id ? store::find(tx, *id) : std::nullopt;
    if (incident && incident->value.status == IncidentStatus::Resolved)
        return std::nullopt;
    return incident;
}

} // namespace matoi::services
