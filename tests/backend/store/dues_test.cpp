#include "tests/backend/store/storefixture.h"

#include <gmock/gmock.h>

#include <map>
#include <mutex>
#include <thread>

namespace matoi::store::test {
namespace {

using namespace std::chrono_literals;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Dues : public StoreTest
{
protected:
    Uuid due(domain::Duration in, const char* space = "page")
    {
        const Uuid id = Uuid::generate();
        write(*m_store, [&](WriteTransaction& tx) { tx.setDue(space, id, tx.now() + in); });
        return id;
    }
    static std::vector<Uuid> ids(const std::vector<Due>& dues)
    {
        std::vector<Uuid> out;
        for (const Due& due : dues)
            out.push_back(due.id);
        return out;
    }
    std::vector<Uuid> claim(Store& store, int limit = 10)
    {
        return write(store, [&](WriteTransaction& tx) { return ids(tx.claimDues("page", 30s, limit)); });
    }
};
MATOI_OVER_BOTH_STORES(Dues);

TEST_P(Dues, AreGivenOldestFirstAndNotBeforeTheirTime)
{
    const Uuid later = due(20min);
    const Uuid second = due(2min);
    const Uuid first = due(1min);
    due(0min, "other");
    read(*m_store, [&](ReadTransaction& tx) {
        EXPECT_THAT(tx.dues("page", tx.now(), 10), IsEmpty());
        EXPECT_THAT(ids(tx.dues("page", tx.now() + 10min, 10)), ElementsAre(first, second));
        EXPECT_THAT(ids(tx.dues("page", tx.now() + 10min, 1)), ElementsAre(first));
        EXPECT_THAT(ids(tx.dues("page", tx.now() + 1h, 10)), ElementsAre(first, second, later));
        EXPECT_GT(*tx.nextDue("page"), tx.now());
        EXPECT_EQ(tx.nextDue("page"), tx.dues("page", tx.now() + 1h, 1).front().at);
        EXPECT_FALSE(tx.nextDue("no such space"));
        return 0;
    });
}

TEST_P(Dues, AreMovedBySettingThemAgain)
{
    const Uuid id = due(1min);
    write(*m_store, [&](WriteTransaction& tx) { tx.setDue("page", id, tx.now() + 1h); });
    m_shift.advance(10min);
    EXPECT_THAT(claim(*m_store), IsEmpty());
    m_shift.advance(1h);
    EXPECT_THAT(claim(*m_store), ElementsAre(id));
    write(*m_store, [&](WriteTransaction& tx) { tx.removeDue("page", id); });
    m_shift.advance(1h);
    EXPECT_THAT(claim(*m_store), IsEmpty());
}

TEST_P(Dues, AClaimedOneIsLeftAloneUntilItsLeaseEnds)
{
    const Uuid a = due(1min);
    const Uuid b = due(2min);
    const Uuid c = due(3min);
    m_shift.advance(5min);
    EXPECT_THAT(claim(*m_store, 2), ElementsAre(a, b));
    EXPECT_THAT(claim(*m_store), ElementsAre(c));
    EXPECT_THAT(claim(*m_store), IsEmpty());
    m_shift.advance(31s);
    // Whoever claimed them died: they are given again.
    EXPECT_THAT(claim(*m_store), SizeIs(3));
}

TEST_P(Dues, AClaimTellsWhenItWasDue)
{
    const Uuid id = Uuid::generate();
    const Time at = write(*m_store, [&](WriteTransaction& tx) {
        tx.setDue("page", id, tx.now() + 1min);
        return tx.now() + 1min;
    });
    m_shift.advance(2min);
    const auto claimed = write(*m_store, [&](WriteTransaction& tx) { return tx.claimDues("page", 30s, 1); });
    ASSERT_EQ(claimed.size(), 1U);
    EXPECT_EQ(claimed[0].at, at);
    EXPECT_EQ(claimed[0].space, "page");
}

TEST_P(Dues, AnotherServiceTakesOverWhatADeadOneHadClaimed)
{
    const Uuid id = due(0s);
    EXPECT_THAT(claim(*m_store), ElementsAre(id));
    if (!m_place->shared())
        m_store.reset();
    const auto second = m_place->open({.shift = &m_shift});
    EXPECT_THAT(claim(*second), IsEmpty());
    m_shift.advance(31s);
    EXPECT_THAT(claim(*second), ElementsAre(id));
}

TEST_P(Dues, NoOneIsClaimedTwiceByServicesThatRace)
{
    write(*m_store, [](WriteTransaction& tx) {
        for (int i = 0; i < 200; ++i)
            tx.setDue("page", Uuid::generate(), tx.now() - domain::Duration(i % 10));
    });
    const auto second = m_place->shared() ? m_place->open({.shift = &m_shift}) : nullptr;
    std::mutex mutex;
    std::map<Uuid, int> claimed;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            Store& store = second && t % 2 ? *second : *m_store;
            for (auto some = claim(store, 7); !some.empty(); some = claim(store, 7)) {
                const std::scoped_lock lock(mutex);
                for (const Uuid& id : some)
                    ++claimed[id];
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(claimed.size(), 200U);
    EXPECT_THAT(claimed, Each(testing::Pair(testing::_, 1)));
}

} // namespace
} // namespace matoi::store::test
