#include "backend/http/eventstream.h"

#include <utility>

namespace matoi::http {

namespace {

constexpr std::size_t batchBytes = 64 * 1024;

std::string_view firstLine(std::string_view text)
{
    return text.substr(0, text.find_first_of(std::string_view("\r\n\0", 3)));
}

void call(const std::function<void()>& callback)
{
    if (callback)
        callback();
}

} // namespace

EventStream::Frame EventStream::frame(std::string_view event, std::string_view id, std::string_view data)
{
    auto out = std::make_shared<std::string>();
    out->reserve(event.size() + id.size() + data.size() + 32);
    if (!event.empty())
        out->append("event: ").append(firstLine(event)).append("\n");
    if (!id.empty())
        out->append("id: ").append(firstLine(id)).append("\n");
    while (true) {
        const auto end = data.find_first_of("\r\n");
        out->append("data: ").append(data.substr(0, end)).append("\n");
        if (end == std::string_view::npos)
            break;
        data.remove_prefix(data.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
    }
    out->append("\n");
    return out;
}

bool EventStream::push(const Frame& frame)
{
    Callback wake;
    Callback closed;
    bool pushed = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_state != State::Open)
            return false;
        if (m_queuedBytes + m_inFlightBytes + frame->size() > m_maxQueuedBytes) {
            closed = end(State::Dropped);
        } else {
            m_queue.push_back(frame);
            m_queuedBytes += frame->size();
            pushed = true;
        }
        wake = wakeOnce();
    }
    call(wake);
    call(closed);
    return pushed;
}

bool EventStream::push(std::string_view event, std::string_view id, std::string_view data)
{
    return push(frame(event, id, data));
}

void EventStream::close()
{
    Callback wake;
    {
        const std::lock_guard lock(m_mutex);
        if (m_state != State::Open)
            return;
        m_state = State::Draining;
        wake = wakeOnce();
    }
    call(wake);
}

bool EventStream::isOpen() const
{
    const std::lock_guard lock(m_mutex);
    return m_state == State::Open;
}

void EventStream::onClosed(std::function<void()> callback)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_state == State::Open || m_state == State::Draining) {
            m_onClosed = std::move(callback);
            return;
        }
    }
    call(callback);
}

void EventStream::attach(std::function<void()> wake)
{
    const std::lock_guard lock(m_mutex);
    m_wake = std::move(wake);
    m_woken = true; // the connection starts with take()
}

EventStream::Batch EventStream::take()
{
    const std::lock_guard lock(m_mutex);
    m_woken = false;
    m_inFlightBytes = 0;
    Batch batch;
    while (!m_queue.empty() && batch.bytes.size() < batchBytes) {
        batch.bytes += *m_queue.front();
        m_queue.pop_front();
    }
    m_inFlightBytes = batch.bytes.size();
    m_queuedBytes -= m_inFlightBytes;
    batch.last = m_queue.empty() && m_state != State::Open;
    return batch;
}

bool EventStream::isDropped() const
{
    const std::lock_guard lock(m_mutex);
    return m_state == State::Dropped;
}

void EventStream::disconnect()
{
    Callback closed;
    {
        const std::lock_guard lock(m_mutex);
        if (m_state != State::Dropped)
            closed = end(State::Gone);
        m_wake = nullptr;
    }
    call(closed);
}

EventStream::Callback EventStream::end(State state)
{
    m_state = state;
    m_queue.clear();
    m_queuedBytes = 0;
    return std::exchange(m_onClosed, nullptr);
}

EventStream::Callback EventStream::wakeOnce()
{
    // A drop must be told even when the last wake was not answered: the connection is stuck in a write.
    if (m_woken && m_state != State::Dropped)
        return nullptr;
    m_woken = true;
    return m_wake;
}

} // namespace matoi::http
