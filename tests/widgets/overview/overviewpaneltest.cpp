#include "widgets/overview/overviewpanel.h"

#include "tests/support/panelfixture.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/markdowneditor.h"
#include "widgets/common/markdownview.h"
#include "widgets/overview/checklistrow.h"
#include "widgets/overview/engagementrow.h"
#include "widgets/overview/eventline.h"
#include "widgets/overview/summarypane.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>

#include <algorithm>

using namespace matoi;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;
using matoi::test::PanelFixture;
using matoi::test::Story;

namespace {

CommandButton* button(QWidget& in, const QString& text)
{
    for (auto* one : in.findChildren<CommandButton*>())
        if (one->isVisible() && one->text() == text)
            return one;
    return nullptr;
}

bool says(QWidget& in, const QString& text)
{
    for (const auto* one : in.findChildren<QLabel*>())
        if (one->isVisible() && one->text().contains(text))
            return true;
    return false;
}

} // namespace

class OverviewPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void summaryIsWrittenInPlaceAndSavedByCtrlEnter();
    void escKeepsADraftAndTheNextOpeningBringsItBack();
    void tellsWhatOthersSavedWhileWriting();
    void aDraftIsSavedOverTheTextItBeganOn();
    void saysWhoHasNotAnsweredAndWhatComesNext();
    void acknowledgingForSomebodyAsksAndNamesTheEffect();
    void saysWhyNothingWasDelivered();
    void acknowledgingIsImpossibleOffline();
    void showsTheLastSixEventsWithDecisionsNamed();
    void asksForSamplesOnceWhenShown();
    void checklistIsTickedBySpace();
    void aRowIsNotNeededWithAReason();
    void aRowIsAddedByEnter();
    void emptyPanesSayWhatToDo();
    void isOneColumnInANarrowWindow();
    void pictures();
};

void OverviewPanelTest::summaryIsWrittenInPlaceAndSavedByCtrlEnter()
{
    PanelFixture f;
    auto& panel = f.place(new OverviewPanel(f.context, nullptr));
    QTest::keyClick(&panel, Qt::Key_E);
    auto* editor = panel.findChild<MarkdownEditor*>();
    QVERIFY(editor->isVisible());
    QVERIFY(editor->markdownText().startsWith("**Impact.**"_L1));
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor, u"All is well"_s);
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!editor->isVisible());
    const auto saved = f.story.memory.summaries.find(domain::summaryIdOf(f.story.checkout));
    QCOMPARE(saved->value.text, "All is well");
    QVERIFY(f.story.memory.drafts.texts.empty());
    QVERIFY(f.history.canUndo());
}

void OverviewPanelTest::escKeepsADraftAndTheNextOpeningBringsItBack()
{
    PanelFixture f;
    auto& panel = f.place(new OverviewPanel(f.context, nullptr));
    panel.editSummary();
    auto* editor = panel.findChild<MarkdownEditor*>();
    QTest::keyClicks(editor, u" more"_s);
    QTest::keyClick(editor, Qt::Key_Escape);
    QVERIFY(!editor->isVisible());
    QVERIFY(button(panel, u"Go on writing"_s) != nullptr);
    QTest::mouseClick(button(panel, u"Go on writing"_s), Qt::LeftButton);
    QVERIFY(editor->isVisible());
    QVERIFY(editor->markdownText().endsWith(" more"_L1));
}

void OverviewPanelTest::tellsWhatOthersSavedWhileWriting()
{
    PanelFixture f;
    auto& panel = f.place(new OverviewPanel(f.context, nullptr));
    panel.editSummary();
    auto* editor = panel.findChild<MarkdownEditor*>();
    QTest::keyClicks(editor, u" mine"_s);
    f.story.memory.summaries.put(domain::summaryIdOf(f.story.checkout), {f.story.checkout, "theirs"}, 0,
                                 "Daniel Reyes");
    QVERIFY(editor->markdownText().endsWith(" mine"_L1));
    QVERIFY(says(panel, u"Changed meanwhile by Daniel Reyes at 14:31"_s));
    QTest::mouseClick(button(panel, u"Show it"_s), Qt::LeftButton);
    bool shown = false;
    for (const auto* view : panel.findChildren<MarkdownView*>())
        shown = shown || (view->isVisible() && view->markdownText() == "theirs"_L1);
    QVERIFY(shown);
}

void OverviewPanelTest::aDraftIsSavedOverTheTextItBeganOn()
{
    PanelFixture f;
    auto& panel = f.place(new OverviewPanel(f.context, nullptr));
    panel.editSummary();
    auto* editor = panel.findChild<MarkdownEditor*>();
    QTest::keyClicks(editor, u" mine"_s);
    QTest::keyClick(editor, Qt::Key_Escape);
    f.story.memory.summaries.put(domain::summaryIdOf(f.story.checkout), {f.story.checkout, "theirs"}, 0,
                                 "Daniel Reyes");
    panel.editSummary();
    QVERIFY(says(panel, u"Changed meanwhile by Daniel Reyes"_s));
}

