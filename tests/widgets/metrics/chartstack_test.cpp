#include "tests/widgets/metrics/samplecharts.h"
#include "widgets/common/desktopscheme.h"
#include "widgets/common/theme.h"
#include "widgets/metrics/brushstrip.h"
#include "widgets/metrics/chartstack.h"
#include "widgets/metrics/flagstrip.h"
#include "widgets/metrics/metricchart.h"
#include "widgets/metrics/metriclegend.h"

#include <QAccessible>
#include <QAccessibleTableInterface>
#include <QApplication>
#include <QChart>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <QtTest/qtestspontaneevent.h>

#include <memory>

using namespace matoi;
using namespace matoi::itemmodels;
using namespace matoi::widgets;
using domain::Duration;
using tests::jst;

class ChartStackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>(*qApp);
        m_theme->setMode(Theme::Mode::Dark);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        m_sample = tests::sampleCharts(jst("14:58:00"));
        m_stack = std::make_unique<ChartStack>(*m_theme);
        m_stack->setLocale(QLocale::c());
        m_stack->setTimeZone(tests::japan());
        m_stack->setNow(jst("14:58:00"));
        m_stack->setExtent(jst("13:30:00"), jst("15:05:00"));
        m_stack->setRange(jst("13:45:00"), jst("15:05:00"));
        m_stack->setSeries(m_sample.series);
        m_stack->setMarks(m_sample.marks);
        m_stack->setFlags(m_sample.flags);
        m_stack->resize(1092, 600);
        m_stack->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_stack.get()));
        m_stack->setFocus();
        m_stack->setCrosshair(std::nullopt);
    }
    void cleanup()
    {
        m_stack.reset();
        m_sample = {};
    }

    void arrowKeysMoveTheCrosshairBySamples()
    {
        QSignalSpy moved(m_stack.get(), &ChartStack::crosshairMoved);
        key(Qt::Key_Left);
        QCOMPARE(m_stack->crosshair(), jst("14:58:00"));
        key(Qt::Key_Left);
        QCOMPARE(m_stack->crosshair(), jst("14:57:30"));
        key(Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(m_stack->crosshair(), jst("14:52:30"));
        key(Qt::Key_Right);
        QCOMPARE(m_stack->crosshair(), jst("14:53:00"));
        QCOMPARE(moved.size(), 4);
        QVERIFY(m_stack->isCrosshairLocked());
        key(Qt::Key_Home);
        QCOMPARE(m_stack->crosshair(), jst("13:45:00"));
    }

    void theCrosshairTakesTheViewAlong()
    {
        for (int step = 0; step < 4; ++step)
            key(Qt::Key_Plus);
        m_stack->setCrosshair(m_stack->visibleRange().from);
        key(Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(m_stack->visibleRange().holds(*m_stack->crosshair()));
    }

    void plusMinusAndZeroZoom()
    {
        key(Qt::Key_Plus);
        QVERIFY(m_stack->isZoomed());
        QVERIFY(m_stack->visibleRange().span() < Duration(80 * 60'000));
        key(Qt::Key_0);
        QVERIFY(!m_stack->isZoomed());
        key(Qt::Key_Minus);
        QCOMPARE(m_stack->visibleRange().from, jst("13:30:00"));
    }

    void escapeLetsGoOneThingAtATime()
    {
        key(Qt::Key_Plus);
        key(Qt::Key_Left);
        key(Qt::Key_Escape);
        QVERIFY(!m_stack->crosshair());
        QVERIFY(m_stack->isZoomed());
        key(Qt::Key_Escape);
        QVERIFY(!m_stack->isZoomed());
    }

    void logsAnEventAndSetsAMarkAtTheCrosshair()
    {
        QSignalSpy event(m_stack.get(), &ChartStack::addEventRequested);
        QSignalSpy mark(m_stack.get(), &ChartStack::markRequested);
        key(Qt::Key_N);
        QCOMPARE(event.size(), 0);
        m_stack->setCrosshair(jst("14:11:30"));
        key(Qt::Key_N);
        QCOMPARE(event.size(), 1);
        QCOMPARE(event[0][0].value<domain::Time>(), jst("14:11:30"));
        QTest::mouseClick(buttonNamed(QStringLiteral("Set mark at 14:11:30")), Qt::LeftButton);
        QCOMPARE(mark.size(), 1);
    }

    void pointingSnapsToSamplesAndAPressLocks()
    {
        auto* viewport = charts()[1]->viewport();
        const auto point = pointAt(jst("14:11:22"));
        QTest::mouseMove(viewport, point);
        QTRY_COMPARE(m_stack->crosshair(), jst("14:11:30"));
        QVERIFY(!m_stack->isCrosshairLocked());
        QTest::mouseClick(viewport, Qt::LeftButton, {}, point);
        QVERIFY(m_stack->isCrosshairLocked());
        QTest::mouseMove(viewport, pointAt(jst("14:30:00")));
        QCOMPARE(m_stack->crosshair(), jst("14:11:30"));
        QTest::mouseClick(viewport, Qt::LeftButton, {}, point);
        QVERIFY(!m_stack->isCrosshairLocked());
    }

    void aDragZoomsIntoWhatItMarked()
    {
        auto* viewport = charts()[0]->viewport();
        QTest::mousePress(viewport, Qt::LeftButton, {}, pointAt(jst("14:00:00")));
        QTest::mouseMove(viewport, pointAt(jst("14:10:00")));
        QTest::mouseMove(viewport, pointAt(jst("14:20:00")));
        QTest::mouseRelease(viewport, Qt::LeftButton, {}, pointAt(jst("14:20:00")));
        const auto range = m_stack->visibleRange();
        QVERIFY(std::chrono::abs(range.from - jst("14:00:00")) < Duration(10'000));
        QVERIFY(std::chrono::abs(range.to - jst("14:20:00")) < Duration(10'000));
        QVERIFY(!m_stack->crosshair() || !m_stack->isCrosshairLocked());
    }

    void theWheelAloneIsLeftToWhatScrollsAroundTheCharts()
    {
        // All four have room: the wheel is not taken here, so that the page around them may scroll.
        auto* bar = m_stack->findChild<QScrollArea*>()->verticalScrollBar();
        QCOMPARE(bar->maximum(), 0);
        QVERIFY(!turnWheel(Qt::NoModifier, -120));
        QVERIFY(!m_stack->isZoomed());
    }

    void inAShortWindowTheChartsKeepTheirHeightAndTheWheelScrollsThem()
    {
        m_stack->resize(1092, 420);
        auto* bar = m_stack->findChild<QScrollArea*>()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0);
        for (const auto* chart : charts())
            QVERIFY(chart->height() >= chart->minimumSizeHint().height());
        for (const auto* legend : m_stack->findChildren<MetricLegend*>())
            QVERIFY(legend->height() >= legend->minimumSizeHint().height());
        QVERIFY(turnWheel(Qt::NoModifier, -120));
        QVERIFY(bar->value() > 0);
        QVERIFY(!m_stack->isZoomed());
        while (bar->value() < bar->maximum())
            QVERIFY(turnWheel(Qt::NoModifier, -120));
        const auto* last = charts().back()->viewport();
        QVERIFY2(last->visibleRegion().boundingRect().height() >= last->height() - 1,
                 "the last chart is reached by the wheel");
        QVERIFY2(!turnWheel(Qt::NoModifier, -120), "at the end of its way it is left to the page around it");
    }

    void theWheelWithCtrlZoomsAboutThePointer()
    {
        const QPointF point = pointAt(jst("14:05:00"));
        QVERIFY(turnWheel(Qt::ControlModifier, 120));
        QVERIFY(m_stack->isZoomed());
        QVERIFY(std::abs(pointAt(jst("14:05:00")).x() - point.x()) < 2);
    }

    void theBrushHandlesMoveWithTheKeyboard()
    {
        const auto handles = m_stack->findChildren<BrushHandle*>();
        QCOMPARE(handles.size(), 2);
        const auto before = m_stack->visibleRange();
        QTest::keyClick(handles[0], Qt::Key_Right);
        QVERIFY(m_stack->visibleRange().from > before.from);
        QCOMPARE(m_stack->visibleRange().to, before.to);
        QVERIFY(handles[0]->accessibleText().startsWith(QStringLiteral("Range starts at 13:4")));
        auto* reset = buttonNamed(QStringLiteral("Show 13:45 to 15:05 again"));
        QVERIFY(reset->isVisible());
        QTest::mouseClick(reset, Qt::LeftButton);
        QCOMPARE(m_stack->visibleRange(), before);
    }

    void anEventIsOpenedByKeyAndSaidByName()
    {
        QSignalSpy activated(m_stack.get(), &ChartStack::flagActivated);
        auto* flag = flagNamed(QStringLiteral("Decision: roll back rather than scale out at 14:11:04"));
        QVERIFY(flag);
        QTest::keyClick(flag, Qt::Key_Space);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].toString(), QStringLiteral("e3"));
        QCOMPARE(m_stack->crosshair(), jst("14:11:04"));
    }

    void eventsThatLieTogetherOpenAMenuAndComeApartWhenZoomed()
    {
        QSignalSpy activated(m_stack.get(), &ChartStack::flagActivated);
        auto* group = flagNamed(QStringLiteral("2 event(s) from 14:27:00"));
        QVERIFY(group);
        QTest::keyClick(group, Qt::Key_Space);
        auto* menu = m_stack->findChild<QMenu*>();
        QVERIFY(menu);
        QCOMPARE(menu->actions().size(), 2);
        menu->actions()[1]->trigger();
        QCOMPARE(activated[0][0].toString(), QStringLiteral("e8"));
        menu->close();
        m_stack->setCrosshair(jst("14:27:20"));
        for (int step = 0; step < 6; ++step)
            m_stack->zoomIn();
        QVERIFY(flagNamed(QStringLiteral("Paged Kenji Mori at 14:27:40")));
    }

    void eachChartIsATableForScreenReaders()
    {
        auto* accessible = QAccessible::queryAccessibleInterface(charts()[0]);
        QVERIFY(accessible);
        QCOMPARE(accessible->role(), QAccessible::Table);
        QVERIFY(accessible->text(QAccessible::Name).startsWith(QStringLiteral("Checkout p99 latency, ")));
        auto* table = accessible->tableInterface();
        QVERIFY(table);
        QCOMPARE(table->columnCount(), 3);
        QCOMPARE(table->columnDescription(2), QStringLiteral("In alarm"));
        // Every 30 s from 13:45 to 14:58.
        QCOMPARE(table->rowCount(), 147);
        QCOMPARE(table->cellAt(0, 0)->text(QAccessible::Name), QStringLiteral("13:45:00"));
        QCOMPARE(table->cellAt(0, 2)->text(QAccessible::Name), QStringLiteral("not in alarm"));
        const auto row = (14 * 60 + 12 - (13 * 60 + 45)) * 2;
        QCOMPARE(table->cellAt(row, 0)->text(QAccessible::Name), QStringLiteral("14:12:00"));
        QCOMPARE(table->cellAt(row, 2)->text(QAccessible::Name), QStringLiteral("in alarm"));
        QVERIFY(table->cellAt(row, 1)->text(QAccessible::Name).endsWith(QStringLiteral("\u00a0s")));
        m_stack->zoomIn();
        QVERIFY(table->rowCount() < 147);
        QVERIFY(!table->cellAt(146, 0));
    }

    void aCellOutlivesItsOwnQuestionWhenTheRowsHaveChanged()
    {
        auto* table = QAccessible::queryAccessibleInterface(charts()[0])->tableInterface();
        QAccessibleInterface* last = table->cellAt(table->rowCount() - 1, 0);
        const auto id = QAccessible::uniqueId(last);
        m_stack->zoomIn();
        // As a screen reader's bridge does: it asks whether the cell is valid, then goes on to use it.
        QVERIFY(!last->isValid());
        QCOMPARE(QAccessible::accessibleInterface(id), last);
        QCOMPARE(last->role(), QAccessible::Cell);
        QVERIFY(last->text(QAccessible::Name).isEmpty());
    }

    void samplesThatArriveRepaintAndAreNotAddedToQtCharts()
    {
        auto* chart = charts()[0];
        const auto before = chart->grab().toImage();
        m_sample.series[0]->append({{jst("14:59:00"), 1.0}, {jst("14:59:30"), 1.1}}, jst("14:59:30"));
        QVERIFY(chart->chart()->series().isEmpty());
        QVERIFY(chart->grab().toImage() != before);
        QVERIFY(chart->accessibleName().contains(QStringLiteral("1.10 s")));
    }

    void aFailedReadOffersRetryAndKeepsTheLine()
    {
        QSignalSpy retry(m_stack.get(), &ChartStack::retryRequested);
        m_sample.series[2]->setFailed(QStringLiteral("Rate exceeded"));
        auto* button = buttonNamed(QStringLiteral("Retry Checkout 5xx rate"));
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(retry.size(), 1);
        QCOMPARE(retry[0][0].value<ChartSeries*>(), m_sample.series[2]);
        m_sample.series[2]->append({}, jst("14:58:10"));
        QVERIFY(!button->isVisible());
    }

    void aSeriesMayDieAtAnyTime()
    {
        m_sample.owned.erase(m_sample.owned.begin());
        QCOMPARE(charts().size(), 3);
        QVERIFY(!m_stack->grab().isNull());
        m_sample.owned.clear();
        QCOMPARE(charts().size(), 0);
        key(Qt::Key_Left);
        QVERIFY(!m_stack->grab().isNull());
    }

    void everythingThatTakesTheFocusHasAName()
    {
        m_stack->setCrosshair(jst("14:11:30"));
        for (auto* widget : m_stack->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy())
                continue;
            auto* accessible = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(),
                     widget->metaObject()->className());
        }
    }

private:
    /// Over the first chart; whether anybody took it.
    bool turnWheel(Qt::KeyboardModifiers modifiers, int angle)
    {
        auto* viewport = charts()[0]->viewport();
        const QPointF point = pointAt(jst("14:05:00"));
        QWheelEvent wheel(point, viewport->mapToGlobal(point), {}, {0, angle}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        // As from a hand: what a program sends does not go on to the parents.
        QSpontaneKeyEvent::setSpontaneous(&wheel);
        qApp->notify(viewport, &wheel);
        return wheel.isAccepted();
    }

    QList<MetricChart*> charts() const { return m_stack->findChildren<MetricChart*>(); }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* target = charts().isEmpty() ? static_cast<QWidget*>(m_stack.get()) : charts().first();
        QTest::keyClick(target, key, modifiers);
    }

    QPoint pointAt(domain::Time time) const
    {
        return {static_cast<int>(std::round(charts().first()->timeframe().axis().x(time))), 50};
    }

    QPushButton* buttonNamed(const QString& name) const
    {
        for (auto* button : m_stack->findChildren<QPushButton*>())
            if (button->accessibleName() == name)
                return button;
        return nullptr;
    }

    FlagButton* flagNamed(const QString& name) const
    {
        for (auto* flag : m_stack->findChildren<FlagButton*>())
            if (flag->isVisible() && flag->accessibleName() == name)
                return flag;
        return nullptr;
    }

    std::unique_ptr<Theme> m_theme;
    tests::SampleCharts m_sample;
    std::unique_ptr<ChartStack> m_stack;
};

QTEST_MAIN(ChartStackTest)
#include "chartstack_test.moc"
