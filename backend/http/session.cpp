#include "backend/http/session.h"

#include "backend/http/eventstream.h"
#include "backend/http/wire.h"
#include "models/domain/id.h"

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace matoi::http {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr std::size_t headPiece = 4096;
constexpr std::size_t bodyPiece = 32 * 1024;
constexpr const char* notAnException = "something that is not an exception was thrown";
constexpr std::size_t keptInput = 8192; ///< what an idle connection may hold on to

/// The caller's own id is kept when it can stand in a log line.
std::string requestId(const Headers& headers)
{
    const auto given = headers.get("X-Request-Id");
    const bool sane = given && !given->empty() && given->size() <= 64 &&
                      std::all_of(given->begin(), given->end(), [](char c) {
                          return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                 c == '-' || c == '_' || c == '.';
                      });
    return sane ? std::string(*given) : domain::Uuid::generate().toString();
}

std::string joined(const std::vector<std::string>& methods)
{
    std::string out;
    for (const std::string& method : methods)
        out.append(out.empty() ? "" : ", ").append(method);
    return out;
}

} // namespace

Session::Session(asio::ip::tcp::socket socket, asio::ip::address peer, Context& context)
    : m_context(context)
    , m_limits(context.options.limits)
    , m_connection(std::make_shared<Connection>(std::move(socket), context.tls))
    , m_peer(std::move(peer))
{}

asio::awaitable<void> Session::run()
{
    m_connection->expireAfter(m_limits.requestTimeout);
    const Connection::Error error = co_await m_connection->handshake();
    bool more = !error;
    while (more)
        more = co_await exchange();
    m_idle = true;
    co_await m_connection->finish(m_limits.lingerTimeout, m_limits.requestTimeout);
}

asio::awaitable<void> Session::turnAway()
{
    // Over TLS there would have to be a handshake first: just what a full server must not spend.
    if (m_connection->isSecure())
        co_return;
    Exchange exchange;
    exchange.record.requestId = domain::Uuid::generate().toString();
    Response response = failure(exchange, 503, "unavailable",
                                "The server has too many connections. Try again in a few seconds.");
    response.headers.set("Retry-After", "5");
    const std::string first = head(exchange, response);
    const bool sent = co_await m_connection->write(asio::buffer(first), asio::buffer(response.body),
                                                   m_limits.lingerTimeout);
    m_idle = true;
    if (sent)
        co_await m_connection->finish(m_limits.lingerTimeout, m_limits.lingerTimeout);
}

void Session::stop()
{
    asio::post(m_connection->executor(), [self = shared_from_this()] {
        if (self->m_stream)
            self->m_stream->close();
        else if (self->m_idle)
            self->m_connection->close();
    });
}

void Session::abort()
{
    asio::post(m_connection->executor(), [self = shared_from_this()] {
        self->m_connection->close();
        self->m_cancellation.emit(asio::cancellation_type::terminal);
    });
}

asio::awaitable<bool> Session::exchange()
{
    const bool begun = co_await waitForRequest();
    if (!begun)
        co_return false;
    Exchange exchange;
    exchange.start = steady_clock::now();
    m_context.requests.fetch_add(1, std::memory_order_relaxed);
    m_parser.emplace(m_limits);
    keepRequestDeadline(exchange);

    std::optional<Response> response;
    bool received = co_await receiveHead(exchange);
    if (received) {
        response = admit(exchange);
        if (!response && exchange.route->options.gate)
            response = co_await passGate(exchange);
        if (!response)
            received = co_await receiveBody(exchange);
    }
    if (!received) {
        if (exchange.record.requestId.empty()) // its head was not understood
            exchange.record.requestId = domain::Uuid::generate().toString();
        response = refused(exchange);
        if (!response)
            co_return false;
    }
    m_connection->expireNever();
    const bool unread = !m_parser->isDone() || m_parser->refusal();
    exchange.keepAlive = !unread && m_parser->keepsAlive();
    exchange.record.requestBytes = m_parser->request().body.size();
    if (!response)
        response = co_await handle(exchange);
    m_parser.reset();
    if (m_context.stopping)
        exchange.keepAlive = false;
    co_return co_await answer(exchange, std::move(*response));
}

