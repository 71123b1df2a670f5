#pragma once

#include "app/desktopnotifications.h"
#include "widgets/panel/callsforme.h"

#include <QtCore/QSet>
#include <QtCore/QTimer>

namespace matoi::app {

/// Pages for the person at this console, on the desktop: one notification a call, with Acknowledge, repeated
/// with its sound every minute until somebody has answered, and closed then. Tells the service what it saw:
/// a page was shown (delivered), or opened (read). A page that the desktop did not show, and that nobody
/// could see in the window, is not said to have been delivered.
class Notifier final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds repeatAfter{60};

    /// `calls` is what the window shows too: one list, so that both know of a page at the same time.
    Notifier(const widgets::PanelContext& context, const widgets::CallsForMe& calls,
             const QDBusConnection& bus, QObject* parent = nullptr);

    /// Whether this desktop shows notifications.
    bool available() const { return m_desktop.available(); }
    /// The window shows the pages, and a person can see it.
    void seenInWindow();
    /// A name of the freedesktop sound naming specification; empty: pages come without a sound.
    void setSound(const QString& sound) { m_sound = sound; }
    /// Shows what a page looks and sounds like; it pages nobody.
    void showSample();
    /// Shows again what is due for it. Comes by itself every second; for tests with a clock of their own.
    void repeat();

Q_SIGNALS:
    void availableChanged(bool available);
    void opened(matoi::domain::Id<matoi::domain::Incident> incident);
    /// The desktop makes no sound of its own: the window is to ask for attention.
    void attentionWanted();

private:
    void look();
    void show(const widgets::CallForMe& call);
    void shown(const QString& key);
    void invoked(const QString& key, const QString& action);
    void receipt(const widgets::CallForMe& call, domain::PageState state);
    const widgets::CallForMe* callOf(const QString& key) const;

    struct Shown
    {
        domain::Time at{};
        std::size_t pages = 0;
    };

    widgets::PanelContext m_context;
    DesktopNotifications m_desktop;
    const widgets::CallsForMe& m_calls;
    QString m_sound = QStringLiteral("phone-incoming-call");
    QTimer m_timer;
    QHash<QString, Shown> m_shown; ///< by engagement
    std::set<std::pair<domain::Id<domain::Page>, domain::PageState>> m_told;
};

} // namespace matoi::app
