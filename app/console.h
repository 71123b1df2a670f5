#pragma once

#include "app/commandline.h"
#include "app/drillplayer.h"
#include "app/embeddedservice.h"
#include "app/languages.h"
#include "app/notifier.h"
#include "models/auth/tokenstore.h"
#include "models/cache/cache.h"
#include "models/settings/settings.h"
#include "models/sync/sync.h"
#include "widgets/common/theme.h"
#include "widgets/panel/panelcontext.h"
#include "widgets/panel/ticker.h"

#include <QtCore/QObject>

#include <memory>

QT_BEGIN_NAMESPACE
class QApplication;
QT_END_NAMESPACE

namespace matoi::widgets {
class MainWindow;
}

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
    int exitCode() const { return m_exitCode; }

private:
    void makeWindow();
    void connectEmbedded();
    void signIn(const QUrl& url);
    void useToken(const QUrl& url, const std::string& token);
    void readTokenFile(const QUrl& url);
    void playDrill();
    void watchConnection();
    void keepAppearance();
    void setLanguage(const QString& language);
    void leave(int code, const QString& reason = {});
    QString personName() const;
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
    commands::EditHistory m_history;
    std::unique_ptr<commands::IncidentCommands> m_incidents;
    std::unique_ptr<commands::TimelineCommands> m_timeline;
    std::unique_ptr<commands::AnalysisCommands> m_analyses;
    std::unique_ptr<sync::Sync> m_sync;
    std::unique_ptr<widgets::PanelContext> m_context;
    std::unique_ptr<Notifier> m_notifier;
    std::unique_ptr<widgets::MainWindow> m_window;
    std::unique_ptr<DrillPlayer> m_drill;
    domain::Subscription m_connection;
    QUrl m_url;
    bool m_renewed = false;
    bool m_drillBegun = false;
    int m_exitCode = 0;
};

} // namespace matoi::app
