#pragma once

#include "app/trayicon.h"
#include "widgets/panel/callsforme.h"

#include <QtCore/QObject>
#include <QtWidgets/QMenu>
#include <QtWidgets/QSystemTrayIcon>

namespace matoi::app {

/// Matoi in the desktop's tray (StatusNotifierItem, or the older X11 tray): how things stand, and what one
/// wants without the window. Where there is no tray it is simply not seen.
class Tray final : public QObject
{
    Q_OBJECT

public:
    Tray(const widgets::PanelContext& context, const widgets::CallsForMe& calls, QObject* parent = nullptr);

    /// Takes its place, where there is a tray.
    void appear();
    /// Whether the desktop shows it: only then a window may go without the program's end.
    bool isThere() const { return m_icon.isVisible() && QSystemTrayIcon::isSystemTrayAvailable(); }
    /// Once: the window has gone, the program has not.
    void explain();
    TrayFace face() const { return m_face; }
    QString tip() const { return m_icon.toolTip(); }
    QMenu& menu() { return m_menu; }
    void retranslate();
    void setOpenIncidents(int count);

Q_SIGNALS:
    void openRequested();
    void logRequested();
    void startRequested();
    void quitRequested();

private:
    void show();
    void showCalls();
    QString describe() const;

    widgets::PanelContext m_context;
    const widgets::CallsForMe& m_calls;
    QMenu m_menu;
    QSystemTrayIcon m_icon; ///< after the menu that it shows
    QAction* m_open;
    QAction* m_log;
    QAction* m_start;
    QAction* m_quit;
    std::vector<QAction*> m_callActions;
    TrayFace m_face = TrayFace::Calm;
    int m_count = -1;
    bool m_appeared = false;
    int m_openIncidents = 0;
    domain::Subscription m_subscription;
};

} // namespace matoi::app
