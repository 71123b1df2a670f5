#include "backend/http/server.h"

#include "backend/http/context.h"
#include "backend/http/session.h"
#include "backend/http/tls.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_set>
#include <vector>

namespace matoi::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using Error = boost::system::error_code;

namespace {
/// Connections above the limit that may be told so at the same time; more are closed without a word.
constexpr std::size_t turnedAwayAtOnce = 128;
constexpr std::chrono::milliseconds acceptPause{100};
} // namespace

class Server::Impl
{
public:
    Impl(Options options, Router router)
        : m_context(std::move(options), std::move(router))
        , m_io(static_cast<int>(threads()))
        , m_acceptor(asio::make_strand(m_io))
    {}

    domain::Result<void> start();
    void stop();

    std::uint16_t port() const { return m_port; }
    const Router& router() const { return m_context.router; }
    Stats stats() const;

private:
    unsigned threads() const { return std::max(1U, m_context.options.threads); }
    domain::Result<void> listen();
    asio::awaitable<void> acceptAll();
    void open(tcp::socket socket);
    void closed(const std::shared_ptr<Session>& session, const std::exception_ptr& error);
    bool waitUntilEmpty();
    std::vector<std::shared_ptr<Session>> sessions() const;
    void report(std::string_view what) const;

    Context m_context;
    asio::io_context m_io;
    asio::executor_work_guard<asio::io_context::executor_type> m_work{m_io.get_executor()};
    tcp::acceptor m_acceptor;
    std::uint16_t m_port = 0;
    std::vector<std::thread> m_threads;
    std::mutex m_stopMutex;
    mutable std::mutex m_mutex; ///< of what follows
    std::condition_variable m_emptied;
    std::unordered_set<std::shared_ptr<Session>> m_sessions;
};

domain::Result<void> Server::Impl::start()
{
    auto proxies = TrustedProxies::parse(m_context.options.trustedProxies);
    if (!proxies)
        return tl::make_unexpected(proxies.error());
    m_context.proxies = std::move(*proxies);
    if (m_context.options.tls) {
        auto tls = makeTlsContext(*m_context.options.tls);
        if (!tls)
            return tl::make_unexpected(tls.error());
        m_context.tls = std::move(*tls);
    }
    if (auto listening = listen(); !listening)
        return listening;
    asio::co_spawn(m_acceptor.get_executor(), acceptAll(), asio::detached);
    for (unsigned i = 0; i < threads(); ++i)
        m_threads.emplace_back([this] { m_io.run(); });
    return {};
}

domain::Result<void> Server::Impl::listen()
{
    const std::string& host = m_context.options.host;
    const std::uint16_t wanted = m_context.options.port;
    Error error;
    tcp::resolver resolver(m_io);
    const auto found = resolver.resolve(host, std::to_string(wanted), tcp::resolver::passive, error);
    if (!error) {
        const tcp::endpoint endpoint = found.begin()->endpoint();
        m_acceptor.open(endpoint.protocol(), error);
        if (!error && endpoint.address().is_v6())
            m_acceptor.set_option(asio::ip::v6_only(false), error);
        if (!error)
            m_acceptor.set_option(asio::socket_base::reuse_address(true), error);
        if (!error)
            m_acceptor.bind(endpoint, error);
        if (!error)
            m_acceptor.listen(asio::socket_base::max_listen_connections, error);
    }
    if (error) {
        return domain::fail(domain::ErrorCode::Unavailable, {},
                            "Cannot listen on " + host + ":" + std::to_string(wanted) + ": " +
                                error.message() + ".");
    }
    m_port = m_acceptor.local_endpoint().port();
    return {};
}

asio::awaitable<void> Server::Impl::acceptAll()
{
    asio::steady_timer pause(m_acceptor.get_executor());
    while (!m_context.stopping) {
        Error error;
        tcp::socket socket = co_await m_acceptor.async_accept(
            asio::any_io_executor(asio::make_strand(m_io)), asio::redirect_error(asio::use_awaitable, error));
        if (!error) {
            open(std::move(socket));
            continue;
        }
        if (m_context.stopping)
            break;
        // Out of descriptors, most likely: connections that end will free some. Trying at once would spin.
        report("Cannot accept a connection: " + error.message());
        pause.expires_after(acceptPause);
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
}

void Server::Impl::open(tcp::socket socket)
{
    Error error;
    const tcp::endpoint peer = socket.remote_endpoint(error);
    if (error)
        return; // gone already
    socket.set_option(tcp::no_delay(true), error);
    const asio::any_io_executor executor = socket.get_executor();
    std::shared_ptr<Session> session;
    bool full = false;
    {
        const std::lock_guard lock(m_mutex);
        const std::size_t most = m_context.options.limits.maxConnections;
        full = m_sessions.size() >= most;
        if (m_context.stopping || m_sessions.size() >= most + turnedAwayAtOnce)
            return;
        session = std::make_shared<Session>(std::move(socket), peer.address(), m_context);
        m_sessions.insert(session);
    }
    asio::co_spawn(executor, full ? session->turnAway() : session->run(),
                   asio::bind_cancellation_slot(
                       session->cancellation(),
                       [this, session](const std::exception_ptr& failure) { closed(session, failure); }));
}

void Server::Impl::closed(const std::shared_ptr<Session>& session, const std::exception_ptr& error)
{
    try {
        if (error)
            std::rethrow_exception(error);
    } catch (const boost::system::system_error& thrown) {
        if (thrown.code() != asio::error::operation_aborted)
            report(thrown.what());
    } catch (const std::exception& thrown) {
        report(thrown.what());
    }
    const std::lock_guard lock(m_mutex);
    m_sessions.erase(session);
    if (m_sessions.empty())
        m_emptied.notify_all();
}

void Server::Impl::stop()
{
    const std::lock_guard stopping(m_stopMutex);
    if (m_threads.empty())
        return;
    m_context.stopping = true;
    asio::post(m_acceptor.get_executor(), [this] {
        Error ignored;
        m_acceptor.close(ignored);
    });
    for (const auto& session : sessions())
        session->stop();
    if (!waitUntilEmpty()) {
        for (const auto& session : sessions())
            session->abort();
    }
    m_work.reset();
    for (std::thread& thread : m_threads)
        thread.join();
    m_threads.clear();
}

bool Server::Impl::waitUntilEmpty()
{
    std::unique_lock lock(m_mutex);
    return m_emptied.wait_for(lock, m_context.options.limits.stopTimeout,
                              [this] { return m_sessions.empty(); });
}

std::vector<std::shared_ptr<Session>> Server::Impl::sessions() const
{
    const std::lock_guard lock(m_mutex);
    return {m_sessions.begin(), m_sessions.end()};
}

Server::Stats Server::Impl::stats() const
{
    const std::lock_guard lock(m_mutex);
    return {m_sessions.size(), m_context.streams, m_context.requests};
}

void Server::Impl::report(std::string_view what) const
{
    if (m_context.options.hooks.error)
        m_context.options.hooks.error({}, what);
}

Server::Server(Options options, Router router)
    : m_impl(std::make_unique<Impl>(std::move(options), std::move(router)))
{}

Server::~Server()
{
    stop();
}

domain::Result<void> Server::start()
{
    return m_impl->start();
}

std::uint16_t Server::port() const
{
    return m_impl->port();
}

const Router& Server::router() const
{
    return m_impl->router();
}

void Server::stop()
{
    m_impl->stop();
}

Server::Stats Server::stats() const
{
    return m_impl->stats();
}

} // namespace matoi::http
