#include "models/itemmodels/chartseries.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace matoi;
using namespace matoi::itemmodels;
using domain::Duration;
using domain::Time;

namespace {

constexpr Duration minute{60'000};
const Time start = *domain::parseTime("2026-11-18T05:00:00.000Z");
constexpr double noValue = std::numeric_limits<double>::quiet_NaN();

ChartDefinition latency(int datapoints = 1, int periods = 1)
{
    ChartDefinition definition;
    definition.title = QStringLiteral("Checkout p99 latency");
    definition.unit = QStringLiteral("Seconds");
    definition.threshold = ChartThreshold{1.2, ChartThreshold::Direction::Above, false, datapoints, periods};
    return definition;
}

std::vector<ChartSample> everyMinute(std::initializer_list<double> values)
{
    std::vector<ChartSample> samples;
    for (const auto value : values)
        samples.push_back({start + minute * static_cast<int>(samples.size()), value});
    return samples;
}

Time lastOf(const ChartSeries& series)
{
    return series.lastSample()->time;
}

} // namespace

class ChartSeriesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isInAlarmOnlyWhenEnoughOfTheLastSamplesAre()
    {
        ChartSeries series(latency(2, 3));
        series.replace(everyMinute({0.4, 0.4, 1.5}), start);
        QVERIFY(!series.inAlarm());
        series.append({{start + 3 * minute, 0.9}, {start + 4 * minute, 1.3}}, start);
        QVERIFY(series.inAlarm());
        series.append({{start + 5 * minute, 0.9}}, start);
        QVERIFY(!series.inAlarm());
    }

    void aThresholdBelowIsCrossedDownwards()
    {
        auto definition = latency();
        definition.threshold = ChartThreshold{300, ChartThreshold::Direction::Below, false, 1, 1};
        ChartSeries series(definition);
        QVERIFY(series.inAlarm(299));
        QVERIFY(!series.inAlarm(300));
        definition.threshold->inclusive = true;
        series.setDefinition(definition);
        QVERIFY(series.inAlarm(300));
        QVERIFY(!series.inAlarm(noValue));
    }

    void tellsSilenceOfTheMetricFromSilenceOfTheSource()
    {
        ChartSeries series(latency());
        series.replace(everyMinute({0.4, 2.0}), start + minute);
        QCOMPARE(series.state(start + minute), ChartSeries::State::Breach);
        // Not read for over 90 s: nothing is known about now, not even that there is no data.
        QCOMPARE(series.state(start + 10 * minute), ChartSeries::State::Stale);
        // Read just now, and still nothing newer: the metric has stopped.
        series.append({}, start + 10 * minute);
        QCOMPARE(series.state(start + 10 * minute), ChartSeries::State::NoData);
        series.append({{start + 10 * minute, 0.3}}, start + 10 * minute);
        QCOMPARE(series.state(start + 10 * minute), ChartSeries::State::Ok);
    }

    void aFailedReadKeepsTheSamples()
    {
        ChartSeries series(latency());
        QCOMPARE(series.load(), ChartSeries::Load::Loading);
        series.replace(everyMinute({0.4, 0.5}), start);
        QSignalSpy changed(&series, &ChartSeries::loadChanged);
        series.setFailed(QStringLiteral("Rate exceeded"));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(series.load(), ChartSeries::Load::Failed);
        QCOMPARE(series.error(), QStringLiteral("Rate exceeded"));
        QCOMPARE(series.lastSample()->value, 0.5);
        series.append({}, start + minute);
        QCOMPARE(series.load(), ChartSeries::Load::Ready);
        QVERIFY(series.error().isEmpty());
    }

    void theScaleHoldsTheThresholdEvenWhenTheDataIsFarBelow()
    {
        ChartSeries series(latency());
        series.replace(everyMinute({0.2, 0.25, 0.22}), start);
        QCOMPARE(series.scale().low, 0.0);
        QVERIFY(series.scale().high > 1.2);
        QVERIFY(series.scale().high <= 2.0);
    }

