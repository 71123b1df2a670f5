#include "tests/widgets/timeline/opentimeline.h"
#include "widgets/common/chip.h"
#include "widgets/common/commandbutton.h"
#include "widgets/timeline/eventeditor.h"
#include "widgets/timeline/revisiondialog.h"
#include "widgets/timeline/timelinefilter.h"
#include "widgets/timeline/timelinelayout.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAccessible>
#include <QtGui/QClipboard>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

#include <utility>

using namespace matoi;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;
using itemmodels::TimelineModel;
using matoi::test::OpenTimeline;
using matoi::test::PanelFixture;
using matoi::test::Story;

namespace {

/// Events of different lengths, nobody has heard of them yet.
void putMany(PanelFixture& f, int count)
{
    std::vector<std::pair<domain::Id<domain::TimelineEvent>, domain::TimelineEvent>> events;
    domain::TimelineEvent event;
    event.incidentId = f.story.checkout;
    event.author = "Misaki Sato";
    event.eventKind = domain::EventKind::Observation;
    for (int i = 0; i < count; ++i) {
        event.at = Story::at(2, 0) + std::chrono::seconds(4 * i);
        event.text = "Instance " + std::to_string(i) + " of web-prod was drained";
        for (int more = i % 7; more > 3; --more)
            event.text += ", replaced and checked again, with the balancer out of the way meanwhile";
        events.emplace_back(domain::Id<domain::TimelineEvent>::generate(), event);
    }
    f.story.memory.timelineEvents.putAll(events);
}

} // namespace

/// What is read on the timeline: rows, filters, what was pinned, exports, and staying in place.
class TimelinePanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spacePinsAndTheSideListsIt();
    void filtersCountAndList();
    void kindsWithoutRoomForAChipAreInAMenu();
    void theKeyboardReachesEveryRowAndItsEditor();
    void rowsAreInTheAccessibilityTree();
    void severalChosenEventsAreCopiedAsMarkdown();
    void whatIsListedIsExported();
    void aPinIsNoEdit();
    void findsWords();
    void earlierVersionsAreShown();
    void offlineSaysThatOthersMayHaveWritten();
    void theSideGoesInANarrowWindow();
    void whatIsReadStaysWhenAnEventComesAboveIt();
    void whatIsReadStaysWhileEarlierEventsAreStillComing();
    void tenThousandEventsLayOutAndScroll();
    void pictures();
};

void TimelinePanelTest::spacePinsAndTheSideListsIt()
{
    OpenTimeline f;
    QCOMPARE(f.model.count(TimelineModel::Filter::Pinned), 2);
    f.view.setCurrentIndex(f.rowOf(u"7 of 12 instances replaced"_s));
    QTest::keyClick(&f.view, Qt::Key_Space);
    QCOMPARE(f.model.count(TimelineModel::Filter::Pinned), 3);
    QVERIFY(f.rowText(f.view.currentIndex().row()).endsWith("pinned"_L1));
    for (auto* button : f.panel.findChildren<CommandButton*>())
        if (button->text() == "Copy as Markdown"_L1)
            QTest::mouseClick(button, Qt::LeftButton);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.contains("- 14:27 7 of 12 instances replaced (Daniel Reyes)"_L1), qPrintable(copied));
    QVERIFY(copied.contains("- 14:11 Decision: Roll back rather than scale out (Misaki Sato)"_L1));
}

void TimelinePanelTest::filtersCountAndList()
{
    OpenTimeline f;
    for (auto* chip : f.panel.findChildren<Chip*>()) {
        if (chip->text() == "Automatic"_L1)
            QCOMPARE(chip->accessibleName(), u"Automatic, 5 items"_s);
        if (chip->text() == "Decisions"_L1)
            QTest::mouseClick(chip, Qt::LeftButton);
    }
    QCOMPARE(f.model.rowCount(), 3);
    QVERIFY(f.rowText(1).contains("Turn off"_L1));
    QVERIFY(f.rowText(2).contains("Roll back"_L1));
}

