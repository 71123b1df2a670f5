#include "tests/backend/store/pgproxy.h"

#include <array>
#include <cstdint>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <string_view>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace matoi::store::test {
namespace {

sockaddr_in loopback(int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

bool sendAll(int to, const char* bytes, ssize_t length)
{
    while (length > 0) {
        const ssize_t sent = ::send(to, bytes, static_cast<std::size_t>(length), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes += sent;
        length -= sent;
    }
    return true;
}

} // namespace

PgProxy::PgProxy(int serverPort)
    : m_serverPort(serverPort)
    , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    , m_wake(::eventfd(0, EFD_CLOEXEC))
{
    sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(m_listener, generic, length) != 0 || ::listen(m_listener, 16) != 0 ||
        ::getsockname(m_listener, generic, &length) != 0)
        throw std::runtime_error("the proxy cannot listen");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { accept(); });
}

PgProxy::~PgProxy()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_wake, &one, sizeof one);
    m_thread.join();
    ::close(m_listener);
    ::close(m_wake);
}

void PgProxy::accept()
{
    for (;;) {
        std::array<pollfd, 2> watched = {pollfd{m_wake, POLLIN, 0}, pollfd{m_listener, POLLIN, 0}};
        ::poll(watched.data(), watched.size(), -1);
        if (watched[0].revents != 0)
            break;
        const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client >= 0)
            m_relays.emplace_back([this, client] { relay(client); });
    }
    for (std::thread& thread : m_relays)
        thread.join();
}

void PgProxy::relay(int client)
{
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(m_serverPort);
    bool open = ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    while (open) {
        std::array<pollfd, 3> watched = {pollfd{m_wake, POLLIN, 0}, pollfd{client, POLLIN, 0},
                                         pollfd{server, POLLIN, 0}};
        ::poll(watched.data(), watched.size(), -1);
        if (watched[0].revents != 0)
            break;
        if (watched[1].revents != 0)
            open = passToServer(client, server);
        if (open && watched[2].revents != 0)
            open = pass(server, client);
    }
    ::close(client);
    ::close(server);
}

bool PgProxy::passToServer(int client, int server)
{
    std::array<char, 16384> bytes{};
    const ssize_t length = ::recv(client, bytes.data(), bytes.size(), 0);
    if (length <= 0)
        return false;
    using namespace std::string_view_literals;
    const bool commit = std::string_view(bytes.data(), static_cast<std::size_t>(length)).find("COMMIT\0"sv) !=
                        std::string_view::npos;
    const AtCommit what = commit ? m_armed.exchange(AtCommit::Pass) : AtCommit::Pass;
    if (what == AtCommit::LoseRequest || !sendAll(server, bytes.data(), length))
        return false;
    if (what == AtCommit::LoseAnswer)
        ::recv(server, bytes.data(), bytes.size(), 0);
    return what == AtCommit::Pass;
}

bool PgProxy::pass(int from, int to)
{
    std::array<char, 16384> bytes{};
    const ssize_t length = ::recv(from, bytes.data(), bytes.size(), 0);
    return length > 0 && sendAll(to, bytes.data(), length);
}

} // namespace matoi::store::test
