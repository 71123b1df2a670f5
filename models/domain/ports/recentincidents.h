#pragma once

#include "models/domain/ports/repository.h"

namespace matoi::domain {

/// What a list of incidents shows first. A repository that finds it without reading all the others implements
/// this beside Repository<Incident>.
class RecentIncidents
{
public:
    virtual ~RecentIncidents() = default;

    /// Those that are not resolved, and those that were since then. Order: by creation.
    virtual std::vector<Record<Incident>> openOrResolvedSince(Time since) const = 0;
};

/// At least those; of a repository that cannot tell them apart, all.
inline std::vector<Record<Incident>> recentIncidents(const Repository<Incident>& incidents, Time since)
{
    const auto* recent = dynamic_cast<const RecentIncidents*>(&incidents);
    return recent != nullptr ? recent->openOrResolvedSince(since) : incidents.all();
}

} // namespace matoi::domain
