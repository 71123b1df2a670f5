#include "models/domain/rules/incidentstatus.h"

namespace matoi::domain::rules {

Result<void> checkStatusChange(IncidentStatus from, IncidentStatus to)
{
    if (from == IncidentStatus::Resolved && to != IncidentStatus::Resolved &&
        to != IncidentStatus::Mitigating)
        return fail(ErrorCode::Illegal, "status",
                    "a resolved incident can only be reopened, to \"mitigating\"");
    if (to == IncidentStatus::Open && from != IncidentStatus::Open)
        return fail(ErrorCode::Illegal, "status",
                    "somebody has already answered: it cannot be \"open\" again");
    return {};
}

Incident withStatus(Incident incident, IncidentStatus to, Time at)
{
    if (incident.status == to)
        return incident;
    if (to < IncidentStatus::Resolved)
        incident.resolvedAt.reset();
    if (to < IncidentStatus::Mitigated)
        incident.mitigatedAt.reset();
    switch (to) {
    case IncidentStatus::Acknowledged:
        if (!incident.acknowledgedAt)
            incident.acknowledgedAt = at;
        break;
    case IncidentStatus::Mitigated: incident.mitigatedAt = at; break;
    case IncidentStatus::Resolved: incident.resolvedAt = at; break;
    case IncidentStatus::Open:
    case IncidentStatus::Mitigating: break;
    }
    incident.status = to;
    if (to == IncidentStatus::Resolved)
        incident.nextUpdateDueAt.reset();
    return incident;
}

std::optional<Time> nextUpdateDue(const Incident& incident, Time at)
{
    if (!incident.updateIntervalMinutes || incident.status == IncidentStatus::Resolved)
        return std::nullopt;
    return at + std::chrono::minutes(*incident.updateIntervalMinutes);
}

} // namespace matoi::domain::rules
