#include "app/desktopnotifications.h"

#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>
#include <QtDBus/QDBusServiceWatcher>

#include <algorithm>

namespace matoi::app {

using namespace Qt::StringLiterals;

namespace {

const QString service = u"org.freedesktop.Notifications"_s;
const QString path = u"/org/freedesktop/Notifications"_s;
constexpr uchar normal = 1;
constexpr uchar critical = 2; ///< stays until it is closed
constexpr int never = 0;
constexpr int asTheDesktopLikes = -1;

QDBusMessage call(const QString& method)
{
    return QDBusMessage::createMethodCall(service, path, service, method);
}

} // namespace

DesktopNotifications::DesktopNotifications(const QDBusConnection& bus, QObject* parent)
    : QObject(parent)
    , m_bus(bus)
{
    if (!m_bus.isConnected()) {
        m_state = State::None;
        return;
    }
    m_bus.connect(service, path, service, u"ActionInvoked"_s, this, SLOT(actionInvoked(uint, QString)));
    m_bus.connect(service, path, service, u"NotificationClosed"_s, this,
                  SLOT(notificationClosed(uint, uint)));
    m_bus.connect(service, path, service, u"ActivationToken"_s, this, SLOT(activationToken(uint, QString)));
    auto* watcher = new QDBusServiceWatcher(service, m_bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString&, const QString&, const QString& owner) { ownerChanged(owner); });
    ask();
}

/// What it showed can be answered by nobody any more.
DesktopNotifications::~DesktopNotifications()
{
    for (const uint id : std::as_const(m_ids))
        closeId(id);
}

void DesktopNotifications::closeId(uint id)
{
    QDBusMessage message = call(u"CloseNotification"_s);
    message << id;
    m_bus.asyncCall(message);
}

void DesktopNotifications::ask()
{
    if (m_state == State::Asking)
        return;
    if (m_state != State::None)
        m_state = State::Asking;
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call(u"GetCapabilities"_s)), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QStringList> reply = *watcher;
        watcher->deleteLater();
        answered(!reply.isError(), reply.isError() ? QStringList() : reply.value());
    });
}

void DesktopNotifications::answered(bool well, const QStringList& capabilities)
{
    m_capabilities = capabilities;
    setState(well ? State::Ready : State::None);
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto& [key, notification] : waiting) {
        if (well)
            send(key, notification);
        else
            Q_EMIT failed(key);
    }
}

void DesktopNotifications::setState(State state)
{
    const bool before = available();
    m_state = state;
    if (before != available())
        Q_EMIT availableChanged(available());
}

void DesktopNotifications::ownerChanged(const QString& owner)
{
    m_ids.clear();
    ++m_owner;
    if (!owner.isEmpty()) {
        setState(State::Unknown);
        ask();
    } else if (m_state == State::Ready) {
        // Some leave when they have nothing to show, and are started again by the next call.
        m_state = State::Unknown;
    }
    Q_EMIT restarted();
}

void DesktopNotifications::show(const QString& key, const Notification& notification)
{
    if (!m_bus.isConnected()) {
        Q_EMIT failed(key);
        return;
    }
    m_wanted.insert(key);
    if (m_state == State::Ready) {
        send(key, notification);
        return;
    }
    std::erase_if(m_waiting, [&](const auto& other) { return other.first == key; });
    m_waiting.emplace_back(key, notification);
    ask();
}

void DesktopNotifications::send(const QString& key, const Notification& notification)
{
    QStringList actions;
    if (can(u"actions"_s))
        for (const auto& [name, label] : notification.actions)
            actions << name << label;
    QVariantMap hints{{u"urgency"_s, QVariant::fromValue<uchar>(notification.urgent ? critical : normal)},
                      {u"category"_s, notification.urgent ? u"x-matoi.page"_s : u"x-matoi.note"_s},
                      {u"desktop-entry"_s, u"org.matoi.Matoi"_s}};
    if (notification.urgent)
        hints.insert(u"resident"_s, true);
    if (notification.sound.isEmpty())
        hints.insert(u"suppress-sound"_s, true);
    else
        hints.insert(u"sound-name"_s, notification.sound);
    QDBusMessage message = call(u"Notify"_s);
    message << u"Matoi"_s << m_ids.value(key, 0U) << u"org.matoi.Matoi"_s << notification.title
            << (can(u"body-markup"_s) ? notification.body.toHtmlEscaped() : notification.body) << actions
            << hints << (notification.urgent ? never : asTheDesktopLikes);
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, key, owner = m_owner] {
        const QDBusPendingReply<uint> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError()) {
            Q_EMIT failed(key);
            return;
        }
        if (owner == m_owner)
            keep(key, reply.value());
        if (m_wanted.contains(key))
            Q_EMIT shown(key);
    });
}

/// Two may have been asked for before the first had a number, and it may have been closed before it had one.
void DesktopNotifications::keep(const QString& key, uint id)
{
    if (const uint earlier = m_ids.value(key, id); earlier != id)
        closeId(earlier);
    if (m_wanted.contains(key)) {
        m_ids.insert(key, id);
        return;
    }
    m_ids.remove(key);
    closeId(id);
}

void DesktopNotifications::close(const QString& key)
{
    m_wanted.remove(key);
    std::erase_if(m_waiting, [&](const auto& other) { return other.first == key; });
    const auto id = m_ids.constFind(key);
    if (id == m_ids.cend())
        return;
    closeId(*id);
    m_ids.erase(id);
}

void DesktopNotifications::actionInvoked(uint id, const QString& action)
{
    if (const QString key = keyOf(id); !key.isEmpty())
        Q_EMIT invoked(key, action);
}

void DesktopNotifications::notificationClosed(uint id, uint)
{
    m_ids.remove(keyOf(id));
}

void DesktopNotifications::activationToken(uint id, const QString& token)
{
    // Without it a Wayland compositor lets no window of ours come to the front; Qt takes it from here.
    if (!keyOf(id).isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8());
}

} // namespace matoi::app
