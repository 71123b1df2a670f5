#include "widgets/timeline/timelinepanel.h"

#include "models/itemmodels/timelinemodel.h"
#include "tests/support/panelfixture.h"
#include "widgets/common/chip.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/markdowneditor.h"
#include "widgets/timeline/composer.h"
#include "widgets/timeline/eventeditor.h"
#include "widgets/timeline/kindbox.h"
#include "widgets/timeline/revisiondialog.h"
#include "widgets/timeline/timefield.h"
#include "widgets/timeline/timelineview.h"

#include <QtCore/QElapsedTimer>
#include <QtGui/QClipboard>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollBar>

using namespace matoi;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;
using itemmodels::TimelineModel;
using matoi::test::PanelFixture;
using matoi::test::Story;

namespace {

struct Opened : PanelFixture
{
    explicit Opened(QSize size = {1440, 900}, int beside = 348)
        : panel(place(new TimelinePanel(context, nullptr), size, beside))
        , view(*panel.findChild<TimelineView*>())
        , model(*panel.findChild<TimelineModel*>())
        , composer(*panel.findChild<Composer*>())
        , time(*composer.findChild<TimeField*>())
        , text(*field(composer, u"What happened?"_s))
    {}

    static QLineEdit* field(QWidget& in, const QString& placeholder)
    {
        for (auto* one : in.findChildren<QLineEdit*>())
            if (one->placeholderText() == placeholder)
                return one;
        return nullptr;
    }
    QString rowText(int row) const { return model.index(row, 0).data(Qt::AccessibleTextRole).toString(); }
    QModelIndex rowOf(const QString& words) const
    {
        for (int i = 0; i < model.rowCount(); ++i)
            if (rowText(i).contains(words))
                return model.index(i, 0);
        return {};
    }
    bool says(const QString& words) const
    {
        for (const auto* one : panel.findChildren<QLabel*>())
            if (one->isVisible() && one->text().contains(words))
                return true;
        return false;
    }
    void open(const QString& words)
    {
        view.setCurrentIndex(rowOf(words));
        QTest::keyClick(&view, Qt::Key_Return);
    }
    domain::TimelineEvent newest() const
    {
        return story.memory.timelineEvents.of(story.checkout.uuid()).back().value;
    }

    TimelinePanel& panel;
    TimelineView& view;
    TimelineModel& model;
    Composer& composer;
    TimeField& time;
    QLineEdit& text;
};

} // namespace

class TimelinePanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logsWhatIsTypedAtTheTimeThatIsSaid();
    void doesNotLogAtATimeThatIsNotUnderstood();
    void asksAboutATimeInTheFuture();
    void whatIsTypedIsADraftAndComesBack();
    void aGapOpensTheComposerAtItsMiddle();
    void enterOpensARowAndCtrlEnterSavesIt();
    void escKeepsWhatWasTypedInARow();
    void deletingCanBeUndone();
    void anEventTakenAwayWhileOpenStaysUntilTheEditorCloses();
    void tellsWhatOthersChangedInTheOpenEvent();
    void spacePinsAndTheSideListsIt();
    void filtersCountAndList();
    void findsWords();
    void earlierVersionsAreShown();
    void offlineSaysThatOthersMayHaveWritten();
    void theSideGoesInANarrowWindow();
    void whatIsReadStaysWhenAnEventComesAboveIt();
    void tenThousandEventsLayOutAndScroll();
    void pictures();
};

