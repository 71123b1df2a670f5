#include "widgets/common/desktopscheme.h"

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusConnectionInterface>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusVariant>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace matoi::widgets;

/// What the desktop portal offers of its settings; the names are the portal's.
class StandInPortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint scheme = 0;

public Q_SLOTS:
    QDBusVariant Read(const QString& group, const QString& key)
    {
        const bool known = group == u"org.freedesktop.appearance"_s && key == u"color-scheme"_s;
        // The real one wraps twice, which is why ReadOne was made.
        return QDBusVariant(QVariant::fromValue(QDBusVariant(known ? scheme : 99U)));
    }
};

namespace {

void tell(QDBusConnection& bus, const QString& group, uint scheme)
{
    QDBusMessage signal = QDBusMessage::createSignal(
        u"/org/freedesktop/portal/desktop"_s, u"org.freedesktop.portal.Settings"_s, u"SettingChanged"_s);
    signal << group << u"color-scheme"_s << QVariant::fromValue(QDBusVariant(scheme));
    bus.send(signal);
}

} // namespace

class SchemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsThePortalAndFollowsIt()
    {
        QDBusConnection bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"portal"_s);
        const QString service = u"org.freedesktop.portal.Desktop"_s;
        if (!bus.isConnected() || bus.interface()->isServiceRegistered(service)) {
            QSKIP("needs a session bus without a portal: dbus-run-session");
        }
        StandInPortal portal;
        portal.scheme = 1;
        QVERIFY(bus.registerObject(u"/org/freedesktop/portal/desktop"_s, &portal,
                                   QDBusConnection::ExportAllSlots));
        QVERIFY(bus.registerService(service));

        PortalScheme scheme;
        QCOMPARE(scheme.preference(), DesktopScheme::Preference::None);
        QTRY_COMPARE(scheme.preference(), DesktopScheme::Preference::Dark);
        tell(bus, u"org.freedesktop.appearance"_s, 2);
        QTRY_COMPARE(scheme.preference(), DesktopScheme::Preference::Light);
        QSignalSpy changed(&scheme, &DesktopScheme::changed);
        tell(bus, u"org.gnome.desktop.interface"_s, 1);
        tell(bus, u"org.freedesktop.appearance"_s, 0);
        QTRY_COMPARE(scheme.preference(), DesktopScheme::Preference::None);
        QCOMPARE(changed.count(), 1);
    }
};

QTEST_GUILESS_MAIN(SchemeTest)
#include "schemetest.moc"
