// The part of a session that answers with a stream of events.
#include "backend/http/eventstream.h"
#include "backend/http/session.h"
#include "backend/http/wire.h"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace matoi::http {

namespace asio = boost::asio;

namespace {

/// Holds one of the server's places for streams, and tells the stream's owner when it is over.
class StreamPlace
{
public:
    StreamPlace(std::atomic<std::size_t>& count, std::size_t most, std::shared_ptr<EventStream> stream)
        : m_count(count)
        , m_free(count.fetch_add(1) < most)
        , m_stream(std::move(stream))
    {}
    StreamPlace(const StreamPlace&) = delete;
    StreamPlace& operator=(const StreamPlace&) = delete;
    ~StreamPlace()
    {
        m_count.fetch_sub(1);
        m_stream->disconnect();
    }
    bool isFree() const { return m_free; }

private:
    std::atomic<std::size_t>& m_count;
    const bool m_free;
    std::shared_ptr<EventStream> m_stream;
};

} // namespace

asio::awaitable<void> Session::answerStream(Exchange& exchange, Response response)
{
    const std::shared_ptr<EventStream> stream = response.stream;
    const StreamPlace place(m_context.streams, m_limits.maxStreams, stream);
    exchange.keepAlive = false;
    if (!place.isFree() || exchange.head) {
        if (!exchange.head) {
            response = failure(exchange, 503, "unavailable",
                               "The server has too many streams. Poll instead, or try again later.");
            response.headers.set("Retry-After", "5");
        }
        response.stream = nullptr;
        co_await answer(exchange, std::move(response));
        co_return;
    }
    exchange.record.stream = true;
    m_input = {}; // nothing more is read from this client
    m_pause.emplace(m_connection->executor());
    m_stream = stream;
    stream->attach([weak = weak_from_this()] {
        if (const auto self = weak.lock())
            asio::post(self->m_connection->executor(), [self] { self->streamWoken(); });
    });
    m_connection->watchForEnd([self = shared_from_this()] {
        if (self->m_stream)
            self->m_stream->disconnect();
        self->streamWoken();
    });
    if (m_context.stopping)
        stream->close();
    exchange.record.complete = co_await pump(exchange, response);
    m_stream.reset();
    finish(exchange, response);
}

asio::awaitable<bool> Session::pump(Exchange& exchange, const Response& response)
{
    EventStream& stream = *response.stream;
    std::string bytes = head(exchange, response);
    bool last = false;
    while (true) {
        const bool sent = co_await m_connection->write(asio::buffer(bytes), {}, m_limits.writeTimeout);
        if (!sent)
            co_return false;
        if (last)
            co_return !stream.isDropped();
        bytes.clear();
        EventStream::Batch batch = stream.take();
        if (stream.isDropped())
            co_return false;
        if (batch.bytes.empty() && !batch.last) {
            Connection::Error woken;
            m_pause->expires_after(m_limits.heartbeat);
            co_await m_pause->async_wait(asio::redirect_error(asio::use_awaitable, woken));
            if (!woken)
                batch.bytes = ":\n\n";
        }
        exchange.record.responseBytes += batch.bytes.size();
        if (!batch.bytes.empty())
            bytes = exchange.http10 ? std::move(batch.bytes) : chunk(batch.bytes);
        last = batch.last;
        if (last && !exchange.http10)
            bytes += "0\r\n\r\n";
    }
}

void Session::streamWoken()
{
    if (m_stream && m_stream->isDropped())
        m_connection->close();
    if (m_pause)
        m_pause->cancel();
}

} // namespace matoi::http
