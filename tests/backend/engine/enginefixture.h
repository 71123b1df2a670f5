#pragma once

#include "backend/engine/engine.h"
#include "backend/engine/pagework.h"
#include "backend/services/engagementservice.h"
#include "tests/support/memorystore.h"

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace matoi::engine {

/// Writes down what it was given, and answers as it is told.
class FakeChannel final : public channels::Channel
{
public:
    struct Sent
    {
        std::string address;
        channels::PageContent content;
    };

    channels::SendResult send(const std::string& address, const channels::PageContent& content) override
    {
        std::unique_lock lock(m_mutex);
        m_sent.push_back({address, content});
        m_released.wait(lock, [this] { return !m_held; });
        if (m_failures > 0) {
            --m_failures;
            return {.error = m_reason, .retry = m_retry};
        }
        return {.sent = true, .providerId = m_providerId + content.pageId};
    }
    std::vector<Sent> sent() const
    {
        const std::lock_guard lock(m_mutex);
        return m_sent;
    }
    /// While held, whoever sends waits: a provider that does not answer.
    void hold(bool held)
    {
        const std::lock_guard lock(m_mutex);
        m_held = held;
        m_released.notify_all();
    }
    void failNext(int count, bool retry, std::string reason = "451 try later")
    {
        const std::lock_guard lock(m_mutex);
        m_failures = count;
        m_retry = retry;
        m_reason = std::move(reason);
    }
    void callEachMessage(std::string name)
    {
        const std::lock_guard lock(m_mutex);
        m_providerId = std::move(name);
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_released;
    bool m_held = false;
    std::vector<Sent> m_sent;
    int m_failures = 0;
    bool m_retry = true;
    std::string m_reason;
    std::string m_providerId = "provider-";
};

/// A store with one incident and a plan of two stages: Kenji by mail at 0 s and 120 s, Aiko at 300 s.
class EngineTest : public testing::Test
{
protected:
    EngineTest()
    {
        const auto kenji = person("Kenji Mori", "kenji@hinode.example", {120, 180});
        const auto aiko = person("Aiko Tanaka", "aiko@hinode.example", {300});
        domain::Contact plan;
        plan.contactKind = domain::ContactKind::Escalation;
        plan.alias = plan.name = "payments";
        plan.stages = {{300, {{std::nullopt, kenji}}}, {300, {{std::nullopt, aiko}}}};
        m_plan = domain::Id<domain::Contact>::generate();
        m_incident = domain::Id<domain::Incident>::generate();
        domain::Incident incident;
        incident.number = 2041;
        incident.title = "Checkout slow";
        incident.startedAt = incident.detectedAt.emplace(now());
        m_store.write([&](store::WriteTransaction& tx) {
            store::put(tx, m_plan, plan, "test");
            store::put(tx, m_incident, incident, "test");
        });
    }

    void TearDown() override
    {
        m_mail->hold(false);
        m_engine.reset();
    }

    domain::Id<domain::Contact> person(const std::string& name, const std::string& address,
                                       std::vector<int> waits,
                                       domain::ChannelKind kind = domain::ChannelKind::Email)
    {
        const auto id = domain::Id<domain::Contact>::generate();
        domain::Contact contact;
        contact.alias = contact.name = name;
        m_store.write([&](store::WriteTransaction& tx) {
            for (const int wait : waits) {
                const auto channel = domain::Id<domain::ContactChannel>::generate();
                domain::ContactChannel value;
                value.contactId = id;
                value.channelKind = kind;
                value.address = address;
                store::put(tx, channel, value, "test");
                contact.stages.push_back({wait, {{channel, std::nullopt}}});
            }
            store::put(tx, id, contact, "test");
        });
        return id;
    }

    domain::Time now()
    {
        return store::read(m_store, [](store::ReadTransaction& tx) { return tx.now(); });
    }
    domain::Id<domain::Engagement> engage(domain::Id<domain::Contact> contact)
    {
        return store::write(m_store, [&](store::WriteTransaction& tx) {
            return services::EngagementService::begin(tx, m_incident, contact, "held cards",
                                                      actor("Misaki Sato"))
                ->id;
        });
    }
    static auth::Actor actor(const std::string& name)
    {
        return {name, auth::Role::Commander, std::nullopt, "console"};
    }

    void run(EngineOptions options = {})
    {
        EngineEvents events;
        events.failure = [this](const std::string& what) {
            const std::lock_guard lock(m_failureMutex);
            m_failures.push_back(what);
        };
        m_engine = std::make_unique<Engine>(m_store, channels::ChannelSet{m_mail, m_hook}, std::move(options),
                                            std::move(events));
        m_engine->start();
    }
    std::vector<std::string> failures()
    {
        const std::lock_guard lock(m_failureMutex);
        return m_failures;
    }
    /// Waits until the engine has passed all that was due before.
    void fence(const std::string& name)
    {
        const auto desk = person(name, "", {6000}, domain::ChannelKind::Desktop);
        engage(desk);
        ASSERT_TRUE(eventually([&] {
            const auto all = pages();
            return std::any_of(all.begin(), all.end(), [&](const auto& page) {
                return page.value.contactName == name && page.value.state == domain::PageState::Sent;
            });
        }));
    }
    /// Only once the engine has done what was due and written down that it lives: one that is in the middle
    /// of its round while this clock goes on was away, as far as anybody can tell, and moves what is to come.
    void advance(std::chrono::seconds by)
    {
        ASSERT_TRUE(!m_engine || eventually([&] { return rests(); }));
        m_store.advance(by);
        if (m_engine)
            m_engine->wake();
    }
    bool rests()
    {
        return store::read(m_store, [](store::ReadTransaction& tx) {
            const auto alive = tx.key("engine", "alive");
            const auto time = alive ? domain::parseTime(*alive) : std::nullopt;
            const bool lives = time && tx.now() - *time < std::chrono::seconds(10);
            const auto later = [&](std::string_view space) {
                const auto next = tx.nextDue(space);
                return !next || (lives && *next > tx.now());
            };
            // A page may be due and wait for a sender. Whoever wants it gone before waits for mailed().
            return later("engagement") && later("handover") && (lives || !tx.nextDue("page"));
        });
    }
    /// So many mails went out, and that they did is written down: the time to answer runs from there.
    bool mailed(std::size_t count)
    {
        return eventually([&] {
            if (m_mail->sent().size() != count)
                return false;
            // Only now: what went out is no longer Pending in it.
            const auto all = store::read(
                m_store, [](store::ReadTransaction& tx) { return store::sound<domain::Page>(tx); });
            return std::none_of(all.begin(), all.end(), [](const auto& page) {
                return page.value.state == domain::PageState::Sending;
            });
        });
    }
    template <class F> static bool eventually(F&& condition)
    {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!condition()) {
            if (std::chrono::steady_clock::now() > end)
                return false;
            std::this_thread::yield();
        }
        return true;
    }
    std::vector<domain::Record<domain::Page>> pages()
    {
        return store::read(m_store,
                           [&](store::ReadTransaction& tx) { return store::list<domain::Page>(tx); });
    }
    std::vector<std::string> eventTypes()
    {
        std::vector<std::string> types;
        for (const auto& event : store::read(
                 m_store, [](store::ReadTransaction& tx) { return store::list<domain::TimelineEvent>(tx); }))
            types.push_back(event.value.type);
        return types;
    }
    bool happened(const char* type)
    {
        const auto types = eventTypes();
        return std::find(types.begin(), types.end(), type) != types.end();
    }

    test::MemoryStore m_store;
    std::shared_ptr<FakeChannel> m_mail = std::make_shared<FakeChannel>();
    std::shared_ptr<FakeChannel> m_hook; ///< null: the service has none
    std::mutex m_failureMutex;
    std::vector<std::string> m_failures;
    domain::Id<domain::Contact> m_plan;
    domain::Id<domain::Incident> m_incident;
    std::unique_ptr<Engine> m_engine;
};

} // namespace matoi::engine
