#include "models/commands/conflictcommands.h"
#include "models/domain/ports/online.h"
#include "models/domain/ports/undelivered.h"
#include "widgets/common/banner.h"
#include "widgets/common/durationtext.h"
#include "widgets/shell/connectionlabel.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/topbar.h"
#include "widgets/shell/undelivereddialog.h"
#include "widgets/shell/undeliveredwords.h"

#include <algorithm>
#include <iterator>

/// The one line under the top bar: the worst of what has to be told, and what its buttons do.
namespace matoi::widgets {

using namespace domain;
using Connection = SyncState::Connection;

void MainWindow::showConnection()
{
    const SyncState state = m_context.changes.syncState();
    m_actions.at("drill").action->setEnabled(isOnline(state)); // the service plays it
    m_topBar->connection().setOwnService(ownService());
    m_told = worst(state);
    switch (m_told) {
    case Told::Nothing: m_banner->hide(); break;
    case Told::Unwritten:
        m_banner->present({Banner::Tone::Fail,
                           Icon::None,
                           tr("This computer cannot save what you write"),
                           tr("It is in the memory only until there is room again: %1")
                               .arg(QString::fromStdString(unwrittenOf(m_context.repositories.outbox))),
                           {}});
        break;
    case Told::Undelivered: showUndelivered(); break;
    case Told::Notice: showNotice(); break;
    case Told::Offline: showOffline(state); break;
    case Told::Refused:
        m_banner->present(
            {Banner::Tone::Fail,
             Icon::None,
             tr("The service refuses this console"),
             ownService()
                 ? tr("Its token is not valid any more. Ask for another. What you write is kept here "
                      "meanwhile.")
                 : tr("Its token is not valid any more. What you write is kept here meanwhile."),
             {ownService() ? tr("Ask for another token") : tr("Sign in again…")}});
        break;
    case Told::Conflicts:
        m_banner->present(
            {Banner::Tone::Wait,
             Icon::GitMerge,
             tr("%n change(s) need your choice", nullptr, static_cast<int>(conflicts().size())),
             tr("Somebody else changed the same meanwhile. Both versions are kept until you choose."),
             {tr("Show")}});
        break;
    }
}

MainWindow::Told MainWindow::worst(const SyncState& state)
{
    if (!unwrittenOf(m_context.repositories.outbox).empty())
        return Told::Unwritten;
    if (!newlyUndelivered(state).empty())
        return Told::Undelivered;
    if (m_notice)
        return Told::Notice;
    if (state.connection == Connection::Offline)
        return Told::Offline;
    if (state.connection == Connection::Refused)
        return Told::Refused;
    return conflicts().empty() ? Told::Nothing : Told::Conflicts;
}

std::vector<Conflict> MainWindow::conflicts() const
{
    return commands::ConflictCommands(m_context.repositories, m_context.history).questions();
}

/// What was not put off here. It stays in the list of what was not delivered until it is dismissed there.
std::vector<Undelivered> MainWindow::newlyUndelivered(const SyncState& state)
{
    if (state.expired + state.stuck == 0) {
        m_putOff.clear();
        return {};
    }
    auto all = undeliveredOf(m_context.repositories.outbox);
    // What was tried again and failed again is news.
    std::erase_if(m_putOff, [&](std::int64_t id) {
        return std::none_of(all.begin(), all.end(),
                            [&](const Undelivered& one) { return one.item.id == id; });
    });
    std::erase_if(all, [&](const Undelivered& one) { return m_putOff.contains(one.item.id); });
    return all;
}

void MainWindow::showUndelivered()
{
    const auto all = newlyUndelivered(m_context.changes.syncState());
    if (all.empty())
        return;
    // A page that reached nobody is worse news than a change that was refused.
    UndeliveredWords words = undeliveredWords(m_context, all.front());
    for (auto one = std::next(all.begin()); one != all.end() && words.edit; ++one)
        words = undeliveredWords(m_context, *one);
    m_banner->present({Banner::Tone::Fail,
                       Icon::None,
                       tr("%n not delivered", nullptr, static_cast<int>(all.size())),
                       tr("%1. %2").arg(words.title, words.why),
                       {tr("Show"), tr("Later")}});
}

void MainWindow::showOffline(const SyncState& state)
{
    const QString title = state.offlineSince
                              ? tr("Offline since %1").arg(timeText(*state.offlineSince, m_context.zone))
                              : tr("Offline");
    // Of this computer's own service: why it is away.
    const Placement& placement = m_placement;
    const QString failure = placement.backend.isEmpty() ? placement.failure : QString();
    m_banner->present({Banner::Tone::Offline,
                       Icon::None,
                       title,
                       !failure.isEmpty() ? failure
                       : state.unsent > 0
                           ? tr("%n change(s) are only on this computer.", nullptr, state.unsent)
                           : tr("Everything here can be read and written. Nobody can be paged."),
                       {tr("Retry")}});
    if (state.retryAt)
        m_banner->setActionDetail(0, countdownText(std::max(std::chrono::seconds(0),
                                                            std::chrono::duration_cast<std::chrono::seconds>(
                                                                *state.retryAt - m_context.clock.now()))));
}

void MainWindow::openUndelivered()
{
    if (findChild<UndeliveredDialog*>() == nullptr)
        (new UndeliveredDialog(m_context, this))->open();
}

/// What its words say, whatever has happened since they were read.
void MainWindow::actOnBanner(int index)
{
    switch (m_told) {
    case Told::Nothing:
    case Told::Unwritten: return;
    case Told::Undelivered:
        for (const Undelivered& one : newlyUndelivered(m_context.changes.syncState()))
            m_putOff.insert(one.item.id);
        if (index == 0)
            openUndelivered();
        break;
    case Told::Notice: m_notice.reset(); break;
    case Told::Offline: m_context.repositories.outbox.retryNow(); return;
    case Told::Refused: signInAgain(); return;
    case Told::Conflicts: showFirstConflict(); return;
    }
    showConnection();
}

/// The one remedy of a token that is not valid any more. To try the same once more would help nobody.
void MainWindow::signInAgain()
{
    if (ownService())
        m_links.renewSignIn();
    else
        openFirstRun(FirstRun::Choice::Team);
}

bool MainWindow::ownService() const
{
    return m_placement.backend.isEmpty();
}

void MainWindow::showFirstConflict()
{
    const auto all = conflicts();
    if (all.empty())
        return;
    const Conflict& first = all.front();
    const Id<Incident> incident(first.kind == Kind::Incident ? first.record : first.parent.value_or(Uuid()));
    if (m_context.repositories.incidents.find(incident))
        openIncident(incident);
    m_view->showConflict(first);
}

} // namespace matoi::widgets
