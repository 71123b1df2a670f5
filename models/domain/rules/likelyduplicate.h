#pragma once

#include "models/domain/incident.h"
#include "models/domain/record.h"

#include <string>
#include <vector>

namespace matoi::domain::rules {

/// What an incident that is about to be started looks like.
struct StartingIncident
{
    std::string title;
    std::string service;
    std::optional<Id<ResponsePlan>> planId;
};

struct LikelyDuplicate
{
    Record<Incident> incident;
    bool samePlan = false;
    bool sameService = false;
    double likeness = 0; ///< of the titles, 0 to 1
};

/// How much two texts have in common, 0 to 1: of their pairs of neighbouring letters and digits, without
/// regard to case. Needs no words, so it works in Japanese too.
double likeness(const std::string& a, const std::string& b);

/// Open incidents that this one may be, the likeliest first: of the same plan, or of a title that is much
/// alike. Drills are not compared with what is real.
std::vector<LikelyDuplicate> likelyDuplicates(const StartingIncident& starting,
                                              const std::vector<Record<Incident>>& incidents);

} // namespace matoi::domain::rules