void OverviewPanelTest::saysWhoHasNotAnsweredAndWhatComesNext()
{
    PanelFixture f;
    auto& panel = f.place(new OverviewPanel(f.context, nullptr));
    const auto rows = panel.findChildren<EngagementRow*>();
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0]->view().person, u"Misaki Sato"_s);
    QCOMPARE(rows[0]->view().state, u"Acknowledged by e-mail"_s);
    QCOMPARE(rows[0]->view().clock(f.story.clock.now()), u"+03:26"_s);
    QCOMPARE(rows[1]->view().person, u"Kenji Mori"_s);
    QVERIFY(rows[1]->view().waiting);
    QCOMPARE(rows[1]->view().clock(f.story.clock.now()), u"01:10"_s);
    QVERIFY(says(panel, u"Webhook in <b>01:10</b>, then Aiko Tanaka (stage 2) in <b>02:10</b>"_s));
    f.story.clock.advance(std::chrono::seconds(10));
    Q_EMIT f.ticker.tick();
    QVERIFY(says(panel, u"Webhook in <b>01:00</b>, then Aiko Tanaka (stage 2) in <b>02:00</b>"_s));
    const QString name = rows[1]->accessibleName();
    QVERIFY2(name.contains("next step at 14:32"_L1), qPrintable(name));
}

void OverviewPanelTest::acknowledgingForSomebodyAsksAndNamesTheEffect()
{
    PanelFixture f;
    auto& panel = f.place(new OverviewPanel(f.context, nullptr));
    auto* acknowledge = button(panel, u"Acknowledge for Kenji…"_s);
    QVERIFY(acknowledge != nullptr);
    QTest::mouseClick(acknowledge, Qt::LeftButton);
    auto* ask = panel.findChild<QMessageBox*>();
    QVERIFY(ask != nullptr);
    QVERIFY(f.story.memory.effects.calls.empty());
    QVERIFY(ask->defaultButton()->text().startsWith("Acknowledge and stop "_L1));
    QTest::mouseClick(ask->defaultButton(), Qt::LeftButton);
    QCOMPARE(f.story.memory.effects.calls.size(), std::size_t(1));
    QCOMPARE(f.story.memory.effects.calls.front(), "acknowledge " + f.story.running.toString());
}

void OverviewPanelTest::saysWhyNothingWasDelivered()
{
    PanelFixture f;
    for (const auto& page : f.story.memory.pages.all())
        if (page.value.engagementId == f.story.running && page.value.state == domain::PageState::Sent) {
            domain::Page failed = page.value;
            failed.state = domain::PageState::Error;
            failed.error = "550 mailbox full";
            f.story.memory.pages.put(page.id, failed);
        }
    auto& panel = f.place(new OverviewPanel(f.context, nullptr));
    const auto rows = panel.findChildren<EngagementRow*>();
    QVERIFY(std::any_of(rows.begin(), rows.end(), [](const EngagementRow* row) {
        return row->accessibleName().contains("Not delivered: 550 mailbox full"_L1) &&
               row->toolTip() == u"Not delivered: 550 mailbox full"_s;
    }));
}

void OverviewPanelTest::acknowledgingIsImpossibleOffline()
{
    PanelFixture f;
    auto& panel = f.place(new OverviewPanel(f.context, nullptr));
    auto* acknowledge = button(panel, u"Acknowledge for Kenji…"_s);
    f.story.memory.notifier.setSyncState({.connection = domain::SyncState::Connection::Offline});
    QVERIFY(!acknowledge->isEnabled());
    QVERIFY(says(panel, u"only the service can"_s));
    f.story.memory.notifier.setSyncState({.connection = domain::SyncState::Connection::Live});
    QVERIFY(acknowledge->isEnabled());
}

