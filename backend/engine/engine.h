#pragma once

#include "backend/channels/channel.h"
#include "backend/engine/auditor.h"
#include "backend/store/store.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>

namespace matoi::engine {

/// What the engine tells of itself while it runs. Called on its threads.
struct EngineEvents
{
    /// A page was handed over, or was not; `slip` is how much later than it was due.
    std::function<void(domain::ChannelKind, const channels::SendResult&, domain::Duration slip)> page;
    std::function<void(const AuditFinding&)> finding;
    /// The store failed, or one record cannot be worked on; the engine goes on and tries again.
    std::function<void(const std::string& what)> failure;
    /// What whoever looks after the service should know: paging stood still, or the clock was set.
    std::function<void(const std::string& what)> notice;
};

struct EngineOptions
{
    std::string publicUrl = "http://127.0.0.1:8470"; ///< where acknowledge links lead; no slash at the end
    int senders = 8; ///< pages of one kind of channel handed over at the same time
    /// No other process works on this store: pages that were in a killed process's hands are taken up at
    /// once, not after their lease.
    bool alone = false;
    std::chrono::seconds auditEvery{30};
    std::chrono::seconds lateAfter{30};
};

/// The clockwork of paging. It sleeps until the next due time in the store and is woken by commits; any
/// number of processes may run it on one database. All of its state is in the store: killed at any moment, it
/// goes on from there. A page is handed over at least once; the check that the engagement still runs is made
/// in the claiming transaction and once more right before the hand-over.
class Engine
{
public:
    Engine(store::Store& store, channels::ChannelSet channels, EngineOptions options,
           EngineEvents events = {});
    /// Waits for pages that are being handed over.
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    void start();
    /// Looks at the store now: for a test that has moved its clock.
    void wake();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace matoi::engine
