#include "backend/api/changefeed.h"

#include "backend/services/sight.h"
#include "backend/store/records.h"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <optional>

namespace matoi::api {
namespace {

using domain::ChangeNumber;
using http::EventStream;
namespace json = boost::json;

/// Records may be large: as many are in memory at a time.
constexpr int batchSize = 50;
/// A stream may lag by so much; one that falls behind further is cut and comes back.
constexpr std::size_t queueBytes = 8UL * 1024 * 1024;
/// What a newcomer is sent at once, well below the queue's bound.
constexpr std::size_t catchUpBytes = 4UL * 1024 * 1024;
constexpr std::chrono::seconds retryAfter{1};

EventStream::Frame frameOf(const store::StoredRecord& record)
{
    return EventStream::frame("change", std::to_string(record.meta.change),
                              json::serialize(wire::toJson(record)));
}

/// A change as it goes out: in full, as "gone", or not at all. Written out when the first one needs it.
class Outgoing
{
public:
    Outgoing(const store::StoredRecord& record, const services::Sight& sight)
        : m_record(record)
        , m_sight(sight)
    {}

    /// nullptr: this one hears nothing of it.
    EventStream::Frame frameFor(const auth::Actor& by)
    {
        if (!m_sight.hides(by, m_record)) {
            if (!m_full)
                m_full = frameOf(m_record);
            return m_full;
        }
        if (!m_gone)
            if (const auto gone = services::goneFrom(m_record))
                m_gone = frameOf(*gone);
        return m_gone;
    }

private:
    const store::StoredRecord& m_record;
    const services::Sight& m_sight;
    EventStream::Frame m_full;
    EventStream::Frame m_gone;
};

/// Some changes, and who could see what when they were read.
struct Batch
{
    std::vector<store::StoredRecord> records;
    services::Sight sight;
};

Batch batchOf(store::ReadTransaction& tx, ChangeNumber since)
{
    return {tx.changesSince(since, batchSize), services::Sight(tx)};
}

} // namespace

ChangeFeed::ChangeFeed(store::Store& store, std::chrono::milliseconds recheck)
    : m_store(store)
    , m_recheck(recheck)
{
    m_subscription = m_store.onCommit([this](ChangeNumber) {
        const std::lock_guard lock(m_mutex);
        m_pending = true;
        m_wake.notify_one();
    });
    m_thread = std::thread([this] { run(); });
}

ChangeFeed::~ChangeFeed()
{
    m_subscription.reset();
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_wake.notify_one();
    }
    m_thread.join();
    for (const auto* followers : {&m_followers, &m_arrived})
        for (const Follower& follower : *followers)
            follower.stream->close();
}

std::shared_ptr<EventStream> ChangeFeed::follow(ChangeNumber since, auth::Actor by, Allowed allowed)
{
    auto stream = std::make_shared<EventStream>(queueBytes);
    ++*m_open;
    stream->onClosed([open = m_open] { --*open; });
    const std::lock_guard lock(m_mutex);
    m_arrived.push_back({stream, std::move(by), since, false, std::move(allowed)});
    m_wake.notify_one();
    return stream;
}

void ChangeFeed::onProblem(std::function<void(const std::string&)> report)
{
    const std::lock_guard lock(m_mutex);
    m_report = std::move(report);
}

void ChangeFeed::run()
{
    bool failed = false;
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            const auto due = [this] { return m_stopping || m_pending || !m_arrived.empty(); };
            if (failed)
                m_wake.wait_for(lock, retryAfter, [this] { return m_stopping; });
            else
                m_wake.wait_for(lock, m_recheck, due);
            if (m_stopping)
                return;
            m_pending = false;
        }
        failed = false;
        try {
            round();
        } catch (const store::StoreError& error) {
            failed = true;
            const std::lock_guard lock(m_mutex);
            if (m_report)
                m_report(error.what());
        }
    }
}