void OverviewPanelTest::showsTheLastSixEventsWithDecisionsNamed()
{
    PanelFixture f;
    auto& panel = f.place(new OverviewPanel(f.context, nullptr));
    QList<EventLine*> lines = panel.findChildren<EventLine*>();
    QCOMPARE(lines.size(), 6);
    QCOMPARE(lines[0]->accessibleName(), u"14:31, Checkout 5xx rate back under 1%, Misaki Sato"_s);
    QVERIFY(lines[3]->accessibleName().contains("Decision: Turn off recommendation widget"_L1));
    QSignalSpy asked(&panel, &OverviewPanel::timelineRequested);
    QTest::mouseClick(button(panel, u"All 12 events"_s), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
}

void OverviewPanelTest::asksForSamplesOnceWhenShown()
{
    PanelFixture f;
    auto* panel = new OverviewPanel(f.context, nullptr);
    panel->setIncident(f.story.checkout);
    QVERIFY(f.story.memory.metricSamples.refreshed.empty());
    f.place(panel);
    QCOMPARE(f.story.memory.metricSamples.refreshed.size(), f.story.metrics.size());
}

void OverviewPanelTest::checklistIsTickedBySpace()
{
    PanelFixture f;
    auto& panel = f.place(new OverviewPanel(f.context, nullptr));
    const auto lines = panel.findChildren<TaskLine*>();
    QCOMPARE(lines.size(), 7);
    QVERIFY(!lines[4]->isChecked());
    lines[4]->setFocus();
    QTest::keyClick(lines[4], Qt::Key_Space);
    QVERIFY(lines[4]->isChecked());
    QCOMPARE(lines[4]->accessibleName(), u"Check settlement of held authorisations, done by Misaki Sato"_s);
    QTest::keyClick(lines[4], Qt::Key_Space);
    QVERIFY(!lines[4]->isChecked());
}

void OverviewPanelTest::aRowIsNotNeededWithAReason()
{
    PanelFixture f;
    auto& panel = f.place(new OverviewPanel(f.context, nullptr));
    auto* row = panel.findChildren<ChecklistRow*>().at(6);
    row->askWhy();
    auto* why = row->findChild<QLineEdit*>();
    QVERIFY(why->isVisible());
    QTest::keyClick(why, Qt::Key_Return);
    QVERIFY(why->isVisible());
    QTest::keyClicks(why, u"told by phone"_s);
    QTest::keyClick(why, Qt::Key_Return);
    QVERIFY(!why->isVisible());
    const auto task = f.story.memory.tasks.find(row->id());
    QVERIFY(task->value.state == domain::TaskState::NotNeeded);
    QCOMPARE(task->value.reason, "told by phone");
    QCOMPARE(row->findChild<TaskLine*>()->accessibleName(),
             u"Tell customer support what to say, not needed: told by phone"_s);
}

void OverviewPanelTest::aRowIsAddedByEnter()
{
    PanelFixture f;
    auto& panel = f.place(new OverviewPanel(f.context, nullptr));
    for (auto* field : panel.findChildren<QLineEdit*>()) {
        if (field->placeholderText() != "Add a row"_L1)
            continue;
        QTest::keyClicks(field, u"Call the acquirer"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(field->text().isEmpty());
    }
    const auto rows = panel.findChildren<ChecklistRow*>();
    QCOMPARE(rows.size(), 8);
    QCOMPARE(rows.back()->findChild<TaskLine*>()->accessibleName(), u"Call the acquirer"_s);
}

void OverviewPanelTest::emptyPanesSayWhatToDo()
{
    PanelFixture f;
    auto& panel = f.place(new OverviewPanel(f.context, nullptr));
    panel.setIncident(f.story.invoices);
    QVERIFY(says(panel, u"Nothing written yet."_s));
    QVERIFY(says(panel, u"Nobody paged."_s));
    QVERIFY(says(panel, u"No metric linked. Add one in Metrics, or choose from the plan."_s));
    QVERIFY(says(panel, u"Nothing recorded yet. Press N."_s));
    for (const auto* line : panel.findChildren<TaskLine*>())
        QVERIFY(!line->isVisible());
    QSignalSpy asked(&panel, &OverviewPanel::pageRequested);
    QTest::mouseClick(button(panel, u"Page someone"_s), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QTest::mouseClick(button(panel, u"Start from the template"_s), Qt::LeftButton);
    QVERIFY(panel.findChild<MarkdownEditor*>()->markdownText().startsWith("**Impact.**"_L1));
}

void OverviewPanelTest::isOneColumnInANarrowWindow()
{
    PanelFixture f;
    auto& panel = f.place(new OverviewPanel(f.context, nullptr), {1024, 680}, 72);
    QVERIFY(panel.isNarrow());
    auto* view = panel.findChild<SummaryPane*>()->findChild<MarkdownView*>();
    QVERIFY(!view->markdownText().contains("Not known yet"_L1));
    QTest::mouseClick(button(panel, u"All of the summary"_s), Qt::LeftButton);
    QVERIFY(view->markdownText().contains("Not known yet"_L1));
}

void OverviewPanelTest::pictures()
{
    if (!qEnvironmentVariableIsSet("MATOI_PICTURES"))
        QSKIP("MATOI_PICTURES names no folder");
    {
        PanelFixture f;
        auto& panel = f.place(new OverviewPanel(f.context, nullptr));
        f.picture(panel, u"overview-dark"_s);
        f.theme.setMode(Theme::Mode::Light);
        f.picture(panel, u"overview-light"_s);
        f.theme.setMode(Theme::Mode::Dark);
        panel.editSummary();
        f.story.memory.summaries.put(domain::summaryIdOf(f.story.checkout),
                                     {f.story.checkout, "**Impact.** New."}, 0, "Daniel Reyes");
        f.picture(panel, u"overview-writing"_s);
        panel.setIncident(f.story.invoices);
        f.picture(panel, u"overview-empty"_s);
    }
    {
        PanelFixture f;
        f.theme.setTextScale(1.5);
        f.picture(f.place(new OverviewPanel(f.context, nullptr)), u"overview-150"_s);
    }
    {
        PanelFixture f;
        f.picture(f.place(new OverviewPanel(f.context, nullptr), {1024, 680}, 72), u"overview-1024"_s);
    }
    {
        PanelFixture f;
        f.speakJapanese();
        f.picture(f.place(new OverviewPanel(f.context, nullptr)), u"overview-ja"_s);
    }
}

QTEST_MAIN(OverviewPanelTest)
#include "overviewpaneltest.moc"
