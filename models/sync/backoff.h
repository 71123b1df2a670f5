#pragma once

#include <algorithm>
#include <chrono>
#include <random>

namespace matoi::sync {

/// How long to wait before the next try: doubling, with half of it by chance, so that a hundred consoles do
/// not come back to a restarted service in the same second.
class Backoff
{
public:
    using Milliseconds = std::chrono::milliseconds;

    Backoff(Milliseconds shortest, Milliseconds longest, unsigned seed)
        : m_shortest(shortest)
        , m_longest(longest)
        , m_random(seed)
    {}

    Milliseconds next()
    {
        const Milliseconds wait = after(m_failures);
        ++m_failures;
        return wait;
    }
    void reset() { m_failures = 0; }

    /// The wait after that many failures before this one.
    Milliseconds after(int failures)
    {
        const Milliseconds full = std::min(m_longest, m_shortest * (1 << std::min(failures, 20)));
        std::uniform_int_distribution<Milliseconds::rep> part(full.count() / 2, full.count());
        return Milliseconds(part(m_random));
    }

private:
    const Milliseconds m_shortest;
    const Milliseconds m_longest;
    int m_failures = 0;
    std::minstd_rand m_random;
};

} // namespace matoi::sync
