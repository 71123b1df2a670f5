#include "app/console.h"

#include "app/paths.h"
#include "models/sync/rebase.h"
#include "widgets/common/desktopscheme.h"
#include "widgets/incidents/incidentlist.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/mainwindow.h"

#include <QtCore/QFile>
#include <QtCore/QTextStream>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <csignal>

namespace matoi::app {

using namespace domain;
using namespace Qt::StringLiterals;
using Connection = SyncState::Connection;

Console::Console(QApplication& application, CommandLine options)
    : m_application(application)
    , m_options(std::move(options))
    , m_data(dataFolder(m_options.data))
    , m_settings(m_options.data.isEmpty() ? settings::Settings::defaultFile() : m_data + u"/matoi.conf"_s)
    , m_theme(application)
{
    const settings::Values& values = m_settings.values();
    m_theme.setMode(values.theme == settings::ThemeMode::Dark    ? widgets::Theme::Mode::Dark
                    : values.theme == settings::ThemeMode::Light ? widgets::Theme::Mode::Light
                                                                 : widgets::Theme::Mode::System);
    m_theme.setTextScale(values.textScalePercent / 100.0);
    QString language = m_options.language;
    if (language.isEmpty() && values.language != settings::Language::System)
        language = values.language == settings::Language::Japanese ? u"ja"_s : u"en"_s;
    m_languages.set(language);
    if (m_options.backend.isEmpty())
        m_options.backend = values.backend;
}

Console::~Console()
{
    if (m_window)
        m_settings.update([this](settings::Values& values) {
            values.windowGeometry = m_window->saveGeometry();
            values.lastIncident = QString::fromStdString(m_window->view().incident().toString());
        });
    // The connection goes before the copy that it writes to, and the window before both.
    m_drill.reset();
    m_notifier.reset();
    m_window.reset();
    m_sync.reset();
    m_connection.reset();
}

QString Console::personName() const
{
    const QString set = m_settings.values().personName;
    if (!set.isEmpty())
        return set;
    const QString user = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    return user.isEmpty() ? tr("Me") : user;
}

QUrl Console::tokenKey() const
{
    // The embedded service has another port each time; its data folder is what stays.
    return m_options.backend.isEmpty() ? QUrl::fromLocalFile(m_data + u"/service"_s) : m_options.backend;
}

Result<void> Console::start()
{
    auto opened = cache::Cache::open({.folder = cacheFolder(m_data, m_options.backend).toStdString(),
                                      .rule = sync::rebase,
                                      .clock = &m_clock});
    if (!opened)
        return tl::make_unexpected(opened.error());
    m_cache = std::move(*opened);
    m_repositories = std::make_unique<Repositories>(m_cache->repositories());
    m_incidents = std::make_unique<commands::IncidentCommands>(*m_repositories, *m_cache, m_clock, m_history);
    m_timeline = std::make_unique<commands::TimelineCommands>(*m_repositories, *m_cache, m_clock, m_history);
    m_analyses = std::make_unique<commands::AnalysisCommands>(*m_repositories, *m_cache, m_clock, m_history);
    makeWindow();
    watchConnection();
    if (m_options.backend.isEmpty())
        connectEmbedded();
    else
        signIn(m_options.backend);
    return {};
}

void Console::makeWindow()
{
    const QString zoneName = m_settings.values().timeZone;
    const QTimeZone zone = zoneName.isEmpty() ? QTimeZone::systemTimeZone() : QTimeZone(zoneName.toUtf8());
    m_context.reset(new widgets::PanelContext{m_theme, *m_repositories, *m_cache, m_clock, m_ticker,
                                              zone.isValid() ? zone : QTimeZone::utc(), m_history,
                                              *m_incidents, *m_timeline, *m_analyses});
    widgets::WindowLinks links{[this] { playDrill(); },
                               [this](const QString& language) { setLanguage(language); },
                               [this] { m_application.quit(); }, [this] { keepAppearance(); }};
    m_window = std::make_unique<widgets::MainWindow>(*m_context, std::move(links));
    m_window->setSingleKeys(m_settings.values().singleLetterKeys);
    if (!m_settings.values().windowGeometry.isEmpty())
        m_window->restoreGeometry(m_settings.values().windowGeometry);
    if (const auto last = Id<Incident>::parse(m_settings.values().lastIncident.toStdString()))
        if (m_repositories->incidents.find(*last))
            m_window->openIncident(*last);
    // Kept at once: a console that is killed comes back to what one was writing.
    connect(&m_window->list(), &widgets::IncidentList::incidentChosen, this, [this](Id<Incident> id) {
        m_settings.update(
            [&](settings::Values& values) { values.lastIncident = QString::fromStdString(id.toString()); });
    });
    m_notifier = std::make_unique<Notifier>(*m_context);
    connect(m_notifier.get(), &Notifier::opened, m_window.get(), [this](Id<Incident> id) {
        m_window->openIncident(id);
        m_window->raise();
        m_window->activateWindow();
    });
    m_window->show();
}

void Console::connectEmbedded()
{
    m_service = std::make_unique<EmbeddedService>(m_data + u"/service"_s);
    connect(m_service.get(), &EmbeddedService::failed, this, [this](const QString& reason) {
        QTextStream(stderr) << "matoi: " << reason << Qt::endl;
        SyncState state;
        state.connection = Connection::Offline;
        state.problem = reason.toStdString();
        m_cache->setConnection(state);
        if (m_options.drill)
            leave(1);
    });
    connect(m_service.get(), &EmbeddedService::ready, this, &Console::signIn);
    connect(m_service.get(), &EmbeddedService::tokenCreated, this, [this](const QString& token) {
        m_tokens.write(tokenKey(), token.toStdString());
        useToken(m_url, token.toStdString());
    });
    m_service->start();
}

void Console::signIn(const QUrl& url)
{
    m_url = url;
    if (!m_options.tokenFile.isEmpty()) {
        readTokenFile(url);
        return;
    }
    m_tokens.read(tokenKey(), [this, url](std::optional<std::string> token) {
        if (token)
            useToken(url, *token);
        else if (m_service)
            m_service->createToken(personName());
        else
            leave(2, tr("There is no token for %1. Give one with --token-file FILE.").arg(url.toString()));
    });
}

void Console::readTokenFile(const QUrl& url)
{
    QFile file(m_options.tokenFile);
    if (!file.open(QIODevice::ReadOnly)) {
        leave(2, tr("The token file %1 cannot be read: %2").arg(file.fileName(), file.errorString()));
        return;
    }
    const std::string token = file.readAll().trimmed().toStdString();
    m_tokens.write(tokenKey(), token, [](auth::TokenStore::Storage storage) {
        if (storage != auth::TokenStore::Storage::Keyring)
            QTextStream(stderr) << "matoi: "
                                << Console::tr("No keyring: the sign-in is kept until Matoi closes.")
                                << Qt::endl;
    });
    useToken(url, token);
}

void Console::useToken(const QUrl& url, const std::string& token)
{
    if (m_sync) {
        m_sync->setToken(token);
        return;
    }
    sync::Options options;
    options.backend = url;
    options.token = token;
    options.clock = &m_clock;
    m_sync = std::make_unique<sync::Sync>(*m_cache, options);
    m_cache->attach(m_sync.get());
    m_sync->start();
}

void Console::watchConnection()
{
    m_connection = m_cache->onSyncState([this](const SyncState& state) {
        // A kept token of a data folder that was thrown away: the folder's owner may simply make another.
        if (state.connection == Connection::Refused && m_service && !m_renewed) {
            m_renewed = true;
            m_service->createToken(personName());
        }
        if (state.connection == Connection::Live && m_options.drill && !m_drillBegun) {
            m_drillBegun = true;
            QTimer::singleShot(0, this, &Console::playDrill);
        }
    });
}

void Console::playDrill()
{
    if (m_drill && m_drill->running())
        return;
    const DrillPlayer::Options options{m_options.speed, m_languages.japanese(), m_options.drill,
                                       m_options.pictures};
    const drill::DrillWorld world{*m_repositories, *m_cache,    m_clock,          *m_incidents,
                                  *m_timeline,     *m_analyses, options.japanese, options.speed};
    m_drill = std::make_unique<DrillPlayer>(world, *m_window, options);
    connect(m_drill.get(), &DrillPlayer::ended, this, [this](bool well) {
        if (m_options.drill && (!m_options.pictures.isEmpty() || !well))
            leave(well ? 0 : 1);
    });
    m_drill->start();
}

void Console::keepAppearance()
{
    m_settings.update([this](settings::Values& values) {
        values.theme = m_theme.mode() == widgets::Theme::Mode::Dark    ? settings::ThemeMode::Dark
                       : m_theme.mode() == widgets::Theme::Mode::Light ? settings::ThemeMode::Light
                                                                       : settings::ThemeMode::System;
        values.textScalePercent = static_cast<int>(m_theme.textScale() * 100 + 0.5);
    });
}

void Console::setLanguage(const QString& language)
{
    m_languages.set(language);
    m_settings.update([&](settings::Values& values) {
        values.language = language == u"ja"_s ? settings::Language::Japanese : settings::Language::English;
    });
}

void Console::leave(int code, const QString& reason)
{
    if (!reason.isEmpty())
        QTextStream(stderr) << "matoi: " << reason << Qt::endl;
    m_exitCode = code;
    QTimer::singleShot(0, &m_application, &QApplication::quit);
}

} // namespace matoi::app