    void oneSpikeDoesNotFlattenTheRestButThreeInARowAreFollowed()
    {
        ChartSeries series(latency());
        series.replace(everyMinute({0.4, 0.5, 0.4, 0.45, 0.5, 0.4}), start);
        const auto before = series.scale();
        auto time = lastOf(series);
        QSignalSpy changed(&series, &ChartSeries::scaleChanged);
        for (const auto value : {30.0, 0.4, 31.0, 29.0}) {
            time += minute;
            series.append({{time, value}}, time);
        }
        QCOMPARE(series.scale(), before);
        QCOMPARE(changed.size(), 0);
        series.append({{time + minute, 33.0}}, time);
        QCOMPARE(changed.size(), 1);
        QVERIFY(series.scale().holds(33));
        QCOMPARE(series.scale().low, 0.0);
    }

    void readingAgainDoesNotMoveThePicture()
    {
        ChartSeries series(latency());
        series.replace(everyMinute({0.4, 2.0, 2.4, 2.4, 2.2}), start);
        const auto before = series.scale();
        series.replace(everyMinute({0.4, 1.6, 1.7, 1.7, 1.6}), start);
        QCOMPARE(series.scale(), before);
        series.replace(everyMinute({0.4, 14, 14, 14, 14}), start);
        QVERIFY(series.scale().holds(14));
    }

    void aPercentageStaysUnderAHundred()
    {
        auto definition = latency();
        definition.unit = QStringLiteral("Percent");
        definition.threshold->value = 85;
        ChartSeries series(definition);
        series.replace(everyMinute({41, 60, 98, 99, 97}), start);
        QCOMPARE(series.scale().high, 100.0);
        QCOMPARE(series.scale().ticks(), (std::vector<double>{40, 60, 80, 100}));
    }

    void digitsFollowTheScaleNotTheValue()
    {
        ChartSeries series(latency());
        series.replace(everyMinute({0.4, 2.0, 2.4}), start);
        const auto locale = QLocale::c();
        QCOMPARE(series.unit().text(2.264, locale), QStringLiteral("2.26\u00a0s"));
        QCOMPARE(series.unit().text(0.4, locale), QStringLiteral("0.40\u00a0s"));
        QCOMPARE(series.unit().shortText(1.2, locale), QStringLiteral("1.2\u00a0s"));
        QCOMPARE(series.unit().text(-0.0001, locale), QStringLiteral("0.00\u00a0s"));
    }

