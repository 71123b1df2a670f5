#include "app/endsignals.h"

#include <QtCore/QSocketNotifier>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace matoi::app {

namespace {

/// A handler is given nothing else to find its object by.
std::atomic<int> writingEnd = -1;

void handle(int)
{
    const int before = errno;
    const char byte = 1;
    static_cast<void>(!::write(writingEnd, &byte, 1));
    errno = before;
}

void setHandler(void (*handler)(int))
{
    struct sigaction action
    {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        ::sigaction(signal, &action, nullptr);
}

} // namespace

EndSignals::EndSignals(std::function<void()> end, QObject* parent)
    : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, m_ends) != 0)
        return;
    writingEnd = m_ends[1];
    auto* notifier = new QSocketNotifier(m_ends[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [notifier, end = std::move(end)] {
        notifier->setEnabled(false);
        end();
    });
    setHandler(handle);
}

EndSignals::~EndSignals()
{
    // A second one while the program ends, ends it at once.
    setHandler(SIG_DFL);
    writingEnd = -1;
    for (const int end : m_ends)
        if (end >= 0)
            ::close(end);
}

} // namespace matoi::app
