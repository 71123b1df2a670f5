#pragma once

#include "models/domain/ports/changes.h"
#include "models/domain/rules/remedy.h"
#include "models/domain/rules/similarity.h"

namespace matoi::domain {

/// A past incident that is like the one asked about.
struct SimilarIncident
{
    Record<Incident> incident;
    rules::Likeness why;
    std::optional<rules::Remedy> remedy;
};

/// Finds them among this computer's own records, so it works without a connection, and says nothing of
/// incidents that this computer does not have. Only resolved ones; drills only for a drill. Without those
/// that are linked to it or that somebody refused. Never waits: the answer comes in a later turn of the GUI
/// thread's event loop, unless the subscription is let go before.
class SimilarIncidents
{
public:
    virtual ~SimilarIncidents() = default;

    [[nodiscard]] virtual Subscription
    find(Id<Incident> incident, std::size_t limit,
         std::function<void(Result<std::vector<SimilarIncident>>)> done) = 0;
};

} // namespace matoi::domain