void TimelinePanelTest::logsWhatIsTypedAtTheTimeThatIsSaid()
{
    Opened f;
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

void TimelinePanelTest::doesNotLogAtATimeThatIsNotUnderstood()
{
    Opened f;
    const int before = f.model.count(TimelineModel::Filter::All);
    QTest::keyClicks(&f.time, u"teatime"_s);
    QVERIFY(f.time.property("invalid").toBool());
    QVERIFY(f.says(u"This time is not understood. Write for example 10m ago"_s));
    QTest::keyClicks(&f.text, u"Tea"_s);
    QTest::keyClick(&f.text, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(f.model.count(TimelineModel::Filter::All), before);
    QCOMPARE(f.text.text(), u"Tea"_s);
}

void TimelinePanelTest::asksAboutATimeInTheFuture()
{
    Opened f;
    QTest::keyClicks(&f.time, u"2026-11-19 09:00"_s);
    QVERIFY(f.time.property("doubtful").toBool());
    QTest::keyClicks(&f.text, u"Review"_s);
    QTest::keyClick(&f.text, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(f.newest().text != "Review");
    QVERIFY(f.says(u"Add it again if that is meant."_s));
    QTest::keyClick(&f.text, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(f.newest().text, "Review");
}

void TimelinePanelTest::whatIsTypedIsADraftAndComesBack()
{
    Opened f;
    QTest::keyClicks(&f.text, u"Half a sent"_s);
    f.panel.setIncident(f.story.search);
    QVERIFY(f.text.text().isEmpty());
    f.panel.setIncident(f.story.checkout);
    QCOMPARE(f.text.text(), u"Half a sent"_s);
}

void TimelinePanelTest::aGapOpensTheComposerAtItsMiddle()
{
    Opened f;
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

void TimelinePanelTest::enterOpensARowAndCtrlEnterSavesIt()
{
    Opened f;
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

void TimelinePanelTest::escKeepsWhatWasTypedInARow()
{
    Opened f;
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

void TimelinePanelTest::deletingCanBeUndone()
{
    Opened f;
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

void TimelinePanelTest::anEventTakenAwayWhileOpenStaysUntilTheEditorCloses()
{
    Opened f;
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

void TimelinePanelTest::tellsWhatOthersChangedInTheOpenEvent()
{
    Opened f;
    f.open(u"Turn off"_s);
    const auto record = f.model.row(f.view.currentIndex().row()).entry->record;
    domain::TimelineEvent theirs = record.value;
    theirs.text = "Switch off the widget";
    f.story.memory.timelineEvents.put(record.id, theirs, 0, "Daniel Reyes");
    QVERIFY(f.says(u"Changed meanwhile by Daniel Reyes"_s));
    QVERIFY(f.view.editor() != nullptr);
}

void TimelinePanelTest::spacePinsAndTheSideListsIt()
{
    Opened f;
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
    Opened f;
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

void TimelinePanelTest::findsWords()
{
    Opened f;
    f.panel.focusFind();
    auto* find = Opened::field(f.panel, u"Find in timeline"_s);
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
    Opened f;
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
    Opened f;
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
    Opened f;
    const int wide = f.view.width();
    Opened narrow({1100, 680}, 72);
    QVERIFY(wide < 900);
    QVERIFY(narrow.view.width() > 1000);
}

void TimelinePanelTest::whatIsReadStaysWhenAnEventComesAboveIt()
{
    Opened f({1440, 560});
    f.view.verticalScrollBar()->setValue(120);
    QApplication::processEvents();
    const QPersistentModelIndex top = f.view.indexAt(QPoint(4, 2));
    const int place = f.view.visualRect(top).top();
    QTest::keyClicks(&f.text, u"New at the top"_s);
    QTest::keyClick(&f.text, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(f.view.visualRect(top).top(), place);
    QVERIFY(f.view.verticalScrollBar()->value() > 120);
}

void TimelinePanelTest::tenThousandEventsLayOutAndScroll()
{
    PanelFixture f;
    domain::TimelineEvent event;
    event.incidentId = f.story.checkout;
    event.author = "Misaki Sato";
    event.eventKind = domain::EventKind::Observation;
    std::vector<std::pair<domain::Id<domain::TimelineEvent>, domain::TimelineEvent>> events;
    for (int i = 0; i < 10'000; ++i) {
        event.at = Story::at(2, 0) + std::chrono::seconds(4 * i);
        event.text = "Instance " + std::to_string(i) + " of web-prod was drained, replaced and checked again";
        events.emplace_back(domain::Id<domain::TimelineEvent>::generate(), event);
    }
    f.story.memory.timelineEvents.putAll(events);
    auto& panel = f.place(new TimelinePanel(f.context, nullptr));
    auto* view = panel.findChild<TimelineView*>();
    QScrollBar* bar = view->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 10'000 * 30);
    QElapsedTimer clock;
    clock.start();
    constexpr int frames = 60;
    for (int i = 0; i < frames; ++i) {
        bar->setValue(bar->maximum() / frames * i);
        view->viewport()->repaint();
    }
    const auto scrolling = clock.restart() / frames;
    event.text = "One more";
    f.story.memory.timelineEvents.put(domain::Id<domain::TimelineEvent>::generate(), event);
    QApplication::processEvents();
    const auto inserting = clock.elapsed();
    qInfo("frame %lld ms, one more event %lld ms", scrolling, inserting);
    QVERIFY(scrolling < 50);
    QVERIFY(inserting < 1000);
}

void TimelinePanelTest::pictures()
{
    if (!qEnvironmentVariableIsSet("MATOI_PICTURES"))
        QSKIP("MATOI_PICTURES names no folder");
    const auto tell = [](Opened& f, const QString& name) {
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
        Opened f;
        tell(f, u"timeline-dark"_s);
        f.theme.setMode(Theme::Mode::Light);
        f.picture(f.panel, u"timeline-light"_s);
    }
    {
        Opened f({1100, 680}, 72);
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
