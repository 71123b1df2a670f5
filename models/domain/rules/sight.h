#pragma once

#include "models/domain/engagement.h"
#include "models/domain/incident.h"
#include "models/domain/record.h"

#include <vector>

/// Who sees a restricted incident. Admins do besides: they are tokens, not contacts.
namespace matoi::domain::rules {

/// What a contact sees it for. One may do so for several reasons; the first that holds is told.
enum class SightReason
{
    Named, ///< somebody named them
    Role,  ///< holds a role on it
    Paged  ///< was engaged, or stands in the plan of somebody who was
};

struct Seer
{
    Id<Contact> contact;
    SightReason reason = SightReason::Named;

    bool operator==(const Seer&) const = default;
};

/// Each contact once: those named in the order of naming, then those with a role, then those paged.
std::vector<Seer> seersOf(const Incident& incident, const std::vector<Record<RoleAssignment>>& roles,
                          const std::vector<Record<Engagement>>& engagements);

/// The same contacts, sorted: Incident::seenBy.
std::vector<Id<Contact>> seenBy(const std::vector<Seer>& seers);

} // namespace matoi::domain::rules
