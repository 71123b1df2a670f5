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

/// Those that are not resolved. Order: by creation.
inline std::vector<Record<Incident>> openIncidents(const Repository<Incident>& incidents)
{
    constexpr Time laterThanAnyEnd{std::chrono::days(365'000)};
    auto open = recentIncidents(incidents, laterThanAnyEnd);
    std::erase_if(open,
                  [](const auto& incident) { return incident.value.status == IncidentStatus::Resolved; });
    return open;
}

} // namespace matoi::domain
