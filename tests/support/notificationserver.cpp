#include "tests/support/notificationserver.h"

#include <QtCore/QEventLoop>
#include <QtCore/QFile>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>

namespace matoi::test {

using namespace Qt::StringLiterals;

namespace {

const QString service = u"org.freedesktop.Notifications"_s;
const QString path = u"/org/freedesktop/Notifications"_s;

constexpr const char* configuration = R"(<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=%1</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>
)";

} // namespace

PrivateBus::PrivateBus()
{
    const QString file = m_folder.filePath(u"bus.conf"_s);
    QFile config(file);
    if (!config.open(QIODevice::WriteOnly))
        return;
    config.write(QString::fromLatin1(configuration).arg(m_folder.path()).toUtf8());
    config.close();
    m_daemon.start(u"dbus-daemon"_s,
                   {u"--nofork"_s, u"--nopidfile"_s, u"--config-file="_s + file, u"--print-address=1"_s});
    if (m_daemon.waitForReadyRead(20'000))
        m_address = QString::fromLatin1(m_daemon.readLine()).trimmed();
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toLatin1());
}

PrivateBus::~PrivateBus()
{
    m_daemon.kill();
    m_daemon.waitForFinished();
}

QDBusConnection PrivateBus::connection(const QString& name) const
{
    return QDBusConnection::connectToBus(m_address, name);
}

NotificationServer::NotificationServer(const QDBusConnection& bus, QStringList capabilities)
    : m_bus(bus)
    , m_capabilities(std::move(capabilities))
{
    m_bus.registerObject(path, this, QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals);
}

NotificationServer::~NotificationServer()
{
    vanish();
    m_bus.unregisterObject(path);
}

bool NotificationServer::appear()
{
    return m_bus.registerService(service);
}

void NotificationServer::vanish()
{
    m_shown.clear();
    m_bus.unregisterService(service);
}

QString NotificationServer::GetServerInformation(QString& vendor, QString& version, QString& spec) const
{
    vendor = u"Matoi"_s;
    version = u"1"_s;
    spec = u"1.2"_s;
    return u"test"_s;
}

uint NotificationServer::Notify(const QString&, uint replaces, const QString&, const QString& title,
                                const QString& body, const QStringList& actions, const QVariantMap& hints,
                                int expires)
{
    ++m_notified;
    const uint id = replaces != 0 ? replaces : ++m_last;
    const int times = m_shown.contains(id) ? m_shown[id].times + 1 : 1;
    m_shown[id] = {id, times, title, body, actions, hints, expires};
    return id;
}

void NotificationServer::CloseNotification(uint id)
{
    constexpr uint byTheProgram = 3;
    if (m_shown.remove(id) > 0)
        Q_EMIT NotificationClosed(id, byTheProgram);
}

void NotificationServer::dismiss(uint id)
{
    constexpr uint byThePerson = 2;
    if (m_shown.remove(id) > 0)
        Q_EMIT NotificationClosed(id, byThePerson);
}

bool NotificationServer::hasHeard(const QDBusConnection& client) const
{
    // The first may still wait for what the program asks about us before it shows anything.
    for (int round = 0; round < 2; ++round) {
        const QDBusMessage question = QDBusMessage::createMethodCall(
            u"org.freedesktop.Notifications"_s, u"/org/freedesktop/Notifications"_s,
            u"org.freedesktop.Notifications"_s, u"GetCapabilities"_s);
        QDBusPendingCallWatcher answer(client.asyncCall(question));
        QEventLoop loop;
        QObject::connect(&answer, &QDBusPendingCallWatcher::finished, &loop, &QEventLoop::quit);
        if (!answer.isFinished())
            loop.exec();
        if (answer.isError())
            return false;
    }
    return true;
}

} // namespace matoi::test
