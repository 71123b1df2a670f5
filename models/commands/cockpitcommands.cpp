#include "models/commands/cockpitcommands.h"

#include "models/commands/putback.h"

#include <algorithm>

namespace matoi::commands {

using namespace domain;
using std::chrono::minutes;

namespace {

bool blank(const std::string& text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

} // namespace

Result<void> CockpitCommands::create(Decision decision, Deed deed)
{
    if (blank(decision.what))
        return fail(ErrorCode::InvalidValue, "what", "say what is decided");
    const auto id = Id<Decision>::generate();
    const bool open = !decision.decidedAt;
    if (auto created = m_repositories.decisions.create(id, std::move(decision)); !created)
        return created;
    if (!open) {
        m_history.add(deed, {}); // it stays: it is the record of what happened
        return {};
    }
    m_history.add(deed, [&decisions = m_repositories.decisions, id]() -> Result<void> {
        const auto asked = decisions.find(id);
        if (!asked)
            return {};
        if (asked->value.decidedAt)
            return fail(ErrorCode::Illegal, {}, "somebody has decided it");
        return decisions.remove(*asked);
    });
    return {};
}

Result<void> CockpitCommands::decide(Id<Incident> incident, const DecisionText& text,
                                     std::optional<Time> checkAgainAt, std::optional<Time> at)
{
    Decision decision;
    decision.incidentId = incident;
    decision.what = text.what;
    decision.because = text.because;
    decision.insteadOf = text.insteadOf;
    decision.askedBy = decision.decidedBy = m_session.session().name;
    decision.askedAt = at.value_or(m_clock.now());
    decision.decidedAt = decision.askedAt;
    decision.checkAgainAt = checkAgainAt;
    return create(std::move(decision), Deed::DecisionMade);
}

Result<void> CockpitCommands::ask(Id<Incident> incident, const std::string& question, Time decideBy)
{
    Decision decision;
    decision.incidentId = incident;
    decision.what = question;
    decision.askedBy = m_session.session().name;
    decision.askedAt = m_clock.now();
    decision.dueAt = decideBy;
    return create(std::move(decision), Deed::DecisionAsked);
}

Result<void> CockpitCommands::answer(const Record<Decision>& open, const DecisionText& text,
                                     std::optional<Time> checkAgainAt)
{
    const auto now = m_repositories.decisions.find(open.id);
    if (!now)
        return fail(ErrorCode::NotFound, {}, "the question is gone");
    if (now->value.decidedAt)
        return fail(ErrorCode::Illegal, {}, "somebody has decided it");
    if (blank(text.what))
        return fail(ErrorCode::InvalidValue, "what", "say what is decided");
    Decision decision = open.value;
    decision.what = text.what;
    decision.because = text.because;
    decision.insteadOf = text.insteadOf;
    decision.decidedBy = m_session.session().name;
    decision.decidedAt = m_clock.now();
    decision.checkAgainAt = checkAgainAt;
    if (auto changed = m_repositories.decisions.change(open, std::move(decision)); !changed)
        return changed;
    m_history.add(Deed::DecisionMade, {});
    return {};
}

Result<void> CockpitCommands::giveTask(Id<Incident> incident, const std::string& title,
                                       const std::string& person, minutes box)
{
    if (blank(title))
        return fail(ErrorCode::InvalidValue, "title", "must not be empty");
    Task task;
    task.incidentId = incident;
    task.title = title;
    task.assignee = person;
    task.boxMinutes = static_cast<int>(box.count());
    task.boxStartedAt = m_clock.now();
    for (const auto& other : m_repositories.tasks.of(incident.uuid()))
        task.position = std::max(task.position, other.value.position + 1);
    const auto id = Id<Task>::generate();
    if (auto created = m_repositories.tasks.create(id, task); !created)
        return created;
    m_history.add(Deed::TaskGiven,
                  takingAway(m_repositories.tasks, id, std::move(task), &Task::title, &Task::state,
                             &Task::assignee, &Task::boxMinutes, &Task::boxStartedAt));
    return {};
}

Result<void> CockpitCommands::changeTask(const Record<Task>& task, Task value)
{
    if (auto changed = m_repositories.tasks.change(task, value); !changed)
        return changed;
    m_history.add(Deed::TaskChanged,
                  puttingBack(m_repositories.tasks, task, std::move(value), "the task is gone",
                              &Task::assignee, &Task::boxMinutes, &Task::boxStartedAt));
    return {};
}

Result<void> CockpitCommands::moreTime(const Record<Task>& task, minutes more)
{
    Task value = task.value;
    const Time now = m_clock.now();
    const Time start = value.boxStartedAt.value_or(now);
    const Time end = std::max(value.boxEndsAt().value_or(now), now) + more;
    value.boxStartedAt = start;
    value.boxMinutes = static_cast<int>(std::chrono::ceil<minutes>(end - start).count());
    return changeTask(task, std::move(value));
}

Result<void> CockpitCommands::passOn(const Record<Task>& task, const std::string& person)
{
    Task value = task.value;
    value.assignee = person;
    value.boxStartedAt = m_clock.now();
    return changeTask(task, std::move(value));
}

Result<void> CockpitCommands::report(Report report)
{
    if (blank(report.conditions) && blank(report.actions) && blank(report.needs))
        return fail(ErrorCode::MissingField, "conditions", "say at least one of the three");
    if (report.person.empty())
        report.person = m_session.session().name;
    report.at = m_clock.now();
    if (auto created = m_repositories.reports.create(Id<Report>::generate(), std::move(report)); !created)
        return created;
    m_history.add(Deed::Reported, {});
    return {};
}

Result<void> CockpitCommands::callOut(Id<Incident> incident, std::vector<std::string> asked,
                                      std::vector<std::string> answered)
{
    if (asked.empty())
        return fail(ErrorCode::MissingField, "asked", "name whom you called out");
    CallOut callOut;
    callOut.incidentId = incident;
    callOut.at = m_clock.now();
    callOut.asked = std::move(asked);
    callOut.answered = std::move(answered);
    if (auto created = m_repositories.callOuts.create(Id<CallOut>::generate(), std::move(callOut)); !created)
        return created;
    m_history.add(Deed::CalledOut, {});
    return {};
}

} // namespace matoi::commands
