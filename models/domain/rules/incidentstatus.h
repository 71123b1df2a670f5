#pragma once

#include "models/domain/error.h"
#include "models/domain/incident.h"

namespace matoi::domain::rules {

/// Forward one or more steps, or back to a working state; a resolved incident may be reopened (to
/// Mitigating). Illegal otherwise. The same status again is legal and changes nothing.
Result<void> checkStatusChange(IncidentStatus from, IncidentStatus to);

/// `incident` with the status set and the mark of that status (and of none before it) set to `at`.
/// Going back clears the marks after the new status; reopening clears resolvedAt.
Incident withStatus(Incident incident, IncidentStatus to, Time at);

/// When the next status update is due: `at` + the plan's cadence; nullopt without one, or when resolved.
std::optional<Time> nextUpdateDue(const Incident& incident, Time at);

} // namespace matoi::domain::rules
