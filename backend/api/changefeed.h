#pragma once

#include "backend/auth/actor.h"
#include "backend/http/eventstream.h"
#include "backend/store/store.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace matoi::api {

/// Pushes every change of the store to the streams that follow it, in order, from one thread of its own: a
/// change is read and written out once, however many consoles listen. Who may see it is decided for each.
///
/// A stream begins with the event "hello" (epoch, last change, service time), then each record as the event
/// "change" with its change number as the id. One that is far behind gets what fits and is ended; its client
/// comes back with Last-Event-ID and gets the rest.
class ChangeFeed
{
public:
    /// The store must outlive it.
    explicit ChangeFeed(store::Store& store);
    ~ChangeFeed(); ///< ends all streams
    ChangeFeed(const ChangeFeed&) = delete;
    ChangeFeed& operator=(const ChangeFeed&) = delete;

    /// A stream of everything after `since` that `by` may see; an incident that they may not see is "gone".
    std::shared_ptr<http::EventStream> follow(domain::ChangeNumber since, auth::Actor by);

    /// Streams whose client is there.
    std::size_t followers() const { return *m_open; }
    /// What went wrong while reading: the store's words. The feed tries again every second.
    void onProblem(std::function<void(const std::string&)> report);

private:
    struct Follower
    {
        std::shared_ptr<http::EventStream> stream;
        auth::Actor by;
        domain::ChangeNumber cursor = 0;
        bool greeted = false;
    };

    void run();
    void round();
    void greet(Follower& follower);
    /// False when it is done with: closed, or ended because it is too far behind.
    bool catchUp(Follower& follower);
    void pushNew();

    store::Store& m_store;
    /// Shared with the streams, which may outlive the feed.
    const std::shared_ptr<std::atomic<std::size_t>> m_open = std::make_shared<std::atomic<std::size_t>>(0);
    mutable std::mutex m_mutex; ///< of the fields down to m_report
    std::condition_variable m_wake;
    bool m_stopping = false;
    bool m_pending = true;
    std::vector<Follower> m_arrived;
    std::function<void(const std::string&)> m_report;

    // The thread's own.
    std::vector<Follower> m_followers; ///< all at m_head
    domain::ChangeNumber m_head = 0;
    std::string m_epoch;
    std::shared_ptr<void> m_subscription;
    std::thread m_thread; ///< last: it uses all of the above
};

} // namespace matoi::api
