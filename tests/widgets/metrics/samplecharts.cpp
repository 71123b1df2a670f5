#include "tests/widgets/metrics/samplecharts.h"

#include <QString>

#include <algorithm>
#include <cmath>
#include <random>

namespace matoi::tests {

using namespace Qt::StringLiterals;
using namespace itemmodels;
using namespace widgets;
using domain::Duration;
using domain::Time;

namespace {

constexpr Duration period{30'000};

/// A calm level, a rise, a plateau, a slow return: the shape of an overload.
double course(double minutesFromStart, double calm, double peak, double after)
{
    const auto smooth = [](double x) { return x <= 0 ? 0.0 : x >= 1 ? 1.0 : x * x * (3 - 2 * x); };
    const auto rise = smooth((minutesFromStart + 6) / 14);
    const auto fall = smooth((minutesFromStart - 18) / 22);
    return calm + (peak - calm) * rise + (after - peak) * fall;
}

struct Shape
{
    double calm;
    double peak;
    double after;
    double noise;
    double lowest;
    double highest;
};

std::vector<ChartSample> draw(const Shape& shape, unsigned seed, Time until)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> noise(0, shape.noise);
    std::vector<ChartSample> samples;
    double drift = 0;
    for (auto time = jst("13:30:00"); time <= until; time += period) {
        const auto minutes = std::chrono::duration<double, std::ratio<60>>(time - jst("14:02:14")).count();
        drift = 0.6 * drift + noise(random);
        const auto value = course(minutes, shape.calm, shape.peak, shape.after) + drift;
        samples.push_back({time, std::clamp(value, shape.lowest, shape.highest)});
    }
    return samples;
}

ChartDefinition definition(const QString& title, const QString& source, const QString& unit,
                           ChartThreshold threshold)
{
    ChartDefinition result;
    result.id = title;
    result.title = title;
    result.source = source;
    result.query = source;
    result.unit = unit;
    result.period = period;
    result.threshold = threshold;
    return result;
}

} // namespace

Time jst(const char* clock)
{
    return *domain::parseTime("2026-11-18T" + std::string(clock) + "+09:00");
}

QTimeZone japan()
{
    return QTimeZone("Asia/Tokyo");
}

SampleCharts sampleCharts(Time until)
{
    using enum ChartThreshold::Direction;
    SampleCharts charts;
    const auto add = [&](ChartDefinition what, const Shape& shape) {
        auto series = std::make_unique<ChartSeries>(std::move(what));
        series->replace(draw(shape, static_cast<unsigned>(charts.owned.size() + 3), until), until);
        charts.series.append(series.get());
        charts.owned.push_back(std::move(series));
    };
    add(definition(u"Checkout p99 latency"_s, u"AWS/ApplicationELB TargetResponseTime p99"_s, u"Seconds"_s,
                   {1.2, Above, false, 3, 3}),
        {0.4, 2.3, 0.5, 0.06, 0.2, 9});
    add(definition(u"web-prod CPU, mean"_s, u"AWS/EC2 CPUUtilization, 12 instances"_s, u"Percent"_s,
                   {85, Above, false, 5, 5}),
        {42, 98, 48, 1.2, 0, 99.4});
    add(definition(u"Checkout 5xx rate"_s, u"HTTPCode_Target_5XX / RequestCount"_s, u"Percent"_s,
                   {1, Above, false, 2, 3}),
        {0.12, 2.7, 0.15, 0.09, 0.02, 100});
    add(definition(u"Orders per minute"_s, u"Hinode/Orders Placed sum"_s, u"Count"_s,
                   {300, Below, false, 3, 5}),
        {420, 190, 405, 5, 0, 1e6});
    charts.marks = {{jst("14:02:14"), ChartMark::Kind::Start, u"Start"_s},
                    {jst("14:05:40"), ChartMark::Kind::Acknowledged, u"Ack"_s},
                    {jst("14:41:02"), ChartMark::Kind::Mitigated, u"Mitigated"_s}};
    charts.flags = {
        {jst("13:55:00"), Icon::Server, u"Deploy 2026.11.18-3 finished"_s, u"e1"_s, false},
        {jst("14:08:00"), Icon::Pin, u"Snapshot of Checkout p99 latency"_s, u"e2"_s, false},
        {jst("14:11:04"), Icon::Gavel, u"Decision: roll back rather than scale out"_s, u"e3"_s, true},
        {jst("14:13:30"), Icon::RotateCcw, u"Roll back started"_s, u"e4"_s, false},
        {jst("14:18:00"), Icon::Megaphone, u"Status page: checkout is slow"_s, u"e5"_s, false},
        {jst("14:22:00"), Icon::Gavel, u"Decision: turn off recommendation widget"_s, u"e6"_s, true},
        {jst("14:27:00"), Icon::BookText, u"Runbook step 3 of 5 succeeded"_s, u"e7"_s, false},
        {jst("14:27:40"), Icon::PhoneCall, u"Paged Kenji Mori"_s, u"e8"_s, false},
        {jst("14:37:40"), Icon::Megaphone, u"Status page: recovering"_s, u"e9"_s, false}};
    return charts;
}

} // namespace matoi::tests
