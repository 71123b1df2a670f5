#pragma once

#include "backend/store/pgtransaction.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace matoi::store {

/// Connections for reading. Each is made when it is first needed and made anew when it was lost.
class PgReaderPool
{
public:
    PgReaderPool(std::string url, StoreClock& clock, int connections);

    /// Waits for a free connection. A connection that turns out to be dead before `work` begins is replaced;
    /// one that dies later fails the read, because `work` may have kept half of what it saw.
    void read(const std::function<void(PgConnection&, const TransactionHead&)>& work);

private:
    using Slot = std::unique_ptr<PgConnection>;

    Slot take();
    void giveBack(Slot slot);
    TransactionHead begin(Slot& slot);

    std::string m_url;
    StoreClock& m_clock;
    std::mutex m_mutex;
    std::condition_variable m_freed;
    std::vector<Slot> m_free; ///< an empty slot is a connection that is to be made
};

} // namespace matoi::store
