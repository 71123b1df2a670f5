#pragma once

#include "models/domain/ports/repository.h"

#include <functional>
#include <memory>
#include <vector>

namespace matoi::domain {

/// What changed in the local copy, by whatever cause.
struct ChangedRecord
{
    Kind kind = Kind::Incident;
    Uuid id;
    std::optional<Uuid> parent;
};

/// Undoes a subscription when it goes. Movable.
using Subscription = std::shared_ptr<void>;

/// Tells models that they show something old. Qt-free, so that domain stays so; calls come on the GUI thread,
/// after the change is readable, many records at a time.
class ChangeNotifier
{
public:
    virtual ~ChangeNotifier() = default;

    [[nodiscard]] virtual Subscription onRecords(std::function<void(const std::vector<ChangedRecord>&)>) = 0;
    [[nodiscard]] virtual Subscription onSamples(std::function<void(Id<MetricDefinition>)>) = 0;
    [[nodiscard]] virtual Subscription onSyncState(std::function<void(const SyncState&)>) = 0;
    [[nodiscard]] virtual Subscription onConflicts(std::function<void()>) = 0;
    virtual SyncState syncState() const = 0;
    virtual Session session() const = 0;
};

} // namespace matoi::domain