    void choosesPrefixes_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::addColumn<double>("magnitude");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("seconds under one") << "Seconds" << 0.3 << 0.21 << "210\u00a0ms";
        QTest::newRow("milliseconds over a thousand") << "Milliseconds" << 4000. << 2500. << "2.50\u00a0s";
        QTest::newRow("percent") << "Percent" << 100. << 94.2 << "94%";
        QTest::newRow("small percent") << "%" << 3. << 2.52 << "2.5%";
        QTest::newRow("bytes") << "Bytes" << 8. * 1024 * 1024 << 3. * 1024 * 1024 << "3.00\u00a0MiB";
        QTest::newRow("count") << "Count" << 450. << 212.4 << "212";
        QTest::newRow("large count") << "Count" << 60'000. << 41'200. << "41.2\u00a0k";
        QTest::newRow("a unit that we do not know") << "widgets/h" << 100. << 12.3 << "12\u00a0widgets/h";
    }
    void choosesPrefixes()
    {
        QFETCH(QString, unit);
        QFETCH(double, magnitude);
        QFETCH(double, value);
        QFETCH(QString, text);
        QCOMPARE(ChartUnit(unit, magnitude, magnitude).text(value, QLocale::c()), text);
    }

    void writesNumbersInTheLocale()
    {
        const ChartUnit unit(QStringLiteral("Seconds"), 3, 3);
        QCOMPARE(unit.number(1.44, QLocale(QLocale::German)), QStringLiteral("1,44"));
    }

    void theCrosshairStepsOverGapsAndStopsAtTheEnds()
    {
        ChartSeries series(latency());
        series.replace(everyMinute({1, 2, noValue, noValue, 3}), start);
        QCOMPARE(series.stepped(start + minute, 1), start + 4 * minute);
        QCOMPARE(series.stepped(start + 4 * minute, -1), start + minute);
        QCOMPARE(series.stepped(start, -10), start);
        QCOMPARE(series.stepped(start, 10), start + 4 * minute);
        QCOMPARE(series.sampleAt(start + minute + Duration(20'000))->value, 2.0);
        QVERIFY(!series.sampleAt(start + 20 * minute));
    }

    void meansAreShownAndWhatWasMeasuredDecides()
    {
        ChartSeries series(latency());
        series.replace(everyMinute({0.2, 0.4, 0.6, 0.8, 1.0, 1.1, 1.3, 1.1, 1.3, 1.5}), start);
        const auto scale = series.scale();
        QVERIFY(series.inAlarm());
        series.setResolution(5 * minute);
        QCOMPARE(series.resolution(), 5 * minute);
        QCOMPARE(series.pyramid().size(), std::size_t(2));
        QVERIFY(std::abs(series.pyramid().at(0).value - 0.6) < 1e-9);
        QVERIFY2(series.pyramid().at(0).time == start + 2 * minute, "in the middle of what was measured");
        QVERIFY(std::abs(series.sampleAt(start + 8 * minute)->value - 1.26) < 1e-9);
        QVERIFY(series.inAlarm());
        QCOMPARE(series.lastSample()->value, 1.5);
        QVERIFY(series.scale() == scale);
        QCOMPARE(series.measured().size(), std::size_t(10));
        series.setResolution({});
        QCOMPARE(series.pyramid().size(), std::size_t(10));
    }

    void theMeanOfNowFollowsWhatComes()
    {
        ChartSeries series(latency());
        series.setResolution(5 * minute);
        series.replace(everyMinute({1, 1, 1, 1, 1, 2}), start);
        QCOMPARE(series.pyramid().at(1).value, 2.0);
        QCOMPARE(series.pyramid().at(1).time, start + 5 * minute);
        QSignalSpy appended(&series, &ChartSeries::appended);
        series.append({{start + 6 * minute, 4}, {start + 7 * minute, noValue}}, start);
        QCOMPARE(appended[0][0].value<Time>(), start + 5 * minute);
        QCOMPARE(series.pyramid().size(), std::size_t(2));
        QCOMPARE(series.pyramid().at(1).value, 3.0);
        QCOMPARE(series.pyramid().at(1).time, start + 6 * minute);
        // A correction of the past is in its own mean.
        series.append({{start, 6}}, start);
        QCOMPARE(series.pyramid().at(0).value, 2.0);
        QCOMPARE(series.pyramid().at(1).value, 3.0);
    }

    void aStretchWithoutAValueIsAGapAndARareMetricStaysAsItIs()
    {
        ChartSeries series(latency());
        series.replace(everyMinute({1, 1, noValue, noValue, 3, 3}), start);
        series.setResolution(2 * minute);
        QCOMPARE(series.pyramid().size(), std::size_t(3));
        QVERIFY(std::isnan(series.pyramid().at(1).value));
        ChartDefinition rare = latency();
        rare.period = 15 * minute;
        series.setDefinition(rare);
        QCOMPARE(series.resolution(), Duration(0));
        QCOMPARE(series.pyramid().size(), std::size_t(6));
    }

    void appendingTellsFromWhere()
    {
        ChartSeries series(latency());
        series.replace(everyMinute({1, 2, 3}), start);
        QSignalSpy appended(&series, &ChartSeries::appended);
        QSignalSpy replaced(&series, &ChartSeries::replaced);
        series.append({{start + 2 * minute, 2.5}, {start + 3 * minute, 4}}, start);
        QCOMPARE(replaced.size(), 0);
        QCOMPARE(appended.size(), 1);
        QCOMPARE(appended[0][0].value<Time>(), start + 2 * minute);
        QCOMPARE(series.sampleAt(start + 2 * minute)->value, 2.5);
        series.append({}, start);
        QCOMPARE(appended.size(), 1);
    }
};

QTEST_GUILESS_MAIN(ChartSeriesTest)
#include "chartseries_test.moc"
