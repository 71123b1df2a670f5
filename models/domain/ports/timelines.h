#pragma once

#include "models/domain/ports/changes.h"
#include "models/domain/records.h"

#include <functional>
#include <vector>

namespace matoi::domain {

/// The events of one incident, read so that a very long timeline is shown at once: what happened last now,
/// the rest in portions from another thread. An event with a local edit comes with that edit in it.
class Timelines
{
public:
    virtual ~Timelines() = default;

    struct Portion
    {
        std::vector<Record<TimelineEvent>> events;
        bool last = false;
    };

    virtual int count(Id<Incident> incident) const = 0;
    /// At most `limit`, what happened last first.
    virtual std::vector<Record<TimelineEvent>> latest(Id<Incident> incident, int limit) const = 0;
    /// All of them, about what happened last first. Each is handed over as it is at that moment; what
    /// changes later is told by ChangeNotifier, as ever. Ends when the subscription is let go.
    [[nodiscard]] virtual Subscription read(Id<Incident> incident, std::function<void(Portion)> portion) = 0;
};

} // namespace matoi::domain
