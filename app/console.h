#pragma once

#include "app/commandline.h"
#include "app/drillplayer.h"
#include "app/embeddedservice.h"
#include "app/globalshortcut.h"
#include "app/languages.h"
#include "app/notifier.h"
#include "app/reminders.h"
#include "app/tray.h"
#include "app/windows.h"
#include "models/api/apiclient.h"
#include "models/auth/tokenstore.h"
#include "models/cache/cache.h"
#include "models/settings/settings.h"
#include "models/sync/sync.h"
#include "widgets/common/theme.h"
#include "widgets/panel/panelcontext.h"
#include "widgets/panel/ticker.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>

QT_BEGIN_NAMESPACE
class QApplication;
QT_END_NAMESPACE

namespace matoi::widgets {
class LoggerWindow;
class SettingsWindow;
} // namespace matoi::widgets

namespace matoi::app {

/// Matoi, put together: the only place that knows every part. The window is there at once, on the local copy;
/// the service and the connection come when they come.
class Console final : public QObject
{
    Q_OBJECT

public:
    Console(QApplication& application, CommandLine options);
    ~Console() override;

    /// An error, in words, when the local copy cannot be opened.
    domain::Result<void> start();
    /// What a later start of the program hands over. Says in words why not; empty: done.
    QString open(const Request& request);
    int exitCode() const { return m_exitCode; }

private:
    void makeWindows(Windows::Filled filled);
    void makeNotifier();
    void makeTray();
    void lastWindowClosed();
    void openLogger();
    void makeShortcut();
    void applyShortcut();
    void shortcutPressed(const ShortcutPress& press);
    void dress(widgets::MainWindow& window);
    void closeWindows();
    void connectEmbedded();
    void signIn(const QUrl& url);
    void useToken(const QUrl& url, const std::string& token);
    void renewSignIn();
    void askForToken();
    void askToJoin();
    void join(const QUrl& url, const QString& token);
    void joinAnswered(const QUrl& url, const std::string& token, const api::Answer<api::Me>& answer);
    /// Leaves one service for another, or for this computer's own; nothing of the first is lost.
    void moveTo(const QUrl& backend);
    void close();
    void connectFirstRun(widgets::MainWindow& window);
    void refuseJoin(bool token, const QString& reason);
    void showPlacement();
    widgets::Placement placement() const;
    void bindPerson();
    void readTokenFile(const QUrl& url);
    void playDrill();
    void watchConnection();
    void readStrongerSources();
    void applySettings();
    void applyToWindows(const settings::Values& values);
    void openIncident(domain::Id<domain::Incident> id);
    void openSettings();
    void showKeys();
    void remakeWindows();
    void keepAppearance();
    void setLanguage(const QString& language);
    void leave(int code, const QString& reason = {});
    Person person() const;
    QUrl tokenKey() const;

    QApplication& m_application;
    CommandLine m_options;
    QString m_data;
    domain::SystemClock m_clock;
    settings::Settings m_settings;
    widgets::Theme m_theme;
    Languages m_languages;
    auth::TokenStore m_tokens;
    widgets::Ticker m_ticker;

    std::unique_ptr<EmbeddedService> m_service;
    std::unique_ptr<cache::Cache> m_cache;
    std::unique_ptr<domain::Repositories> m_repositories;
    std::unique_ptr<commands::EditHistory> m_history;
    std::unique_ptr<commands::IncidentCommands> m_incidents;
    std::unique_ptr<commands::TimelineCommands> m_timeline;
    std::unique_ptr<commands::AnalysisCommands> m_analyses;
    std::unique_ptr<sync::Sync> m_sync;
    std::unique_ptr<widgets::PanelContext> m_context;
    std::unique_ptr<widgets::CallsForMe> m_calls;
    std::unique_ptr<Notifier> m_notifier;
    std::unique_ptr<Reminders> m_reminders;
    std::unique_ptr<Windows> m_windows;
    std::unique_ptr<Tray> m_tray;
    std::unique_ptr<OwnEdits> m_loggerEdits;
    std::unique_ptr<widgets::LoggerWindow> m_logger;
    std::unique_ptr<widgets::SettingsWindow> m_settingsWindow;
    std::unique_ptr<GlobalShortcut> m_shortcut;
    std::unique_ptr<DrillPlayer> m_drill;
    domain::Subscription m_connection;
    QUrl m_url;
    std::string m_token;    ///< the one in use
    std::string m_replaced; ///< to be revoked once another has taken its place
    QString m_serviceFailure;
    QString m_language; ///< as applied: a code, or empty for the system's
    QString m_zone;     ///< as the windows show it
    std::unique_ptr<api::ApiClient> m_joining;
    QTimer m_joinTimeout;
    bool m_renewed = false;
    bool m_bound = false;
    bool m_drillBegun = false;
    int m_exitCode = 0;
};

} // namespace matoi::app
