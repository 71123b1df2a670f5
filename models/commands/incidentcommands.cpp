#include "models/commands/incidentcommands.h"

#include "models/commands/putback.h"
#include "models/domain/rules/incidentstatus.h"
#include "models/domain/rules/template.h"

#include <algorithm>

namespace matoi::commands {

using namespace domain;

namespace {

bool blank(const std::string& text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

std::string trimmed(const std::string& text)
{
    const std::size_t from = text.find_first_not_of(" \t\r\n");
    if (from == std::string::npos)
        return {};
    return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

bool marksDiffer(const Incident& a, const Incident& b)
{
    return a.startedAt != b.startedAt || a.detectedAt != b.detectedAt ||
           a.acknowledgedAt != b.acknowledgedAt || a.mitigatedAt != b.mitigatedAt ||
           a.resolvedAt != b.resolvedAt;
}

/// The incident as it would be without the edit; what others have changed since stays, or refuses it.
Result<Incident> without(const Incident& before, const Incident& after, Incident now, Time at)
{
    if (!putBack(now, before, after, &Incident::title, &Incident::impact, &Incident::tags, &Incident::service,
                 &Incident::restricted, &Incident::visibleTo))
        return tl::make_unexpected(changedSince().error());
    if (before.status != after.status) {
        if (now.status != after.status)
            return tl::make_unexpected(changedSince().error());
        if (auto legal = rules::checkStatusChange(now.status, before.status); !legal)
            return tl::make_unexpected(legal.error());
        return rules::withStatus(now, before.status, at);
    }
    if (marksDiffer(before, after)) {
        if (!putBack(now, before, after, &Incident::startedAt, &Incident::detectedAt,
                     &Incident::acknowledgedAt, &Incident::mitigatedAt, &Incident::resolvedAt))
            return tl::make_unexpected(changedSince().error());
        now.markReason = "undone";
    }
    return now;
}

bool contains(const std::vector<Id<Contact>>& contacts, Id<Contact> contact)
{
    return std::find(contacts.begin(), contacts.end(), contact) != contacts.end();
}

} // namespace

IncidentCommands::IncidentCommands(Repositories& repositories, ChangeNotifier& session, const Clock& clock,
                                   EditHistory& history)
    : m_repositories(repositories)
    , m_session(session)
    , m_clock(clock)
    , m_history(history)
{}

Result<Id<Incident>> IncidentCommands::start(const StartIncident& request)
{
    Incident incident;
    incident.title = request.title;
    incident.impact = request.impact;
    incident.drill = request.drill;
    incident.planId = request.planId;
    incident.restricted = request.restricted;
    const Time now = m_clock.now();
    incident.startedAt = std::min(request.startedAt.value_or(now), now);
    incident.detectedAt = now;
    if (request.planId) {
        const auto plan = m_repositories.responsePlans.find(*request.planId);
        if (!plan)
            return fail(ErrorCode::NotFound, "planId", "the response plan is not on this computer");
        incident.drill = incident.drill || plan->value.drill;
        incident.restricted = incident.restricted || plan->value.restricted;
        if (blank(incident.title))
            incident.title = rules::titleByHand(plan->value.title);
    }
    if (blank(incident.title))
        return fail(ErrorCode::MissingField, "title", "say what customers see");
    nameOneself(incident);
    const auto id = Id<Incident>::generate();
    if (auto created = m_repositories.incidents.create(id, std::move(incident)); !created)
        return tl::make_unexpected(created.error());
    m_history.add(Deed::IncidentStarted, {}); // people are being paged: there is no way back
    return id;
}

Result<void> IncidentCommands::change(Id<Incident> id, Deed deed,
                                      const std::function<Result<void>(Incident&)>& edit)
{
    const auto base = m_repositories.incidents.find(id);
    if (!base)
        return fail(ErrorCode::NotFound, {}, "the incident is not on this computer");
    Incident value = base->value;
    if (auto edited = edit(value); !edited)
        return edited;
    if (value == base->value)
        return {};
    if (auto changed = m_repositories.incidents.change(*base, value); !changed)
        return changed;
    m_history.add(deed, [this, before = base->value, after = value, id]() -> Result<void> {
        const auto now = m_repositories.incidents.find(id);
        if (!now)
            return fail(ErrorCode::NotFound, {}, "the incident is gone");
        auto back = without(before, after, now->value, m_clock.now());
        if (!back)
            return tl::make_unexpected(back.error());
        return m_repositories.incidents.change(*now, std::move(*back));
    });
    return {};
}

Result<void> IncidentCommands::setStatus(Id<Incident> incident, IncidentStatus status, std::optional<Time> at)
{
    return change(incident, Deed::StatusChanged, [&](Incident& value) -> Result<void> {
        if (auto legal = rules::checkStatusChange(value.status, status); !legal)
            return legal;
        value = rules::withStatus(value, status, at.value_or(m_clock.now()));
        return {};
    });
}

Result<void> IncidentCommands::setImpact(Id<Incident> incident, Impact impact)
{
    return change(incident, Deed::ImpactChanged, [&](Incident& value) -> Result<void> {
        value.impact = impact;
        return {};
    });
}

Result<void> IncidentCommands::setTitle(Id<Incident> incident, const std::string& title)
{
    if (blank(title))
        return fail(ErrorCode::InvalidValue, "title", "must not be empty");
    return change(incident, Deed::TitleChanged, [&](Incident& value) -> Result<void> {
        value.title = title;
        return {};
    });
}

Result<void> IncidentCommands::setTags(Id<Incident> incident, std::vector<std::string> tags)
{
    std::vector<std::string> clean;
    for (const std::string& tag : tags) {
        const std::string word = trimmed(tag);
        if (!word.empty() && std::find(clean.begin(), clean.end(), word) == clean.end())
            clean.push_back(word);
    }
    return change(incident, Deed::TagsChanged, [&](Incident& value) -> Result<void> {
        value.tags = clean;
        return {};
    });
}

Result<void> IncidentCommands::setService(Id<Incident> incident, const std::string& service)
{
    return change(incident, Deed::ServiceChanged, [&](Incident& value) -> Result<void> {
        value.service = trimmed(service);
        return {};
    });
}

Result<void> IncidentCommands::setRestricted(Id<Incident> incident, bool restricted)
{
    return change(incident, Deed::SightChanged, [&](Incident& value) -> Result<void> {
        value.restricted = restricted;
        nameOneself(value);
        return {};
    });
}

Result<void> IncidentCommands::setNamed(Id<Incident> incident, Id<Contact> contact, bool named)
{
    return change(incident, Deed::SightChanged, [&](Incident& value) -> Result<void> {
        std::erase(value.visibleTo, contact);
        if (named)
            value.visibleTo.push_back(contact);
        return {};
    });
}

/// As the service does it.
void IncidentCommands::nameOneself(Incident& incident) const
{
    const auto own = m_session.session().contactId;
    if (incident.restricted && own && !contains(incident.visibleTo, *own))
        incident.visibleTo.push_back(*own);
}

Result<void> IncidentCommands::setMark(Id<Incident> incident, Mark mark, Time at, const std::string& reason)
{
    return change(incident, Deed::MarkCorrected, [&](Incident& value) -> Result<void> {
        const auto set = [&](auto& of, bool wasSet) -> Result<void> {
            if (wasSet && of != at && blank(reason))
                return fail(ErrorCode::MissingField, "markReason", "say why the mark is corrected");
            if (wasSet && of != at)
                value.markReason = reason;
            of = at;
            return {};
        };
        switch (mark) {
        case Mark::Started: return set(value.startedAt, true);
        case Mark::Detected: return set(value.detectedAt, value.detectedAt.has_value());
        case Mark::Acknowledged: return set(value.acknowledgedAt, value.acknowledgedAt.has_value());
        case Mark::Mitigated: return set(value.mitigatedAt, value.mitigatedAt.has_value());
        case Mark::Resolved: return set(value.resolvedAt, value.resolvedAt.has_value());
        }
        return {};
    });
}

Result<void> IncidentCommands::takeRole(Id<Incident> incident, IncidentRole role, const std::string& person,
                                        const std::string& reason)
{
    const auto id = roleAssignmentIdOf(incident, role);
    const auto base = m_repositories.roleAssignments.find(id);
    RoleAssignment value;
    value.incidentId = incident;
    value.role = role;
    value.person = person;
    value.since = m_clock.now();
    value.reason = reason;
    for (const auto& contact : m_repositories.contacts.all())
        if (contact.value.name == person)
            value.contactId = contact.id;
    const auto result = base ? m_repositories.roleAssignments.change(*base, value)
                             : m_repositories.roleAssignments.create(id, value);
    if (!result)
        return result;
    RoleAssignment before = base ? base->value : RoleAssignment{incident, role, {}, {}, {}, {}};
    m_history.add(Deed::RoleTaken, [this, id, person, before]() -> Result<void> {
        const auto now = m_repositories.roleAssignments.find(id);
        if (!now)
            return fail(ErrorCode::NotFound, {}, "the role is gone");
        if (now->value.person != person)
            return changedSince(); // somebody has taken it over
        RoleAssignment back = before;
        back.since = m_clock.now();
        back.reason.clear();
        return m_repositories.roleAssignments.change(*now, back);
    });
    return {};
}

Result<void> IncidentCommands::saveSummary(Id<Incident> incident, const std::optional<Record<Summary>>& base,
                                           const std::string& text)
{
    const auto id = summaryIdOf(incident);
    if (base && base->value.text == text)
        return {};
    const auto result = base ? m_repositories.summaries.change(*base, Summary{incident, text})
                             : m_repositories.summaries.create(id, Summary{incident, text});
    if (!result)
        return result;
    m_history.add(Deed::SummaryChanged, rewriting(m_repositories.summaries, id,
                                                  Summary{incident, base ? base->value.text : std::string()},
                                                  Summary{incident, text}, "the summary is gone"));
    return {};
}

Result<void> IncidentCommands::postUpdate(Id<Incident> incident, const std::string& text,
                                          std::optional<Time> nextUpdateAt, const std::string& audience)
{
    if (blank(text))
        return fail(ErrorCode::InvalidValue, "text", "must not be empty");
    StatusUpdate update;
    update.incidentId = incident;
    update.audience = audience;
    update.text = text;
    update.at = m_clock.now();
    update.nextUpdateAt = nextUpdateAt;
    if (auto created = m_repositories.statusUpdates.create(Id<StatusUpdate>::generate(), std::move(update));
        !created)
        return created;
    m_history.add(Deed::UpdatePosted, {});
    return {};
}

Result<void> IncidentCommands::changeTask(const Record<Task>& task, Task value)
{
    if (auto changed = m_repositories.tasks.change(task, value); !changed)
        return changed;
    m_history.add(Deed::TaskChanged,
                  puttingBack(m_repositories.tasks, task, std::move(value), "the checklist row is gone",
                              &Task::state, &Task::reason, &Task::doneBy, &Task::doneAt, &Task::assignee));
    return {};
}

Result<void> IncidentCommands::setTask(const Record<Task>& task, TaskState state, const std::string& reason)
{
    Task value = task.value;
    value.state = state;
    value.reason = reason;
    value.doneBy = state == TaskState::Open ? std::string() : m_session.session().name;
    value.doneAt = state == TaskState::Open ? std::nullopt : std::optional(m_clock.now());
    return changeTask(task, std::move(value));
}

Result<void> IncidentCommands::assignTask(const Record<Task>& task, const std::string& person)
{
    Task value = task.value;
    value.assignee = person;
    return changeTask(task, std::move(value));
}

Result<void> IncidentCommands::addTask(Id<Incident> incident, const std::string& title)
{
    if (blank(title))
        return fail(ErrorCode::InvalidValue, "title", "must not be empty");
    Task task;
    task.incidentId = incident;
    task.title = title;
    for (const auto& other : m_repositories.tasks.of(incident.uuid()))
        task.position = std::max(task.position, other.value.position + 1);
    const auto id = Id<Task>::generate();
    if (auto created = m_repositories.tasks.create(id, task); !created)
        return created;
    m_history.add(Deed::TaskAdded, takingAway(m_repositories.tasks, id, std::move(task), &Task::title,
                                              &Task::state, &Task::assignee));
    return {};
}

} // namespace matoi::commands
