#pragma once

#include "models/domain/incident.h"

#include <optional>
#include <string>
#include <vector>

namespace matoi::domain::rules {

/// Which incidents a list is about. What is empty lets everything through; of several values one is enough.
struct IncidentFilter
{
    std::vector<Impact> impacts;
    std::vector<IncidentStatus> statuses;
    std::vector<std::string> services;
    std::vector<std::string> commanders; ///< an empty name: nobody leads
    std::vector<std::string> plans;      ///< by name, as it was at the start; an empty name: without a plan
    std::vector<std::string> tags;
    std::optional<Time> startedFrom;
    std::optional<Time> startedBefore;

    bool empty() const { return *this == IncidentFilter(); }
    bool operator==(const IncidentFilter&) const = default;
};

/// `commander`: who leads now; empty: nobody.
bool passes(const IncidentFilter& filter, const Incident& incident, const std::string& commander);

} // namespace matoi::domain::rules
