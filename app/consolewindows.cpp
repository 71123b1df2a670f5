#include "app/activation.h"
#include "app/console.h"
#include "models/itemmodels/incidentlistmodel.h"
#include "widgets/incidents/incidentlist.h"
#include "widgets/logger/loggerwindow.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/pagebanner.h"

#include <QtWidgets/QApplication>

/// The windows, and what comes to them from the desktop: pages, links, a second start.
namespace matoi::app {

using namespace domain;
using namespace Qt::StringLiterals;

void Console::makeWindows(Windows::Filled filled)
{
    const QString zoneName = m_zone = m_settings.effective().timeZone;
    const QTimeZone zone = zoneName.isEmpty() ? QTimeZone::systemTimeZone() : QTimeZone(zoneName.toUtf8());
    m_context.reset(new widgets::PanelContext{m_theme, *m_repositories, *m_cache, m_clock, m_ticker,
                                              zone.isValid() ? zone : QTimeZone::utc(), *m_history,
                                              *m_incidents, *m_timeline, *m_analyses});
    m_calls = std::make_unique<widgets::CallsForMe>(*m_context);
    widgets::WindowLinks links{[this] { playDrill(); },
                               [this](const QString& language) { setLanguage(language); },
                               [this] { m_application.quit(); },
                               [this] { keepAppearance(); },
                               [this] { return m_settings.values().incidentViews; },
                               [this](const QStringList& views) {
                                   m_settings.update(
                                       [&](settings::Values& values) { values.incidentViews = views; });
                               },
                               [this] { openSettings(); },
                               [this] { m_windows->openAnother(); },
                               [this] { openLogger(); },
                               [this] { renewSignIn(); },
                               m_calls.get()};
    m_windows = std::make_unique<Windows>(*m_context, m_settings, std::move(links));
    makeNotifier();
    connect(m_windows.get(), &Windows::made, this, &Console::dress);
    connect(m_windows.get(), &Windows::gone, this, [this](widgets::MainWindow* window) {
        if (m_drill && m_drill->window() == window)
            m_drill.reset();
    });
    connect(m_windows.get(), &Windows::lastClosed, this, &Console::lastWindowClosed);
    makeTray();
    m_windows->restore(filled);
    applyToWindows(m_settings.effective());
    m_windows->showAll();
}

void Console::dress(widgets::MainWindow& window)
{
    window.setSingleKeys(m_settings.effective().singleLetterKeys);
    widgets::PageBanner& banner = window.pageBanner();
    banner.setDesktopShows(m_notifier->available());
    connect(m_notifier.get(), &Notifier::availableChanged, &banner, &widgets::PageBanner::setDesktopShows);
    connect(&banner, &widgets::PageBanner::seen, m_notifier.get(), &Notifier::seenInWindow);
    connectFirstRun(window);
    const auto& model = window.list().model();
    m_tray->setOpenIncidents(model.openCount());
    connect(&model, &itemmodels::IncidentListModel::openCountChanged, m_tray.get(), &Tray::setOpenIncidents);
}

void Console::makeTray()
{
    m_tray = std::make_unique<Tray>(*m_context, *m_calls);
    connect(m_tray.get(), &Tray::openRequested, this, [this] { m_windows->bringToFront(); });
    connect(m_tray.get(), &Tray::logRequested, this, &Console::openLogger);
    connect(m_tray.get(), &Tray::startRequested, this, [this] {
        m_windows->bringToFront();
        m_windows->front().startIncident();
    });
    connect(m_tray.get(), &Tray::quitRequested, &m_application, &QApplication::quit);
}

/// Pages must still reach the person; where nothing would show that Matoi runs, it does not.
void Console::lastWindowClosed()
{
    if (!m_settings.effective().closeToTray || !m_tray->isThere()) {
        m_application.quit();
        return;
    }
    m_windows->keep();
    if (m_settings.values().trayExplained)
        return;
    m_tray->explain();
    m_settings.update([](settings::Values& values) { values.trayExplained = true; });
}

void Console::makeNotifier()
{
    m_notifier = std::make_unique<Notifier>(*m_context, *m_calls, QDBusConnection::sessionBus());
    connect(m_notifier.get(), &Notifier::availableChanged, this, [this] { showPlacement(); });
    connect(m_notifier.get(), &Notifier::opened, this, &Console::openIncident);
    connect(m_notifier.get(), &Notifier::attentionWanted, this, [this] {
        if (m_settings.effective().pageSound != settings::PageSound::Silent)
            QApplication::beep();
        QApplication::alert(&m_windows->front());
    });
    m_reminders = std::make_unique<Reminders>(*m_context, *m_calls, QDBusConnection::sessionBus());
    connect(m_reminders.get(), &Reminders::opened, this, &Console::openIncident);
}

void Console::openIncident(Id<Incident> id)
{
    m_windows->front().openIncident(id);
    m_windows->bringToFront();
}

QString Console::open(const Request& request)
{
    if (!m_windows)
        return tr("Matoi is closing.");
    if (!request.backend.isEmpty() && request.backend != m_options.backend)
        return tr("Matoi runs on this data folder with %1. Close it first, or give another folder with "
                  "--data.")
            .arg(m_options.backend.isEmpty() ? tr("the service of this computer")
                                             : m_options.backend.toString());
    for (const QString& link : request.links)
        m_windows->front().openLink(link);
    if (request.drill)
        playDrill();
    takeActivation(request);
    if (request.log && request.links.isEmpty()) {
        openLogger();
        completeStartup(request, *m_logger);
        return {};
    }
    m_windows->bringToFront();
    completeStartup(request, m_windows->front());
    return {};
}

void Console::openLogger()
{
    if (!m_logger) {
        m_loggerEdits = std::make_unique<OwnEdits>(*m_context);
        m_logger = std::make_unique<widgets::LoggerWindow>(m_loggerEdits->context);
        connect(m_logger.get(), &widgets::LoggerWindow::startRequested, this, [this] {
            m_logger->hide();
            m_windows->bringToFront();
            m_windows->front().startIncident();
        });
    }
    m_logger->openOn(m_windows->front().view().incident());
}

} // namespace matoi::app
