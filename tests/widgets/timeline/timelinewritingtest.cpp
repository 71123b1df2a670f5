#include "tests/widgets/timeline/opentimeline.h"
#include "widgets/analysis/analysispanel.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/markdowneditor.h"
#include "widgets/timeline/eventeditor.h"
#include "widgets/timeline/kindbox.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QTableWidget>

using namespace matoi;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;
using itemmodels::TimelineModel;
using matoi::test::OpenTimeline;
using matoi::test::Story;

/// What is written on the timeline: the composer, a row that is edited, and taking back.
class TimelineWritingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logsWhatIsTypedAtTheTimeThatIsSaid();
    void doesNotLogAtATimeThatIsNotUnderstood();
    void asksAboutATimeInTheFuture();
    void refusesATimeThatTheServiceWouldRefuse();
    void saysHowEveryFormOfATimeIsUnderstood_data();
    void saysHowEveryFormOfATimeIsUnderstood();
    void aTodoBecomesAnActionItemAndUndoTakesBackBoth();
    void whatIsTypedIsADraftAndComesBack();
    void aGapOpensTheComposerAtItsMiddle();
    void enterOpensARowAndCtrlEnterSavesIt();
    void escKeepsWhatWasTypedInARow();
    void aDraftIsSavedOntoWhatItsWriterSaw();
    void undoLeavesAloneWhatOthersChanged();
    void deletingCanBeUndone();
    void anEventTakenAwayWhileOpenStaysUntilTheEditorCloses();
    void tellsWhatOthersChangedInTheOpenEvent();
};

