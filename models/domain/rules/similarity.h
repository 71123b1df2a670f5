#pragma once

#include "models/domain/incident.h"

#include <map>
#include <string>
#include <vector>

namespace matoi::domain::rules {

/// What one incident is compared by.
struct IncidentTraits
{
    Id<Incident> id;
    std::string service;
    std::string plan;
    std::vector<std::string> tags;
    std::vector<std::string> alarms;
    std::vector<std::string> words; ///< of title and summary: folded, sorted, each once
    Time startedAt{};
    int refusals = 0; ///< how often somebody said "not this" to it beside an incident of this service
};

/// Why two incidents are alike; what a screen says in words.
struct Likeness
{
    bool sameService = false;
    bool samePlan = false;
    std::vector<std::string> alarms; ///< that both had
    std::vector<std::string> tags;
    std::vector<std::string> words; ///< that both have, the rarest first

    bool operator==(const Likeness&) const = default;
};

struct SimilarTo
{
    Id<Incident> id;
    double score = 0;
    Likeness why;
};

/// The most similar first, equal ones the newest first; those that have nothing to say are left out. The same
/// alarm weighs most, then the service, then words by how rare they are among all of `past`. A refusal
/// halves: what people say about it outweighs what it looks like.
std::vector<SimilarTo> rankSimilar(const IncidentTraits& incident, const std::vector<IncidentTraits>& past,
                                   std::size_t limit);

} // namespace matoi::domain::rules
