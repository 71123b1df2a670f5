#include "tests/backend/store/storefixture.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <condition_variable>
#include <future>
#include <mutex>
#include <numeric>
#include <thread>

namespace matoi::store::test {
namespace {

using namespace std::chrono_literals;

/// Collects what a listener is told, and waits for it.
class Heard
{
public:
    auto listener()
    {
        return [this](ChangeNumber change) {
            {
                const std::scoped_lock lock(m_mutex);
                m_last = std::max(m_last, change);
                ++m_calls;
            }
            m_wake.notify_all();
        };
    }
    bool waitFor(ChangeNumber change)
    {
        std::unique_lock lock(m_mutex);
        return m_wake.wait_for(lock, 20s, [&] { return m_last >= change; });
    }
    bool waitForCalls(int calls)
    {
        std::unique_lock lock(m_mutex);
        return m_wake.wait_for(lock, 20s, [&] { return m_calls >= calls; });
    }
    ChangeNumber last()
    {
        const std::scoped_lock lock(m_mutex);
        return m_last;
    }
    int calls()
    {
        const std::scoped_lock lock(m_mutex);
        return m_calls;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    ChangeNumber m_last = -1;
    int m_calls = 0;
};

class Feed : public StoreTest
{};
MATOI_OVER_BOTH_STORES(Feed);

/// Follows the feed as a console does, until it has seen `last`.
std::vector<ChangeNumber> follow(Store& store, ChangeNumber last, Heard& heard)
{
    std::vector<ChangeNumber> seen;
    ChangeNumber cursor = 0;
    while (cursor < last) {
        const auto page = read(store, [&](ReadTransaction& tx) { return tx.changesSince(cursor, 10); });
        for (const StoredRecord& record : page)
            seen.push_back(record.meta.change);
        if (page.empty() && !heard.waitFor(cursor + 1))
            break;
        cursor = seen.empty() ? 0 : seen.back();
    }
    return seen;
}

TEST_P(Feed, AReaderThatFollowsSeesEveryNumberOnceWhileEightWrite)
{
    constexpr int writers = 8;
    constexpr int each = 25;
    const auto second = m_place->shared() ? m_place->open() : nullptr;
    Heard heard;
    const auto handle = m_store->onCommit(heard.listener());
    auto seen = std::async(std::launch::async, [&] { return follow(*m_store, writers * each, heard); });
    std::vector<std::thread> threads;
    for (int t = 0; t < writers; ++t)
        threads.emplace_back([&, t] {
            Store& store = second && t % 2 ? *second : *m_store;
            for (int i = 0; i < each; ++i)
                putIncident(store, std::to_string(t) + "/" + std::to_string(i));
        });
    for (std::thread& thread : threads)
        thread.join();
    std::vector<ChangeNumber> all(writers * each);
    std::iota(all.begin(), all.end(), 1);
    EXPECT_EQ(seen.get(), all);
}

TEST_P(Feed, ShowsARecordOnceAtItsLastChange)
{
    const auto first = putIncident(*m_store, "first");
    putIncident(*m_store, "second");
    write(*m_store, [&](WriteTransaction& tx) { put(tx, first, incident("first again"), "aiko"); });
    EXPECT_THAT(titles(read(*m_store, [](ReadTransaction& tx) { return tx.changesSince(0, 10); })),
                testing::ElementsAre("second", "first again"));
    EXPECT_EQ(read(*m_store, [](ReadTransaction& tx) { return tx.lastChange(); }), 3);
}

TEST_P(Feed, ListenersAreToldBeforeTheWriterIs)
{
    Heard heard;
    const auto handle = m_store->onCommit(heard.listener());
    const auto id = putIncident(*m_store, "slow");
    EXPECT_TRUE(heard.waitFor(1));
    const int calls = heard.calls();
    write(*m_store, [&](WriteTransaction& tx) { tx.setDue("incident", id.uuid(), tx.now()); });
    EXPECT_GT(heard.calls(), calls) << "a due time was set: the engine may have to wake earlier";
}

TEST_P(Feed, WhatTouchesNoRecordTellsNobody)
{
    Heard heard;
    const auto handle = m_store->onCommit(heard.listener());
    putIncident(*m_store, "slow");
    ASSERT_TRUE(heard.waitFor(1));
    const int calls = heard.calls();
    write(*m_store, [](WriteTransaction& tx) { tx.setKey("space", "key", "value"); });
    EXPECT_THROW(m_store->write([](WriteTransaction& tx) {
        tx.put(Kind::Incident, Uuid::generate(), {}, "aiko");
        throw std::runtime_error("no");
    }),
                 std::runtime_error);
    EXPECT_EQ(heard.last(), 1);
    // PostgreSQL's listener may only just have come up: it then tells what is the last change.
    if (GetParam() == Backend::Sqlite) {
        EXPECT_EQ(heard.calls(), calls);
    }
}

TEST_P(Feed, ADroppedHandleHearsNothingMore)
{
    Heard heard;
    Heard other;
    auto handle = m_store->onCommit(heard.listener());
    const auto otherHandle = m_store->onCommit(other.listener());
    putIncident(*m_store, "one");
    handle.reset();
    const int calls = heard.calls(); // nothing of this listener runs any more
    putIncident(*m_store, "two");
    ASSERT_TRUE(other.waitFor(2));
    EXPECT_EQ(heard.calls(), calls);
    auto outliving = m_store->onCommit(heard.listener());
    m_store.reset();
    outliving.reset();
}

TEST_P(Feed, AListenerMayDropItsOwnHandle)
{
    std::shared_ptr<void> handle;
    std::atomic<int> calls = 0;
    handle = m_store->onCommit([&](ChangeNumber change) {
        calls += change > 0;
        if (change > 0)
            handle.reset();
    });
    putIncident(*m_store, "one");
    putIncident(*m_store, "two");
    EXPECT_EQ(calls, 1);
}

TEST_P(Feed, CommitsOfAnotherServiceAreHeard)
{
    if (!m_place->shared()) {
        EXPECT_THROW(m_place->open(), StoreError) << "a folder has one service";
        return;
    }
    const auto second = m_place->open();
    Heard heard;
    const auto handle = m_store->onCommit(heard.listener());
    putIncident(*second, "from afar");
    EXPECT_TRUE(heard.waitFor(1));
    const int calls = heard.calls();
    write(*second, [](WriteTransaction& tx) { tx.setDue("page", Uuid::generate(), tx.now()); });
    EXPECT_TRUE(heard.waitForCalls(calls + 1));
}

} // namespace
} // namespace matoi::store::test
