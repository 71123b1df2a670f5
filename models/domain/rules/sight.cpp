#include "models/domain/rules/sight.h"

#include <algorithm>

namespace matoi::domain::rules {

std::vector<Seer> seersOf(const Incident& incident, const std::vector<Record<RoleAssignment>>& roles,
                          const std::vector<Record<Engagement>>& engagements)
{
    std::vector<Seer> seers;
    const auto add = [&](Id<Contact> contact, SightReason reason) {
        const bool there = std::any_of(seers.begin(), seers.end(),
                                       [&](const Seer& seer) { return seer.contact == contact; });
        if (!there)
            seers.push_back({contact, reason});
    };
    for (const Id<Contact>& contact : incident.visibleTo)
        add(contact, SightReason::Named);
    for (const auto& role : roles)
        if (role.value.contactId && !role.meta.deleted)
            add(*role.value.contactId, SightReason::Role);
    for (const auto& engagement : engagements) {
        if (engagement.meta.deleted)
            continue;
        add(engagement.value.contactId, SightReason::Paged);
        for (const EngagementStep& step : engagement.value.steps)
            add(step.contactId, SightReason::Paged);
    }
    return seers;
}

std::vector<Id<Contact>> seenBy(const std::vector<Seer>& seers)
{
    std::vector<Id<Contact>> contacts;
    contacts.reserve(seers.size());
    for (const Seer& seer : seers)
        contacts.push_back(seer.contact);
    std::sort(contacts.begin(), contacts.end());
    return contacts;
}

} // namespace matoi::domain::rules
