#pragma once

#include "backend/auth/actor.h"
#include "backend/store/store.h"

#include <set>
#include <unordered_map>

namespace matoi::services {

/// Which incidents are restricted, and to whom, in one state of the store. The rule itself is
/// domain::rules::seersOf; here is who asks: an admin sees everything; whoever has no contact sees no
/// restricted incident.
class Sight
{
public:
    /// One look-up for all of them.
    explicit Sight(store::ReadTransaction& tx);

    bool hidesAnything(const auth::Actor& by) const;
    bool hidesIncident(const auth::Actor& by, const domain::Uuid& incident) const;
    /// Whether one of the incidents of which it tells (wire::incidentsIn) is hidden.
    bool hides(const auth::Actor& by, const store::StoredRecord& record) const;

private:
    std::unordered_map<domain::Uuid, std::set<domain::Uuid>> m_restricted; ///< incident → contacts
};

/// What the feed says of a record to whoever may not see it: nullopt, or of an incident that it is gone, so
/// that a copy of it is dropped, with all that belongs to it. Told to everybody, also to those who never saw
/// it: the service would have to remember who has.
std::optional<store::StoredRecord> goneFrom(const store::StoredRecord& hidden);

/// An incident, what belongs to it and what points to it, in order of change, also what is removed: for
/// whoever sees it since lately.
std::vector<store::StoredRecord> changesOf(store::ReadTransaction& tx, const domain::Uuid& incident,
                                           store::ChangeNumber since, int limit);

} // namespace matoi::services
