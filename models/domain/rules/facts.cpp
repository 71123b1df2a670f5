#include "models/domain/rules/facts.h"

namespace matoi::domain::rules {
namespace {

std::optional<Duration> between(std::optional<Time> from, std::optional<Time> to)
{
    if (!from || !to || *to < *from)
        return std::nullopt;
    return *to - *from;
}

} // namespace

IncidentFacts factsOf(const Incident& incident)
{
    return {between(incident.startedAt, incident.detectedAt),
            between(incident.detectedAt, incident.acknowledgedAt),
            between(incident.detectedAt, incident.mitigatedAt),
            between(incident.detectedAt, incident.resolvedAt)};
}

} // namespace matoi::domain::rules
