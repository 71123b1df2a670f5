#pragma once

#include "backend/store/store.h"

#include <memory>
#include <mutex>

namespace matoi::store {

/// Who wants to hear of commits. After a handle was destroyed its listener does not run and will not.
/// A listener may drop its own handle, and may add others.
class CommitListeners
{
public:
    CommitListeners();
    std::shared_ptr<void> add(std::function<void(ChangeNumber)> listener);
    void call(ChangeNumber change);

private:
    struct Entry;
    struct Entries;
    std::shared_ptr<Entries> m_entries;
};

} // namespace matoi::store
