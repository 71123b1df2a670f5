#include "tests/backend/store/storefixture.h"

#include <gmock/gmock.h>

#include <set>
#include <thread>

namespace matoi::store::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

class Keys : public StoreTest
{
protected:
    std::optional<std::string> key(const char* space, const char* name)
    {
        return read(*m_store, [&](ReadTransaction& tx) { return tx.key(space, name); });
    }
};
MATOI_OVER_BOTH_STORES(Keys);

TEST_P(Keys, AreSetReplacedAndRemoved)
{
    write(*m_store, [](WriteTransaction& tx) {
        tx.setKey("token", "a", "1");
        tx.setKey("token", "b", "");
        tx.setKey("other", "a", "x");
        tx.setKey("token", "a", "2");
    });
    EXPECT_EQ(key("token", "a"), "2");
    EXPECT_EQ(key("token", "b"), "");
    EXPECT_EQ(key("token", "c"), std::nullopt);
    write(*m_store, [](WriteTransaction& tx) {
        tx.removeKey("token", "a");
        tx.removeKey("token", "never was");
    });
    EXPECT_EQ(key("token", "a"), std::nullopt);
    EXPECT_EQ(key("other", "a"), "x");
}

TEST_P(Keys, OfASpaceAreListedInTheOrderOfTheirBytes)
{
    write(*m_store, [](WriteTransaction& tx) {
        for (const char* name : {"b", "a", "B", "あ", "a b", "_"})
            tx.setKey("space", name, name);
        tx.setKey("space2", "other", "other");
    });
    EXPECT_THAT(read(*m_store, [](ReadTransaction& tx) { return tx.keys("space"); }),
                ElementsAre(Pair("B", "B"), Pair("_", "_"), Pair("a", "a"), Pair("a b", "a b"),
                            Pair("b", "b"), Pair("あ", "あ")));
}

TEST_P(Keys, AreGoneWhenTheyExpire)
{
    write(*m_store, [](WriteTransaction& tx) {
        tx.setKey("idempotency", "k", "answer", tx.now() + 10min);
        EXPECT_EQ(tx.key("idempotency", "k"), "answer");
    });
    m_shift.advance(9min);
    EXPECT_EQ(key("idempotency", "k"), "answer");
    m_shift.advance(61s);
    EXPECT_EQ(key("idempotency", "k"), std::nullopt);
    EXPECT_THAT(read(*m_store, [](ReadTransaction& tx) { return tx.keys("idempotency"); }), IsEmpty());
    // And may be set again, to stay this time.
    write(*m_store, [](WriteTransaction& tx) { tx.setKey("idempotency", "k", "another"); });
    m_shift.advance(1000h);
    EXPECT_EQ(key("idempotency", "k"), "another");
}

TEST_P(Keys, ThatExpiredAreClearedAwayByThoseThatCome)
{
    write(*m_store, [](WriteTransaction& tx) {
        for (int i = 0; i < 30; ++i)
            tx.setKey("space", std::to_string(i), "", tx.now() + 1min);
    });
    m_shift.advance(2min);
    for (int i = 0; i < 2; ++i)
        write(*m_store, [](WriteTransaction& tx) { tx.setKey("space", "new", "", tx.now() + 1min); });
    // Seen by going back in time: what is still in the table would be valid again.
    m_store.reset();
    m_shift.advance(-2min);
    m_store = m_place->open({.shift = &m_shift});
    EXPECT_THAT(read(*m_store, [](ReadTransaction& tx) { return tx.keys("space"); }),
                ElementsAre(Pair("new", "")));
}

TEST_P(Keys, CountersBeginWhereToldAndEndWithTheirTransaction)
{
    const auto next = [&] {
        return write(*m_store, [](WriteTransaction& tx) { return tx.nextNumber("incident", 2000); });
    };
    EXPECT_EQ(next(), 2000);
    EXPECT_EQ(next(), 2001);
    EXPECT_THROW(m_store->write([](WriteTransaction& tx) {
        EXPECT_EQ(tx.nextNumber("incident", 2000), 2002);
        EXPECT_EQ(tx.nextNumber("other", 7), 7);
        throw std::runtime_error("no");
    }),
                 std::runtime_error);
    EXPECT_EQ(next(), 2002) << "a number that nobody got is given again";
}

TEST_P(Keys, ACounterGivesNoNumberTwice)
{
    std::mutex mutex;
    std::set<std::int64_t> numbers;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 25; ++i) {
                const auto number =
                    write(*m_store, [](WriteTransaction& tx) { return tx.nextNumber("incident", 1); });
                const std::scoped_lock lock(mutex);
                EXPECT_TRUE(numbers.insert(number).second);
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(numbers.size(), 100U);
    EXPECT_EQ(*numbers.rbegin(), 100);
}

TEST_P(Keys, WhatAWriteHasReadIsStillTrueWhenItWrites)
{
    // "Is there an open incident for this alert? If not, open one": at once from many sides, and even from
    // two services, exactly one is opened.
    std::unique_ptr<Store> second = m_place->shared() ? m_place->open() : nullptr;
    for (int round = 0; round < 5; ++round) {
        const std::string dedupe = "alert" + std::to_string(round);
        std::atomic<int> opened = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 8; ++t)
            threads.emplace_back([&, t] {
                Store& store = second && t % 2 ? *second : *m_store;
                opened += write(store, [&](WriteTransaction& tx) {
                    if (tx.key("open", dedupe))
                        return 0;
                    tx.setKey("open", dedupe, "incident");
                    return 1;
                });
            });
        for (std::thread& thread : threads)
            thread.join();
        EXPECT_EQ(opened, 1);
    }
}

} // namespace
} // namespace matoi::store::test
