#pragma once

#include "app/shortcutway.h"

#include <QtCore/QVariantMap>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>

#include <functional>
#include <optional>

namespace matoi::app {

/// org.freedesktop.portal.GlobalShortcuts of the XDG desktop portal, as KDE Plasma, GNOME and Hyprland have
/// it. The desktop asks the person, keeps the key, and says by what it is pressed. Nothing here waits for it.
class PortalShortcut final : public ShortcutWay
{
    Q_OBJECT

public:
    /// A connection of its own, made when it is first needed: the portal takes our name only from one that
    /// has asked it nothing before.
    explicit PortalShortcut(std::function<QDBusConnection()> connect, QObject* parent = nullptr);
    ~PortalShortcut() override;

    void ask(const ShortcutWish& wish) override;
    void drop() override;
    void configure() override;

private Q_SLOTS:
    void responded(uint code, const QVariantMap& results, const QDBusMessage& message);
    void activated(const QDBusMessage& message);
    void shortcutsChanged(const QDBusMessage& message);
    void sessionClosed(const QDBusMessage& message);

private:
    enum class Step
    {
        Nothing,
        Looking, ///< for the portal
        Creating,
        Binding,
        Bound
    };
    void open();
    void look();
    void createSession();
    void bind();
    void bound(const QVariant& shortcuts);
    void ownerChanged(const QString& before, const QString& now);
    void expectResponse();
    /// Sends `message`, and goes on with `then` when it was answered and nothing has changed meanwhile.
    void send(const QDBusMessage& message, const std::function<void(const QDBusMessage&)>& then);
    void closeObject(const QString& path, const QString& interface);
    void end();
    void fail(widgets::ShortcutStatus::State state);
    QString pathOf(const QString& kind, const QString& token) const;

    std::function<QDBusConnection()> m_connect;
    std::optional<QDBusConnection> m_bus;
    ShortcutWish m_wish;
    Step m_step = Step::Nothing;
    int m_round = 0; ///< answers to an earlier one are void
    uint m_version = 0;
    QString m_request; ///< that is not yet answered
    QString m_requestToken;
    QString m_session;
};

} // namespace matoi::app
