#include "widgets/metrics/chartwording.h"

#include "widgets/common/durationtext.h"

#include <QtCore/QTimeZone>

namespace matoi::widgets {

using itemmodels::ChartSeries;
using itemmodels::ChartThreshold;

namespace {

bool isAbove(const ChartThreshold& threshold)
{
    return threshold.direction == ChartThreshold::Direction::Above;
}

QString thresholdValue(const ChartSeries& series, const QLocale& locale)
{
    return series.unit().shortText(series.definition().threshold->value, locale);
}

QString lastValue(const ChartSeries& series, const QLocale& locale)
{
    return series.unit().text(series.lastSample()->value, locale);
}

} // namespace

QString ChartWording::threshold(const ChartSeries& series, const QLocale& locale)
{
    const auto& threshold = series.definition().threshold;
    if (!threshold)
        return {};
    const auto value = thresholdValue(series, locale);
    if (threshold->evaluationPeriods <= 1)
        return isAbove(*threshold) ? tr("above %1").arg(value) : tr("below %1").arg(value);
    return (isAbove(*threshold) ? tr("above %1 for %2 of %3") : tr("below %1 for %2 of %3"))
        .arg(value, locale.toString(threshold->datapointsToAlarm),
             locale.toString(threshold->evaluationPeriods));
}

QString ChartWording::alarm(const ChartSeries& series, const QLocale& locale)
{
    const auto& threshold = series.definition().threshold;
    if (!threshold)
        return {};
    const auto value = thresholdValue(series, locale);
    return isAbove(*threshold) ? tr("alarm above %1").arg(value) : tr("alarm below %1").arg(value);
}

QString ChartWording::state(const ChartSeries& series, ChartSeries::State state)
{
    switch (state) {
    case ChartSeries::State::Ok: return series.definition().threshold ? tr("OK") : QString();
    case ChartSeries::State::Breach: return tr("Alarm");
    case ChartSeries::State::NoData: return tr("No data");
    case ChartSeries::State::Stale: return tr("Stale");
    }
    return {};
}

QString ChartWording::age(const ChartSeries& series, domain::Time now, const QTimeZone& zone)
{
    if (series.empty())
        return {};
    switch (series.state(now)) {
    case ChartSeries::State::Stale:
        return tr("last value at %1").arg(timeText(series.lastSample()->time, zone));
    case ChartSeries::State::NoData: return noDataSince(series, zone);
    case ChartSeries::State::Ok:
    case ChartSeries::State::Breach: break;
    }
    return {};
}

QString ChartWording::noDataSince(const ChartSeries& series, const QTimeZone& zone)
{
    const auto last = series.lastSample();
    return last ? tr("no data since %1").arg(timeText(last->time, zone)) : tr("no data");
}

QString ChartWording::spoken(const ChartSeries& series, domain::Time now, const QTimeZone& zone,
                             const QLocale& locale)
{
    const auto& title = series.definition().title;
    const auto plain = [](QString text) { return text.replace(QChar::Nbsp, QChar::Space); };
    if (series.empty()) {
        if (series.load() == ChartSeries::Load::Loading)
            return tr("%1, loading").arg(title);
        if (series.load() == ChartSeries::Load::Failed)
            return tr("%1, could not be read: %2").arg(title, series.error());
        return tr("%1, no data").arg(title);
    }
    const auto value = lastValue(series, locale);
    const auto time = timeText(series.lastSample()->time, zone);
    switch (series.state(now)) {
    case ChartSeries::State::NoData: return tr("%1, no data since %2").arg(title, time);
    case ChartSeries::State::Stale: return plain(tr("%1, %2 at %3, stale").arg(title, value, time));
    case ChartSeries::State::Breach: {
        const bool above = isAbove(*series.definition().threshold);
        return plain((above ? tr("%1, %2, in alarm above %3") : tr("%1, %2, in alarm below %3"))
                         .arg(title, value, thresholdValue(series, locale)));
    }
    case ChartSeries::State::Ok: break;
    }
    if (!series.definition().threshold)
        return plain(tr("%1, %2").arg(title, value));
    const bool above = isAbove(*series.definition().threshold);
    return plain((above ? tr("%1, %2, OK, alarm above %3") : tr("%1, %2, OK, alarm below %3"))
                     .arg(title, value, thresholdValue(series, locale)));
}

QString ChartWording::loading(const QString& source)
{
    return source.isEmpty() ? tr("Loading") : tr("Loading from %1").arg(source);
}

QString ChartWording::noData()
{
    return tr("No data in this period");
}

QString ChartWording::offline()
{
    return tr("Offline, and nothing of this period is kept here");
}

QString ChartWording::lastWeek(const ChartSeries& series, domain::Time at, const QLocale& locale)
{
    const auto sample = series.referenceAt(at);
    return sample ? tr("last week %1").arg(series.unit().text(sample->value, locale))
                  : tr("last week no value");
}

QString ChartWording::noValue()
{
    return tr("no value");
}

} // namespace matoi::widgets
