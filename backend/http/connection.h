#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace matoi::http {

/// Bytes over TCP or TLS, with a deadline. Used on one strand only: the executor of the socket.
class Connection : public std::enable_shared_from_this<Connection>
{
public:
    using Error = boost::system::error_code;

    /// A null context: plain TCP.
    Connection(boost::asio::ip::tcp::socket socket, std::shared_ptr<boost::asio::ssl::context> tls);

    boost::asio::any_io_executor executor() { return m_socket.get_executor(); }
    bool isSecure() const { return m_tls != nullptr; }

    /// From now on whatever is awaited fails once the time is over, and timedOut() is true.
    void expireAfter(std::chrono::milliseconds time);
    void expireNever();
    bool timedOut() const { return m_timedOut; }

    boost::asio::awaitable<Error> handshake();
    /// The number of bytes read; 0 is an error too: the end.
    boost::asio::awaitable<std::size_t> read(boost::asio::mutable_buffer into);
    /// All of both. Each piece of progress has `patience` anew. False: the client is gone or does not read.
    boost::asio::awaitable<bool> write(boost::asio::const_buffer first, boost::asio::const_buffer second,
                                       std::chrono::milliseconds patience);

    /// Calls back once, when the client has ended or broken the connection, or has sent far more than a
    /// reader of a stream has to say. For when nothing is to be read.
    void watchForEnd(std::function<void()> ended);

    /// Ends our side and reads on for a while: closing a socket that still has something to be read makes
    /// the system reset the connection, and the client would lose the answer that it has not yet read.
    /// As long as bytes come it is `longest` in all, and else `time`.
    boost::asio::awaitable<void> finish(std::chrono::milliseconds time, std::chrono::milliseconds longest);
    void close();

private:
    void watchOn(std::size_t budget, std::shared_ptr<std::function<void()>> ended);

    boost::asio::ip::tcp::socket m_socket;
    std::shared_ptr<boost::asio::ssl::context> m_tlsContext;
    std::unique_ptr<boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>> m_tls;
    boost::asio::steady_timer m_deadline;
    unsigned m_deadlineRound = 0;
    bool m_timedOut = false;
    char m_probe[64];
};

} // namespace matoi::http