void TimelineWritingTest::logsWhatIsTypedAtTheTimeThatIsSaid()
{
    OpenTimeline f;
    f.panel.focusComposer();
    QTest::keyClicks(&f.time, u"10m ago"_s);
    QVERIFY(f.says(u"Wed 18 Nov, 14:21:26 JST"_s));
    QTest::keyClicks(&f.text, u"Told customer support"_s);
    f.composer.findChild<KindBox*>()->setKind(domain::EventKind::Communication);
    QTest::keyClick(&f.text, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(f.newest().text, "Told customer support");
    QVERIFY(f.newest().at == Story::at(14, 21, 26));
    QVERIFY(f.newest().eventKind == domain::EventKind::Communication);
    QVERIFY(f.text.text().isEmpty());
    QVERIFY(f.rowOf(u"Told customer support"_s).isValid());
}

void TimelineWritingTest::doesNotLogAtATimeThatIsNotUnderstood()
{
    OpenTimeline f;
    const int before = f.model.count(TimelineModel::Filter::All);
    QTest::keyClicks(&f.time, u"teatime"_s);
    QVERIFY(f.time.property("invalid").toBool());
    QVERIFY(f.says(u"This time is not understood. Write for example 10m ago"_s));
    QTest::keyClicks(&f.text, u"Tea"_s);
    QTest::keyClick(&f.text, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(f.model.count(TimelineModel::Filter::All), before);
    QCOMPARE(f.text.text(), u"Tea"_s);
}

void TimelineWritingTest::asksAboutATimeInTheFuture()
{
    OpenTimeline f;
    QTest::keyClicks(&f.time, u"14:34"_s);
    QVERIFY(f.time.property("doubtful").toBool());
    QTest::keyClicks(&f.text, u"Review"_s);
    QTest::keyClick(&f.text, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(f.newest().text != "Review");
    QVERIFY(f.says(u"Add it again if that is meant."_s));
    QTest::keyClick(&f.text, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(f.newest().text, "Review");
}

void TimelineWritingTest::refusesATimeThatTheServiceWouldRefuse()
{
    OpenTimeline f;
    QTest::keyClicks(&f.time, u"2026-11-19 09:00"_s);
    QVERIFY(f.time.property("invalid").toBool());
    QVERIFY(f.says(u"what is to be done is a TODO"_s));
    QTest::keyClicks(&f.text, u"Review"_s);
    for (int i = 0; i < 2; ++i)
        QTest::keyClick(&f.text, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(f.newest().text != "Review");
    QCOMPARE(f.text.text(), u"Review"_s);
}

void TimelineWritingTest::saysHowEveryFormOfATimeIsUnderstood_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("said");
    const auto row = [](const QString& typed, const QString& said) {
        QTest::newRow(typed.toUtf8().constData()) << typed << said;
    };
    // It is Wed 18 Nov 2026, 14:31:26 in Tokyo.
    row(u"10m ago"_s, u"Wed 18 Nov, 14:21:26 JST"_s);
    row(u"-25m"_s, u"Wed 18 Nov, 14:06:26 JST"_s);
    row(u"14:05"_s, u"Wed 18 Nov, 14:05:00 JST"_s);
    row(u"yesterday 23:10"_s, u"Tue 17 Nov, 23:10:00 JST"_s);
    row(u"05:30Z"_s, u"Wed 18 Nov, 14:30:00 JST"_s);
    row(u"10分前"_s, u"Wed 18 Nov, 14:21:26 JST"_s);
    row(u"昨日 23:10"_s, u"Tue 17 Nov, 23:10:00 JST"_s);
}

void TimelineWritingTest::saysHowEveryFormOfATimeIsUnderstood()
{
    QFETCH(QString, typed);
    QFETCH(QString, said);
    OpenTimeline f;
    f.time.setFocus();
    f.time.insert(typed);
    QVERIFY2(f.says(said), qPrintable(typed));
}

void TimelineWritingTest::aTodoBecomesAnActionItemAndUndoTakesBackBoth()
{
    OpenTimeline f;
    const auto items = [&] { return f.story.memory.actionItems.of(f.story.checkout.uuid()); };
    const std::size_t before = items().size();
    QTest::keyClicks(&f.text, u"TODO raise the pool's limit"_s);
    QVERIFY(f.says(u"Becomes an action item of the analysis, too."_s));
    QTest::keyClick(&f.text, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(f.rowOf(u"TODO raise the pool's limit"_s).isValid());
    QCOMPARE(items().size(), before + 1);
    QCOMPARE(items().back().value.title, "raise the pool's limit");
    QVERIFY(items().back().value.eventId ==
            f.story.memory.timelineEvents.of(f.story.checkout.uuid()).back().id);
    QApplication::processEvents();
    QVERIFY(f.says(u"Action item added"_s));
    QSignalSpy opened(&f.panel, &TimelinePanel::actionItemsRequested);
    for (auto* button : f.composer.findChildren<CommandButton*>())
        if (button->text() == "Open"_L1 && button->isVisible())
            QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(opened.size(), 1);
    AnalysisPanel analysis(f.context);
    analysis.setIncident(f.story.checkout);
    analysis.show();
    auto* list = analysis.findChild<QTableWidget*>();
    QVERIFY(list->isVisible()); // before the analysis has begun
    QCOMPARE(list->item(static_cast<int>(before), 0)->text(), u"raise the pool's limit"_s);
    QVERIFY(f.history.undo().has_value());
    QCOMPARE(items().size(), before);
    QVERIFY(!f.rowOf(u"TODO raise"_s).isValid());
}

void TimelineWritingTest::whatIsTypedIsADraftAndComesBack()
{
    OpenTimeline f;
    QTest::keyClicks(&f.text, u"Half a sent"_s);
    f.panel.setIncident(f.story.search);
    QVERIFY(f.text.text().isEmpty());
    f.panel.setIncident(f.story.checkout);
    QCOMPARE(f.text.text(), u"Half a sent"_s);
}

void TimelineWritingTest::aGapOpensTheComposerAtItsMiddle()
{
    OpenTimeline f;
    domain::TimelineEvent later;
    later.incidentId = f.story.checkout;
    later.at = Story::at(15, 11, 18);
    later.text = "Quiet since";
    f.story.clock.set(Story::at(15, 20));
    f.story.memory.timelineEvents.put(domain::Id<domain::TimelineEvent>::generate(), later);
    const QModelIndex gap = f.rowOf(u"40 min without events"_s);
    QVERIFY(gap.isValid());
    f.view.setCurrentIndex(gap);
    QTest::keyClick(&f.view, Qt::Key_Return);
    QCOMPARE(f.time.text(), u"14:51"_s);
    QVERIFY(f.text.hasFocus());
}

void TimelineWritingTest::enterOpensARowAndCtrlEnterSavesIt()
{
    OpenTimeline f;
    f.open(u"Turn off recommendation widget"_s);
    auto* editor = f.view.editor();
    QVERIFY(editor != nullptr && editor->isVisible());
    QCOMPARE(f.view.visualRect(f.view.currentIndex()).height(), editor->height());
    auto* details = editor->findChild<MarkdownEditor*>();
    QTest::keyClicks(details, u"Measured 31%"_s);
    QTest::keyClick(details, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(f.view.editor() == nullptr);
    const auto& row = f.model.row(f.rowOf(u"Turn off"_s).row());
    QCOMPARE(row.entry->record.value.details, "Measured 31%");
    QVERIFY(row.entry->record.value.at == Story::at(14, 22, 10));
}

void TimelineWritingTest::escKeepsWhatWasTypedInARow()
{
    OpenTimeline f;
    f.open(u"Turn off"_s);
    auto* details = f.view.editor()->findChild<MarkdownEditor*>();
    QTest::keyClicks(details, u"Half"_s);
    QTest::keyClick(details, Qt::Key_Escape);
    QVERIFY(f.view.editor() == nullptr);
    QVERIFY(f.view.hasFocus());
    QVERIFY(f.model.row(f.rowOf(u"Turn off"_s).row()).entry->record.value.details.empty());
    f.open(u"Turn off"_s);
    QCOMPARE(f.view.editor()->findChild<MarkdownEditor*>()->markdownText(), u"Half"_s);
}

void TimelineWritingTest::aDraftIsSavedOntoWhatItsWriterSaw()
{
    OpenTimeline f;
    f.open(u"Turn off"_s);
    const auto record = f.model.row(f.view.currentIndex().row()).entry->record;
    auto* details = f.view.editor()->findChild<MarkdownEditor*>();
    QTest::keyClicks(details, u"Mine"_s);
    QTest::keyClick(details, Qt::Key_Escape);
    domain::TimelineEvent theirs = record.value;
    theirs.text = "Switch off the widget";
    theirs.pinned = true;
    f.story.memory.timelineEvents.put(record.id, theirs, 0, "Daniel Reyes");
    f.open(u"Switch off"_s);
    QVERIFY(f.says(u"Changed meanwhile by Daniel Reyes"_s));
    details = f.view.editor()->findChild<MarkdownEditor*>();
    QCOMPARE(details->markdownText(), u"Mine"_s);
    QTest::keyClick(details, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(f.story.memory.timelineEvents.bases.back().text, record.value.text);
    QVERIFY(!f.story.memory.timelineEvents.bases.back().pinned);
}

void TimelineWritingTest::undoLeavesAloneWhatOthersChanged()
{
    OpenTimeline f;
    const auto id = f.model.row(f.rowOf(u"Turn off"_s).row()).entry->record.id;
    const auto now = [&] { return *f.story.memory.timelineEvents.find(id); };
    domain::TimelineEvent mine = now().value;
    mine.details = "Measured";
    QVERIFY(f.timeline.change(now(), mine).has_value());
    domain::TimelineEvent theirs = now().value;
    theirs.pinned = true;
    f.story.memory.timelineEvents.put(id, theirs, 0, "Daniel Reyes");
    QVERIFY(f.history.undo().has_value());
    QVERIFY(now().value.details.empty());
    QVERIFY(now().value.pinned);
    QVERIFY(f.timeline.change(now(), mine).has_value());
    theirs = now().value;
    theirs.details = "Measured again";
    f.story.memory.timelineEvents.put(id, theirs, 0, "Daniel Reyes");
    QVERIFY(!f.history.undo().has_value());
    QCOMPARE(now().value.details, "Measured again");
}

void TimelineWritingTest::deletingCanBeUndone()
{
    OpenTimeline f;
    f.open(u"Turn off"_s);
    for (auto* button : f.view.editor()->findChildren<CommandButton*>())
        if (button->text() == "Delete"_L1) {
            QTest::mouseClick(button, Qt::LeftButton);
            break;
        }
    QVERIFY(!f.rowOf(u"Turn off"_s).isValid());
    QVERIFY(f.history.undo().has_value());
    QVERIFY(f.rowOf(u"Turn off"_s).isValid());
}

void TimelineWritingTest::anEventTakenAwayWhileOpenStaysUntilTheEditorCloses()
{
    OpenTimeline f;
    f.open(u"Turn off"_s);
    auto* details = f.view.editor()->findChild<MarkdownEditor*>();
    QTest::keyClicks(details, u"Kept"_s);
    const auto record = f.model.row(f.view.currentIndex().row()).entry->record;
    QVERIFY(f.story.memory.timelineEvents.remove(record).has_value());
    QVERIFY(f.view.editor() != nullptr);
    QVERIFY(f.says(u"Saving brings it back"_s));
    QTest::keyClick(details, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(f.newest().details, "Kept");
    QCOMPARE(f.model.count(TimelineModel::Filter::Decisions), 2);
}

void TimelineWritingTest::tellsWhatOthersChangedInTheOpenEvent()
{
    OpenTimeline f;
    f.open(u"Turn off"_s);
    const auto record = f.model.row(f.view.currentIndex().row()).entry->record;
    domain::TimelineEvent theirs = record.value;
    theirs.text = "Switch off the widget";
    f.story.memory.timelineEvents.put(record.id, theirs, 0, "Daniel Reyes");
    QVERIFY(f.says(u"Changed meanwhile by Daniel Reyes"_s));
    QVERIFY(f.view.editor() != nullptr);
}

QTEST_MAIN(TimelineWritingTest)
#include "timelinewritingtest.moc"
