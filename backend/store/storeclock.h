#pragma once

#include "backend/store/store.h"

#include <algorithm>
#include <atomic>

namespace matoi::store {

/// What a store says is the time: its database's, moved by the shift, and never going back while it is open.
class StoreClock
{
public:
    explicit StoreClock(const TimeShift* shift)
        : m_shift(shift)
    {}

    Time at(Time database)
    {
        const Time time = m_shift ? database + m_shift->offset() : database;
        Time last = m_last.load();
        while (last < time && !m_last.compare_exchange_weak(last, time)) {
        }
        return std::max(last, time);
    }

private:
    const TimeShift* m_shift;
    std::atomic<Time> m_last{Time{}};
};

} // namespace matoi::store
