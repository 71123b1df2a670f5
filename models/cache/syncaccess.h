#pragma once

#include "models/cache/writer.h"
#include "models/domain/metric.h"

#include <functional>
#include <optional>

namespace matoi::cache {

/// The side of the local copy that models/sync works on. May be called from any thread; the callbacks come on
/// the writer's thread once it is on the disk (ok) or could not be written (not ok: nothing of it was kept).
class SyncAccess
{
public:
    explicit SyncAccess(Writer& writer)
        : m_writer(writer)
    {}

    void position(std::function<void(FeedPosition)> done);
    void applyPage(FeedPage page, std::function<void(bool ok)> done);
    void beginRescan(std::string epoch, std::function<void(bool ok)> done);
    void endRescan(std::function<void(bool ok)> done);

    struct Next
    {
        std::optional<Outgoing> outgoing;
        /// When nothing may go now: when something may.
        std::optional<domain::Time> nextTryAt;
    };
    /// The next request, noted as sent before it is handed out. Not called again before it is settled.
    void takeNext(std::function<void(Next)> done);
    void settle(std::int64_t entry, Outcome outcome, std::function<void(bool ok)> done);
    void retryNow(std::function<void(bool ok)> done);

    void storeSamples(domain::Id<domain::MetricDefinition> metric, domain::MetricData data,
                      std::function<void(bool ok)> done);

private:
    Writer& m_writer;
};

} // namespace matoi::cache
