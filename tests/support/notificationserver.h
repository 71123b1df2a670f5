#pragma once

#include <QtCore/QMap>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QVariantMap>
#include <QtDBus/QDBusConnection>

#include <vector>

namespace matoi::test {

/// A session bus of a test's own, on which nothing is started by itself. The environment names it for
/// everything that asks for "the session bus" after that; make it before the QApplication.
class PrivateBus
{
public:
    PrivateBus();
    ~PrivateBus();

    bool runs() const { return !m_address.isEmpty(); }
    /// Another client of the same bus.
    QDBusConnection connection(const QString& name) const;
    QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_address;
};

/// The other end of the Desktop Notifications Specification: what GNOME Shell or dunst is to a program.
/// Shows nothing, and lets a test press what it would have shown.
class NotificationServer final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown
    {
        uint id = 0;
        int times = 1; ///< how often it was shown, each with its sound
        QString title;
        QString body;
        QStringList actions;
        QVariantMap hints;
        int expires = -1;
    };

    NotificationServer(const QDBusConnection& bus, QStringList capabilities);
    ~NotificationServer() override;

    /// On the bus, or gone from it.
    bool appear();
    void vanish();

    /// What is on the screen, by id.
    const QMap<uint, Shown>& shown() const { return m_shown; }
    int notified() const { return m_notified; }
    /// Waits until all that `client` has asked for has come here: the bus keeps the order of what one says.
    /// For tests of what was not shown.
    bool hasHeard(const QDBusConnection& client) const;
    void press(uint id, const QString& action) { Q_EMIT ActionInvoked(id, action); }
    /// As a person who swipes it away.
    void dismiss(uint id);

public Q_SLOTS:
    QStringList GetCapabilities() const { return m_capabilities; }
    QString GetServerInformation(QString& vendor, QString& version, QString& spec) const;
    uint Notify(const QString& application, uint replaces, const QString& icon, const QString& title,
                const QString& body, const QStringList& actions, const QVariantMap& hints, int expires);
    void CloseNotification(uint id);

Q_SIGNALS:
    void NotificationClosed(uint id, uint reason);
    void ActionInvoked(uint id, const QString& action);
    void ActivationToken(uint id, const QString& token);

private:
    QDBusConnection m_bus;
    QStringList m_capabilities;
    QMap<uint, Shown> m_shown;
    uint m_last = 0;
    int m_notified = 0;
};

} // namespace matoi::test
