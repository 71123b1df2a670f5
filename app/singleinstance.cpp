#include "app/singleinstance.h"

#include "app/unixclient.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDeadlineTimer>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtNetwork/QLocalServer>
#include <QtNetwork/QLocalSocket>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace matoi::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestMessage = 65'536;
/// A socket's address ends at 107 bytes; Qt makes it under a longer name first.
constexpr qsizetype longestFolder = 60;

/// Ours alone: a folder that somebody else could have put there is not used.
bool isPrivate(const QByteArray& folder)
{
    struct stat found
    {};
    return ::lstat(folder.constData(), &found) == 0 && S_ISDIR(found.st_mode) && found.st_uid == ::getuid() &&
           (found.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

QString socketFolder()
{
    const QByteArray runtime = qgetenv("XDG_RUNTIME_DIR");
    if (!runtime.isEmpty() && runtime.size() <= longestFolder && isPrivate(runtime))
        return QString::fromLocal8Bit(runtime);
    const QByteArray own = "/tmp/matoi-" + QByteArray::number(::getuid());
    ::mkdir(own.constData(), S_IRWXU);
    return isPrivate(own) ? QString::fromLocal8Bit(own) : QString();
}

} // namespace

SingleInstance::SingleInstance(const QString& dataFolder, QObject* parent)
    : QObject(parent)
    , m_folder(QFileInfo(dataFolder).canonicalFilePath())
{
    // Not inherited: the service that the console starts must not hold the lock for it.
    m_lock = ::open(QFile::encodeName(m_folder + u"/console.lock"_s).constData(),
                    O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
}

SingleInstance::~SingleInstance()
{
    if (m_server != nullptr)
        m_server->close();
    if (m_lock >= 0)
        ::close(m_lock);
}

bool SingleInstance::take()
{
    // Where there are no locks (some network file systems), there is nobody to find either.
    const bool taken = m_lock < 0 || ::flock(m_lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
    if (taken && m_lock >= 0 && ::ftruncate(m_lock, 0) != 0)
        qWarning("matoi: console.lock cannot be written");
    return taken;
}

bool SingleInstance::listen(Handler handler)
{
    m_handler = std::move(handler);
    const QString folder = socketFolder();
    if (folder.isEmpty() || m_lock < 0)
        return false;
    const QByteArray digest = QCryptographicHash::hash(m_folder.toUtf8(), QCryptographicHash::Sha256).toHex();
    const QString path = u"%1/matoi-%2"_s.arg(folder, QString::fromLatin1(digest.left(16)));
    // Of a console that died: we hold the lock, so nobody listens there.
    QFile::remove(path);
    m_server = new QLocalServer(this);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* socket = m_server->nextPendingConnection()) {
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
            read(socket); // what came with the connection
        }
    });
    if (!m_server->listen(path))
        return false;
    const QByteArray line = QFile::encodeName(path) + '\n';
    return ::pwrite(m_lock, line.constData(), static_cast<std::size_t>(line.size()), 0) == line.size();
}

void SingleInstance::read(QLocalSocket* socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > longestMessage)
            socket->abort();
        return;
    }
    const auto request = requestFrom(socket->readLine(longestMessage));
    socket->write(toAnswer(request ? m_handler(*request)
                                   : tr("A newer or older Matoi runs on this data folder. Close it first.")));
    socket->disconnectFromServer();
}

QString SingleInstance::address() const
{
    char text[256];
    const ssize_t size = ::pread(m_lock, text, sizeof text, 0);
    const QByteArray line(text, std::max<ssize_t>(size, 0));
    return line.endsWith('\n') ? QFile::decodeName(line.chopped(1)) : QString();
}

SingleInstance::Outcome SingleInstance::handOver(const Request& request, int patienceMilliseconds)
{
    const QDeadlineTimer deadline(patienceMilliseconds);
    qint64 process = 0;
    do {
        if (take())
            return {Outcome::Kind::Gone, {}};
        UnixClient client;
        // It may hold the lock and not listen yet.
        if (const QString path = address(); path.isEmpty() || !client.connectTo(path)) {
            waitMilliseconds(20);
            continue;
        }
        process = client.peerProcess();
        const auto complaint = complaintFrom(client.ask(toMessage(request), deadline.remainingTime()));
        if (complaint)
            return {complaint->isEmpty() ? Outcome::Kind::Done : Outcome::Kind::Refused, *complaint};
        // No answer: it is stopped, or it ended between.
        waitMilliseconds(20);
    } while (!deadline.hasExpired());
    return {
        Outcome::Kind::Silent,
        u"Matoi runs already on %1%2 and does not answer. End it, or give another folder with --data."_s.arg(
            m_folder, process > 0 ? u" (process %1)"_s.arg(process) : QString())};
}

} // namespace matoi::app
