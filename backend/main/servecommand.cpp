#include "backend/main/commands.h"
#include "backend/main/openfiles.h"
#include "backend/main/service.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <poll.h>
#include <pthread.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace matoi::service {
namespace {

/// Signals as a file descriptor. Blocked for every thread that is started later.
class EndSignals
{
public:
    EndSignals()
    {
        ::sigset_t signals;
        ::sigemptyset(&signals);
        ::sigaddset(&signals, SIGTERM);
        ::sigaddset(&signals, SIGINT);
        ::pthread_sigmask(SIG_BLOCK, &signals, &m_former);
        m_descriptor = ::signalfd(-1, &signals, SFD_CLOEXEC);
        std::signal(SIGPIPE, SIG_IGN); // a peer that goes away is an error code, not the end
    }
    ~EndSignals()
    {
        ::close(m_descriptor);
        ::pthread_sigmask(SIG_SETMASK, &m_former, nullptr);
    }
    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;

    /// Returns when it is time to go.
    void wait(bool stdinToo) const
    {
        std::array<::pollfd, 2> watched{
            {{m_descriptor, POLLIN, 0}, {stdinToo ? STDIN_FILENO : -1, POLLIN, 0}}};
        for (;;) {
            if (::poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR)
                return;
            if (watched[0].revents != 0) {
                // Taken, or it would be delivered the moment it is unblocked.
                ::signalfd_siginfo taken{};
                static_cast<void>(::read(m_descriptor, &taken, sizeof taken) > 0);
                return;
            }
            std::array<char, 256> ignored{};
            if (watched[1].revents != 0 && ::read(STDIN_FILENO, ignored.data(), ignored.size()) <= 0)
                return;
        }
    }

private:
    ::sigset_t m_former{};
    int m_descriptor = -1;
};

/// DIR/matoid.port tells where a running matoid listens. It goes when matoid does.
class PortFile
{
public:
    PortFile(const std::string& directory, const std::string& url)
    {
        if (directory.empty())
            return;
        m_path = directory + "/matoid.port";
        const std::string fresh = m_path + ".new";
        std::ofstream(fresh) << url << '\n';
        std::error_code ignored; // without the file the line on stdout still tells
        std::filesystem::rename(fresh, m_path, ignored);
    }
    ~PortFile()
    {
        std::error_code ignored;
        if (!m_path.empty())
            std::filesystem::remove(m_path, ignored);
    }
    PortFile(const PortFile&) = delete;
    PortFile& operator=(const PortFile&) = delete;

private:
    std::string m_path;
};

} // namespace

int serve(const Settings& settings, bool exitWithStdin, std::ostream& out, std::ostream& err)
{
    const EndSignals signals;
    Settings possible = settings;
    possible.maxConnections =
        static_cast<int>(allowConnections(static_cast<std::size_t>(settings.maxConnections)));
    if (possible.maxConnections < settings.maxConnections)
        err << "matoid: warning: the limit of open files leaves room for " << possible.maxConnections
            << " of limits.connections: " << settings.maxConnections
            << ". Raise it: ulimit -n, or LimitNOFILE= of the unit.\n";
    Service service(std::move(possible));
    if (const auto started = service.start(); !started) {
        err << "matoid: " << started.error().detail << '\n';
        return 1;
    }
    const PortFile portFile(settings.data, service.url());
    if (settings.tlsCertificate.empty() && !isLoopback(settings.listenHost))
        err << "matoid: warning: listening on " << settings.listenHost
            << " without TLS: tokens and incidents cross the network readable by anyone on it. Set "
               "tls.certificate and tls.key, or listen on 127.0.0.1 behind a proxy that has TLS.\n";
    out << "matoid listening on " << service.url() << std::endl;
    signals.wait(exitWithStdin);
    service.stop();
    return 0;
}

} // namespace matoi::service