asio::awaitable<bool> Session::waitForRequest()
{
    m_connection->expireAfter(m_first ? std::min(m_limits.requestTimeout, m_limits.idleTimeout)
                                      : m_limits.idleTimeout);
    m_first = false;
    if (m_input.size() == 0 && m_input.capacity() > keptInput)
        m_input = {};
    while (true) {
        // An empty line before a request is to be ignored (RFC 9112, section 2.2).
        const auto* bytes = static_cast<const char*>(m_input.data().data());
        while (m_input.size() >= 2 && bytes[0] == '\r' && bytes[1] == '\n') {
            m_input.consume(2);
            bytes += 2;
        }
        if (m_input.size() > 1 || (m_input.size() == 1 && bytes[0] != '\r'))
            co_return true;
        m_idle = true;
        if (m_context.stopping)
            co_return false;
        const bool read = co_await readMore(headPiece);
        m_idle = false;
        if (!read)
            co_return false;
    }
}

asio::awaitable<bool> Session::readMore(std::size_t atMost)
{
    const std::size_t size = co_await m_connection->read(m_input.prepare(atMost));
    m_input.commit(size);
    co_return size > 0;
}

void Session::feed()
{
    const auto bytes = m_input.data();
    m_input.consume(m_parser->feed({static_cast<const char*>(bytes.data()), bytes.size()}));
}

asio::awaitable<bool> Session::receiveHead(Exchange& exchange)
{
    while (true) {
        feed();
        exchange.record.method = m_parser->request().method;
        if (m_parser->refusal())
            co_return false;
        if (m_parser->isHeadDone())
            co_return true;
        const bool read = co_await readMore(headPiece);
        if (!read)
            co_return false;
    }
}

asio::awaitable<bool> Session::receiveBody(Exchange& exchange)
{
    if (m_parser->expectsContinue() && !m_parser->isDone() && m_input.size() == 0) {
        constexpr std::string_view goOn = "HTTP/1.1 100 Continue\r\n\r\n";
        const bool sent = co_await m_connection->write(asio::buffer(goOn), {}, m_limits.writeTimeout);
        if (!sent)
            co_return false;
        keepRequestDeadline(exchange);
    }
    while (!m_parser->isDone()) {
        const std::size_t before = m_input.size();
        feed();
        if (m_parser->refusal())
            co_return false;
        if (m_input.size() != before || m_parser->isDone())
            continue;
        const bool read = co_await readMore(bodyPiece);
        if (!read)
            co_return false;
    }
    co_return true;
}

void Session::keepRequestDeadline(const Exchange& exchange)
{
    milliseconds time = m_limits.requestTimeout;
    if (exchange.route && exchange.route->options.requestTimeout)
        time = *exchange.route->options.requestTimeout;
    const auto left = exchange.start + time - steady_clock::now();
    m_connection->expireAfter(std::max(milliseconds(0), std::chrono::duration_cast<milliseconds>(left)));
}

/// Everything that can be said of a request from its head. An answer here is final.
std::optional<Response> Session::admit(Exchange& exchange)
{
    Request& request = m_parser->request();
    exchange.head = request.method == "HEAD";
    exchange.http10 = m_parser->isHttp10();
    request.secure = m_connection->isSecure();
    request.id = exchange.record.requestId = requestId(request.headers);
    request.remoteAddress = exchange.record.remoteAddress =
        m_context.proxies.clientAddress(m_peer, request.headers.joined("X-Forwarded-For"));

    auto target = parseTarget(request.target);
    if (!target)
        return failure(exchange, 400, "malformed-input", target.error().detail);
    request.path = std::move(target->path);
    request.segments = std::move(target->segments);
    request.query = std::move(target->query);

    Router::Match match = m_context.router.match(request.method, request.segments);
    exchange.route = match.route;
    exchange.record.route = request.route = match.route ? match.route->pattern : std::string();
    const std::string secret = m_context.router.secretPattern(request.segments);
    exchange.record.path = secret.empty() ? request.path : secret;
    request.captures = std::move(match.captures);

    if (auto tooFast = checkRate(exchange, request))
        return tooFast;
    if (!match.route && match.allowed.empty())
        return failure(exchange, 404, "not-found", "There is nothing at " + request.path + ".");
    if (!match.route) {
        const std::string allowed = joined(match.allowed);
        Response response = failure(exchange, 405, "method-not-allowed",
                                    request.path + " takes " + allowed + ", not " + request.method + ".");
        response.headers.set("Allow", allowed);
        return response;
    }
    m_parser->limitBody(match.route->options.maxBody.value_or(m_limits.bodyBytes));
    if (m_parser->refusal())
        return refused(exchange);
    if (match.route->options.requestTimeout)
        keepRequestDeadline(exchange);
    return makeRoom(exchange);
}

