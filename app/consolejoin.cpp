#include "app/console.h"
#include "widgets/firstrun/joinform.h"
#include "widgets/logger/loggerwindow.h"
#include "widgets/settings/settingswindow.h"

#include <QtWidgets/QApplication>

/// Where incidents are kept: asking for it, joining a team's service, and moving there and back.
namespace matoi::app {

using namespace domain;
using namespace Qt::StringLiterals;
using widgets::FirstRun;
using widgets::Placement;

namespace {

/// Long enough for a connection that has to be built up over a bad line, short enough to wait for.
constexpr std::chrono::seconds patience{5};

Placement::Keyring keyringOf(auth::TokenStore::Storage storage)
{
    switch (storage) {
    case auth::TokenStore::Storage::Keyring: return Placement::Keyring::Open;
    case auth::TokenStore::Storage::Locked: return Placement::Keyring::Locked;
    case auth::TokenStore::Storage::SessionOnly: break;
    }
    return Placement::Keyring::None;
}

} // namespace

void Console::connectFirstRun(widgets::MainWindow& window)
{
    connect(&window, &widgets::MainWindow::joinRequested, this, &Console::join);
    connect(&window, &widgets::MainWindow::thisComputerRequested, this, [this] { moveTo({}); });
    window.setPlacement(placement());
    if (m_options.backend.isEmpty() && !m_options.drill)
        window.offerFirstRun();
}

Placement Console::placement() const
{
    return {m_options.backend,       m_data + u"/service"_s, m_serviceFailure, keyringOf(m_tokens.storage()),
            m_notifier->available(), m_tray->isThere()};
}

void Console::showPlacement()
{
    if (!m_windows || !m_notifier || !m_tray)
        return;
    for (widgets::MainWindow* window : m_windows->all())
        window->setPlacement(placement());
    if (m_settingsWindow)
        m_settingsWindow->setPlacement(placement());
}

/// No token is kept for the service that was chosen: without a keyring that is every start.
void Console::askToJoin()
{
    if (m_options.drill) {
        leave(2, tr("There is no token for %1. Give one with --token-file FILE.").arg(m_url.toString()));
        return;
    }
    SyncState state = m_cache->syncState();
    state.connection = SyncState::Connection::Refused;
    m_cache->setConnection(state);
    m_windows->front().openFirstRun(FirstRun::Choice::Team);
}

void Console::join(const QUrl& url, const QString& token)
{
    m_joining = std::make_unique<api::ApiClient>(url, token.toStdString());
    // The client is not to be destroyed by its own answer.
    m_joining->me([this, url, token](const api::Answer<api::Me>& answer) {
        QMetaObject::invokeMethod(
            this, [this, url, token, answer] { joinAnswered(url, token.toStdString(), answer); },
            Qt::QueuedConnection);
    });
    m_joinTimeout.disconnect();
    m_joinTimeout.setSingleShot(true);
    m_joinTimeout.callOnTimeout(this, [this, url] {
        m_joining.reset();
        refuseJoin(false, tr("No answer from %1 in %2 s.").arg(url.host()).arg(patience.count()));
    });
    m_joinTimeout.start(patience);
}

void Console::joinAnswered(const QUrl& url, const std::string& token, const api::Answer<api::Me>& answer)
{
    if (!m_joining)
        return; // it came too late
    m_joinTimeout.stop();
    m_joining.reset();
    if (answer) {
        m_tokens.write(url, token);
        moveTo(url);
        return;
    }
    const api::Failure& failure = answer.error();
    const QString detail = QString::fromStdString(failure.error.detail);
    if (failure.status == 401)
        refuseJoin(true, tr("%1 does not know this token.").arg(url.host()));
    else if (failure.status == 403)
        refuseJoin(true, tr("This token is not a person's: %1").arg(detail));
    else if (failure.status == 0)
        refuseJoin(false, tr("No answer from %1: %2").arg(url.host(), detail));
    else
        refuseJoin(false,
                   tr("%1 answers, but not as matoid does (HTTP %2).").arg(url.host()).arg(failure.status));
}

void Console::refuseJoin(bool token, const QString& reason)
{
    for (widgets::MainWindow* window : m_windows->all())
        window->firstRun().refuseJoin(token, reason);
}

void Console::moveTo(const QUrl& backend)
{
    // Later: it is a button of the window that goes now.
    QTimer::singleShot(0, this, [this, backend] {
        close();
        // What was given at the start holds until one moves on by hand.
        m_settings.dropStronger(settings::Key::Backend);
        m_settings.update([&](settings::Values& values) {
            values.backend = backend;
            auto places = placesIn(values);
            for (WindowPlace& place : places)
                place.incident.clear();
            setPlaces(places, values);
        });
        m_options.backend = backend;
        m_options.tokenFile.clear();
        m_serviceFailure.clear();
        m_renewed = false;
        m_bound = false;
        if (const auto started = start(); !started)
            leave(1, QString::fromStdString(started.error().detail));
    });
}

} // namespace matoi::app
