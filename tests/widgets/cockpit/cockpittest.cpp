#include "tests/support/panelfixture.h"
#include "widgets/cockpit/cockpitdialogs.h"
#include "widgets/cockpit/cockpitpanel.h"
#include "widgets/cockpit/decideline.h"
#include "widgets/cockpit/decisionwords.h"
#include "widgets/cockpit/people.h"
#include "widgets/cockpit/updatetemplate.h"
#include "widgets/common/commandbutton.h"
#include "widgets/contacts/pagedialog.h"
#include "widgets/handover/formdialog.h"

#include <QtCore/QPointer>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>

#include <memory>

using namespace matoi;
using namespace matoi::domain;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;
using std::chrono::minutes;
using std::chrono::seconds;
using test::Story;

/// The commander's view, on the mock-ups' story.
class CockpitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::PanelFixture>();
        roles();
    }
    void cleanup()
    {
        m_panel = nullptr;
        m_fixture.reset();
    }

    void startsWithAnExampleInEachColumn()
    {
        static_cast<void>(memory().timelineEvents.remove(decisionEvent()));
        static_cast<void>(memory().timelineEvents.remove(decisionEvent()));
        place();
        QVERIFY(says(u"Nothing decided yet."_s));
        QVERIFY(says(u"No task is given."_s));
        QVERIFY(says(u"no report yet"_s)); // of those who have a role
    }

    void showsWhatIsToBeDecidedOverWhatWasDecided()
    {
        fill();
        place();
        m_fixture->picture(*m_panel, u"cockpit"_s);
        QVERIFY(says(u"by 14:40"_s));
        QVERIFY(says(u"Void the 318 authorisations by hand?"_s));
        QVERIFY(says(u"Not chosen: scale out to 24"_s));
        QVERIFY(says(u"check again 14:42"_s));
        QVERIFY2(says(u"Roll back rather than scale out"_s), "a decision from the timeline is one too");
    }

    void asksWhatToDoWhenABoxEnds()
    {
        fill();
        place();
        QCOMPARE(shown(u"5 min more"_s), 1); // the one that is over
        QVERIFY(button(u"5 min more"_s) != nullptr);
        button(u"5 min more"_s)->click();
        QCOMPARE(shown(u"5 min more"_s), 0);
        m_fixture->story.clock.advance(minutes(11));
        Q_EMIT m_fixture->ticker.tick();
        QVERIFY(shown(u"5 min more"_s) >= 2);
        const auto before = openTasks();
        button(u"Done"_s)->click();
        QCOMPARE(openTasks(), before - 1);
        QVERIFY(m_fixture->history.undo());
        QCOMPARE(openTasks(), before);
    }

    void whatIsPressedIsWhatWasReadWhateverComesInBetween()
    {
        place();
        task("Are other services slow", "Sofia Lindqvist", 10, Story::at(14, 30));
        const auto read = memory().tasks.of(incident().uuid()).back().id;
        auto* done = button(u"Done"_s);
        QVERIFY(done != nullptr);
        task("Ask the bank", "Kenji Mori", 5, Story::at(14, 28)); // it ends first, and stands above
        done->click();
        QCOMPARE(memory().tasks.find(read)->value.state, TaskState::Done);
        QCOMPARE(openTasks(), 1);
        QVERIFY2(says(u"Ask the bank"_s), "the other one is still open");

        Decision asked;
        asked.incidentId = incident();
        asked.what = "Void the 318 authorisations by hand?";
        asked.dueAt = Story::at(14, 50);
        memory().decisions.put(Id<Decision>::generate(), asked);
        auto* decide = button(u"Decide now"_s);
        asked.what = "Close the shop?";
        asked.dueAt = Story::at(14, 35);
        memory().decisions.put(Id<Decision>::generate(), asked);
        decide->click();
        QTest::keyClicks(form()->findChildren<QLineEdit*>().front(), u"Void them"_s);
        form()->button()->click();
        QTRY_VERIFY(says(u"Void them"_s));
        QVERIFY2(says(u"Close the shop?"_s), "the other one is still to be decided");
        QVERIFY(button(u"Decide now"_s) != nullptr);
    }

    void logsADecisionByKeyboard()
    {
        place();
        m_panel->decide();
        auto* dialog = form();
        m_fixture->picture(*dialog, u"decide"_s);
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!dialog->isHidden()); // it says what is missing
        const auto fields = dialog->findChildren<QLineEdit*>();
        QTest::keyClicks(fields[0], u"Roll back"_s);
        QTest::keyClicks(fields[1], u"the deploy fits"_s);
        QTest::keyClick(fields[1], Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(memory().decisions.all().size(), std::size_t(1));
        QCOMPARE(memory().decisions.all().front().value.because, std::string("the deploy fits"));
        QVERIFY(says(u"Roll back"_s));
    }

    void understandsADecisionInOneLine_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("because");
        QTest::addColumn<QString>("instead");
        QTest::newRow("only what") << u" Roll back "_s << u"Roll back"_s << QString() << QString();
        QTest::newRow("all") << u"Roll back, because the deploy fits, instead of scaling out"_s
                             << u"Roll back"_s << u"the deploy fits"_s << u"scaling out"_s;
        QTest::newRow("the other order") << u"Roll back instead of scaling out because it is faster"_s
                                         << u"Roll back"_s << u"it is faster"_s << u"scaling out"_s;
        QTest::newRow("a word comes again")
            << u"Wait because Kenji said because"_s << u"Wait"_s << u"Kenji said because"_s << QString();
        QTest::newRow("part of a word")
            << u"Call it justbecause now"_s << u"Call it justbecause now"_s << QString() << QString();
        QTest::newRow("Japanese") << u"ロールバックする、理由：デプロイの時刻　代案：増設"_s
                                  << u"ロールバックする"_s << u"デプロイの時刻"_s << u"増設"_s;
        QTest::newRow("only why") << u"because it is faster"_s << QString() << u"it is faster"_s << QString();
        QTest::newRow("nothing") << QString() << QString() << QString() << QString();
    }
    void understandsADecisionInOneLine()
    {
        QFETCH(QString, line);
        const auto said = decisionIn(line);
        QTEST(QString::fromStdString(said.what), "what");
        QTEST(QString::fromStdString(said.because), "because");
        QTEST(QString::fromStdString(said.insteadOf), "instead");
    }

    void logsADecisionInPlaceAfterAWhile()
    {
        place();
        QLineEdit* line = decideLine();
        QTest::keyClicks(line, u"Roll back because the deploy fits"_s);
        QVERIFY(says(u"Because: the deploy fits"_s));
        QTest::keyClick(line, Qt::Key_Return);
        const Time decided = m_fixture->story.clock.now();
        QVERIFY(line->text().isEmpty());
        QVERIFY(memory().decisions.all().empty());
        QVERIFY(button(u"Undo"_s) != nullptr);
        m_fixture->picture(*m_panel, u"cockpit-decided"_s);
        m_fixture->story.clock.advance(DecideLine::grace);
        Q_EMIT m_fixture->ticker.tick();
        QCOMPARE(memory().decisions.all().size(), std::size_t(1));
        const Decision decision = memory().decisions.all().front().value;
        QCOMPARE(decision.because, std::string("the deploy fits"));
        QVERIFY(decision.decidedAt == decided);
        QVERIFY(button(u"Undo"_s) == nullptr);
        QVERIFY(says(u"Roll back"_s));
        QVERIFY(!memory().drafts.draft("decide:" + incident().toString()).value_or("").size());
    }

    void givesTheWordsOfADecisionBackWhileItIsHeld()
    {
        place();
        QLineEdit* line = decideLine();
        for (const auto key : {Qt::Key_Escape, Qt::Key_Z}) {
            QTest::keyClicks(line, u"Roll back"_s);
            QTest::keyClick(line, Qt::Key_Return);
            QTest::keyClick(line, key, key == Qt::Key_Z ? Qt::ControlModifier : Qt::NoModifier);
            QCOMPARE(line->text(), u"Roll back"_s);
            line->clear();
        }
        m_fixture->story.clock.advance(DecideLine::grace);
        Q_EMIT m_fixture->ticker.tick();
        QVERIFY(memory().decisions.all().empty());
    }

    void logsAHeldDecisionForItsOwnIncidentWhenAnotherIsOpened()
    {
        place();
        QLineEdit* line = decideLine();
        QTest::keyClicks(line, u"Roll back"_s);
        QTest::keyClick(line, Qt::Key_Return);
        m_panel->setIncident(m_fixture->story.search);
        QCOMPARE(memory().decisions.of(incident().uuid()).size(), std::size_t(1));
        QVERIFY(memory().decisions.of(m_fixture->story.search.uuid()).empty());
        QTest::keyClicks(line, u"Half a dec"_s);
        m_panel->setIncident(incident());
        QVERIFY(line->text().isEmpty());
        m_panel->setIncident(m_fixture->story.search);
        QCOMPARE(line->text(), u"Half a dec"_s);
    }

    void showsEveryRowWholeInASmallWindow()
    {
        m_fixture->theme.setTextScale(1.5);
        fill();
        place();
        for (const QSize size : {QSize(1440, 900), QSize(1332, 560), QSize(1000, 700), QSize(700, 700)}) {
            m_panel->setFixedSize(size);
            QCoreApplication::processEvents();
            for (const auto* label : m_panel->findChildren<QLabel*>())
                if (label->isVisible() && label->wordWrap() && !label->text().isEmpty())
                    QVERIFY2(label->height() >= label->heightForWidth(label->width()),
                             qPrintable(
                                 u"%1 at %2 x %3"_s.arg(label->text()).arg(size.width()).arg(size.height())));
        }
    }

    void answersAnOpenQuestion()
    {
        fill();
        place();
        button(u"Decide now"_s)->click();
        auto* dialog = form();
        QTest::keyClicks(dialog->findChildren<QLineEdit*>().front(), u"Void them"_s);
        dialog->button()->click();
        QTRY_VERIFY(button(u"Decide now"_s) == nullptr);
        QVERIFY(says(u"Void them"_s));
    }

    void givesATaskToAPerson()
    {
        place();
        m_panel->giveTask();
        auto* dialog = form();
        QTest::keyClicks(dialog->findChildren<QLineEdit*>().front(), u"Profile PriceRecalc"_s);
        dialog->findChildren<QComboBox*>().front()->setEditText(u"Daniel Reyes"_s);
        dialog->button()->click();
        const Task task = memory().tasks.of(incident().uuid()).back().value;
        QCOMPARE(task.assignee, std::string("Daniel Reyes"));
        QVERIFY(task.boxEndsAt() == m_fixture->story.clock.now() + minutes(10));
        QVERIFY(says(u"Profile PriceRecalc"_s));
    }

    void callsOutWhoeverIsLedAndWritesTheAnswersDown()
    {
        fill();
        place();
        m_panel->callOut();
        auto* dialog = form();
        auto* people = dialog->findChild<QListWidget*>();
        QVERIFY(people->count() >= 2);
        QVERIFY2(people->findItems(u"Misaki Sato"_s, Qt::MatchExactly).isEmpty(), "the commander asks");
        QTest::keyClick(people, Qt::Key_Space);
        m_fixture->picture(*dialog, u"callout"_s);
        dialog->button()->click();
        const CallOut held = memory().callOuts.all().back().value;
        QCOMPARE(held.answered.size(), std::size_t(1));
        QCOMPARE(held.asked.size(), static_cast<std::size_t>(people->count()));
    }

    void whatIsReadOutSaysOfWhenItIsWhileNobodyKnowsMore()
    {
        fill();
        place();
        QVERIFY(!cockpit::callOutScript(m_fixture->context, m_fixture->story.checkout).contains(u"as of"_s));
        SyncState state;
        state.connection = SyncState::Connection::Offline;
        state.syncedAt = test::Story::at(14, 29);
        memory().notifier.setSyncState(state);
        const QString script = cockpit::callOutScript(m_fixture->context, m_fixture->story.checkout);
        QVERIFY2(script.contains(u"All this is as of 14:29."_s), qPrintable(script));
    }

    void whoeverHasNotReportedLatelyCanBeAsked()
    {
        fill();
        SyncState state;
        state.connection = SyncState::Connection::Live;
        memory().notifier.setSyncState(state);
        place();
        const auto ask = [&](const QString& person) -> QAbstractButton* {
            for (auto* one : m_panel->findChildren<QAbstractButton*>())
                if (one->isVisible() && one->accessibleName() == u"Ask %1 for a report"_s.arg(person))
                    return one;
            return nullptr;
        };
        QVERIFY2(ask(u"Daniel Reyes"_s) == nullptr, "he has just reported");
        QVERIFY(ask(u"Kenji Mori"_s) != nullptr);
        ask(u"Kenji Mori"_s)->click();
        auto* page = m_panel->findChild<PageDialog*>();
        QVERIFY(page != nullptr);
        QVERIFY(QTest::qWaitForWindowExposed(page));
        QApplication::setActiveWindow(page);
        QTest::keyClick(page, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(memory().effects.calls.size(), 1u);
        QVERIFY(QString::fromStdString(memory().effects.calls.front())
                    .endsWith(u"Report to the commander: conditions, actions, needs."_s));
        state.connection = SyncState::Connection::Offline;
        memory().notifier.setSyncState(state);
        QVERIFY2(!ask(u"Kenji Mori"_s)->isEnabled(), "nobody can be paged");
    }

    void flagsWhoHoldsTwoRolesAndWhatNobodyHolds()
    {
        place();
        QVERIFY(says(u"holds 2 roles"_s));
        QVERIFY(says(u"nobody"_s));
        QVERIFY2(button(u"Assign"_s) != nullptr, "what is pressed says what it does");
    }

    void correctsAMarkWithAReason()
    {
        place();
        cockpit::openCorrectMark(m_fixture->context, incident(), m_panel);
        auto* dialog = form();
        const auto fields = dialog->findChildren<QLineEdit*>();
        fields[0]->setText(u"14:04"_s);
        dialog->button()->click();
        QVERIFY2(memory().incidents.find(incident())->value.acknowledgedAt == Story::at(14, 5, 40),
                 "not without a reason");
        fields[1]->setText(u"the page was answered by phone"_s);
        dialog->button()->click();
        QVERIFY(memory().incidents.find(incident())->value.acknowledgedAt == Story::at(14, 4));
    }

    void draftsAnUpdateForEachAudience()
    {
        const auto next = Story::at(14, 51);
        const auto draft = [&](const char* audience) {
            return updateTemplate(m_fixture->context, incident(), QString::fromLatin1(audience), next);
        };
        QVERIFY(draft("customers").contains(u"checkout-api has been slow or failing since 14:02"_s));
        QVERIFY(!draft("customers").contains(u"PriceRecalc"_s));
        QVERIFY(draft("management").contains(u"Misaki Sato leads."_s));
        QVERIFY(draft("internal").contains(u"7 of 12 instances replaced"_s));
        for (const char* audience : {"customers", "management", "internal"})
            QVERIFY(draft(audience).endsWith(u"Next update by 14:51."_s));
    }

    void isReadableInJapaneseLargeTextAndLight()
    {
        m_fixture->speakJapanese();
        m_fixture->theme.setTextScale(1.5);
        m_fixture->theme.setMode(Theme::Mode::Light);
        fill();
        place();
        m_fixture->picture(*m_panel, u"cockpit-ja-150-light"_s);
        for (const auto* one : m_panel->findChildren<QAbstractButton*>())
            if (one->isVisible() && !one->objectName().startsWith(u"qt_"_s))
                QVERIFY(!one->accessibleName().isEmpty() || !one->text().isEmpty());
    }

private:
    test::MemoryRepositories& memory() { return m_fixture->story.memory; }
    Id<Incident> incident() const { return m_fixture->story.checkout; }
    QLineEdit* decideLine()
    {
        auto* line = m_panel->findChild<DecideLine*>()->findChild<QLineEdit*>();
        line->setFocus();
        return line;
    }

    void place()
    {
        m_panel = new CockpitPanel(m_fixture->context);
        m_fixture->place(m_panel);
    }

    void role(domain::IncidentRole which, const char* person)
    {
        memory().roleAssignments.put(roleAssignmentIdOf(incident(), which),
                                     {incident(), which, person, std::nullopt, Story::at(14, 10)});
    }
    void roles()
    {
        role(domain::IncidentRole::Operations, "Daniel Reyes");
        role(domain::IncidentRole::Communications, "Daniel Reyes");
        role(domain::IncidentRole::Liaison, "Mei Kondo");
    }
    void task(const char* title, const char* person, int box, Time since)
    {
        Task value;
        value.incidentId = incident();
        value.title = title;
        value.assignee = person;
        value.boxMinutes = box;
        value.boxStartedAt = since;
        memory().tasks.put(Id<Task>::generate(), value);
    }
    void fill()
    {
        Decision open;
        open.incidentId = incident();
        open.what = "Void the 318 authorisations by hand?";
        open.because = "Needs Kenji: do they settle alone?";
        open.askedBy = "Daniel Reyes";
        open.askedAt = Story::at(14, 28);
        open.dueAt = Story::at(14, 40);
        memory().decisions.put(Id<Decision>::generate(), open);
        Decision made;
        made.incidentId = incident();
        made.what = "Turn off recommendation widget";
        made.because = "Saves about 30% CPU.";
        made.insteadOf = "scale out to 24 (9 min to boot).";
        made.askedBy = made.decidedBy = "Misaki Sato";
        made.askedAt = made.decidedAt.emplace(Story::at(14, 22));
        made.checkAgainAt = Story::at(14, 42);
        memory().decisions.put(Id<Decision>::generate(), made);
        task("Are other services slow?", "Sofia Lindqvist", 10, Story::at(14, 21, 22));
        task("Confirm p99 under 1.2 s for 10 min", "Daniel Reyes", 15, Story::at(14, 27));
        task("Draft text for customer support", "Mei Kondo", 10, Story::at(14, 29));
        memory().reports.put(Id<Report>::generate(), {incident(), "Daniel Reyes", Story::at(14, 27),
                                                      "p99 falls. 5 of 12 instances replaced.",
                                                      "Watching batch 4, profiling on i-09f3.",
                                                      "Someone to hold the shop team off."});
        memory().reports.put(Id<Report>::generate(),
                             {incident(), "Sofia Lindqvist", Story::at(14, 20),
                              "Search and login are normal.", "Checking the admin console.", ""});
        memory().callOuts.put(Id<CallOut>::generate(), {incident(),
                                                        Story::at(14, 25, 14),
                                                        {"Daniel Reyes", "Mei Kondo", "Sofia Lindqvist"},
                                                        {"Daniel Reyes", "Mei Kondo", "Sofia Lindqvist"}});
    }
    Record<TimelineEvent> decisionEvent()
    {
        for (const auto& event : memory().timelineEvents.of(incident().uuid()))
            if (event.value.eventKind == EventKind::Decision)
                return event;
        return {};
    }
    std::ptrdiff_t openTasks()
    {
        const auto all = memory().tasks.of(incident().uuid());
        return std::count_if(all.begin(), all.end(), [](const auto& one) {
            return one.value.boxMinutes && one.value.state == TaskState::Open;
        });
    }

    FormDialog* form()
    {
        auto* dialog = m_panel->findChild<FormDialog*>();
        if (dialog != nullptr) {
            static_cast<void>(QTest::qWaitForWindowExposed(dialog));
            QApplication::setActiveWindow(dialog);
            static_cast<void>(QTest::qWaitForWindowActive(dialog));
        }
        return dialog;
    }
    int shown(const QString& text) const
    {
        int count = 0;
        for (const auto* one : m_panel->findChildren<CommandButton*>())
            count += one->text() == text && one->isVisible() ? 1 : 0;
        return count;
    }
    CommandButton* button(const QString& text) const
    {
        for (auto* one : m_panel->findChildren<CommandButton*>())
            if (one->text() == text && one->isVisible())
                return one;
        return nullptr;
    }
    bool says(const QString& text) const
    {
        for (const auto* label : m_panel->findChildren<QLabel*>())
            if (label->text().contains(text) && label->isVisible())
                return true;
        return false;
    }

    std::unique_ptr<test::PanelFixture> m_fixture;
    CockpitPanel* m_panel = nullptr; // the fixture's window owns it
};

QTEST_MAIN(CockpitTest)
#include "cockpittest.moc"
