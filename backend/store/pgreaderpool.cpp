#include "backend/store/pgreaderpool.h"

#include <algorithm>

namespace matoi::store {

PgReaderPool::PgReaderPool(std::string url, StoreClock& clock, int connections)
    : m_url(std::move(url))
    , m_clock(clock)
    , m_free(static_cast<std::size_t>(std::max(1, connections)))
{}

void PgReaderPool::read(const std::function<void(PgConnection&, const TransactionHead&)>& work)
{
    Slot slot = take();
    try {
        const TransactionHead head = begin(slot);
        work(*slot, head);
    } catch (...) {
        giveBack(std::move(slot));
        throw;
    }
    giveBack(std::move(slot));
}

PgReaderPool::Slot PgReaderPool::take()
{
    std::unique_lock lock(m_mutex);
    m_freed.wait(lock, [this] { return !m_free.empty(); });
    Slot slot = std::move(m_free.back());
    m_free.pop_back();
    return slot;
}

void PgReaderPool::giveBack(Slot slot)
{
    if (slot && !slot->rollback())
        slot.reset();
    {
        const std::scoped_lock lock(m_mutex);
        m_free.push_back(std::move(slot));
    }
    m_freed.notify_one();
}

TransactionHead PgReaderPool::begin(Slot& slot)
{
    if (slot) {
        try {
            return beginRead(*slot, m_clock);
        } catch (const PgError& error) {
            if (!error.transient())
                throw;
        }
    }
    slot.reset();
    slot = std::make_unique<PgConnection>(m_url);
    return beginRead(*slot, m_clock);
}

} // namespace matoi::store
