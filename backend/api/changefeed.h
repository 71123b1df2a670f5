#pragma once

#include "backend/auth/actor.h"
#include "backend/http/eventstream.h"
#include "backend/store/store.h"

#include <atomic>
#include <chrono>
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
    /// Says of a follower whether they may still follow: their token may have been revoked.
    using Allowed = std::function<bool(store::ReadTransaction&)>;

    /// The store must outlive it. `recheck`: how often every follower's permission is looked at.
    explicit ChangeFeed(store::Store& store, std::chrono::milliseconds recheck = std::chrono::seconds(30));
    ~ChangeFeed(); ///< ends all streams
    ChangeFeed(const ChangeFeed&) = delete;
    ChangeFeed& operator=(const ChangeFeed&) = delete;

    /// A stream of everything after `since` that `by` may see, until `allowed` says no; an incident that they
    /// may not see is "gone".
    std::shared_ptr<http::EventStream> follow(domain::ChangeNumber since, auth::Actor by,
                                              Allowed allowed = {});

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
        Allowed allowed;
    };

    void run();
    void round();
    void greet(Follower& follower);
    /// False when it is done with: closed, or ended because it is too far behind.
    bool catchUp(Follower& follower);
    void pushNew();
    void dropRefused();
    void startAnew(domain::ChangeNumber last);

    store::Store& m_store;
    const std::chrono::milliseconds m_recheck;
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
    std::chrono::steady_clock::time_point m_nextCheck = std::chrono::steady_clock::now() + m_recheck;
    std::shared_ptr<void> m_subscription;
    std::thread m_thread; ///< last: it uses all of the above
};

} // namespace matoi::api
