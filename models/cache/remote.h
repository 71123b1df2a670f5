#pragma once

#include "models/domain/ports/repository.h"

#include <functional>
#include <vector>

namespace matoi::cache {

/// What the local copy asks of whoever talks to the service (models/sync). Called on the GUI thread; must not
/// wait.
class Remote
{
public:
    virtual ~Remote() = default;

    /// There is something new to send.
    virtual void outboxChanged() = 0;
    virtual void retryNow() = 0;
    virtual void refreshSamples(domain::Id<domain::MetricDefinition> metric, domain::Time from,
                                domain::Time to) = 0;
    /// Cache::contentProgress and contentFetched tell what becomes of it.
    virtual void fetchContent(const std::string& sha256) = 0;
    /// `done` is called on the GUI thread, later.
    virtual void history(
        domain::Id<domain::TimelineEvent> id,
        std::function<void(domain::Result<std::vector<domain::Revised<domain::TimelineEvent>>>)> done) = 0;
    virtual void audit(domain::Id<domain::Incident> incident, std::optional<std::int64_t> before,
                       std::function<void(domain::Result<domain::AuditPage>)> done) = 0;
};

} // namespace matoi::cache
