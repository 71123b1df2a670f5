#include "tests/support/panelfixture.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/contacts/pagedialog.h"
#include "widgets/handover/acceptdialog.h"
#include "widgets/handover/briefingtext.h"
#include "widgets/handover/commandacts.h"
#include "widgets/handover/commandstrip.h"
#include "widgets/handover/formdialog.h"
#include "widgets/handover/handoverdialog.h"
#include "widgets/handover/offerbanner.h"
#include "widgets/shell/actionbar.h"

#include <QtCore/QPointer>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

#include <memory>

using namespace matoi;
using namespace matoi::domain;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;
using std::chrono::minutes;

namespace {

const auto commander = domain::IncidentRole::Commander;

} // namespace

/// Command of the story's incident: taken, offered, accepted, on the mock-ups' story.
class HandoverTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::PanelFixture>();
        m_window = std::make_unique<QWidget>();
        m_window->resize(1100, 700);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void fillsTheBriefingFromTheRecord()
    {
        ask(u"Void the 318 authorisations?"_s, test::Story::at(14, 40));
        const Briefing briefing = briefingFromRecord(m_fixture->context, incident());
        const auto has = [](const std::string& part, const char* what) {
            return part.find(what) != std::string::npos;
        };
        QVERIFY(has(briefing.conditions, "Impact 1, Mitigating."));
        QVERIFY(has(briefing.conditions, "\nAbout 52% of checkouts"));
        QVERIFY(has(briefing.actions, "Kenji Mori: Check settlement"));
        QVERIFY(has(briefing.actions, "14:27: 7 of 12 instances replaced"));
        QVERIFY(has(briefing.needs, "Kenji Mori has not answered yet."));
        QVERIFY(has(briefing.decisions, "Void the 318 authorisations? (decide by 14:40)"));
    }

    void offersCommandByKeyboard()
    {
        auto* dialog = open<HandoverDialog>();
        dialog->chooseSuccessor(u"Daniel Reyes"_s);
        m_fixture->picture(*dialog, u"handover"_s);
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(memory().effects.offers.size(), std::size_t(1));
        const HandoverOffer& offer = memory().effects.offers.front();
        QCOMPARE(offer.to, std::string("Daniel Reyes"));
        QVERIFY(offer.contactId == m_fixture->story.daniel);
        QVERIFY(!offer.briefing.conditions.empty());
        QCOMPARE(leads(), u"Misaki Sato"_s);
    }

    void keepsABriefingThatWasBegun()
    {
        QPointer<HandoverDialog> dialog = open<HandoverDialog>();
        auto* needs = dialog->findChildren<QPlainTextEdit*>().at(2);
        needs->setPlainText(u"A reviewer for the fix"_s);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(dialog.isNull());
        dialog = open<HandoverDialog>();
        QCOMPARE(dialog->findChildren<QPlainTextEdit*>().at(2)->toPlainText(), u"A reviewer for the fix"_s);
    }

    void writesDownWhatWasHandedOverByVoiceWhileOffline()
    {
        setConnection(SyncState::Connection::Offline);
        auto* dialog = open<HandoverDialog>();
        dialog->chooseSuccessor(u"Daniel Reyes"_s);
        dialog->findChildren<QPlainTextEdit*>().front()->setPlainText(u"Rolled back, errors fall."_s);
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(leads(), u"Daniel Reyes"_s);
        QVERIFY(memory().effects.offers.empty());
        const auto events = memory().timelineEvents.of(m_fixture->story.checkout.uuid());
        QCOMPARE(QString::fromStdString(events.back().value.text),
                 u"Command handed over by voice to Daniel Reyes"_s);
        QVERIFY2(QString::fromStdString(events.back().value.details).contains(u"Rolled back, errors fall."_s),
                 "what they were told is on the timeline");
    }

    void saysWithoutAConnectionThatNobodyIsPagedAndWhatHappensInstead()
    {
        setConnection(SyncState::Connection::Offline);
        auto* dialog = open<HandoverDialog>();
        dialog->chooseSuccessor(u"Daniel Reyes"_s);
        m_fixture->picture(*dialog, u"handover-offline"_s);
        QVERIFY(says(*dialog, u"Nobody is paged. Tell Daniel Reyes yourself, by voice."_s));
        QVERIFY(says(*dialog, u"You stay commander until you have written it down here."_s));
        for (const QString& untrue : {u"is paged with"_s, u"the offer ends"_s, u"until they accept"_s})
            QVERIFY2(!says(*dialog, untrue), qPrintable(untrue));
        Contact daniel = memory().contacts.find(m_fixture->story.daniel)->value;
        daniel.phone = "+81 90 1234 5678";
        memory().contacts.put(m_fixture->story.daniel, daniel);
        setConnection(SyncState::Connection::Connecting);
        QVERIFY(says(*dialog, u"Nobody is paged. Call Daniel Reyes yourself: +81 90 1234 5678."_s));
        QVERIFY(says(*dialog, u"Still connecting: nobody can be offered anything."_s));
        setConnection(SyncState::Connection::Live);
        QVERIFY(says(*dialog, u"Daniel Reyes is paged with this briefing."_s));
        QVERIFY(!says(*dialog, u"Nobody is paged"_s));
    }

    void anOfferThatCannotBeAnsweredNowIsReadAndNotAccepted()
    {
        setConnection(SyncState::Connection::Live);
        const auto id = offer("Misaki Sato", "Daniel Reyes");
        sitAs("Daniel Reyes");
        ActionBar bar(m_fixture->context, m_window.get());
        bar.setIncident(incident());
        OfferBanner banner(m_fixture->context, m_window.get());
        CommandStrip strip(m_fixture->context, m_window.get());
        strip.setIncident(incident());
        QVERIFY2(strip.isHidden(), "the banner says it already");
        QVERIFY(button(bar, u"Accept command"_s) != nullptr);
        auto* dialog = open<AcceptDialog>(id);
        QVERIFY(says(*dialog, u"Offer ends in"_s));
        setConnection(SyncState::Connection::Offline);
        QVERIFY2(!says(*dialog, u"Offer ends in"_s), "it may have been taken back since");
        QVERIFY(says(*dialog, u"Offer ends at ("_s));
        QVERIFY(button(bar, u"Accept command"_s) == nullptr);
        QVERIFY(button(bar, u"Read the briefing"_s) != nullptr);
        QVERIFY(banner.accessibleName().contains(
            u"Offline: you cannot accept it from here now. Call Misaki Sato."_s));
        QVERIFY(says(*dialog, u"Offline: answering needs the service. Call Misaki Sato."_s));
    }

    void aQuestionBeforeOneAcceptsComesToWhoeverOffers()
    {
        setConnection(SyncState::Connection::Live);
        const auto id = offer("Misaki Sato", "Daniel Reyes");
        sitAs("Daniel Reyes");
        auto* dialog = open<AcceptDialog>(id);
        auto* ask = button(*dialog, u"Ask Misaki first…"_s);
        QVERIFY(ask != nullptr && ask->isEnabled());
        m_fixture->picture(*dialog, u"accept-ask"_s);
        ask->click();
        auto* page = dialog->findChild<PageDialog*>();
        QVERIFY(page != nullptr);
        opened(page);
        QTest::keyClick(page, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(memory().effects.calls.empty(), "nobody is paged with no question");
        QTest::keyClicks(QApplication::focusWidget(), u"is the deploy freeze still on?"_s);
        m_fixture->picture(*page, u"ask"_s);
        QTest::keyClick(page, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(memory().effects.calls.size(), 1u);
        const QString sent = QString::fromStdString(memory().effects.calls.front());
        QVERIFY2(sent.endsWith(u"Before I accept: is the deploy freeze still on?"_s), qPrintable(sent));
        QVERIFY2(sent.contains(QString::fromStdString(m_fixture->story.misaki.toString())), qPrintable(sent));
        QVERIFY2(dialog->isVisible(), "the offer waits for its answer");
        setConnection(SyncState::Connection::Offline);
        QVERIFY(!ask->isEnabled());
    }

    void whoeverHasANamesakeIsNotAskedByName()
    {
        setConnection(SyncState::Connection::Live);
        Contact other = memory().contacts.find(m_fixture->story.misaki)->value;
        other.alias = "misaki-2";
        memory().contacts.put(Id<Contact>::generate(), other);
        const auto id = offer("Misaki Sato", "Daniel Reyes");
        sitAs("Daniel Reyes");
        QVERIFY2(button(*open<AcceptDialog>(id), u"Ask Misaki first…"_s) == nullptr,
                 "the page might go to the other");
    }

    void noClockRunsDownOnAnOfferThatNobodyHearsOf()
    {
        setConnection(SyncState::Connection::Live);
        offer("Misaki Sato", "Daniel Reyes");
        sitAs("Misaki Sato");
        CommandStrip strip(m_fixture->context, m_window.get());
        strip.setIncident(incident());
        auto* withdraw = button(strip, u"Withdraw"_s);
        QVERIFY(withdraw != nullptr);
        const int withClock = withdraw->sizeHint().width();
        setConnection(SyncState::Connection::Offline);
        Q_EMIT m_fixture->ticker.tick();
        QVERIFY(withdraw->sizeHint().width() < withClock);
    }

    void aBriefingWrittenWithoutAConnectionSaysOfWhenItIs()
    {
        const auto needs = [&] {
            return open<HandoverDialog>()->findChildren<QPlainTextEdit*>().at(2)->toPlainText();
        };
        setConnection(SyncState::Connection::Live);
        QVERIFY2(needs().contains(u"Kenji Mori has not answered yet."_s), qPrintable(needs()));
        setConnection(SyncState::Connection::Offline);
        QVERIFY2(needs().contains(u"Kenji Mori has not answered, "_s), qPrintable(needs()));
    }

    void aBriefingIsKeptUntilSomebodyHasAcceptedIt()
    {
        setConnection(SyncState::Connection::Live);
        const auto write = [&] {
            auto* dialog = open<HandoverDialog>();
            return dialog->findChildren<QPlainTextEdit*>().front();
        };
        auto* conditions = write();
        conditions->setPlainText(u"Rolled back, errors fall."_s);
        auto* dialog = qobject_cast<HandoverDialog*>(conditions->window());
        dialog->chooseSuccessor(u"Daniel Reyes"_s);
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(memory().effects.offers.size(), 1u);
        // It expires, or is refused, or Daniel declines: the words are there for the next one.
        QCOMPARE(write()->toPlainText(), u"Rolled back, errors fall."_s);
        Handover handover;
        handover.incidentId = m_fixture->story.checkout;
        handover.state = HandoverState::Accepted;
        handover.briefing = memory().effects.offers.front().briefing;
        memory().handovers.put(Id<Handover>::generate(), handover);
        QVERIFY2(write()->toPlainText() != u"Rolled back, errors fall."_s, "it has been said");
    }

    void aConnectionThatGoesWhileOneTypesDoesNotChangeWhatThePressMeans()
    {
        setConnection(SyncState::Connection::Live);
        auto* dialog = open<HandoverDialog>();
        dialog->chooseSuccessor(u"Daniel Reyes"_s);
        dialog->findChildren<QPlainTextEdit*>().front()->setPlainText(u"Rolled back, errors fall."_s);
        const QString before = leads();
        setConnection(SyncState::Connection::Offline);
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(leads(), before);
        QVERIFY2(dialog->isVisible(), "it says first what it would do now");
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(leads(), u"Daniel Reyes"_s);
    }

    void acceptsOnlyWhatWasReadAndSaidBack()
    {
        const auto id = offer("Misaki Sato", "Daniel Reyes");
        sitAs("Daniel Reyes");
        QPointer<AcceptDialog> dialog = open<AcceptDialog>(id);
        auto* accept = button(*dialog, u"Accept command"_s);
        QVERIFY(accept != nullptr);
        for (auto* part : dialog->findChildren<QCheckBox*>()) {
            QVERIFY(!accept->isEnabled());
            QTest::keyClick(part, Qt::Key_Space);
        }
        QVERIFY(!accept->isEnabled());
        auto* sayBack = dialog->findChildren<QLineEdit*>().front();
        QTest::keyClicks(sayBack, u"Call-out at 15:46"_s);
        QVERIFY(accept->isEnabled());
        m_fixture->picture(*dialog, u"accept"_s);
        QTest::keyClick(sayBack, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(memory().effects.calls,
                     std::vector<std::string>{"accept " + id.toString() + " Call-out at 15:46"});
        QVERIFY(!accept->isEnabled()); // once
        Handover accepted = memory().handovers.find(id)->value;
        accepted.state = HandoverState::Accepted;
        memory().handovers.put(id, accepted);
        QTRY_VERIFY(dialog.isNull());
    }

    void saysThatAnOfferIsOverAndWhyAnAnswerWasRefused()
    {
        const auto id = offer("Misaki Sato", "Daniel Reyes");
        sitAs("Daniel Reyes");
        auto* dialog = open<AcceptDialog>(id);
        Handover ended = memory().handovers.find(id)->value;
        ended.state = HandoverState::Withdrawn;
        memory().handovers.put(id, ended);
        QTRY_VERIFY(says(*dialog, u"This offer is over. Nothing has changed."_s));
    }

    void anAnswerThatExpiredEarlierIsNoNewsOfTheOneThatIsSentNow()
    {
        setConnection(SyncState::Connection::Live);
        const auto id = offer("Misaki Sato", "Daniel Reyes");
        sitAs("Daniel Reyes");
        auto& outbox = m_fixture->story.memory.outbox;
        outbox.rows.push_back(
            {3, Kind::Handover, id.uuid(), "accept", OutboxItem::State::Expired, {}, 1, {}});
        auto* dialog = open<AcceptDialog>(id);
        for (auto* part : dialog->findChildren<QCheckBox*>())
            QTest::keyClick(part, Qt::Key_Space);
        auto* sayBack = dialog->findChildren<QLineEdit*>().front();
        QTest::keyClicks(sayBack, u"Call-out at 15:46"_s);
        QTest::keyClick(sayBack, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(says(*dialog, u"Sending your answer"_s));
        outbox.rows.push_back(
            {4, Kind::Handover, id.uuid(), "accept", OutboxItem::State::Expired, {}, 1, {}});
        setConnection(SyncState::Connection::Slow);
        QVERIFY(says(*dialog, u"Your answer was NOT delivered. Call Misaki Sato."_s));
    }

    void declinesWithAReason()
    {
        const auto id = offer("Misaki Sato", "Daniel Reyes");
        sitAs("Daniel Reyes");
        auto* dialog = open<AcceptDialog>(id);
        auto* decline = button(*dialog, u"Decline with reason…"_s);
        decline->click();
        QVERIFY(memory().effects.calls.empty());
        dialog->findChildren<QLineEdit*>().back()->setText(u"I lead INC-7"_s);
        decline->click();
        QCOMPARE(memory().effects.calls,
                 std::vector<std::string>{"decline " + id.toString() + " I lead INC-7"});
    }

    void largeTextInALowWindowScrollsAndKeepsTheButtonsInSight()
    {
        m_fixture->theme.setTextScale(1.5);
        const auto standsWhole = [this](QDialog& dialog, const QString& button) {
            QVERIFY2(dialog.height() <= m_window->height(), qPrintable(QString::number(dialog.height())));
            const auto* commit = HandoverTest::button(dialog, button);
            QVERIFY(commit != nullptr);
            QVERIFY(dialog.rect().contains(commit->geometry()));
        };
        auto* handover = open<HandoverDialog>();
        handover->chooseSuccessor(u"Daniel Reyes"_s);
        standsWhole(*handover, u"Offer command to Daniel Reyes"_s);
        const auto id = offer("Misaki Sato", "Daniel Reyes");
        sitAs("Daniel Reyes");
        standsWhole(*open<AcceptDialog>(id), u"Accept command"_s);
    }

    void aPartThatHasNotBeenInSightCannotBeTickedAsRead()
    {
        const auto id = offer("Misaki Sato", "Daniel Reyes");
        sitAs("Daniel Reyes");
        m_fixture->theme.setTextScale(1.5);
        m_window->resize(1100, 640);
        auto* dialog = open<AcceptDialog>(id);
        const auto parts = dialog->findChildren<QCheckBox*>();
        parts.front()->click();
        QVERIFY2(parts.front()->isChecked(), "the first one stands there whole");
        parts.last()->click();
        QVERIFY(!parts.last()->isChecked());
        QVERIFY(says(*dialog, u"Read on"_s));
        for (int presses = 0; presses < 20 && !parts.last()->isChecked(); ++presses)
            parts.last()->click();
        QVERIFY2(parts.last()->isChecked(), "pressing on reads to its end");
    }

    void isLoudWhenNobodyLeads()
    {
        CommandStrip strip(m_fixture->context, m_window.get());
        strip.setIncident(incident());
        QVERIFY(strip.isHidden());
        strip.setIncident(m_fixture->story.invoices);
        QVERIFY(!strip.isHidden());
        strip.resize(1100, strip.sizeHint().height());
        m_fixture->picture(strip, u"nocommander"_s);
        QVERIFY(strip.accessibleName().contains(u"No commander"_s) || says(strip, u"No commander"_s));
        QSignalSpy asked(&strip, &CommandStrip::takeRequested);
        QTRY_VERIFY(button(strip, u"Take command"_s) != nullptr);
        button(strip, u"Take command"_s)->click();
        QCOMPARE(asked.count(), 1);
        QVERIFY(takeOrHandOver(m_fixture->context, m_fixture->story.invoices, m_window.get()));
        QTRY_VERIFY(strip.isHidden());
    }

    void theOneWhoOfferedSeesItWaitAndCanWithdraw()
    {
        const auto id = offer("Misaki Sato", "Daniel Reyes");
        CommandStrip strip(m_fixture->context, m_window.get());
        strip.setIncident(incident());
        QVERIFY(says(strip, u"Waiting for Daniel Reyes"_s));
        QTRY_VERIFY(button(strip, u"Withdraw"_s) != nullptr);
        button(strip, u"Withdraw"_s)->click();
        QCOMPARE(memory().effects.calls, std::vector<std::string>{"withdraw " + id.toString()});
    }

    void tellsThatAnOfferWasNotDelivered()
    {
        CommandStrip strip(m_fixture->context, m_window.get());
        memory().outbox.rows.push_back(
            {7, Kind::Incident, incident().uuid(), "offer", OutboxItem::State::Expired, {}, 1, std::nullopt});
        strip.setIncident(incident());
        QVERIFY(says(strip, u"Your offer of command was NOT delivered"_s));
        QTRY_VERIFY(button(strip, u"Dismiss"_s) != nullptr);
        button(strip, u"Dismiss"_s)->click();
        QVERIFY(memory().outbox.rows.empty());
    }

    void bringsAnOfferToItsSuccessorAndItsEndToTheOneWhoMadeIt()
    {
        OfferBanner banner(m_fixture->context, m_window.get());
        QVERIFY(banner.isHidden());
        const auto id = offer("Misaki Sato", "Daniel Reyes");
        QVERIFY(banner.isHidden()); // Misaki's console
        sitAs("Daniel Reyes");
        Handover value = memory().handovers.find(id)->value;
        memory().handovers.put(id, value);
        QTRY_VERIFY(!banner.isHidden());
        QVERIFY(says(banner, u"Misaki Sato offers you command of INC-2041"_s));
        sitAs("Misaki Sato");
        value.state = HandoverState::Expired;
        value.endedAt = m_fixture->story.clock.now();
        memory().handovers.put(id, value);
        QTRY_VERIFY(says(banner, u"Daniel Reyes did not answer your offer of INC-2041"_s));
        QTRY_VERIFY(button(banner, u"Seen"_s) != nullptr);
        button(banner, u"Seen"_s)->click();
        QVERIFY(banner.isHidden());
    }

    void takingOverFromSomebodyIsAskedAndHasAReason()
    {
        sitAs("Daniel Reyes");
        QVERIFY(nextCommandStep(m_fixture->context, incident()) == CommandStep::TakeOver);
        QVERIFY(takeOrHandOver(m_fixture->context, incident(), m_window.get()));
        QPointer<FormDialog> dialog = m_window->findChild<FormDialog*>();
        QVERIFY(dialog != nullptr);
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(leads(), u"Misaki Sato"_s);
        m_fixture->picture(*dialog, u"takeover"_s);
        QTest::keyClicks(dialog->findChild<QLineEdit*>(), u"Misaki's line is dead"_s);
        dialog->button()->click();
        QCOMPARE(leads(), u"Daniel Reyes"_s);
        QCOMPARE(memory().roleAssignments.find(roleAssignmentIdOf(incident(), commander))->value.reason,
                 std::string("Misaki's line is dead"));
        QTRY_VERIFY(dialog.isNull());
    }

    void speaksJapaneseInLargeTextAndInTheLight()
    {
        m_fixture->speakJapanese();
        m_fixture->theme.setTextScale(1.5);
        m_fixture->theme.setMode(Theme::Mode::Light);
        ask(u"318件の承認を取り消すか"_s, test::Story::at(14, 40));
        auto* dialog = open<HandoverDialog>();
        m_fixture->picture(*dialog, u"handover-ja-150-light"_s);
        const auto id = offer("Misaki Sato", "Daniel Reyes");
        sitAs("Daniel Reyes");
        auto* accept = open<AcceptDialog>(id);
        m_fixture->picture(*accept, u"accept-ja-150-light"_s);
        for (const auto* one : accept->findChildren<QAbstractButton*>())
            QVERIFY(!one->accessibleName().isEmpty() || !one->text().isEmpty());
    }

private:
    test::MemoryRepositories& memory() { return m_fixture->story.memory; }
    Id<Incident> incident() const { return m_fixture->story.checkout; }
    QString leads() { return commanderOf(m_fixture->context, incident()); }

    template <class Dialog> Dialog* open()
    {
        return opened(new Dialog(m_fixture->context, incident(), m_window.get()));
    }
    template <class Dialog> Dialog* open(Id<Handover> id)
    {
        return opened(new Dialog(m_fixture->context, id, m_window.get()));
    }
    template <class Dialog> Dialog* opened(Dialog* dialog)
    {
        dialog->open();
        static_cast<void>(QTest::qWaitForWindowExposed(dialog));
        QApplication::setActiveWindow(dialog);
        static_cast<void>(QTest::qWaitForWindowActive(dialog));
        return dialog;
    }

    void sitAs(const std::string& name) { memory().notifier.setSession({name, "commander", std::nullopt}); }
    void setConnection(SyncState::Connection connection)
    {
        SyncState state = memory().notifier.syncState();
        state.connection = connection;
        memory().notifier.setSyncState(state);
    }
    void ask(const QString& what, Time by)
    {
        Decision decision;
        decision.incidentId = incident();
        decision.what = what.toStdString();
        decision.dueAt = by;
        memory().decisions.put(Id<Decision>::generate(), decision);
    }
    Id<Handover> offer(const std::string& from, const std::string& to)
    {
        Handover value;
        value.incidentId = incident();
        value.from = from;
        value.to = to;
        value.briefing = briefingFromRecord(m_fixture->context, incident());
        value.offeredAt = m_fixture->story.clock.now();
        value.expiresAt = value.offeredAt + minutes(5);
        const auto id = Id<Handover>::generate();
        memory().handovers.put(id, value);
        return id;
    }

    static CommandButton* button(QWidget& in, const QString& text)
    {
        for (auto* one : in.findChildren<CommandButton*>())
            if (one->text() == text && !one->isHidden())
                return one;
        return nullptr;
    }
    static bool says(QWidget& in, const QString& text)
    {
        for (const auto* label : in.findChildren<QLabel*>())
            if (label->text().contains(text) && !label->isHidden())
                return true;
        return false;
    }

    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<QWidget> m_window;
};

QTEST_MAIN(HandoverTest)
#include "handovertest.moc"
