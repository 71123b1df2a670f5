#include "backend/store/commitlisteners.h"

#include <algorithm>
#include <vector>

namespace matoi::store {

struct CommitListeners::Entry
{
    std::recursive_mutex mutex; ///< held while it runs; recursive, for a listener that drops its own handle
    std::function<void(ChangeNumber)> listener;
    bool alive = true;
};

struct CommitListeners::Entries
{
    std::mutex mutex;
    std::vector<std::shared_ptr<Entry>> list;
};

CommitListeners::CommitListeners()
    : m_entries(std::make_shared<Entries>())
{}

std::shared_ptr<void> CommitListeners::add(std::function<void(ChangeNumber)> listener)
{
    auto entry = std::make_shared<Entry>();
    entry->listener = std::move(listener);
    {
        const std::scoped_lock lock(m_entries->mutex);
        m_entries->list.push_back(entry);
    }
    // The handle may outlive the store.
    return {entry.get(), [entry, entries = m_entries](void*) {
                {
                    const std::scoped_lock lock(entries->mutex);
                    std::erase(entries->list, entry);
                }
                const std::scoped_lock lock(entry->mutex);
                entry->alive = false;
            }};
}

void CommitListeners::call(ChangeNumber change)
{
    std::vector<std::shared_ptr<Entry>> list;
    {
        const std::scoped_lock lock(m_entries->mutex);
        list = m_entries->list;
    }
    for (const std::shared_ptr<Entry>& entry : list) {
        const std::scoped_lock lock(entry->mutex);
        if (entry->alive)
            entry->listener(change);
    }
}

} // namespace matoi::store
