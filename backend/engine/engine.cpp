#include "backend/engine/engine.h"

#include "backend/engine/pagework.h"
#include "backend/services/engagementservice.h"
#include "backend/services/handoverservice.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace matoi::engine {

using namespace domain;
using std::chrono::steady_clock;

namespace {

constexpr int claimLimit = 32;
/// After a store failure, and as a safety net: a due that another process set is found without its notice.
constexpr std::chrono::seconds longestSleep{10};

} // namespace

class Engine::Impl
{
public:
    Impl(store::Store& store, channels::ChannelSet set, EngineOptions options, EngineEvents events)
        : m_store(store)
        , m_channels(std::move(set))
        , m_options(std::move(options))
        , m_events(std::move(events))
    {}

    ~Impl()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_wakeClock.notify_all();
        m_wakeSenders.notify_all();
        m_commits.reset();
        if (m_clock.joinable())
            m_clock.join();
        for (std::thread& sender : m_senders)
            sender.join();
    }

    void start()
    {
        if (m_options.alone)
            m_store.write([](store::WriteTransaction& tx) { takeUpInterrupted(tx); });
        m_commits = m_store.onCommit([this](ChangeNumber) { wake(); });
        m_clock = std::thread([this] { runClock(); });
        for (int i = 0; i < m_options.senders; ++i)
            m_senders.emplace_back([this] { runSender(); });
    }

    void wake()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_woken = true;
        }
        m_wakeClock.notify_one();
    }

