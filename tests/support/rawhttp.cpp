#include "tests/support/rawhttp.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace matoi::test {

namespace {

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

std::optional<RawResponse> parseHead(std::string_view head)
{
    RawResponse response;
    const auto firstSpace = head.find(' ');
    if (!head.starts_with("HTTP/") || firstSpace == std::string_view::npos)
        return std::nullopt;
    response.version = head.substr(0, firstSpace);
    response.status = std::atoi(std::string(head.substr(firstSpace + 1, 3)).c_str());
    std::size_t at = head.find("\r\n");
    while (at != std::string_view::npos && at + 2 < head.size()) {
        const std::size_t end = head.find("\r\n", at + 2);
        const std::string_view line = head.substr(at + 2, end - at - 2);
        const auto colon = line.find(": ");
        if (colon != std::string_view::npos)
            response.headers.emplace(lower(std::string(line.substr(0, colon))), line.substr(colon + 2));
        at = end;
    }
    return response;
}

} // namespace

std::string RawResponse::header(const std::string& name) const
{
    const auto it = headers.find(name);
    return it == headers.end() ? std::string() : it->second;
}

RawClient::RawClient(std::uint16_t port, std::chrono::milliseconds patience)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    , m_patience(patience)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (m_socket >= 0 && ::connect(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(m_socket);
        m_socket = -1;
        return;
    }
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

RawClient::~RawClient()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

RawClient::RawClient(RawClient&& other) noexcept
    : m_socket(std::exchange(other.m_socket, -1))
    , m_patience(other.m_patience)
    , m_input(std::move(other.m_input))
{}

RawClient& RawClient::operator=(RawClient&& other) noexcept
{
    std::swap(m_socket, other.m_socket);
    std::swap(m_patience, other.m_patience);
    std::swap(m_input, other.m_input);
    return *this;
}

bool RawClient::send(std::string_view bytes)
{
    const Deadline until = deadline();
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent > 0)
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        else if (errno != EAGAIN || !await(POLLOUT, until))
            return false;
    }
    return true;
}

std::size_t RawClient::sendUntilAnswered(std::string_view piece, std::size_t total)
{
    const Deadline until = deadline();
    std::size_t done = 0;
    while (done < total && await(POLLIN | POLLOUT, until)) {
        if (await(POLLIN, std::chrono::steady_clock::now()))
            break;
        const ssize_t sent =
            ::send(m_socket, piece.data(), std::min(piece.size(), total - done), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent <= 0 && errno != EAGAIN)
            break;
        done += sent > 0 ? static_cast<std::size_t>(sent) : 0;
    }
    return done;
}

std::optional<RawResponse> RawClient::readHead()
{
    const auto head = readUntil("\r\n\r\n");
    return head ? parseHead(std::string_view(*head).substr(0, head->size() - 2)) : std::nullopt;
}

std::optional<RawResponse> RawClient::read(bool bodyless)
{
    const Deadline until = deadline();
    auto response = readHead();
    if (!response || bodyless || response->status == 204 || response->status == 304 || response->status < 200)
        return response;
    if (lower(response->header("transfer-encoding")) == "chunked")
        return readChunked(response->body, until) ? response : std::nullopt;
    if (response->headers.contains("content-length")) {
        const std::size_t size = std::strtoul(response->header("content-length").c_str(), nullptr, 10);
        if (!fill(size, until))
            return std::nullopt;
        response->body = m_input.substr(0, size);
        m_input.erase(0, size);
        return response;
    }
    while (receive(until)) {
    }
    response->body = std::exchange(m_input, {});
    return response;
}

std::optional<std::string> RawClient::readUntil(std::string_view until)
{
    const Deadline last = deadline();
    std::size_t from = 0;
    while (true) {
        const auto at = m_input.find(until, from);
        if (at != std::string::npos) {
            std::string text = m_input.substr(0, at + until.size());
            m_input.erase(0, text.size());
            return text;
        }
        from = m_input.size() - std::min(m_input.size(), until.size());
        if (!receive(last))
            return std::nullopt;
    }
}

bool RawClient::isClosedByPeer()
{
    const Deadline until = deadline();
    std::array<char, 4096> ignored;
    while (await(POLLIN, until)) {
        const ssize_t size = ::recv(m_socket, ignored.data(), ignored.size(), MSG_DONTWAIT);
        if (size == 0 || (size < 0 && errno != EAGAIN))
            return true;
    }
    return false;
}

void RawClient::finishSending()
{
    ::shutdown(m_socket, SHUT_WR);
}

void RawClient::reset()
{
    const linger now{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    ::close(std::exchange(m_socket, -1));
}

void RawClient::keepReceiveBufferSmall()
{
    const int size = 4096;
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

std::optional<RawResponse> RawClient::ask(std::uint16_t port, std::string_view bytes)
{
    RawClient client(port);
    return client.send(bytes) ? client.read() : std::nullopt;
}

bool RawClient::await(short events, Deadline until) const
{
    using std::chrono::milliseconds;
    const auto left = std::chrono::ceil<milliseconds>(until - std::chrono::steady_clock::now());
    pollfd descriptor{m_socket, events, 0};
    return ::poll(&descriptor, 1, static_cast<int>(std::max(milliseconds(0), left).count())) > 0;
}

bool RawClient::receive(Deadline until)
{
    if (!await(POLLIN, until))
        return false;
    std::array<char, 16 * 1024> bytes;
    const ssize_t size = ::recv(m_socket, bytes.data(), bytes.size(), 0);
    if (size > 0)
        m_input.append(bytes.data(), static_cast<std::size_t>(size));
    return size > 0;
}

bool RawClient::fill(std::size_t size, Deadline until)
{
    while (m_input.size() < size) {
        if (!receive(until))
            return false;
    }
    return true;
}

bool RawClient::readChunked(std::string& body, Deadline until)
{
    while (true) {
        const auto line = readUntil("\r\n");
        if (!line)
            return false;
        const std::size_t size = std::strtoul(line->c_str(), nullptr, 16);
        if (!fill(size + 2, until))
            return false;
        body += m_input.substr(0, size);
        m_input.erase(0, size + 2);
        if (size == 0)
            return true;
    }
}

} // namespace matoi::test
