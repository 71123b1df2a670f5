#include "widgets/common/desktopscheme.h"

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>
#include <QtDBus/QDBusVariant>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

namespace {

constexpr auto portalService = "org.freedesktop.portal.Desktop"_L1;
constexpr auto portalPath = "/org/freedesktop/portal/desktop"_L1;
constexpr auto settingsInterface = "org.freedesktop.portal.Settings"_L1;
constexpr auto appearance = "org.freedesktop.appearance"_L1;
constexpr auto colourScheme = "color-scheme"_L1;

} // namespace

PortalScheme::PortalScheme(QObject* parent)
    : DesktopScheme(parent)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (bus.isConnected()) {
        bus.connect(portalService, portalPath, settingsInterface, u"SettingChanged"_s, this,
                    SLOT(settingChanged(QDBusMessage)));
        ask();
    }
}

void PortalScheme::ask()
{
    QDBusMessage call =
        QDBusMessage::createMethodCall(portalService, portalPath, settingsInterface, u"Read"_s);
    call << QString(appearance) << QString(colourScheme);
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher* finished) {
        const QDBusPendingReply<QVariant> reply = *finished;
        finished->deleteLater();
        if (reply.isValid()) {
            take(reply.value());
        }
    });
}

void PortalScheme::settingChanged(const QDBusMessage& message)
{
    // Takes the message and not its arguments: Qt 6.4 refuses to connect a slot with a QDBusVariant as long
    // as nothing else has made that type known to it.
    const QList<QVariant> arguments = message.arguments();
    if (arguments.size() == 3 && arguments[0].toString() == appearance &&
        arguments[1].toString() == colourScheme) {
        take(arguments[2]);
    }
}

void PortalScheme::take(const QVariant& value)
{
    QVariant inner = value;
    // "Read" wraps the value in one variant too many, and its successor "ReadOne" does not.
    while (inner.canConvert<QDBusVariant>()) {
        inner = inner.value<QDBusVariant>().variant();
    }
    const uint scheme = inner.toUInt();
    const Preference now = scheme == 1   ? Preference::Dark
                           : scheme == 2 ? Preference::Light
                                         : Preference::None;
    if (now != m_preference) {
        m_preference = now;
        Q_EMIT changed();
    }
}

} // namespace matoi::widgets
