#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace matoi::app {

/// A local socket that waits: for a process that has no window, and no event loop either. A start that only
/// hands over must not take the time of a whole application object.
class UnixClient
{
public:
    UnixClient() = default;
    ~UnixClient();
    UnixClient(const UnixClient&) = delete;
    UnixClient& operator=(const UnixClient&) = delete;

    bool connectTo(const QString& path);
    /// Who listens there; 0: not known.
    qint64 peerProcess() const;
    /// Sends a line and gives the line that comes back; empty: none within that time.
    QByteArray ask(const QByteArray& line, qint64 patienceMilliseconds);

private:
    int m_socket = -1;
};

void waitMilliseconds(int milliseconds);

} // namespace matoi::app
