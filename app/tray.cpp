#include "app/tray.h"

#include "widgets/common/theme.h"
#include "widgets/panel/texts.h"

#include <QtGui/QGuiApplication>

namespace matoi::app {

using namespace domain;
using namespace Qt::StringLiterals;
using widgets::CallForMe;

namespace {

/// More do not fit a glance, and the window shows them all.
constexpr std::size_t mostCalls = 5;

} // namespace

Tray::Tray(const widgets::PanelContext& context, const widgets::CallsForMe& calls, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_calls(calls)
    , m_open(m_menu.addAction(QString()))
    , m_log(m_menu.addAction(QString()))
    , m_start(m_menu.addAction(QString()))
{
    m_menu.addSeparator();
    m_quit = m_menu.addAction(QString());
    m_icon.setContextMenu(&m_menu);
    connect(m_open, &QAction::triggered, this, &Tray::openRequested);
    connect(m_log, &QAction::triggered, this, &Tray::logRequested);
    connect(m_start, &QAction::triggered, this, &Tray::startRequested);
    connect(m_quit, &QAction::triggered, this, &Tray::quitRequested);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT openRequested();
        else if (reason == QSystemTrayIcon::MiddleClick)
            Q_EMIT logRequested();
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::openRequested);
    connect(&m_calls, &widgets::CallsForMe::changed, this, [this] {
        show();
        showCalls();
    });
    m_subscription = context.changes.onSyncState([this](const SyncState&) { show(); });
    retranslate();
}

void Tray::appear()
{
    m_appeared = true;
    m_count = -1;
    show();
    // The older tray of X11 may come later; elsewhere it is there at the start or never.
    if (QSystemTrayIcon::isSystemTrayAvailable() || QGuiApplication::platformName() == u"xcb"_s)
        m_icon.show();
}

void Tray::retranslate()
{
    m_open->setText(tr("Open Matoi"));
    m_log->setText(tr("Log an event…"));
    m_start->setText(tr("Start incident…"));
    m_quit->setText(tr("Quit"));
    m_count = -1;
    show();
    showCalls();
}

void Tray::setOpenIncidents(int count)
{
    m_openIncidents = count;
    show();
}

void Tray::show()
{
    const auto connection = m_context.changes.syncState().connection;
    const int count = static_cast<int>(m_calls.calls().size());
    const TrayFace face =
        count > 0 ? TrayFace::Page
        : connection == SyncState::Connection::Offline || connection == SyncState::Connection::Refused
            ? TrayFace::Offline
            : TrayFace::Calm;
    if (m_appeared && (m_face != face || m_count != count))
        m_icon.setIcon(trayIcon(m_context.theme, face, count));
    m_face = face;
    m_count = count;
    m_icon.setToolTip(describe());
}

QString Tray::describe() const
{
    QStringList sentences;
    if (m_face == TrayFace::Page)
        sentences << tr("%n page(s) for you wait.", nullptr, m_count);
    if (m_context.changes.syncState().connection == SyncState::Connection::Offline)
        sentences << tr("Offline: no page can come.");
    else if (m_context.changes.syncState().connection == SyncState::Connection::Refused)
        sentences << tr("The service refuses this console: no page can come.");
    sentences << (m_openIncidents > 0 ? tr("%n incident(s) open.", nullptr, m_openIncidents)
                                      : tr("No open incidents."));
    return u"Matoi\n"_s + sentences.join(u'\n');
}

void Tray::showCalls()
{
    std::vector<QAction*> before = std::exchange(m_callActions, {});
    for (const CallForMe& call : m_calls.calls()) {
        const auto incident = m_context.repositories.incidents.find(call.incident);
        if (!incident || m_callActions.size() == mostCalls)
            continue;
        auto* action = new QAction(&m_menu);
        action->setText(tr("Acknowledge: %1 %2, %3")
                            .arg(static_cast<int>(incident->value.impact))
                            .arg(widgets::texts::impact(incident->value.impact),
                                 QString::fromStdString(incident->value.title).replace(u'&', u"&&"_s)));
        connect(action, &QAction::triggered, this, [this, engagement = call.engagement] {
            m_context.repositories.effects.acknowledge(engagement);
        });
        m_menu.insertAction(m_open, action);
        m_callActions.push_back(action);
    }
    if (!m_callActions.empty())
        m_callActions.push_back(m_menu.insertSeparator(m_open));
    for (QAction* action : before) {
        m_menu.removeAction(action);
        action->deleteLater(); // it may be the one that was pressed
    }
}

void Tray::explain()
{
    m_icon.showMessage(tr("Matoi goes on in the tray"),
                       tr("Pages for you still ring. Quit in its menu ends it; Settings, This desktop, "
                          "changes what closing the window does."),
                       QSystemTrayIcon::Information);
}

} // namespace matoi::app
