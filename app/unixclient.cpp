#include "app/unixclient.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QFile>

#include <algorithm>
#include <array>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace matoi::app {

UnixClient::~UnixClient()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

bool UnixClient::connectTo(const QString& path)
{
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (name.isEmpty() || name.size() >= static_cast<qsizetype>(sizeof address.sun_path))
        return false;
    std::memcpy(address.sun_path, name.constData(), static_cast<std::size_t>(name.size()));
    m_socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return m_socket >= 0 &&
           ::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

qint64 UnixClient::peerProcess() const
{
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(m_socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 ? peer.pid : 0;
}

QByteArray UnixClient::ask(const QByteArray& line, qint64 patienceMilliseconds)
{
    const QDeadlineTimer deadline(patienceMilliseconds);
    for (qsizetype sent = 0; sent < line.size();) {
        const ssize_t count = ::send(m_socket, line.constData() + sent,
                                     static_cast<std::size_t>(line.size() - sent), MSG_NOSIGNAL);
        if (count <= 0)
            return {};
        sent += count;
    }
    QByteArray answer;
    while (!answer.endsWith('\n')) {
        pollfd readable{m_socket, POLLIN, 0};
        const int wait = static_cast<int>(std::max<qint64>(deadline.remainingTime(), 0));
        std::array<char, 4096> piece{};
        if (::poll(&readable, 1, wait) <= 0)
            return {};
        const ssize_t count = ::recv(m_socket, piece.data(), piece.size(), 0);
        if (count <= 0)
            return {};
        answer.append(piece.data(), count);
    }
    return answer;
}

void waitMilliseconds(int milliseconds)
{
    ::poll(nullptr, 0, milliseconds);
}

} // namespace matoi::app
