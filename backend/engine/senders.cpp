#include "backend/engine/senders.h"

#include <algorithm>

namespace matoi::engine {

Senders::Senders(int count, std::function<void(const PageWork&)> deliver, std::function<void()> done)
    : m_count(count)
    , m_deliver(std::move(deliver))
    , m_done(std::move(done))
{
    for (int i = 0; i < count; ++i)
        m_threads.emplace_back([this] { run(); });
}

Senders::~Senders()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
}

int Senders::room() const
{
    const std::lock_guard lock(m_mutex);
    return std::max(0, m_count - m_busy - static_cast<int>(m_work.size()));
}

void Senders::give(PageWork work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_work.push_back(std::move(work));
    }
    m_wake.notify_one();
}

void Senders::run()
{
    while (true) {
        PageWork work;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_work.empty(); });
            if (m_stopping)
                return;
            work = std::move(m_work.front());
            m_work.pop_front();
            ++m_busy;
        }
        m_deliver(work);
        {
            const std::lock_guard lock(m_mutex);
            --m_busy;
        }
        m_done();
    }
}

} // namespace matoi::engine