private:
    void runClock()
    {
        while (true) {
            std::chrono::milliseconds sleep = longestSleep;
            try {
                sleep = round();
                auditWhenDue();
            } catch (const std::exception& error) {
                if (m_events.failure)
                    m_events.failure(error.what());
                sleep = std::chrono::seconds(1);
            }
            std::unique_lock lock(m_mutex);
            m_wakeClock.wait_for(lock, sleep, [this] { return m_woken || m_stopping; });
            m_woken = false;
            if (m_stopping)
                return;
        }
    }

    /// Does all that is due; returns how long nothing will be.
    std::chrono::milliseconds round()
    {
        const auto now = store::read(m_store, [](store::ReadTransaction& tx) {
            return std::tuple(tx.now(), tx.nextDue("page"), tx.nextDue("engagement"),
                              tx.nextDue(services::HandoverService::dueSpace));
        });
        const auto [time, page, engagement, handover] = now;
        bool more = false;
        if (page && *page <= time)
            more = claim() || more;
        if (engagement && *engagement <= time)
            more = advance() || more;
        if (handover && *handover <= time)
            more = expire() || more;
        if (more)
            return std::chrono::milliseconds(0);
        Time next = time + longestSleep;
        for (const auto& due : {page, engagement, handover})
            if (due && *due > time)
                next = std::min(next, *due);
        return std::max(std::chrono::milliseconds(1), next - time);
    }

    /// Only what a sender can begin at once: a page that waits here while a provider hangs would outlive its
    /// lease, and somebody else would send it too.
    bool claim()
    {
        const int room = [this] {
            const std::lock_guard lock(m_mutex);
            return std::max(0, m_options.senders - m_busy - static_cast<int>(m_work.size()));
        }();
        if (room == 0)
            return false; // the senders wake us when they are through
        auto works = store::write(
            m_store, [&](store::WriteTransaction& tx) { return claimPages(tx, m_options.publicUrl, room); });
        {
            const std::lock_guard lock(m_mutex);
            for (PageWork& work : works)
                m_work.push_back(std::move(work));
        }
        m_wakeSenders.notify_all();
        return true;
    }

    bool advance()
    {
        return store::write(m_store, [](store::WriteTransaction& tx) {
            const auto dues = tx.claimDues("engagement", pageLease, claimLimit);
            for (const store::Due& due : dues)
                services::EngagementService::advance(tx, Id<Engagement>(due.id));
            return !dues.empty();
        });
    }

    bool expire()
    {
        return store::write(m_store, [](store::WriteTransaction& tx) {
            const auto dues = tx.claimDues(services::HandoverService::dueSpace, pageLease, claimLimit);
            for (const store::Due& due : dues)
                services::HandoverService::expire(tx, Id<Handover>(due.id));
            return !dues.empty();
        });
    }

    void auditWhenDue()
    {
        if (steady_clock::now() < m_nextAudit)
            return;
        m_nextAudit = steady_clock::now() + m_options.auditEvery;
        for (const AuditFinding& finding : auditEngagements(m_store, m_options.lateAfter))
            if (m_events.finding)
                m_events.finding(finding);
    }

    void runSender()
    {
        while (true) {
            PageWork work;
            {
                std::unique_lock lock(m_mutex);
                m_wakeSenders.wait(lock, [this] { return m_stopping || !m_work.empty(); });
                if (m_stopping)
                    return; // what was claimed and not begun is taken over after its lease
                work = std::move(m_work.front());
                m_work.pop_front();
                ++m_busy;
            }
            try {
                deliver(work);
            } catch (const std::exception& error) {
                if (m_events.failure)
                    m_events.failure(error.what());
            }
            {
                const std::lock_guard lock(m_mutex);
                --m_busy;
            }
            wake();
        }
    }

    void deliver(const PageWork& work)
    {
        const auto [wanted, now] = store::read(
            m_store, [&](store::ReadTransaction& tx) { return std::pair(stillWanted(tx, work), tx.now()); });
        if (!wanted) {
            m_store.write([&](store::WriteTransaction& tx) { dropPage(tx, work); });
            return;
        }
        channels::Channel* channel = work.channelKind == ChannelKind::Email     ? m_channels.email.get()
                                     : work.channelKind == ChannelKind::Webhook ? m_channels.webhook.get()
                                                                                : nullptr;
        const channels::SendResult result = readable(send(channel, work));
        finish(work, result);
        if (m_events.page)
            m_events.page(work.channelKind, result, now - work.dueAt);
    }

    static channels::SendResult send(channels::Channel* channel, const PageWork& work)
    {
        if (channel == nullptr)
            return {.error = "this service has no way to send it: see its settings", .retry = false};
        try {
            return channel->send(work.address, work.content);
        } catch (const std::exception& error) {
            return {.error = error.what()};
        }
    }

    /// Whatever came of it is written down, if need be in words of our own: a page that stays in Sending is
    /// handed over again and again.
    void finish(const PageWork& work, const channels::SendResult& result)
    {
        const auto write = [&](const channels::SendResult& what) {
            m_store.write([&](store::WriteTransaction& tx) { finishPage(tx, work, what); });
        };
        try {
            write(result);
        } catch (const store::StoreError&) {
            throw;
        } catch (const std::exception& error) {
            write({.sent = result.sent, .error = "its answer cannot be kept", .retry = result.retry});
            if (m_events.failure)
                m_events.failure(std::string("the answer about a page cannot be kept: ") + error.what());
        }
    }

    store::Store& m_store;
    channels::ChannelSet m_channels;
    EngineOptions m_options;
    EngineEvents m_events;

    std::mutex m_mutex;
    std::condition_variable m_wakeClock;
    std::condition_variable m_wakeSenders;
    std::deque<PageWork> m_work;
    int m_busy = 0; ///< senders that hand a page over
    bool m_woken = false;
    bool m_stopping = false;
    steady_clock::time_point m_nextAudit{};

    std::shared_ptr<void> m_commits;
    std::thread m_clock;
    std::vector<std::thread> m_senders;
};

Engine::Engine(store::Store& store, channels::ChannelSet channels, EngineOptions options, EngineEvents events)
    : m_impl(std::make_unique<Impl>(store, std::move(channels), std::move(options), std::move(events)))
{}

Engine::~Engine() = default;

void Engine::start()
{
    m_impl->start();
}

void Engine::wake()
{
    m_impl->wake();
}

} // namespace matoi::engine
