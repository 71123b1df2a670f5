#include "backend/store/storeclock.h"
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

TEST_P(Clock, NeverGoesBackWhileTheStoreIsOpenAndGoesOn)
{
    m_shift.advance(1h);
    const Time before = now();
    EXPECT_LT(m_store->clockLead(), 1s);
    m_shift.advance(-30min);
    EXPECT_GE(now(), before);
    EXPECT_GE(m_store->clockLead(), 29min) << "whoever looks after the service can be told";
    write(*m_store, [&](WriteTransaction& tx) { EXPECT_GE(tx.now(), before); });
    // What is due in a moment comes due, long before the database's clock is there again.
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (now() < before + 200ms)
        ASSERT_LT(std::chrono::steady_clock::now(), end) << "the clock stands still";
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

/// A database's clock and a steady one, both moved by hand.
class ClockAlone : public ::testing::Test
{
protected:
    Time read() { return clock.at(database); }
    void pass(domain::Duration time)
    {
        steady += time;
        database += time;
    }

    std::chrono::steady_clock::time_point steady{1h};
    Time database{std::chrono::hours(24 * 20000)};
    StoreClock clock{nullptr, [this] { return steady; }};
};

TEST_F(ClockAlone, FollowsTheDatabaseForward)
{
    read();
    database += 2h;
    EXPECT_EQ(read(), database);
    EXPECT_EQ(clock.lead(), 0ms);
}

TEST_F(ClockAlone, KeepsItsPaceAfterAWrongTimeWasCorrected)
{
    database += 2h;
    const Time wrong = read();
    database -= 2h;
    for (int i = 0; i < 600; ++i) {
        pass(500ms);
        read();
    }
    EXPECT_EQ(read(), wrong + 5min);
    EXPECT_EQ(clock.lead(), 2h);
}

TEST_F(ClockAlone, LosesNothingWhenItIsAskedMoreOftenThanEveryMillisecond)
{
    database += 2h;
    const Time wrong = read();
    database -= 2h;
    for (int i = 0; i < 10000; ++i) {
        steady += std::chrono::microseconds(300);
        read();
    }
    EXPECT_EQ(read(), wrong + 3s);
}

TEST_F(ClockAlone, IsTheDatabasesAgainOnceThatHasCaughtUp)
{
    database += 10s;
    read();
    database -= 10s;
    pass(1s);
    read();
    database += 15s;
    EXPECT_EQ(read(), database);
    EXPECT_EQ(clock.lead(), 0ms);
}

} // namespace
} // namespace matoi::store::test