void TimelinePanelTest::kindsWithoutRoomForAChipAreInAMenu()
{
    PanelFixture f;
    f.theme.setTextScale(1.5);
    auto& panel = f.place(new TimelinePanel(f.context, nullptr));
    auto& model = *panel.findChild<TimelineModel*>();
    QStringList seen;
    for (auto* chip : panel.findChildren<Chip*>())
        if (chip->isVisible()) {
            seen.append(chip->text());
            QVERIFY(panel.rect().contains(QRect(chip->mapTo(&panel, QPoint()), chip->size())));
        }
    QVERIFY(seen.size() < TimelineModel::filterCount);
    for (auto* button : panel.findChildren<CommandButton*>())
        if (button->accessibleName() == "More kinds"_L1)
            QTest::mouseClick(button, Qt::LeftButton);
    auto* menu = panel.findChild<QMenu*>();
    QVERIFY(menu != nullptr);
    QCOMPARE(seen.size() + menu->actions().size(), TimelineModel::filterCount);
    for (auto* action : menu->actions())
        if (action->text().startsWith("Comms"_L1))
            action->trigger();
    QCOMPARE(model.filter(), TimelineModel::Filter::Communications);
    for (auto* chip : panel.findChildren<Chip*>())
        if (chip->text() == "Comms"_L1)
            QVERIFY(chip->isVisible() && chip->isChecked());
}

void TimelinePanelTest::theKeyboardReachesEveryRowAndItsEditor()
{
    OpenTimeline f({1440, 560});
    f.view.setFocus();
    QTest::keyClick(&f.view, Qt::Key_Home);
    QCOMPARE(f.view.currentIndex().row(), 1); // below the day's heading
    QCOMPARE(f.view.verticalScrollBar()->value(), 0);
    QTest::keyClick(&f.view, Qt::Key_End);
    QCOMPARE(f.view.currentIndex().row(), f.model.rowCount() - 1);
    QVERIFY(f.view.viewport()->rect().contains(f.view.visualRect(f.view.currentIndex())));
    QTest::keyClick(&f.view, Qt::Key_PageUp);
    const int up = f.view.currentIndex().row();
    QVERIFY(up < f.model.rowCount() - 2);
    QTest::keyClick(&f.view, Qt::Key_PageDown);
    QVERIFY(f.view.currentIndex().row() > up + 1);
    QTest::keyClick(&f.view, Qt::Key_End);
    QVERIFY(f.panel.step(-1));
    QCOMPARE(f.view.currentIndex().row(), f.model.rowCount() - 2);
    QVERIFY(f.panel.editChosen());
    QVERIFY(f.view.editor() != nullptr);
    QCOMPARE(f.view.visualRect(f.view.currentIndex()), f.view.editor()->geometry());
    QVERIFY(!f.panel.step(1)); // who types does not move
}

void TimelinePanelTest::rowsAreInTheAccessibilityTree()
{
    OpenTimeline f;
    QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&f.view);
    QVERIFY(list != nullptr);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->childCount(), f.model.rowCount());
    const int row = f.rowOf(u"Turn off recommendation widget"_s).row();
    QAccessibleInterface* item = list->child(row);
    QVERIFY(item->text(QAccessible::Name).startsWith("14:22:10, Decision, "_L1));
    const QRect place = f.view.visualRect(f.model.index(row));
    QCOMPARE(item->rect().topLeft(), f.view.viewport()->mapToGlobal(place.topLeft()));
    QCOMPARE(item->rect().size(), place.size());
    QCOMPARE(list->childAt(item->rect().center().x(), item->rect().center().y()), item);
}

void TimelinePanelTest::severalChosenEventsAreCopiedAsMarkdown()
{
    OpenTimeline f;
    f.view.setFocus();
    f.view.setCurrentIndex(f.rowOf(u"7 of 12 instances replaced"_s));
    QTest::keyClick(&f.view, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&f.view, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines.front(), u"### 2026-11-18 (JST)"_s);
    QCOMPARE(lines.back(), u"- 14:27 7 of 12 instances replaced (Daniel Reyes)"_s);
}

