#pragma once

#include "models/domain/incident.h"

#include <optional>

namespace matoi::domain::rules {

/// Each fact names its two marks (product.md, Analysis); nullopt when one of them is not set or they are in
/// the wrong order, which a screen shows as "not known".
struct IncidentFacts
{
    std::optional<Duration> timeToDetect;      ///< detectedAt − startedAt
    std::optional<Duration> timeToAcknowledge; ///< acknowledgedAt − detectedAt
    std::optional<Duration> timeToMitigate;    ///< mitigatedAt − detectedAt
    std::optional<Duration> timeToResolve;     ///< resolvedAt − detectedAt

    bool operator==(const IncidentFacts&) const = default;
};

IncidentFacts factsOf(const Incident& incident);

} // namespace matoi::domain::rules
