#include "widgets/common/timeaxis.h"

#include <QtCore/QLocale>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using matoi::domain::parseTime;
using matoi::domain::Time;
using matoi::widgets::TimeAxis;

namespace {

Time at(const char* text)
{
    return parseTime(text).value();
}

QStringList labels(const std::vector<TimeAxis::Tick>& ticks)
{
    QStringList list;
    for (const TimeAxis::Tick& tick : ticks) {
        list << tick.label;
    }
    return list;
}

TimeAxis axis(const char* from, const char* to, const char* zone, double width = 1000)
{
    return {at(from), at(to), 0, width, QTimeZone(zone)};
}

} // namespace

class TimeAxisTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void mapsTimeToXAndBack()
    {
        const TimeAxis axis(at("2026-11-18T04:45:00Z"), at("2026-11-18T06:05:00Z"), 52, 852,
                            QTimeZone("Asia/Tokyo"));
        QCOMPARE(axis.x(axis.from()), 52.0);
        QCOMPARE(axis.x(axis.to()), 852.0);
        QCOMPARE(axis.x(at("2026-11-18T05:25:00Z")), 452.0);
        QCOMPARE(axis.timeAt(452), at("2026-11-18T05:25:00Z"));
    }

    void putsTicksOnRoundLocalTimes()
    {
        // India is half an hour off, so a grid in UTC would show there.
        const TimeAxis india = axis("2026-11-18T04:45:00Z", "2026-11-18T06:05:00Z", "Asia/Kolkata");
        QCOMPARE(labels(india.ticks(150)),
                 QStringList({u"10:15"_s, u"10:30"_s, u"10:45"_s, u"11:00"_s, u"11:15"_s, u"11:30"_s}));
        const TimeAxis seconds = axis("2026-11-18T05:00:00Z", "2026-11-18T05:00:20Z", "UTC");
        QCOMPARE(labels(seconds.ticks(200)),
                 QStringList({u"05:00:00"_s, u"05:00:05"_s, u"05:00:10"_s, u"05:00:15"_s, u"05:00:20"_s}));
    }

    void namesTheDayAtMidnight()
    {
        const TimeAxis night = axis("2026-11-17T12:00:00Z", "2026-11-18T00:00:00Z", "Asia/Tokyo");
        const auto ticks = night.ticks(200);
        QCOMPARE(labels(ticks), QStringList({u"21:00"_s, u"Wed 18"_s, u"03:00"_s, u"06:00"_s, u"09:00"_s}));
        QVERIFY(ticks[1].dayStart);
    }

    void keepsTicksApart_data()
    {
        QTest::addColumn<int>("hours");
        for (const int hours : {1, 7, 24, 72, 24 * 9, 24 * 40, 24 * 400, 24 * 4000}) {
            QTest::addRow("%d hours", hours) << hours;
        }
    }

    void keepsTicksApart()
    {
        QFETCH(int, hours);
        const Time from = at("2026-03-27T05:17:00Z");
        const TimeAxis axis(from, from + std::chrono::hours(hours), 0, 900, QTimeZone("Europe/Berlin"));
        const auto ticks = axis.ticks(80);
        QVERIFY(ticks.size() <= 12);
        for (std::size_t i = 1; i < ticks.size(); ++i) {
            QVERIFY2(ticks[i].x - ticks[i - 1].x >= 70, qPrintable(ticks[i].label));
        }
        QVERIFY(!ticks.empty() || hours > 24 * 1000);
    }

    void doesNotDrawTheLostHourInSpring()
    {
        // Berlin, 29 March 2026: 01:59 is followed by 03:00.
        const TimeAxis spring = axis("2026-03-28T23:00:00Z", "2026-03-29T04:00:00Z", "Europe/Berlin");
        const auto ticks = spring.ticks(150);
        QCOMPARE(labels(ticks),
                 QStringList({u"Sun 29"_s, u"01:00"_s, u"03:00"_s, u"04:00"_s, u"05:00"_s, u"06:00"_s}));
        for (std::size_t i = 1; i < ticks.size(); ++i) {
            QCOMPARE(ticks[i].at - ticks[i - 1].at, std::chrono::milliseconds(1h));
        }
    }

    void drawsTheRepeatedHourTwiceInAutumn()
    {
        // Berlin, 25 October 2026: 02:59 is followed by 02:00.
        const TimeAxis autumn = axis("2026-10-24T22:00:00Z", "2026-10-25T03:00:00Z", "Europe/Berlin");
        QCOMPARE(labels(autumn.ticks(150)),
                 QStringList({u"Sun 25"_s, u"01:00"_s, u"02:00"_s, u"02:00"_s, u"03:00"_s, u"04:00"_s}));
    }

    void comesBackToLocalHoursAfterAChange()
    {
        const TimeAxis days = axis("2026-03-28T11:00:00Z", "2026-03-30T10:00:00Z", "Europe/Berlin");
        QCOMPARE(labels(days.ticks(100)),
                 QStringList({u"12:00"_s, u"18:00"_s, u"Sun 29"_s, u"06:00"_s, u"12:00"_s, u"18:00"_s,
                              u"Mon 30"_s, u"06:00"_s, u"12:00"_s}));
    }

    void drawsDaysAsLongAsTheyAre()
    {
        const TimeAxis week = axis("2026-03-27T23:00:00Z", "2026-03-30T22:00:00Z", "Europe/Berlin", 710);
        const auto days = week.days();
        QCOMPARE(labels(days), QStringList({u"Sat 28"_s, u"Sun 29"_s, u"Mon 30"_s, u"Tue 31"_s}));
        QCOMPARE(days[1].x - days[0].x, 240.0);
        QCOMPARE(days[2].x - days[1].x, 230.0);
        QCOMPARE(days[3].x - days[2].x, 240.0);
    }

    void knowsZonesThatMoveByHalfAnHour()
    {
        // Lord Howe Island goes from +11:00 to +10:30 on 5 April 2026 at 02:00.
        const TimeAxis howe = axis("2026-04-04T14:00:00Z", "2026-04-04T17:30:00Z", "Australia/Lord_Howe");
        QCOMPARE(labels(howe.ticks(250)), QStringList({u"01:00"_s, u"02:00"_s, u"03:00"_s, u"04:00"_s}));
    }

    void zoomsAroundTheCursorAndMoves()
    {
        const TimeAxis whole = axis("2026-11-18T05:00:00Z", "2026-11-18T06:00:00Z", "UTC");
        const TimeAxis half = whole.zoomed(2, 250);
        QCOMPARE(half.timeAt(250), whole.timeAt(250));
        QCOMPARE(half.to() - half.from(), std::chrono::milliseconds(30min));
        const TimeAxis moved = whole.moved(500);
        QCOMPARE(moved.from(), at("2026-11-18T05:30:00Z"));
        QCOMPARE(moved.to() - moved.from(), whole.to() - whole.from());
    }
};

QTEST_GUILESS_MAIN(TimeAxisTest)
#include "timeaxistest.moc"
