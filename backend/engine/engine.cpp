#include "backend/engine/engine.h"

#include "backend/engine/pagework.h"
#include "backend/engine/senders.h"
#include "backend/services/engagementservice.h"
#include "backend/services/handoverservice.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace matoi::engine {

using namespace domain;
using std::chrono::seconds;
using std::chrono::steady_clock;

namespace {

constexpr int claimLimit = 32;
/// After a store failure, and as a safety net: a due that another process set is found without its notice.
constexpr seconds longestSleep{10};
/// How long what cannot be read is left alone, so that it holds up nothing else.
constexpr seconds badRecordWait{60};
/// When the clockwork of any process was last alive while something was to come.
constexpr std::string_view lifeSpace = "engine";
constexpr std::string_view lifeKey = "alive";
constexpr int all = 1000000;

/// What a round finds.
struct Look
{
    Time now{};
    std::optional<Time> alive;
    bool pageDue = false;
    bool engagementDue = false;
    bool handoverDue = false;
    std::optional<Time> next; ///< the first time after now
    bool idle = true;         ///< nothing will ever be due
};

Look lookAt(store::ReadTransaction& tx)
{
    Look look;
    look.now = tx.now();
    if (const auto alive = tx.key(lifeSpace, lifeKey))
        if (const auto time = parseTime(*alive))
            look.alive = *time;
    const auto see = [&](std::string_view space, bool& due) {
        // Those that wait for a sender are due all the while: the first one after them counts too.
        for (const store::Due& one : tx.dues(space, look.now + longestSleep, claimLookAt)) {
            due = due || one.at <= look.now;
            if (one.at > look.now && (!look.next || one.at < *look.next))
                look.next = one.at;
        }
        look.idle = look.idle && !tx.nextDue(space);
    };
    see("page", look.pageDue);
    see("engagement", look.engagementDue);
    see(services::HandoverService::dueSpace, look.handoverDue);
    return look;
}

bool stillDue(store::ReadTransaction& tx, const store::Due& due)
{
    const auto dues = tx.dues(due.space, tx.now(), all);
    return std::any_of(dues.begin(), dues.end(), [&](const store::Due& one) { return one.id == due.id; });
}

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
        m_wakeAuditor.notify_all();
        m_commits.reset();
        for (std::thread* thread : {&m_clock, &m_auditor})
            if (thread->joinable())
                thread->join();
        m_mails.reset();
        m_hooks.reset();
    }

    void start()
    {
        if (m_options.alone)
            m_store.write([](store::WriteTransaction& tx) { takeUpInterrupted(tx); });
        m_mails = makeSenders();
        m_hooks = makeSenders();
        m_commits = m_store.onCommit([this](ChangeNumber) { wake(); });
        m_clock = std::thread([this] { runClock(); });
        m_auditor = std::thread([this] { runAuditor(); });
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
    std::unique_ptr<Senders> makeSenders()
    {
        return std::make_unique<Senders>(
            m_options.senders,
            [this](const PageWork& work) {
                try {
                    deliver(work);
                } catch (const std::exception& error) {
                    fail(error.what());
                }
            },
            [this] { wake(); });
    }

    void fail(const std::string& what) const
    {
        if (m_events.failure)
            m_events.failure(what);
    }
    void notice(const std::string& what) const
    {
        if (m_events.notice)
            m_events.notice(what);
    }

    void runClock()
    {
        while (true) {
            std::chrono::milliseconds sleep = longestSleep;
            try {
                sleep = round();
                tellClock();
            } catch (const std::exception& error) {
                fail(error.what());
                sleep = seconds(1);
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
        const Look look = store::read(m_store, lookAt);
        if (!look.idle)
            live(look);
        bool more = false;
        if (look.pageDue)
            more = claim() || more;
        if (look.engagementDue)
            more = perform("engagement",
                           [](store::WriteTransaction& tx, const store::Due& due) {
                               services::EngagementService::advance(tx, Id<Engagement>(due.id));
                           }) ||
                   more;
        if (look.handoverDue)
            more = perform(services::HandoverService::dueSpace,
                           [](store::WriteTransaction& tx, const store::Due& due) {
                               services::HandoverService::expire(tx, Id<Handover>(due.id));
                           }) ||
                   more;
        if (more)
            return std::chrono::milliseconds(0);
        const Time next = std::min(look.next.value_or(Time::max()), look.now + longestSleep);
        return std::max(std::chrono::milliseconds(1), next - look.now);
    }

    /// Writes down, now and then, that the clockwork is alive. When nobody's was for a while, everything that
    /// should have happened meanwhile is due at once: each engagement goes on from where it stood instead
    /// (docs/adr/0011). Doing so again changes nothing, so that a crash in between, and another process that
    /// does the same, do no harm.
    void live(const Look& look)
    {
        if (!look.alive || look.now - *look.alive > m_options.lateAfter)
            catchUp(look.alive.value_or(Time{}));
        if (!look.alive || look.now - *look.alive >= longestSleep)
            m_store.write(
                [](store::WriteTransaction& tx) { tx.setKey(lifeSpace, lifeKey, formatTime(tx.now())); });
    }

    void catchUp(Time since)
    {
        const auto running = store::read(
            m_store, [](store::ReadTransaction& tx) { return tx.dues("engagement", Time::max(), all); });
        for (const store::Due& due : running) {
            try {
                const auto late = store::write(m_store, [&](store::WriteTransaction& tx) {
                    return services::EngagementService::catchUp(tx, Id<Engagement>(due.id), since,
                                                                m_options.lateAfter);
                });
                if (late)
                    notice("engagement " + due.id.toString() + " stood still for " +
                           std::to_string(late->count()) + " s: what is to come has moved with it");
            } catch (const std::exception& error) {
                fail("engagement " + due.id.toString() + ": " + error.what());
            }
        }
    }

    /// Only what a sender can begin at once: a page that waits here while a provider hangs would outlive its
    /// lease, and somebody else would send it too.
    bool claim()
    {
        const PageRoom room{m_mails->room(), m_hooks->room()};
        try {
            return take(store::write(m_store, [&](store::WriteTransaction& tx) {
                return claimPages(tx, m_options.publicUrl, room);
            }));
        } catch (const std::exception&) {
            return oneByOne("page", [&](const store::Due& due) {
                const PageRoom left{m_mails->room(), m_hooks->room()};
                take(store::write(m_store, [&](store::WriteTransaction& tx) {
                    return stillDue(tx, due) ? claimPage(tx, due.id, m_options.publicUrl, left)
                                             : ClaimedPages();
                }));
            });
        }
    }

    bool take(ClaimedPages claimed)
    {
        for (PageWork& work : claimed.works)
            (work.channelKind == ChannelKind::Email ? m_mails : m_hooks)->give(std::move(work));
        return claimed.any;
    }

    /// What is due in one transaction.
    template <class Work> bool perform(std::string_view space, Work&& work)
    {
        try {
            return store::write(m_store, [&](store::WriteTransaction& tx) {
                const auto dues = tx.claimDues(space, pageLease, claimLimit);
                for (const store::Due& due : dues)
                    work(tx, due);
                return !dues.empty();
            });
        } catch (const std::exception&) {
            return oneByOne(space, [&](const store::Due& due) {
                m_store.write([&](store::WriteTransaction& tx) {
                    if (stillDue(tx, due))
                        work(tx, due);
                });
            });
        }
    }

    /// Something in a batch failed: each on its own, so that a record that cannot be read stops nothing but
    /// itself. When it is the store that fails, so does the deferring, and the round is over.
    template <class Work> bool oneByOne(std::string_view space, Work&& work)
    {
        const auto dues = store::read(
            m_store, [&](store::ReadTransaction& tx) { return tx.dues(space, tx.now(), claimLookAt); });
        for (const store::Due& due : dues) {
            std::string what;
            try {
                work(due);
                continue;
            } catch (const std::exception& error) {
                what = error.what();
            }
            m_store.write([&](store::WriteTransaction& tx) {
                if (stillDue(tx, due))
                    tx.setDue(due.space, due.id, tx.now() + badRecordWait);
            });
            fail(due.space + ' ' + due.id.toString() + " cannot be worked on and is left for " +
                 std::to_string(badRecordWait.count()) + " s: " + what);
        }
        return false; // what waits for room is still due; the others wake us
    }

    void runAuditor()
    {
        std::unique_lock lock(m_mutex);
        while (!m_wakeAuditor.wait_for(lock, m_options.auditEvery, [this] { return m_stopping; })) {
            lock.unlock();
            try {
                for (const AuditFinding& finding : auditEngagements(m_store, m_options.lateAfter))
                    if (m_events.finding)
                        m_events.finding(finding);
            } catch (const std::exception& error) {
                fail(error.what());
            }
            lock.lock();
        }
    }

    /// The clock of the database was set: pages may come early or late because of it.
    void tellClock()
    {
        const auto lead = std::chrono::duration_cast<seconds>(m_store.clockLead());
        if (lead <= seconds(1))
            m_toldLead = seconds(0);
        if (lead <= m_toldLead + seconds(1)) // the two readings are not of one moment
            return;
        m_toldLead = lead;
        notice("the database's clock was set back: matoid goes on " + std::to_string(lead.count()) +
               " s ahead of it. Restart matoid when nobody is being paged.");
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
    std::condition_variable m_wakeAuditor;
    bool m_woken = false;
    bool m_stopping = false;
    seconds m_toldLead{0}; ///< of the clock's thread

    std::unique_ptr<Senders> m_mails;
    std::unique_ptr<Senders> m_hooks;
    std::shared_ptr<void> m_commits;
    std::thread m_clock;
    std::thread m_auditor;
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
