#include "backend/http/connection.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace matoi::http {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {
constexpr std::size_t watchBudget = 4096;
} // namespace

Connection::Connection(tcp::socket socket, std::shared_ptr<asio::ssl::context> tls)
    : m_socket(std::move(socket))
    , m_tlsContext(std::move(tls))
    , m_deadline(m_socket.get_executor())
{
    if (m_tlsContext)
        m_tls = std::make_unique<asio::ssl::stream<tcp::socket&>>(m_socket, *m_tlsContext);
}

void Connection::expireAfter(std::chrono::milliseconds time)
{
    m_timedOut = false;
    // The round tells a deadline that was moved from one that had passed, with its handler already queued.
    const unsigned round = ++m_deadlineRound;
    m_deadline.expires_after(time);
    m_deadline.async_wait([weak = weak_from_this(), round](const Error& error) {
        const auto self = weak.lock();
        if (error || !self || round != self->m_deadlineRound)
            return;
        self->m_timedOut = true;
        Error ignored;
        self->m_socket.cancel(ignored);
    });
}

void Connection::expireNever()
{
    ++m_deadlineRound;
    m_timedOut = false;
    m_deadline.cancel();
}

asio::awaitable<Connection::Error> Connection::handshake()
{
    Error error;
    if (m_tls)
        co_await m_tls->async_handshake(asio::ssl::stream_base::server,
                                        asio::redirect_error(asio::use_awaitable, error));
    co_return error;
}

asio::awaitable<std::size_t> Connection::read(asio::mutable_buffer into)
{
    Error error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    std::size_t size = 0;
    if (m_tls)
        size = co_await m_tls->async_read_some(into, token);
    else
        size = co_await m_socket.async_read_some(into, token);
    co_return error ? 0 : size;
}

asio::awaitable<bool> Connection::write(asio::const_buffer first, asio::const_buffer second,
                                        std::chrono::milliseconds patience)
{
    Error error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    while (first.size() + second.size() > 0) {
        expireAfter(patience);
        std::size_t size = 0;
        const std::array<asio::const_buffer, 2> both{first, second};
        if (m_tls)
            size = co_await m_tls->async_write_some(both, token);
        else
            size = co_await m_socket.async_write_some(both, token);
        if (error)
            co_return false;
        const std::size_t ofFirst = std::min(size, first.size());
        first += ofFirst;
        second += size - ofFirst;
    }
    expireNever();
    co_return true;
}

void Connection::watchForEnd(std::function<void()> ended)
{
    watchOn(watchBudget, std::make_shared<std::function<void()>>(std::move(ended)));
}

void Connection::watchOn(std::size_t budget, std::shared_ptr<std::function<void()>> ended)
{
    auto next = [self = shared_from_this(), budget, ended](const Error& error, std::size_t size) {
        if (error || size >= budget)
            (*ended)();
        else
            self->watchOn(budget - size, ended);
    };
    if (m_tls)
        m_tls->async_read_some(asio::buffer(m_probe), std::move(next));
    else
        m_socket.async_read_some(asio::buffer(m_probe), std::move(next));
}

asio::awaitable<void> Connection::finish(std::chrono::milliseconds time, std::chrono::milliseconds longest)
{
    const auto end = std::chrono::steady_clock::now() + std::max(time, longest);
    Error error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    expireAfter(time);
    if (m_tls)
        co_await m_tls->async_shutdown(token);
    Error ignored;
    m_socket.shutdown(tcp::socket::shutdown_send, ignored);
    error = {};
    std::array<char, 2048> dropped;
    while (!error && !m_timedOut) {
        co_await m_socket.async_read_some(asio::buffer(dropped), token);
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        if (!error && !m_timedOut && left.count() > 0)
            expireAfter(std::min(time, left));
        else
            break;
    }
    close();
}

void Connection::close()
{
    expireNever();
    Error ignored;
    m_socket.close(ignored);
}

} // namespace matoi::http
