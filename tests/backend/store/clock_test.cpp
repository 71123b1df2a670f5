#include "tests/backend/store/storefixture.h"

namespace matoi::store::test {
namespace {

using namespace std::chrono_literals;

class Clock : public StoreTest
{
protected:
    Time now()
    {
        return read(*m_store, [](ReadTransaction& tx) { return tx.now(); });
    }
};
MATOI_OVER_BOTH_STORES(Clock);

TEST_P(Clock, IsTheTimeOfDay)
{
    // The database of the test runs on this computer.
    EXPECT_LT(std::chrono::abs(now() - domain::SystemClock().now()), 10s);
}

TEST_P(Clock, MovesWithTheShift)
{
    const Time before = now();
    m_shift.advance(24h);
    EXPECT_GE(now() - before, 24h);
    EXPECT_LT(now() - before, 24h + 1min);
}

TEST_P(Clock, NeverGoesBackWhileTheStoreIsOpen)
{
    m_shift.advance(1h);
    const Time before = now();
    m_shift.advance(-30min);
    EXPECT_GE(now(), before);
    write(*m_store, [&](WriteTransaction& tx) { EXPECT_GE(tx.now(), before); });
}

TEST_P(Clock, StandsStillWithinATransaction)
{
    write(*m_store, [&](WriteTransaction& tx) {
        const Time first = tx.now();
        m_shift.advance(1h);
        EXPECT_EQ(tx.now(), first);
        EXPECT_EQ(tx.put(Kind::Incident, Uuid::generate(), {}, "aiko").meta.updatedAt, first);
    });
}

} // namespace
} // namespace matoi::store::test