/// Bodies above the usual limit are memory that clients hold: only so many at a time.
std::optional<Response> Session::makeRoom(Exchange& exchange)
{
    const std::size_t allowed = exchange.route->options.maxBody.value_or(0);
    if (allowed <= m_limits.bodyBytes || !m_parser->mayExceed(m_limits.bodyBytes))
        return std::nullopt;
    exchange.large = LargeBody(m_context.largeBodies);
    if (exchange.large.place() <= m_limits.largeBodies)
        return std::nullopt;
    Response response = failure(exchange, 503, "unavailable",
                                "Too many large bodies arrive at this moment. Try again in a few seconds.");
    response.headers.set("Retry-After", "5");
    return response;
}

std::optional<Response> Session::checkRate(const Exchange& exchange, const Request& request)
{
    if (exchange.route && !exchange.route->options.rateLimited)
        return std::nullopt;
    auto wait = m_context.addressLimiter.take(addressKey(request.remoteAddress));
    if (const std::string key = wait ? std::string() : credentialKey(request.headers); !key.empty())
        wait = m_context.tokenLimiter.take(key);
    if (!wait)
        return std::nullopt;
    const std::string seconds = std::to_string(wait->count());
    Response response =
        failure(exchange, 429, "too-many", "Too many requests. Try again in " + seconds + " s.");
    response.headers.set("Retry-After", seconds);
    return response;
}

/// Why the request could not be read; nullopt when there is nobody left to tell.
std::optional<Response> Session::refused(const Exchange& exchange) const
{
    if (const auto& refusal = m_parser->refusal())
        return failure(exchange, refusal->status, refusal->type, refusal->detail);
    if (m_connection->timedOut())
        return failure(exchange, 408, "request-timeout", "The request did not arrive in time.");
    return std::nullopt;
}

asio::awaitable<std::optional<Response>> Session::passGate(const Exchange& exchange)
{
    std::string what;
    try {
        std::optional<Response> refusal = co_await exchange.route->options.gate(m_parser->request());
        co_return refusal;
    } catch (const std::exception& thrown) {
        what = thrown.what();
    } catch (...) {
        what = notAnException;
    }
    co_return crashed(exchange, what);
}

asio::awaitable<Response> Session::handle(const Exchange& exchange)
{
    std::string what;
    try {
        Response response = co_await exchange.route->handler(std::move(m_parser->request()));
        if (isSafe(response.headers))
            co_return response;
        what = "a header field of the answer has a line break";
        if (response.stream)
            response.stream->disconnect();
    } catch (const std::exception& thrown) {
        what = thrown.what();
    } catch (...) {
        what = notAnException;
    }
    co_return crashed(exchange, what);
}

Response Session::crashed(const Exchange& exchange, const std::string& what) const
{
    if (m_context.options.hooks.error)
        m_context.options.hooks.error(exchange.record.requestId,
                                      exchange.record.method + " " + exchange.record.route + ": " + what);
    return failure(exchange, 500, "internal",
                   "The server failed to answer. Its log has the cause under the request's id.");
}

asio::awaitable<bool> Session::answer(Exchange& exchange, Response response)
{
    if (response.stream) {
        co_await answerStream(exchange, std::move(response));
        co_return false;
    }
    const std::string first = head(exchange, response);
    const bool silent = exchange.head || !hasBody(response.status);
    const auto body = silent ? asio::const_buffer() : asio::buffer(response.body);
    exchange.record.complete = co_await m_connection->write(asio::buffer(first), body, m_limits.writeTimeout);
    exchange.record.responseBytes = body.size();
    finish(exchange, response);
    co_return exchange.keepAlive&& exchange.record.complete;
}

std::string Session::head(const Exchange& exchange, const Response& response) const
{
    return responseHead(response, {exchange.record.requestId, exchange.keepAlive, exchange.http10});
}

void Session::finish(Exchange& exchange, const Response& response)
{
    exchange.record.status = response.status;
    exchange.record.duration =
        std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - exchange.start);
    if (exchange.record.remoteAddress.empty())
        exchange.record.remoteAddress = m_context.proxies.clientAddress(m_peer, {});
    const Hooks& hooks = m_context.options.hooks;
    if (hooks.access)
        hooks.access(exchange.record);
    if (hooks.metrics)
        hooks.metrics(exchange.record);
}

Response Session::failure(const Exchange& exchange, unsigned status, std::string type,
                          std::string detail) const
{
    return problem({.status = status,
                    .type = std::move(type),
                    .detail = std::move(detail),
                    .requestId = exchange.record.requestId});
}

} // namespace matoi::http
