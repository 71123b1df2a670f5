#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace matoi::http {

/// Server-sent events to one client (WHATWG HTML, section 9.2). A handler makes one, keeps a pointer to
/// push through, and returns events(stream). All functions may be called from any thread, before and after
/// the answer has begun; what is pushed before is sent first.
///
/// What was pushed waits in a queue until the client has read it. A client that lets it grow past its bound
/// is cut off: it comes back with Last-Event-ID, and whoever made the stream decides what to send it again.
class EventStream
{
public:
    using Frame = std::shared_ptr<const std::string>;

    explicit EventStream(std::size_t maxQueuedBytes = 1024 * 1024)
        : m_maxQueuedBytes(maxQueuedBytes)
    {}

    /// One event as it goes over the wire: made once, pushed to many. Any kind of line break in the data is
    /// one; event and id are cut at their first line break or NUL. An empty event or id is left out.
    static Frame frame(std::string_view event, std::string_view id, std::string_view data);

    /// False: the stream is closed, or this push closed it because the client reads too slowly.
    bool push(const Frame& frame);
    bool push(std::string_view event, std::string_view id, std::string_view data);

    /// Ends the stream after what is queued.
    void close();
    bool isOpen() const;

    /// Called once, when nothing more can be sent, from whichever thread finds out; at once when that is
    /// already so. For unsubscribing: it must not call back into this stream's owner under its lock.
    void onClosed(std::function<void()> callback);

    // What follows is the connection's side.

    struct Batch
    {
        std::string bytes; ///< the oldest that is queued, some 64 KiB at most
        bool last = false; ///< nothing will follow
    };

    /// `wake` is called when take() or isDropped() has something new to say: from any thread, and not again
    /// until take() was called.
    void attach(std::function<void()> wake);
    Batch take();
    /// Too slow: the connection is to be cut, whatever it is writing.
    bool isDropped() const;
    /// The connection is gone.
    void disconnect();

private:
    enum class State
    {
        Open,
        Draining,
        Dropped,
        Gone
    };

    /// What to call once the mutex is released.
    using Callback = std::function<void()>;
    Callback end(State state);
    Callback wakeOnce();

    const std::size_t m_maxQueuedBytes;
    mutable std::mutex m_mutex;
    State m_state = State::Open;
    std::deque<Frame> m_queue;
    std::size_t m_queuedBytes = 0;
    std::size_t m_inFlightBytes = 0; ///< taken, and not known to be written
    bool m_woken = false;
    Callback m_wake;
    Callback m_onClosed;
};

} // namespace matoi::http
