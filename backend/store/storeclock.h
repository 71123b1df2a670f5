#pragma once

#include "backend/store/store.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <mutex>

namespace matoi::store {

/// What a store says is the time: its database's, moved by the shift, never going back while it is open, and
/// never standing still for longer than `tolerance`. A database clock that was wrong and is set back would
/// stop everything that waits for a time: then this one goes on at the pace of the steady clock, ahead by
/// `lead()`, until the database has caught up (docs/adr/0012).
class StoreClock
{
public:
    using Steady = std::chrono::steady_clock;
    /// Connections that read the time one after the other differ by a little.
    static constexpr std::chrono::seconds tolerance{1};

    explicit StoreClock(
        const TimeShift* shift, std::function<Steady::time_point()> steady = [] { return Steady::now(); })
        : m_shift(shift)
        , m_steady(std::move(steady))
    {}

    Time at(Time database)
    {
        const Time time = m_shift ? database + m_shift->offset() : database;
        const std::lock_guard lock(m_mutex);
        const auto steady = m_steady();
        if (m_last - time > tolerance) {
            // Whole milliseconds only, and what is left over stays for the next time.
            const auto passed = std::chrono::duration_cast<domain::Duration>(steady - m_steadyAtLast);
            m_last += passed;
            m_steadyAtLast += passed;
        } else {
            m_last = std::max(m_last, time);
            m_steadyAtLast = steady;
        }
        m_lead = m_last - time;
        return m_last;
    }

    domain::Duration lead() const
    {
        const std::lock_guard lock(m_mutex);
        return m_lead;
    }

private:
    const TimeShift* m_shift;
    std::function<Steady::time_point()> m_steady;
    mutable std::mutex m_mutex;
    Time m_last{};
    Steady::time_point m_steadyAtLast{};
    domain::Duration m_lead{};
};

} // namespace matoi::store
