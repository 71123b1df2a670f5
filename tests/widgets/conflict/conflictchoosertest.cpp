#include "widgets/conflict/conflictchooser.h"

#include "tests/support/consolefixture.h"
#include "tests/support/panelfixture.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/markdowneditor.h"
#include "widgets/conflict/conflictarea.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

using namespace matoi;
using namespace matoi::widgets;
using namespace matoi::domain;
using namespace Qt::StringLiterals;

namespace {

/// The real local copy: conflicts come about by the sync's own rules.
struct Desk
{
    Desk()
    {
        incident.title = "Checkout slow";
        incident.startedAt = console.clock().now();
        console.inject(id, incident);
        QVBoxLayout* column = new QVBoxLayout(&window);
        area = new ConflictArea(context, &window);
        column->addWidget(area);
        area->setFilter([](const Conflict&) { return true; });
        window.resize(900, 600);
        window.show();
        static_cast<void>(QTest::qWaitForWindowExposed(&window));
    }

    /// Two people rewrite the second sentence of the same summary; Daniel's comes first.
    void clashOverTheSummary()
    {
        const auto base = console.inject(summaryIdOf(id), Summary{id, "CPU is high. Nobody knows why."});
        static_cast<void>(all.summaries.change(base, {id, "CPU is high. The deploy of 13:55 did it."}));
        console.settle();
        console.inject(summaryIdOf(id), Summary{id, "CPU is high. PriceRecalc takes 31%."}, "Daniel Reyes");
    }
    void clashOverImpact()
    {
        const auto base = all.incidents.find(id);
        Incident mine = base->value;
        mine.impact = Impact::High;
        static_cast<void>(all.incidents.change(*base, mine));
        console.settle();
        incident.impact = Impact::Critical;
        console.inject(id, incident, "Daniel Reyes");
    }

    CommandButton* button(const QString& text) const
    {
        for (auto* one : window.findChildren<CommandButton*>())
            if (one->isVisible() && one->text() == text)
                return one;
        return nullptr;
    }
    bool says(const QString& text) const
    {
        for (const auto* one : window.findChildren<QLabel*>())
            if (one->isVisible() && one->text().contains(text))
                return true;
        return false;
    }
    std::string summary() const { return all.summaries.find(summaryIdOf(id))->value.text; }

    test::PanelFixture f;
    test::ConsoleFixture console;
    Repositories all = console.repositories();
    PanelContext context{
        f.theme,   all,         console.cache(), console.clock(), f.ticker, QTimeZone("Asia/Tokyo"),
        f.history, f.incidents, f.timeline,      f.analyses};
    Id<Incident> id = Id<Incident>::generate();
    Incident incident;
    QWidget window;
    ConflictArea* area = nullptr;
};

} // namespace

class ConflictChooserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesNoRoomWithoutAConflict()
    {
        Desk desk;
        QVERIFY(!desk.area->isVisible());
    }

    void saysWhoseTheOtherTextIsAndFromWhen()
    {
        Desk desk;
        desk.clashOverTheSummary();
        QVERIFY(desk.area->isVisible());
        QVERIFY(desk.says(u"Daniel Reyes, 14:02"_s));
        const auto shown = desk.window.findChildren<MarkdownEditor*>();
        QVERIFY(std::count_if(shown.begin(), shown.end(),
                              [](const auto* text) { return text->isVisible(); }) == 2);
        for (const auto* text : shown)
            if (text->isVisible())
                QTRY_VERIFY(text->viewport()->height() >= text->document()->size().height());
        desk.f.picture(desk.window, u"conflict-summary"_s);
    }

    void keepingMineWritesItOverTheirs()
    {
        Desk desk;
        desk.clashOverTheSummary();
        desk.area->chooser()->setFocus();
        QTest::keyClick(desk.button(u"Keep mine"_s), Qt::Key_Space);
        desk.console.settle();
        QCOMPARE(desk.summary(), "CPU is high. The deploy of 13:55 did it.");
        QVERIFY(!desk.area->isVisible());
        QCOMPARE(desk.all.summaries.find(summaryIdOf(desk.id))->meta.unsent, 1);
    }

    void mineComesBackByUndoAfterTakingTheirs()
    {
        Desk desk;
        desk.clashOverTheSummary();
        desk.button(u"Take theirs"_s)->click();
        desk.console.settle();
        QCOMPARE(desk.summary(), "CPU is high. PriceRecalc takes 31%.");
        QVERIFY(desk.f.history.undo());
        desk.console.settle();
        QCOMPARE(desk.summary(), "CPU is high. The deploy of 13:55 did it.");
    }

    void editsBothTextsTogether()
    {
        Desk desk;
        desk.clashOverTheSummary();
        desk.button(u"Edit both together"_s)->click();
        MarkdownEditor* result = nullptr;
        for (auto* one : desk.window.findChildren<MarkdownEditor*>())
            if (one->isVisible() && !one->isReadOnly())
                result = one;
        QVERIFY(result != nullptr);
        QCOMPARE(result->markdownText(),
                 u"CPU is high. The deploy of 13:55 did it. PriceRecalc takes 31%."_s);
        QTest::keyClick(result, Qt::Key_Return, Qt::ControlModifier);
        desk.console.settle();
        QCOMPARE(desk.summary(), "CPU is high. The deploy of 13:55 did it. PriceRecalc takes 31%.");
        QVERIFY(!desk.area->isVisible());
    }

    void namesAFieldsValuesInWords()
    {
        Desk desk;
        desk.clashOverImpact();
        QVERIFY(desk.says(u"2 High"_s));
        QVERIFY(desk.says(u"1 Critical"_s));
        desk.f.picture(desk.window, u"conflict-impact"_s);
        QVERIFY(desk.button(u"Edit both together"_s) == nullptr);
        desk.button(u"Take theirs"_s)->click();
        desk.console.settle();
        QVERIFY(desk.all.incidents.find(desk.id)->value.impact == Impact::Critical);
    }

    void neverOverwritesWhatThePersonHasNotSeen()
    {
        Desk desk;
        desk.clashOverTheSummary();
        const Conflict seen = desk.all.conflicts.open().front();
        desk.console.inject(summaryIdOf(desk.id), Summary{desk.id, "CPU is high. It is the cache."},
                            "Kenji Mori");
        QVERIFY(desk.says(u"changed again meanwhile"_s));
        commands::ConflictCommands stale(desk.all, desk.f.history);
        const auto settled = stale.settle(seen, commands::Side::Mine);
        QVERIFY(!settled);
        QVERIFY(settled.error().code == ErrorCode::StaleRevision);
        QCOMPARE(desk.all.conflicts.open().size(), 1U);
    }

    void settlesWhatGoesTogetherAtOnce()
    {
        Desk desk;
        const auto base = desk.all.incidents.find(desk.id);
        Incident mine = base->value;
        mine.status = IncidentStatus::Resolved;
        mine.resolvedAt = desk.console.clock().now();
        QVERIFY(desk.all.incidents.change(*base, mine));
        desk.console.settle();
        desk.incident.status = IncidentStatus::Mitigated;
        desk.incident.resolvedAt = desk.console.clock().now() - std::chrono::minutes(1);
        desk.console.inject(desk.id, desk.incident, "Daniel Reyes");
        QCOMPARE(desk.all.conflicts.open().size(), 2U);
        desk.button(u"Keep mine"_s)->click();
        desk.console.settle();
        QVERIFY(desk.all.conflicts.open().empty());
        const auto now = desk.all.incidents.find(desk.id);
        QVERIFY(now->value.status == IncidentStatus::Resolved);
        QVERIFY(now->value.resolvedAt == mine.resolvedAt);
    }
};

QTEST_MAIN(ConflictChooserTest)
#include "conflictchoosertest.moc"
