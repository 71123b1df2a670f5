#pragma once

#include "backend/http/connection.h"
#include "backend/http/context.h"
#include "backend/http/requestparser.h"

#include <boost/asio/cancellation_signal.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace matoi::http {

/// One connection, from its first byte to its last: a loop of read, dispatch, answer. All on one strand.
class Session : public std::enable_shared_from_this<Session>
{
public:
    Session(boost::asio::ip::tcp::socket socket, boost::asio::ip::address peer, Context& context);

    boost::asio::awaitable<void> run();
    /// Says 503 and ends: for connections above the limit.
    boost::asio::awaitable<void> turnAway();

    /// From any thread: ends when idle, when a stream, or else after the answer in work.
    void stop();
    /// From any thread: ends now, whatever is being awaited.
    void abort();

    boost::asio::cancellation_slot cancellation() { return m_cancellation.slot(); }

private:
    /// A place among the bodies above the usual limit, until the exchange is over.
    class LargeBody
    {
    public:
        LargeBody() = default;
        explicit LargeBody(std::atomic<std::size_t>& count)
            : m_count(&count)
            , m_place(++count)
        {}
        LargeBody(LargeBody&& other) noexcept
            : m_count(std::exchange(other.m_count, nullptr))
            , m_place(other.m_place)
        {}
        LargeBody& operator=(LargeBody&& other) noexcept
        {
            std::swap(m_count, other.m_count);
            std::swap(m_place, other.m_place);
            return *this;
        }
        ~LargeBody()
        {
            if (m_count)
                --*m_count;
        }
        /// From 1: how many there were when it came, itself among them. Of two that come at once one is
        /// first.
        std::size_t place() const { return m_place; }

    private:
        std::atomic<std::size_t>* m_count = nullptr;
        std::size_t m_place = 0;
    };

    /// What is known of the exchange in work.
    struct Exchange
    {
        std::chrono::steady_clock::time_point start;
        AccessRecord record;
        bool head = false;      ///< answer without a body
        bool http10 = false;    ///<
        bool keepAlive = false; ///< the connection goes on after the answer
        const Route* route = nullptr;
        LargeBody large = {};
    };

    boost::asio::awaitable<bool> exchange();
    boost::asio::awaitable<bool> waitForRequest();
    boost::asio::awaitable<bool> receiveHead(Exchange& exchange);
    boost::asio::awaitable<bool> receiveBody(Exchange& exchange);
    boost::asio::awaitable<bool> readMore(std::size_t atMost);
    void feed();
    void keepRequestDeadline(const Exchange& exchange);

    std::optional<Response> admit(Exchange& exchange);
    std::optional<Response> makeRoom(Exchange& exchange);
    std::optional<Response> checkRate(const Exchange& exchange, const Request& request);
    std::optional<Response> refused(const Exchange& exchange) const;
    boost::asio::awaitable<std::optional<Response>> passGate(const Exchange& exchange);
    boost::asio::awaitable<Response> handle(const Exchange& exchange);
    Response crashed(const Exchange& exchange, const std::string& what) const;

    boost::asio::awaitable<bool> answer(Exchange& exchange, Response response);
    boost::asio::awaitable<void> answerStream(Exchange& exchange, Response response);
    boost::asio::awaitable<bool> pump(Exchange& exchange, const Response& response);
    std::string head(const Exchange& exchange, const Response& response) const;
    void finish(Exchange& exchange, const Response& response);
    Response failure(const Exchange& exchange, unsigned status, std::string type, std::string detail) const;
    void streamWoken();

    Context& m_context;
    const Limits& m_limits;
    std::shared_ptr<Connection> m_connection;
    boost::asio::ip::address m_peer;
    boost::beast::flat_buffer m_input;
    std::optional<RequestParser> m_parser;
    std::shared_ptr<EventStream> m_stream;
    std::optional<boost::asio::steady_timer> m_pause; ///< between two writes to the stream
    bool m_idle = false;                              ///< waits for the first byte of a request
    bool m_first = true;
    boost::asio::cancellation_signal m_cancellation;
};

} // namespace matoi::http