void ChangeFeed::round()
{
    dropRefused();
    pushNew();
    std::vector<Follower> arrived;
    {
        const std::lock_guard lock(m_mutex);
        arrived.swap(m_arrived);
    }
    while (!arrived.empty()) {
        try {
            if (catchUp(arrived.back()))
                m_followers.push_back(std::move(arrived.back()));
        } catch (...) {
            // They are tried again, from where they are, with the next round.
            const std::lock_guard lock(m_mutex);
            m_arrived.insert(m_arrived.end(), arrived.begin(), arrived.end());
            throw;
        }
        arrived.pop_back();
    }
    std::erase_if(m_followers, [](const Follower& follower) { return !follower.stream->isOpen(); });
}

void ChangeFeed::greet(Follower& follower)
{
    if (follower.greeted)
        return;
    ChangeNumber last = 0;
    domain::Time now{};
    m_store.read([&](store::ReadTransaction& tx) {
        m_epoch = tx.epoch();
        last = tx.lastChange();
        now = tx.now();
    });
    // A number from before a restored backup: nothing that comes now may be held back because of it.
    follower.cursor = std::min(follower.cursor, last);
    follower.stream->push("hello", {},
                          json::serialize(json::object{
                              {"epoch", m_epoch}, {"last", last}, {"serverTime", domain::formatTime(now)}}));
    follower.greeted = true;
}

bool ChangeFeed::catchUp(Follower& follower)
{
    greet(follower);
    std::size_t sent = 0;
    while (follower.cursor < m_head && follower.stream->isOpen()) {
        const Batch batch =
            store::read(m_store, [&](store::ReadTransaction& tx) { return batchOf(tx, follower.cursor); });
        for (const auto& record : batch.records) {
            if (const auto frame = Outgoing(record, batch.sight).frameFor(follower.by)) {
                if (sent + frame->size() > catchUpBytes && sent > 0) {
                    follower.stream->close();
                    return false;
                }
                sent += frame->size();
                if (!follower.stream->push(frame))
                    return false;
            }
            follower.cursor = record.meta.change;
        }
        if (batch.records.empty())
            break;
    }
    // It may have read beyond m_head: what is pushed to all next is compared with its own cursor.
    return follower.stream->isOpen();
}

/// Permission is asked when a stream begins, and streams last for days.
void ChangeFeed::dropRefused()
{
    if (std::chrono::steady_clock::now() < m_nextCheck)
        return;
    m_store.read([&](store::ReadTransaction& tx) {
        for (const Follower& follower : m_followers)
            if (follower.allowed && !follower.allowed(tx))
                follower.stream->close();
    });
    m_nextCheck = std::chrono::steady_clock::now() + m_recheck;
}

/// The store has lost changes (a fail-over to a server that had not got them, a backup): their numbers are
/// given again. Everybody begins anew and is told where the store is.
void ChangeFeed::startAnew(ChangeNumber last)
{
    m_head = last;
    for (const Follower& follower : m_followers)
        follower.stream->close();
    m_followers.clear();
    const std::lock_guard lock(m_mutex);
    if (m_report)
        m_report("the store has lost changes: it is at " + std::to_string(last) +
                 ". Give it a new epoch (operator's guide, backup)");
}

void ChangeFeed::pushNew()
{
    for (;;) {
        const bool nobody = m_followers.empty();
        std::optional<Batch> batch;
        ChangeNumber last = 0;
        m_store.read([&](store::ReadTransaction& tx) {
            last = tx.lastChange();
            if (!nobody)
                batch.emplace(batchOf(tx, m_head));
        });
        if (last < m_head)
            return startAnew(last);
        if (nobody) {
            m_head = last;
            return;
        }
        for (const auto& record : batch->records) {
            Outgoing outgoing(record, batch->sight);
            for (Follower& follower : m_followers) {
                if (follower.cursor >= record.meta.change)
                    continue;
                const auto frame = outgoing.frameFor(follower.by);
                if (!frame || follower.stream->push(frame))
                    follower.cursor = record.meta.change;
            }
            m_head = record.meta.change;
        }
        if (static_cast<int>(batch->records.size()) < batchSize)
            return;
    }
}

} // namespace matoi::api
