#include "models/itemmodels/snapshotdata.h"

#include <QtCore/QDateTime>

#include <cmath>

namespace matoi::itemmodels {

using namespace domain;

SnapshotSeries snapshotOf(const ChartSeries& series, TimeSpan range)
{
    const ChartDefinition& definition = series.definition();
    SnapshotSeries out;
    if (const auto id = Id<MetricDefinition>::parse(definition.id.toStdString()))
        out.metricId = *id;
    out.title = definition.title.toStdString();
    out.unit = definition.unit.toStdString();
    out.source = definition.source.toStdString();
    out.stepSeconds =
        static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(definition.period).count());
    if (const auto& threshold = definition.threshold)
        out.threshold =
            MetricThreshold{threshold->value,
                            threshold->direction == ChartThreshold::Direction::Above ? ThresholdSide::Above
                                                                                     : ThresholdSide::Below,
                            threshold->datapointsToAlarm, threshold->evaluationPeriods};
    const ChartPyramid& pyramid = series.measured();
    for (auto index = pyramid.indexAt(range.from); index < pyramid.size(); ++index) {
        const ChartSample sample = pyramid.at(index);
        if (sample.time > range.to)
            break;
        out.samples.push_back({sample.time, sample.value});
    }
    out.readAt = series.readAt();
    return out;
}

std::vector<std::unique_ptr<ChartSeries>> seriesOf(const MetricSnapshot& snapshot)
{
    std::vector<std::unique_ptr<ChartSeries>> all;
    for (const SnapshotSeries& kept : snapshot.series) {
        ChartDefinition definition;
        definition.id = QString::fromStdString(kept.metricId.toString());
        definition.title = QString::fromStdString(kept.title);
        definition.source = QString::fromStdString(kept.source);
        definition.query = definition.source;
        definition.unit = QString::fromStdString(kept.unit);
        definition.threshold = ChartThreshold::of(kept.threshold);
        definition.period = std::chrono::seconds(kept.stepSeconds);
        // Reduced samples lie further apart than those that were measured: only "no value" is a gap then.
        const auto stretch = (snapshot.to - snapshot.from) / 100;
        definition.period = std::max<Duration>(definition.period, stretch);
        definition.staleAfter = std::max<Duration>(std::chrono::seconds(90), 4 * definition.period);
        std::vector<ChartSample> samples;
        for (const MetricSample& sample : kept.samples)
            samples.push_back({sample.at, sample.value});
        auto series = std::make_unique<ChartSeries>(std::move(definition));
        series->replace(std::move(samples), kept.readAt.value_or(snapshot.at));
        all.push_back(std::move(series));
    }
    return all;
}

QList<QStringList> snapshotRows(const MetricSnapshot& snapshot, const QTimeZone& zone)
{
    QList<QStringList> rows;
    for (const SnapshotSeries& series : snapshot.series)
        for (const MetricSample& sample : series.samples)
            rows << QStringList{QDateTime::fromMSecsSinceEpoch(sample.at.time_since_epoch().count(), Qt::UTC)
                                    .toTimeZone(zone)
                                    .toString(Qt::ISODateWithMs),
                                QString::fromStdString(series.title),
                                std::isnan(sample.value)
                                    ? QString()
                                    : QString::number(sample.value, 'g', QLocale::FloatingPointShortest),
                                QString::fromStdString(series.unit)};
    return rows;
}

} // namespace matoi::itemmodels
