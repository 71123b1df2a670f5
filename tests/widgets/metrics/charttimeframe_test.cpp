#include "tests/widgets/metrics/samplecharts.h"
#include "widgets/metrics/charttimeframe.h"

#include <QSignalSpy>
#include <QTest>

using namespace matoi;
using namespace matoi::widgets;
using domain::Duration;
using tests::jst;

namespace {

constexpr Duration minute{60'000};
const TimeRange hour{jst("14:00:00"), jst("15:00:00")};

} // namespace

class ChartTimeframeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void zoomingKeepsTheAnchorWhereItIs()
    {
        ChartTimeframe frame;
        frame.setHome(hour);
        frame.setPlot(52, 852, 72);
        const auto anchor = jst("14:15:00");
        const auto before = frame.axis().x(anchor);
        frame.zoom(0.5, anchor);
        QCOMPARE(frame.range().span(), 30 * minute);
        QVERIFY(std::abs(frame.axis().x(anchor) - before) < 0.01);
        QVERIFY(frame.isZoomed());
        frame.zoomHome();
        QCOMPARE(frame.range(), hour);
        QVERIFY(!frame.isZoomed());
    }

    void zoomingStopsAtTheExtentAndAtTenSeconds()
    {
        ChartTimeframe frame;
        frame.setExtent({jst("13:00:00"), jst("15:30:00")});
        frame.setHome(hour);
        QCOMPARE(frame.range(), hour);
        frame.zoom(100, jst("14:30:00"));
        QCOMPARE(frame.range(), (TimeRange{jst("13:00:00"), jst("15:30:00")}));
        frame.zoom(1e-9, jst("14:30:00"));
        QCOMPARE(frame.range().span(), ChartTimeframe::shortest);
        QVERIFY(frame.range().holds(jst("14:30:00")));
    }

    void panningStopsAtTheExtentWithoutChangingTheSpan()
    {
        ChartTimeframe frame;
        frame.setHome(hour);
        frame.setRange({jst("14:10:00"), jst("14:20:00")});
        frame.pan(-60 * minute);
        QCOMPARE(frame.range(), (TimeRange{jst("14:00:00"), jst("14:10:00")}));
    }

    void aNewHomeLeavesAZoomedViewAlone()
    {
        ChartTimeframe frame;
        frame.setHome(hour);
        frame.setRange({jst("14:10:00"), jst("14:20:00")});
        frame.setHome({jst("14:00:00"), jst("15:10:00")});
        QCOMPARE(frame.range(), (TimeRange{jst("14:10:00"), jst("14:20:00")}));
        frame.zoomHome();
        QCOMPARE(frame.range().to, jst("15:10:00"));
    }

    void theRangeFollowsNowInStepsButNeverUnderThePointer()
    {
        ChartTimeframe frame;
        frame.setNow(jst("14:59:00"));
        frame.setHome(hour);
        QSignalSpy moved(&frame, &ChartTimeframe::rangeChanged);
        frame.setNow(jst("14:59:59"));
        QCOMPARE(moved.size(), 0);
        frame.setNow(jst("15:00:01"));
        QCOMPARE(moved.size(), 1);
        QCOMPARE(frame.range().span(), 60 * minute);
        QCOMPARE(frame.range().to, jst("15:06:01"));
        frame.setHeld(true);
        frame.setNow(jst("15:07:00"));
        QCOMPARE(frame.range().to, jst("15:06:01"));
    }

    void nowBeforeAnyRangeChangesNothing()
    {
        ChartTimeframe frame;
        frame.setNow(jst("14:30:00"));
        frame.setHome(hour);
        QCOMPARE(frame.range(), hour);
        QCOMPARE(frame.extent(), hour);
    }

    void ticksAreRoundInThePersonsZone()
    {
        ChartTimeframe frame;
        frame.setHome(hour);
        frame.setPlot(0, 840, 72);
        frame.setZone(QTimeZone("Asia/Kolkata"));
        QStringList labels;
        for (const auto& tick : frame.ticks())
            labels.append(tick.label);
        QVERIFY2(labels.contains(QStringLiteral("10:40")), qPrintable(labels.join(QLatin1Char(' '))));
        QVERIFY(!labels.contains(QStringLiteral("14:10")));
    }
};

QTEST_GUILESS_MAIN(ChartTimeframeTest)
#include "charttimeframe_test.moc"
