#include "app/console.h"

#include "app/firstframe.h"
#include "app/paths.h"
#include "models/sync/rebase.h"
#include "widgets/common/desktopscheme.h"
#include "widgets/logger/loggerwindow.h"
#include "widgets/settings/settingswindow.h"
#include "widgets/shell/mainwindow.h"

#include <QtCore/QFile>
#include <QtCore/QTextStream>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>

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
    readStrongerSources();
    applySettings();
    if (m_language.isEmpty())
        m_languages.set({});
    connect(&m_settings, &settings::Settings::changed, this, &Console::applySettings);
    connect(&m_tokens, &auth::TokenStore::storageChanged, this, [this] { showPlacement(); });
    // What closing the last window means is decided here.
    QApplication::setQuitOnLastWindowClosed(false);
    if (m_options.backend.isEmpty())
        m_options.backend = m_settings.values().backend;
}

Console::~Console()
{
    close();
}

void Console::close()
{
    // The connection goes before the copy that it writes to, and the window before both.
    m_joining.reset();
    m_shortcut.reset();
    closeWindows();
    m_sync.reset();
    m_connection.reset();
    m_service.reset();
    m_calls.reset();
    m_context.reset();
    m_analyses.reset();
    m_timeline.reset();
    m_incidents.reset();
    m_history.reset();
    m_repositories.reset();
    m_cache.reset();
}

Person Console::person() const
{
    Person person = systemPerson();
    if (!m_settings.values().personName.isEmpty())
        person.name = m_settings.values().personName;
    if (person.name.isEmpty())
        person.name = tr("Me");
    return person;
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
    m_history = std::make_unique<commands::EditHistory>();
    m_incidents =
        std::make_unique<commands::IncidentCommands>(*m_repositories, *m_cache, m_clock, *m_history);
    m_timeline = std::make_unique<commands::TimelineCommands>(*m_repositories, *m_cache, m_clock, *m_history);
    m_analyses = std::make_unique<commands::AnalysisCommands>(*m_repositories, *m_cache, m_clock, *m_history);
    makeWindows(Windows::Filled::Later);
    makeShortcut();
    watchConnection();
    // The window comes first, with what is kept here.
    afterFirstFrame(m_windows->front(), *this, [this] {
        if (!m_windows)
            return; // closed at once
        m_windows->fill([this] {
            m_tray->appear();
            if (m_options.backend.isEmpty())
                connectEmbedded();
            else
                signIn(m_options.backend);
        });
    });
    for (const QString& link : std::exchange(m_options.links, {}))
        m_windows->front().openLink(link);
    if (m_options.log)
        openLogger();
    return {};
}

void Console::closeWindows()
{
    m_drill.reset();
    m_reminders.reset();
    m_notifier.reset();
    m_tray.reset();
    m_logger.reset();
    m_loggerEdits.reset();
    m_windows.reset();
}

void Console::connectEmbedded()
{
    m_service = std::make_unique<EmbeddedService>(m_data + u"/service"_s);
    connect(m_service.get(), &EmbeddedService::failed, this, [this](const QString& reason) {
        QTextStream(stderr) << "matoi: " << reason << Qt::endl;
        if (m_cache->syncState().connection == Connection::Live)
            return; // it serves: only a token was not made
        m_serviceFailure = reason;
        showPlacement();
        SyncState state;
        state.connection = Connection::Offline;
        state.problem = reason.toStdString();
        m_cache->setConnection(state);
        if (m_options.drill)
            leave(1);
    });
    connect(m_service.get(), &EmbeddedService::ended, this, [this](const QString& reason) {
        QTextStream(stderr) << "matoi: " << tr("The service on this computer stopped. It is started again.")
                            << Qt::endl
                            << reason << Qt::endl;
        m_serviceFailure = tr("The service on this computer stopped. It is started again.");
        showPlacement();
    });
    connect(m_service.get(), &EmbeddedService::ready, this, [this](const QUrl& url) {
        m_serviceFailure.clear();
        showPlacement();
        signIn(url);
    });
    connect(m_service.get(), &EmbeddedService::tokenCreated, this, [this](const QString& token) {
        // The kept one is worthless only after its successor has been kept.
        const std::string made = token.toStdString();
        const std::string replaced = std::exchange(m_replaced, {});
        m_tokens.write(tokenKey(), made, [this, made, replaced](auth::TokenStore::Storage) {
            if (m_service)
                m_service->keepOnly(made, replaced);
        });
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
        if (url != m_url)
            return; // moved on meanwhile
        if (token)
            useToken(url, *token);
        else if (m_service)
            askForToken();
        else
            askToJoin();
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
    m_token = token;
    if (m_sync) {
        // Its own service has another address each time that it is started.
        m_sync->setBackend(url, token);
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
            askForToken();
        }
        if (state.connection == Connection::Live) {
            m_renewed = false; // what works now may be revoked later
            bindPerson();
        }
        if (state.connection == Connection::Live && m_options.drill && !m_drillBegun) {
            m_drillBegun = true;
            QTimer::singleShot(0, this, &Console::playDrill);
        }
    });
}

/// Once by itself; after that when somebody asks for it, or a service that refuses all would be asked for
/// ever.
void Console::renewSignIn()
{
    if (m_service)
        askForToken();
}

void Console::askForToken()
{
    m_service->createToken(person(), m_languages.japanese());
}

/// A data folder of before has a token that belongs to no contact: nothing could page this desktop.
void Console::bindPerson()
{
    if (m_bound || !m_service || !m_options.tokenFile.isEmpty() || m_cache->session().contactId)
        return;
    m_bound = true;
    m_replaced = m_token;
    askForToken();
}

void Console::playDrill()
{
    if (m_drill && m_drill->running())
        return;
    const DrillPlayer::Options options{m_options.speed, m_languages.japanese(), m_options.drill,
                                       m_options.pictures};
    Desk& desk = m_windows->frontDesk();
    const drill::DrillWorld world{*m_repositories, *m_cache,      m_clock,          desk.incidents,
                                  desk.timeline,   desk.analyses, options.japanese, options.speed};
    m_drill = std::make_unique<DrillPlayer>(world, *desk.window, options);
    connect(m_drill.get(), &DrillPlayer::ended, this, [this](bool well) {
        if (m_options.drill && (!m_options.pictures.isEmpty() || !well))
            leave(well ? 0 : 1);
    });
    m_drill->start();
}

void Console::leave(int code, const QString& reason)
{
    if (!reason.isEmpty())
        QTextStream(stderr) << "matoi: " << reason << Qt::endl;
    m_exitCode = code;
    QTimer::singleShot(0, &m_application, &QApplication::quit);
}

} // namespace matoi::app
