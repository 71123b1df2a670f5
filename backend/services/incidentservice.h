#pragma once

#include "backend/services/recordservice.h"

namespace matoi::services {

/// What an incident is opened with.
struct IncidentStart
{
    std::optional<domain::Id<domain::Incident>> id;
    /// What is set here wins over the plan's. Empty: the plan's title, service, tags, metrics and so on.
    domain::Incident incident;
    /// nullopt: the plan's, or incident.impact without a plan.
    std::optional<domain::Impact> impact;
    std::map<std::string, std::string> values; ///< for the plan's templates
    std::optional<std::string> summary;        ///< instead of the plan's
};

class IncidentService
{
public:
    /// Opens an incident and runs its plan: number, title, impact and summary, checklist, metrics, cadence,
    /// engagements, the first timeline event; all in the caller's transaction. Templates know, beside
    /// `values`: {number}, {title} (in the summary) and {service}. startedAt of the epoch: now.
    static domain::Result<domain::Record<domain::Incident>>
    start(store::WriteTransaction& tx, const IncidentStart& start, const auth::Actor& by);

    /// The same from a client's JSON: title, impact and startedAt may be left out when a plan is named.
    static RecordService::Stored create(store::WriteTransaction& tx, const NewRecord& record,
                                        const auth::Actor& by);

    /// The incident that is open for a dedupe key.
    /// Whether no open incident has this key, also none that the reader of `tx` may not see.
    static bool isFree(store::ReadTransaction& tx, const std::string& dedupeKey);
    static std::optional<domain::Record<domain::Incident>> openFor(store::ReadTransaction& tx,
                                                                   const std::string& dedupeKey);
};

} // namespace matoi::services