void TimelinePanelTest::whatIsListedIsExported()
{
    OpenTimeline f;
    f.model.setFilter(TimelineModel::Filter::Decisions);
    Q_EMIT f.panel.findChild<TimelineFilter*>()->exportRequested();
    auto* dialog = f.panel.findChild<QFileDialog*>();
    QVERIFY(dialog != nullptr);
    QTemporaryDir folder;
    Q_EMIT dialog->fileSelected(folder.filePath(u"timeline.csv"_s));
    QFile file(folder.filePath(u"timeline.csv"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    QVERIFY2(text.contains(
                 "2026-11-18T14:11:04.000+09:00,Decision,Roll back rather than scale out,,Misaki Sato"_L1),
             qPrintable(text));
    QCOMPARE(text.count(u'\n'), 3);
    QVERIFY(f.says(u"Exported 2 events to timeline.csv."_s));
}

void TimelinePanelTest::aPinIsNoEdit()
{
    OpenTimeline f;
    f.view.setCurrentIndex(f.rowOf(u"7 of 12 instances replaced"_s));
    QTest::keyClick(&f.view, Qt::Key_Space);
    const TimelineLayout layout(f.context);
    const auto entry = f.model.row(f.view.currentIndex().row()).entry;
    QCOMPARE(entry->record.meta.rev, 2);
    QVERIFY(layout.editedOf(*entry).isEmpty());
}

void TimelinePanelTest::findsWords()
{
    OpenTimeline f;
    f.panel.focusFind();
    auto* find = OpenTimeline::field(f.panel, u"Find in timeline"_s);
    QVERIFY(find->hasFocus());
    QTest::keyClicks(find, u"instances"_s);
    QCOMPARE(f.model.rowCount(), 3);
    QTest::keyClicks(find, u"xyz"_s);
    QVERIFY(f.says(u"No event matches."_s));
    QTest::keyClick(find, Qt::Key_Escape);
    QVERIFY(f.model.rowCount() > 10);
}

void TimelinePanelTest::earlierVersionsAreShown()
{
    OpenTimeline f;
    domain::TimelineEvent before;
    before.text = "Turn it off";
    before.at = Story::at(14, 22, 10);
    f.story.memory.histories.revisions = std::vector<domain::Revised<domain::TimelineEvent>>{
        {before, 1, Story::at(14, 22, 30), "Misaki Sato"}};
    Q_EMIT f.view.historyRequested(f.model.row(f.rowOf(u"Turn off"_s).row()).entry->record);
    auto* dialog = f.panel.findChild<RevisionDialog*>();
    QVERIFY(dialog != nullptr);
    QVERIFY(dialog->findChild<QTextEdit*>()->toPlainText().contains("Turn it off"_L1));
    QVERIFY(dialog->findChild<QTextEdit*>()->toPlainText().contains("14:22 by Misaki Sato"_L1));
}

void TimelinePanelTest::offlineSaysThatOthersMayHaveWritten()
{
    OpenTimeline f;
    f.story.memory.notifier.setSyncState(
        {.connection = domain::SyncState::Connection::Offline, .syncedAt = Story::at(14, 30)});
    QVERIFY(f.says(u"Offline. Others may have written since 14:30."_s));
    f.story.memory.timelineEvents.unsentEdits = true;
    QTest::keyClicks(&f.text, u"Written offline"_s);
    QTest::keyClick(&f.text, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(f.model.count(TimelineModel::Filter::Unsent), 1);
    QVERIFY(f.rowText(f.rowOf(u"Written offline"_s).row()).endsWith("not sent yet"_L1));
}

void TimelinePanelTest::theSideGoesInANarrowWindow()
{
    OpenTimeline f;
    const int wide = f.view.width();
    OpenTimeline narrow({1100, 680}, 72);
    QVERIFY(wide < 900);
    QVERIFY(narrow.view.width() > 1000);
}

void TimelinePanelTest::whatIsReadStaysWhenAnEventComesAboveIt()
{
    OpenTimeline f({1440, 560});
    f.view.verticalScrollBar()->setValue(120);
    QApplication::processEvents();
    const QPersistentModelIndex top = f.view.indexAt(QPoint(4, 2));
    const int place = f.view.visualRect(top).top();
    QTest::keyClicks(&f.text, u"New at the top"_s);
    QTest::keyClick(&f.text, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(f.view.visualRect(top).top(), place);
    QVERIFY(f.view.verticalScrollBar()->value() > 120);
}

void TimelinePanelTest::whatIsReadStaysWhileEarlierEventsAreStillComing()
{
    PanelFixture f;
    putMany(f, 3000);
    f.story.memory.timelines.heldBack = true;
    auto& panel = f.place(new TimelinePanel(f.context, nullptr));
    auto* view = panel.findChild<TimelineView*>();
    auto* model = panel.findChild<TimelineModel*>();
    const auto reading = [&] {
        for (const auto* one : panel.findChildren<QLabel*>())
            if (one->isVisible() && one->text().startsWith("Reading what happened before: "_L1))
                return one->text();
        return QString();
    };
    QVERIFY(reading().contains("400 of 3,0"_L1));
    model->setNewestFirst(false); // what comes stands above what is here
    view->verticalScrollBar()->setValue(2000);
    const QPersistentModelIndex top = view->indexAt(QPoint(4, 2));
    const int place = view->visualRect(top).top();
    while (f.story.memory.timelines.hand(700))
        QCOMPARE(view->visualRect(top).top(), place);
    QVERIFY(model->rowCount() > 3000);
    QVERIFY(reading().isEmpty());
    // Rows that are seen for the first time turn out higher than guessed; those below them stay.
    for (int i = 0; i < 40; ++i) {
        const QModelIndex now = view->indexAt(QPoint(4, 40));
        const int before = view->visualRect(now).top();
        view->verticalScrollBar()->setValue(view->verticalScrollBar()->value() - 33);
        QCOMPARE(view->visualRect(now).top(), before + 33);
    }
}

void TimelinePanelTest::tenThousandEventsLayOutAndScroll()
{
    PanelFixture f;
    domain::TimelineEvent event;
    event.incidentId = f.story.checkout;
    event.author = "Misaki Sato";
    event.eventKind = domain::EventKind::Observation;
    putMany(f, 10'000);
    auto& panel = f.place(new TimelinePanel(f.context, nullptr));
    auto* view = panel.findChild<TimelineView*>();
    QScrollBar* bar = view->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 10'000 * 30);
    // How fast that is, bench_timeline tells.
    for (int part = 0; part <= 20; ++part) {
        bar->setValue(bar->maximum() / 20 * part);
        view->viewport()->repaint();
        QVERIFY(view->indexAt(QPoint(4, 40)).isValid());
    }
    const int rows = view->model()->rowCount();
    event.text = "One more";
    f.story.memory.timelineEvents.put(domain::Id<domain::TimelineEvent>::generate(), event);
    QTRY_VERIFY(view->model()->rowCount() > rows);
}

void TimelinePanelTest::pictures()
{
    if (!qEnvironmentVariableIsSet("MATOI_PICTURES"))
        QSKIP("MATOI_PICTURES names no folder");
    const auto tell = [](OpenTimeline& f, const QString& name) {
        domain::TimelineEvent event;
        event.incidentId = f.story.checkout;
        event.author = "Kenji Mori";
        event.eventKind = domain::EventKind::Action;
        event.at = Story::at(15, 19, 2);
        event.text = "All 318 held card authorisations settled; checked against the acquirer’s report";
        event.pinned = true;
        f.story.clock.set(Story::at(15, 23, 26));
        f.story.memory.timelineEvents.put(domain::Id<domain::TimelineEvent>::generate(), event);
        event.pinned = false;
        event.author = "Misaki Sato";
        event.eventKind = domain::EventKind::Communication;
        event.at = Story::at(15, 22, 47);
        event.text = "Status page: “Checkout is working normally. We are watching it.”";
        f.story.memory.timelineEvents.put(domain::Id<domain::TimelineEvent>::generate(), event, 1);
        QTest::keyClicks(&f.time, u"10m ago"_s);
        QTest::keyClicks(&f.text, u"Told customer support: refunds go through form R-12"_s);
        f.picture(f.panel, name);
        f.open(u"Turn off"_s);
        f.picture(f.panel, name + u"-editing"_s);
    };
    {
        OpenTimeline f;
        tell(f, u"timeline-dark"_s);
        f.theme.setMode(Theme::Mode::Light);
        f.picture(f.panel, u"timeline-light"_s);
    }
    {
        OpenTimeline f({1100, 680}, 72);
        tell(f, u"timeline-narrow"_s);
    }
    {
        PanelFixture f;
        f.theme.setTextScale(1.5);
        f.picture(f.place(new TimelinePanel(f.context, nullptr)), u"timeline-150"_s);
    }
    {
        PanelFixture f;
        f.speakJapanese();
        f.picture(f.place(new TimelinePanel(f.context, nullptr)), u"timeline-ja"_s);
    }
}

QTEST_MAIN(TimelinePanelTest)
#include "timelinepaneltest.moc"
