#include "models/domain/ports/online.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/segmentedcontrol.h"
#include "widgets/common/textlabel.h"
#include "widgets/firstrun/choicerow.h"
#include "widgets/firstrun/factline.h"
#include "widgets/firstrun/firstrun.h"
#include "widgets/firstrun/joinform.h"

#include <QtCore/QSignalBlocker>

/// What the first screen says, as things stand.
namespace matoi::widgets {

using namespace domain;
using Connection = SyncState::Connection;
using Tone = FactLine::Tone;

bool FirstRun::isLive() const
{
    return isOnline(m_context.changes.syncState());
}

bool FirstRun::isBroken() const
{
    const bool refused = m_context.changes.syncState().connection == Connection::Refused;
    return isOwn() && !isLive() && (refused || !m_placement.failure.isEmpty());
}

void FirstRun::retranslate()
{
    m_title->setText(tr("Where should incidents be kept?"));
    m_subtitle->setText(tr("Choose one. You can change it later in the File menu, and nothing is lost."));
    m_language->setAccessibleName(tr("Language"));
    {
        const QSignalBlocker quiet(m_language);
        m_language->setCurrent(isJapanese() ? 1 : 0);
    }
    m_rows[0]->setTexts(tr("Try a drill now"), tr("A scripted incident on the real engine. It takes about 3 "
                                                  "minutes, and nobody real is paged."));
    m_rows[1]->setTexts(tr("Use on this computer"),
                        tr("One person or one machine. Matoi runs its own service "
                           "here and keeps everything in one folder."));
    m_rows[2]->setTexts(tr("Join a team"),
                        tr("A matoid service that your team runs. It works offline after the first sync."));
    m_drillTitle->setText(tr("What will happen"));
    m_promise->setText(tr("Nothing is sent anywhere before you press a button."));
    showState();
}

void FirstRun::showState()
{
    showDrill();
    showHere();
    showTeam();
    showKeyring();
    showFooter();
}

void FirstRun::showDrill()
{
    m_drillFacts[0]->set(Tone::Ok, tr("An alert opens an incident by its response plan. People are paged in "
                                      "stages until one acknowledges."));
    m_drillFacts[1]->set(Tone::Ok,
                         tr("You watch the console work: metrics, timeline, escalation, analysis."));
    m_drillFacts[2]->set(Tone::Ok, tr("The people are invented, and their channels are test channels."));
    m_drillFacts[3]->set(Tone::Plain,
                         isOwn() ? tr("Every record of it is marked as a drill and stays on this computer.")
                                 : tr("Every record of it is marked as a drill and is kept on %1.")
                                       .arg(m_placement.backend.host()));
}

void FirstRun::showHere()
{
    m_hereTitle->setText(!isOwn()     ? tr("Back to this computer")
                         : isBroken() ? tr("Not ready on this computer")
                         : isLive()   ? tr("Ready on this computer")
                                      : tr("On this computer"));
    if (!isOwn()) {
        m_hereFacts[0]->set(Tone::Plain, tr("Incidents are kept on %1 now. What was kept on this computer is "
                                            "still there.")
                                             .arg(m_placement.backend.host()));
        m_hereFacts[1]->set(
            Tone::Plain,
            tr("The copy of %1 stays too, with what was not sent yet.").arg(m_placement.backend.host()));
        m_hereFacts[2]->set(Tone::Plain, {});
        return;
    }
    if (!m_placement.failure.isEmpty())
        m_hereFacts[0]->set(Tone::Fail, m_placement.failure);
    else if (m_context.changes.syncState().connection == Connection::Refused)
        m_hereFacts[0]->set(Tone::Fail, tr("Matoi's own service refuses this console: its token is not valid "
                                           "any more."));
    else if (isLive())
        m_hereFacts[0]->set(Tone::Ok, tr("Matoi's own service runs."));
    else
        m_hereFacts[0]->set(Tone::Wait, tr("Matoi's own service is starting."));
    const Session session = m_context.changes.session();
    const QString name = QString::fromStdString(session.name);
    if (name.isEmpty())
        m_hereFacts[1]->set(Tone::Plain, {});
    else if (!m_placement.desktopShows)
        m_hereFacts[1]->set(Tone::Warn, tr("You are %1. This desktop shows no notifications: pages appear in "
                                           "this window only.")
                                            .arg(name));
    else if (session.contactId)
        m_hereFacts[1]->set(Tone::Ok, tr("You are %1. A plan that pages you pages this desktop.").arg(name));
    else
        m_hereFacts[1]->set(Tone::Plain, tr("You are %1.").arg(name));
    m_hereFacts[2]->set(Tone::Plain, tr("Everything is kept in %1.").arg(m_placement.folder));
}

void FirstRun::showTeam()
{
    if (isOwn()) {
        m_join->fact().set(Tone::Plain, {});
        return;
    }
    const QString host = m_placement.backend.host();
    if (m_context.changes.syncState().connection == Connection::Refused)
        m_join->fact().set(Tone::Wait, tr("%1 does not know you yet. Enter a token.").arg(host));
    else
        m_join->fact().set(
            Tone::Ok,
            tr("You are %1 on %2.").arg(QString::fromStdString(m_context.changes.session().name), host));
}

void FirstRun::showKeyring()
{
    switch (m_placement.keyring) {
    case Placement::Keyring::Open:
        m_keyring->set(Tone::Ok, tr("Your sign-in is kept in this desktop's keyring and nowhere else."));
        return;
    case Placement::Keyring::Locked:
        m_keyring->set(Tone::Warn, tr("The keyring is locked: your sign-in is kept until Matoi closes."));
        return;
    case Placement::Keyring::None:
        m_keyring->set(Tone::Warn,
                       tr("This desktop has no keyring: your sign-in is kept until Matoi closes."));
        return;
    }
}

void FirstRun::showFooter()
{
    m_leave->setText(tr("Open the console"));
    switch (m_choice) {
    case Choice::Drill:
        m_act->setText(tr("Start the drill"));
        m_act->setIconName(Icon::Play);
        m_act->setEnabled(isLive());
        break;
    case Choice::ThisComputer:
        m_act->setText(!isOwn()     ? tr("Use this computer")
                       : isBroken() ? tr("Try again")
                                    : tr("Start incident…"));
        m_act->setIconName(!isOwn() ? Icon::Laptop : isBroken() ? Icon::RotateCcw : Icon::Siren);
        m_act->setEnabled(true);
        break;
    case Choice::Team:
        m_act->setText(tr("Join"));
        m_act->setIconName(Icon::LogIn);
        m_act->setEnabled(!m_joining);
        break;
    }
    if (!m_joining)
        m_hint->setText(m_choice == Choice::Drill && !isLive()
                            ? tr("The drill can start when the service answers.")
                        : m_choice == Choice::ThisComputer && isBroken()
                            ? tr("Without its service nobody is paged. Put right what is named above, then "
                                 "try again; or join a team.")
                            : QString());
}

} // namespace matoi::widgets
