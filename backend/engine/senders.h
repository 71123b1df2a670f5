#pragma once

#include "backend/engine/pagework.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace matoi::engine {

/// Hands pages of one kind of channel over, on threads of its own: a provider that hangs takes these and no
/// others.
class Senders
{
public:
    /// `deliver` is called on the threads, several at once, and throws nothing; `done` after each, when there
    /// is room again.
    Senders(int count, std::function<void(const PageWork&)> deliver, std::function<void()> done);
    /// Waits for pages that are being handed over. What was given and not begun is taken over after its
    /// lease.
    ~Senders();
    Senders(const Senders&) = delete;
    Senders& operator=(const Senders&) = delete;

    /// How many pages can be begun at once.
    int room() const;
    void give(PageWork work);

private:
    void run();

    const int m_count;
    const std::function<void(const PageWork&)> m_deliver;
    const std::function<void()> m_done;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<PageWork> m_work;
    int m_busy = 0; ///< threads that hand a page over
    bool m_stopping = false;
    std::vector<std::thread> m_threads;
};

} // namespace matoi::engine
