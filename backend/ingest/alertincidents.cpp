#include "backend/ingest/alertincidents.h"

#include "backend/services/incidentservice.h"
#include "backend/services/recordservice.h"
#include "backend/services/timelineservice.h"
#include "backend/services/validation.h"
#include "models/domain/rules/template.h"
#include "models/domain/rules/weblink.h"

#include <boost/json.hpp>

#include <algorithm>

namespace matoi::ingest {

using namespace domain;
using services::IncidentService;
using services::TimelineService;
using store::WriteTransaction;
using Plan = Record<ResponsePlan>;

namespace {

constexpr const char* source = "alertmanager";
constexpr std::size_t maxFiring = 1000; // as models/wire/incidentjson.cpp holds them
constexpr std::size_t maxSourceEvent = 65536;
constexpr std::size_t maxKey = 1000;
/// A storm of alerts must not bury what people linked.
constexpr std::size_t maxAlarms = 50;
/// Which incident an alarm was kept with last: it may recover when that one is resolved already.
constexpr const char* alarmSpace = "alarm";
/// The incident that a group of Alertmanager's went to, under the plan named in the address and its key.
constexpr const char* groupSpace = "alert-group";
constexpr std::chrono::hours alarmKept{24 * 30};

bool matches(const ResponsePlan& plan, const Labels& labels)
{
    return std::all_of(plan.matchLabels.begin(), plan.matchLabels.end(), [&](const auto& wanted) {
        const auto found = labels.find(wanted.first);
        return found != labels.end() && found->second == wanted.second;
    });
}

bool fitsBetter(const Plan& a, const Plan& b)
{
    const std::size_t labelsOfA = a.value.matchLabels.size();
    const std::size_t labelsOfB = b.value.matchLabels.size();
    return labelsOfA != labelsOfB ? labelsOfA > labelsOfB : a.value.name < b.value.name;
}

Result<Plan> planNamed(WriteTransaction& tx, const std::string& name)
{
    const auto held = tx.key("plan-name", name);
    const auto id = held ? Id<ResponsePlan>::parse(*held) : std::nullopt;
    auto plan = id ? store::find(tx, *id) : std::nullopt;
    if (!plan)
        return fail(ErrorCode::NotFound, "plan", "there is no response plan \"" + name + "\"");
    return std::move(*plan);
}

std::string describe(const Labels& labels)
{
    std::string out;
    for (const auto& [name, value] : labels)
        out += (out.empty() ? "" : ", ") + name + "=" + value;
    return out.empty() ? "no common labels" : out;
}

Result<Plan> planFor(WriteTransaction& tx, const AlertGroup& group, const std::string& name)
{
    if (!name.empty())
        return planNamed(tx, name);
    std::optional<Plan> best;
    for (auto& plan : store::list<ResponsePlan>(tx)) {
        // A drill's plan is for the drill; a real alert must never land in one.
        if (plan.value.drill || plan.value.matchLabels.empty() || !matches(plan.value, group.commonLabels))
            continue;
        if (!best || fitsBetter(plan, *best))
            best = std::move(plan);
    }
    if (!best)
        return fail(ErrorCode::NotFound, "commonLabels",
                    "no response plan has matchLabels that fit: " +
                        services::cutText(describe(group.commonLabels), 2000));
    return std::move(*best);
}

/// A key of any length, as long as a key may be.
std::string keyOf(std::string text)
{
    return text.size() <= maxKey ? text : services::cutText(text, 100) + Uuid::named(text).toString();
}

std::string dedupeKeyOf(const ResponsePlan* plan, const AlertGroup& group,
                        const std::map<std::string, std::string>& values)
{
    std::string key = std::string(source) + ':' + group.groupKey;
    if (plan != nullptr && !plan->dedupeKey.empty()) {
        // A key with a gap in it would throw unlike things together: the group is the safer one.
        if (auto rendered = rules::renderTemplate(plan->dedupeKey, values); rendered.missing.empty())
            key = std::move(rendered.text);
    }
    return keyOf(std::move(key));
}

/// Two receivers with different plans in their addresses may be sent one group.
std::string groupKeyOf(const AlertGroup& group, const std::string& planName)
{
    return keyOf(planName + '\n' + group.groupKey);
}

/// What a message of this group belongs to. First where the group went before: a dedupe key is made from the
/// plan and the labels as they are today, and both change while the incident is open.
std::optional<Record<Incident>> openFor(store::ReadTransaction& tx, const std::string& groupKey,
                                        const std::string& dedupeKey)
{
    const auto held = tx.key(groupSpace, groupKey);
    const auto id = held ? Id<Incident>::parse(*held) : std::nullopt;
    auto incident = id ? store::find(tx, *id) : std::nullopt;
    if (incident && incident->value.status != IncidentStatus::Resolved)
        return incident;
    return IncidentService::openFor(tx, dedupeKey);
}

void rememberGroup(WriteTransaction& tx, const std::string& groupKey, Id<Incident> incident)
{
    if (tx.key(groupSpace, groupKey) != incident.toString())
        tx.setKey(groupSpace, groupKey, incident.toString());
}

std::vector<std::string> fingerprints(const AlertGroup& group, bool firing)
{
    std::vector<std::string> out;
    for (const Alert& alert : group.alerts)
        if (alert.firing == firing && std::find(out.begin(), out.end(), alert.fingerprint) == out.end())
            out.push_back(alert.fingerprint);
    return out;
}

bool contains(const std::vector<std::string>& list, const std::string& text)
{
    return std::find(list.begin(), list.end(), text) != list.end();
}

std::string alarmTitle(const Alert& alert)
{
    const auto name = alert.labels.find("alertname");
    const std::string title = name == alert.labels.end() ? describe(alert.labels) : name->second;
    return services::cutText(title, 300);
}

/// What the alert says about itself, or the labels that tell it from its neighbours.
std::string alarmNote(const Alert& alert, const AlertGroup& group)
{
    const auto summary = alert.annotations.find("summary");
    if (summary != alert.annotations.end() && !services::isBlank(summary->second))
        return services::cutText(summary->second, 500);
    Labels own;
    for (const auto& [label, value] : alert.labels)
        if (label != "alertname" && !group.commonLabels.contains(label))
            own[label] = value;
    return own.empty() ? std::string() : services::cutText(describe(own), 500);
}

RelatedItem alarmOf(const Alert& alert, const AlertGroup& group, Id<Incident> incident, Time now)
{
    RelatedItem item;
    item.incidentId = incident;
    item.relatedKind = RelatedKind::Alarm;
    item.title = alarmTitle(alert);
    item.note = alarmNote(alert, group);
    if (rules::isHttpUrl(alert.generatorUrl) && alert.generatorUrl.size() <= 2000)
        item.url = alert.generatorUrl;
    item.source = source;
    item.firedAt = std::min(alert.startsAt, now);
    return item;
}

/// Each alert of the message as a related item of the incident; written only when something is new in it.
void keepAlarms(WriteTransaction& tx, const AlertGroup& group, Id<Incident> incident, bool startedIt,
                const auth::Actor& by)
{
    std::size_t known = 0;
    for (const auto& item : store::list<RelatedItem>(tx, incident.uuid()))
        known += item.value.relatedKind == RelatedKind::Alarm ? 1 : 0;
    for (const Alert& alert : group.alerts) {
        const auto id = relatedAlarmIdOf(incident, alert.fingerprint);
        const auto before = store::find(tx, id);
        if (!before && (!alert.firing || known >= maxAlarms))
            continue;
        RelatedItem item = alarmOf(alert, group, incident, tx.now());
        item.startedIt = before ? before->value.startedIt : startedIt;
        item.alarmState = alert.firing ? AlarmState::Firing : AlarmState::Recovered;
        if (!alert.firing)
            item.recoveredAt =
                before->value.alarmState == AlarmState::Recovered ? before->value.recoveredAt : tx.now();
        if (before && before->value == item)
            continue;
        known += before ? 0 : 1;
        store::put(tx, id, item, by.name);
        tx.setKey(alarmSpace, alert.fingerprint, incident.toString(), tx.now() + alarmKept);
    }
}

/// The incident is over or was never one of ours; what is linked to it still says how its alarms stand.
void recoverAlarms(WriteTransaction& tx, const AlertGroup& group, const auth::Actor& by)
{
    for (const Alert& alert : group.alerts) {
        const auto held = tx.key(alarmSpace, alert.fingerprint);
        const auto incident = held ? Id<Incident>::parse(*held) : std::nullopt;
        if (!incident)
            continue;
        auto item = store::find(tx, relatedAlarmIdOf(*incident, alert.fingerprint));
        if (!item || item->value.alarmState == AlarmState::Recovered)
            continue;
        item->value.alarmState = AlarmState::Recovered;
        item->value.recoveredAt = tx.now();
        store::put(tx, item->id, item->value, by.name);
    }
}

Result<Outcome> open(WriteTransaction& tx, const AlertGroup& group, const Plan& plan, const std::string& key,
                     const std::map<std::string, std::string>& values, const std::string& raw,
                     const auth::Actor& by)
{
    services::IncidentStart start;
    start.values = values;
    Incident& incident = start.incident;
    incident.planId = plan.id;
    incident.source = source;
    incident.sourceEvent = services::cutText(raw, maxSourceEvent);
    incident.dedupeKey = key;
    incident.firing = fingerprints(group, true);
    if (incident.firing.size() > maxFiring)
        incident.firing.resize(maxFiring);
    // The clock of the sender may be ahead of ours; nothing began in the future.
    incident.startedAt = std::min(earliestStart(group), tx.now());
    auto opened = IncidentService::start(tx, start, by);
    if (!opened)
        return tl::make_unexpected(opened.error());
    keepAlarms(tx, group, opened->id, true, by);
    return Outcome{Outcome::Kind::Opened, opened->id, std::nullopt, std::nullopt};
}

/// Alertmanager names every alert of a group in every message: only what is new to the incident is news.
Outcome join(WriteTransaction& tx, Record<Incident> incident, const AlertGroup& group, const auth::Actor& by)
{
    keepAlarms(tx, group, incident.id, false, by);
    std::vector<std::string>& firing = incident.value.firing;
    const std::vector<std::string> before = firing;
    const auto resolved = fingerprints(group, false);
    std::erase_if(firing, [&](const std::string& print) { return contains(resolved, print); });
    std::size_t fresh = 0;
    for (const std::string& print : fingerprints(group, true)) {
        if (contains(before, print) || firing.size() >= maxFiring)
            continue;
        firing.push_back(print);
        ++fresh;
    }
    if (firing == before)
        return {Outcome::Kind::Unchanged, incident.id, std::nullopt, std::nullopt};
    if (fresh > 0)
        ++incident.value.repeats;
    store::put(tx, incident.id, incident.value, by.name);
    if (fresh > 0)
        TimelineService::automatic(
            tx, incident.id, eventtype::repeated, {{"count", std::to_string(fresh)}, {"source", source}},
            std::to_string(fresh) + (fresh == 1 ? " more alert fires" : " more alerts fire") + " (" + source +
                ")",
            by.name);
    return {fresh > 0 ? Outcome::Kind::Joined : Outcome::Kind::Unchanged, incident.id, std::nullopt,
            std::nullopt};
}

Result<Outcome> recover(WriteTransaction& tx, Record<Incident> incident, const AlertGroup& group,
                        const auth::Actor& by)
{
    keepAlarms(tx, group, incident.id, false, by);
    const auto resolved = fingerprints(group, false);
    const std::size_t before = incident.value.firing.size();
    std::erase_if(incident.value.firing, [&](const std::string& print) { return contains(resolved, print); });
    if (incident.value.firing.size() == before)
        return Outcome{Outcome::Kind::Unchanged, incident.id, std::nullopt, std::nullopt};
    const Record<Incident> stored = store::put(tx, incident.id, incident.value, by.name);
    if (!incident.value.firing.empty())
        return Outcome{Outcome::Kind::Unchanged, incident.id, std::nullopt, std::nullopt};
    TimelineService::automatic(tx, incident.id, eventtype::recovered, {{"source", source}},
                               std::string("Every alert has recovered (") + source + ")", by.name);
    if (incident.value.resolveOnRecovery) {
        auth::Actor resolver = by;
        resolver.role = auth::Role::Responder; // the plan said so
        const auto done = services::RecordService::change(
            tx, Kind::Incident, incident.id.uuid(), stored.meta.rev, {{"status", "resolved"}}, resolver);
        if (!done)
            return tl::make_unexpected(done.error());
    }
    return Outcome{Outcome::Kind::Recovered, incident.id, std::nullopt, std::nullopt};
}

} // namespace

Result<Outcome> applyAlerts(WriteTransaction& tx, const AlertGroup& group, const std::string& planName,
                            const std::string& raw, const auth::Actor& by)
{
    const auto values = templateValues(group);
    const auto plan = planFor(tx, group, planName);
    const std::string key = dedupeKeyOf(plan ? &plan->value : nullptr, group, values);
    const std::string groupKey = groupKeyOf(group, planName);
    auto incident = openFor(tx, groupKey, key);
    if (!group.firing) {
        if (!incident) {
            recoverAlarms(tx, group, by);
            return Outcome{};
        }
        return recover(tx, std::move(*incident), group, by);
    }
    if (incident) {
        rememberGroup(tx, groupKey, incident->id);
        return join(tx, std::move(*incident), group, by);
    }
    if (!plan)
        return tl::make_unexpected(plan.error());
    auto opened = open(tx, group, *plan, key, values, raw, by);
    if (opened)
        rememberGroup(tx, groupKey, *opened->incident);
    return opened;
}

} // namespace matoi::ingest
