#include "models/domain/rules/incidentfilter.h"

#include <algorithm>

namespace matoi::domain::rules {
namespace {

template <class T> bool allows(const std::vector<T>& wanted, const T& value)
{
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

} // namespace

bool passes(const IncidentFilter& filter, const Incident& incident, const std::string& commander)
{
    if (filter.startedFrom && incident.startedAt < *filter.startedFrom)
        return false;
    if (filter.startedBefore && incident.startedAt >= *filter.startedBefore)
        return false;
    const bool tagged =
        filter.tags.empty() || std::any_of(incident.tags.begin(), incident.tags.end(),
                                           [&](const std::string& tag) { return allows(filter.tags, tag); });
    return tagged && allows(filter.impacts, incident.impact) && allows(filter.statuses, incident.status) &&
           allows(filter.services, incident.service) && allows(filter.commanders, commander) &&
           allows(filter.plans, incident.planName);
}

} // namespace matoi::domain::rules
