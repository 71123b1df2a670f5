#pragma once

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QStringList>
#include <QtDBus/QDBusConnection>

#include <utility>
#include <vector>

namespace matoi::app {

/// The desktop's notifications (freedesktop Desktop Notifications Specification 1.2). Each has a key of ours;
/// showing a key again shows it anew, with its sound, in the place of the old one. Everything is
/// asynchronous, and nothing is claimed that the desktop did not say.
class DesktopNotifications final : public QObject
{
    Q_OBJECT

public:
    struct Notification
    {
        QString title;
        QString body;                                     ///< plain text
        std::vector<std::pair<QString, QString>> actions; ///< key, label; "default" is the press on the whole
        QString sound;      ///< of the freedesktop sound naming specification; empty: none
        bool urgent = true; ///< stays until it is closed; else as long as the desktop likes
    };

    explicit DesktopNotifications(const QDBusConnection& bus, QObject* parent = nullptr);
    ~DesktopNotifications() override;

    /// Answers by shown() or failed().
    void show(const QString& key, const Notification& notification);
    void close(const QString& key);
    /// Whether the desktop shows notifications, as far as it was last heard. True until it is known.
    bool available() const { return m_state != State::None; }
    /// Of what the desktop says that it can do: "actions", "sound", "body-markup".
    bool can(const QString& capability) const { return m_capabilities.contains(capability); }

Q_SIGNALS:
    void availableChanged(bool available);
    void shown(const QString& key);
    void failed(const QString& key);
    void invoked(const QString& key, const QString& action);
    /// Another program, or a restarted one, shows notifications now: it knows none of ours.
    void restarted();

private Q_SLOTS:
    void actionInvoked(uint id, const QString& action);
    void notificationClosed(uint id, uint reason);
    void activationToken(uint id, const QString& token);

private:
    enum class State
    {
        Unknown,
        Asking,
        Ready,
        None
    };
    void ask();
    void answered(bool well, const QStringList& capabilities);
    void send(const QString& key, const Notification& notification);
    void keep(const QString& key, uint id);
    void closeId(uint id);
    void ownerChanged(const QString& owner);
    void setState(State state);
    QString keyOf(uint id) const { return m_ids.key(id); }

    QDBusConnection m_bus;
    State m_state = State::Unknown;
    QStringList m_capabilities;
    std::vector<std::pair<QString, Notification>> m_waiting; ///< until it is known what the desktop can do
    QHash<QString, uint> m_ids;
    QSet<QString> m_wanted; ///< shown, or to be shown, and not closed by us
    int m_owner = 0;        ///< counts the programs that have shown ours: numbers of an earlier one are void
};

} // namespace matoi::app
