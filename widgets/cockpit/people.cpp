#include "widgets/cockpit/people.h"

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

namespace {

void add(std::vector<std::string>& people, const std::string& name)
{
    if (!name.empty() && std::find(people.begin(), people.end(), name) == people.end())
        people.push_back(name);
}

std::string commander(const PanelContext& context, Id<Incident> id)
{
    const auto held =
        context.repositories.roleAssignments.find(roleAssignmentIdOf(id, domain::IncidentRole::Commander));
    return held ? held->value.person : std::string();
}

} // namespace

std::vector<std::string> peopleOf(const PanelContext& context, Id<Incident> id)
{
    std::vector<std::string> people;
    add(people, commander(context, id));
    for (const auto& role : context.repositories.roleAssignments.of(id.uuid()))
        add(people, role.value.person);
    for (const auto& engagement : context.repositories.engagements.of(id.uuid()))
        if (engagement.value.state == EngagementState::Acknowledged)
            add(people, engagement.value.endedBy);
    for (const auto& task : context.repositories.tasks.of(id.uuid()))
        if (task.value.state == TaskState::Open)
            add(people, task.value.assignee);
    for (const auto& report : context.repositories.reports.of(id.uuid()))
        add(people, report.value.person);
    return people;
}

std::vector<std::string> ledPeopleOf(const PanelContext& context, Id<Incident> id)
{
    auto people = peopleOf(context, id);
    std::erase(people, commander(context, id));
    return people;
}

std::vector<Record<Report>> newestReports(const PanelContext& context, Id<Incident> id)
{
    std::vector<Record<Report>> newest;
    for (const auto& report : context.repositories.reports.of(id.uuid())) {
        const auto same = std::find_if(newest.begin(), newest.end(), [&](const auto& other) {
            return other.value.person == report.value.person;
        });
        if (same == newest.end())
            newest.push_back(report);
        else if (same->value.at <= report.value.at)
            *same = report;
    }
    return newest;
}

std::optional<CallOut> lastCallOut(const PanelContext& context, Id<Incident> id)
{
    std::optional<CallOut> last;
    for (const auto& callOut : context.repositories.callOuts.of(id.uuid()))
        if (!last || last->at <= callOut.value.at)
            last = callOut.value;
    return last;
}

} // namespace matoi::widgets
