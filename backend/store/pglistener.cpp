#include "backend/store/pglistener.h"

#include "backend/store/pgconnection.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace matoi::store {
namespace {

constexpr int shortestPause = 100;
constexpr int longestPause = 5'000;

} // namespace

PgListener::PgListener(std::string url, std::function<void(ChangeNumber)> receive,
                       std::function<bool(int)> ignores)
    : m_url(std::move(url))
    , m_receive(std::move(receive))
    , m_ignores(std::move(ignores))
    , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_wake < 0)
        throw StoreError("no file descriptor is left");
    m_thread = std::thread([this] { loop(); });
}

PgListener::~PgListener()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_wake, &one, sizeof one);
    m_thread.join();
    ::close(m_wake);
}

void PgListener::loop()
{
    int pause = shortestPause;
    for (;;) {
        m_listened = false;
        try {
            listen();
            return;
        } catch (const StoreError&) {
            // Who writes finds out as well, and says so. Here it is only tried again.
        }
        pause = m_listened ? shortestPause : std::min(2 * pause, longestPause);
        if (!waitFor(-1, pause))
            return;
    }
}

void PgListener::listen()
{
    PgConnection connection(m_url);
    connection.script(std::string("LISTEN ") + changeChannel);
    m_receive(connection.script("SELECT change FROM meta").at(0).integer(0));
    m_listened = true;
    do {
        // First what came along with the answers above: the socket does not tell of that any more.
        connection.notifications([this](int sender, const std::string& payload) {
            ChangeNumber change = 0;
            const auto [end, error] =
                std::from_chars(payload.data(), payload.data() + payload.size(), change);
            if (error == std::errc() && !m_ignores(sender))
                m_receive(change);
        });
    } while (waitFor(connection.socket(), -1));
}

bool PgListener::waitFor(int socket, int milliseconds) const
{
    // poll() leaves a negative descriptor out.
    std::array<pollfd, 2> watched = {pollfd{m_wake, POLLIN, 0}, pollfd{socket, POLLIN, 0}};
    ::poll(watched.data(), watched.size(), milliseconds);
    return watched[0].revents == 0;
}

} // namespace matoi::store
