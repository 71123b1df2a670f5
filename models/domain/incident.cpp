#include "models/domain/incident.h"

namespace matoi::domain {

Id<RoleAssignment> roleAssignmentIdOf(Id<Incident> incident, IncidentRole role)
{
    return Id<RoleAssignment>(
        Uuid::named("role:" + incident.toString() + ":" + std::to_string(static_cast<int>(role))));
}

} // namespace matoi::domain
