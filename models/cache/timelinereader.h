#pragma once

#include "models/cache/localview.h"
#include "models/domain/ports/repository.h"
#include "models/domain/ports/timelines.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <list>
#include <unordered_map>
#include <unordered_set>

namespace matoi::cache {

/// Timelines out of the local copy. Portions are read and decoded on a thread of its own, over a connection
/// of its own. What changes between that reading and the handing over is looked up again then, so that a
/// portion never brings back what an edit has just changed.
class TimelineReader final : public domain::Timelines
{
public:
    TimelineReader(std::string file, sqlite::Connection& reader, const LocalView& view,
                   const domain::Repository<domain::TimelineEvent>& now);
    ~TimelineReader() override;

    int count(domain::Id<domain::Incident> incident) const override;
    std::vector<domain::Record<domain::TimelineEvent>> latest(domain::Id<domain::Incident> incident,
                                                              int limit) const override;
    [[nodiscard]] domain::Subscription read(domain::Id<domain::Incident> incident,
                                            std::function<void(Portion)> portion) override;

    /// The event may look different from now on.
    void touch(domain::Uuid id);

private:
    using Events = std::vector<domain::Record<domain::TimelineEvent>>;
    struct Reading
    {
        domain::Id<domain::Incident> incident;
        std::function<void(Portion)> tell;
        std::weak_ptr<void> wanted;
        std::unordered_set<domain::Uuid> touched; ///< since before the reading began
    };

    void readAway(const std::shared_ptr<Reading>& reading);
    void hand(const std::shared_ptr<Reading>& reading, Events events, bool last);
    std::optional<domain::Record<domain::TimelineEvent>> shown(domain::Uuid id,
                                                               domain::Id<domain::Incident> incident) const;

    const std::string m_file;
    sqlite::Connection& m_reader;
    const LocalView& m_view;
    const domain::Repository<domain::TimelineEvent>& m_now;
    std::list<std::weak_ptr<Reading>> m_readings;
    /// Several parts of a window ask after each change.
    mutable std::unordered_map<domain::Id<domain::Incident>, int> m_counts;
    QObject m_here;
    std::atomic<bool> m_stop = false;
    QThreadPool m_pool; ///< last: its thread uses what is above
};

} // namespace matoi::cache
