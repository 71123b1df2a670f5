#pragma once

#include "models/domain/ports/repository.h"
#include "models/itemmodels/chartseries.h"

#include <QtCore/QList>
#include <QtCore/QStringList>
#include <QtCore/QTimeZone>

#include <memory>
#include <vector>

namespace matoi::itemmodels {

/// What a chart shows in a range, as a snapshot keeps it.
domain::SnapshotSeries snapshotOf(const ChartSeries& series, domain::TimeSpan range);

/// The charts of a snapshot, as they stood.
std::vector<std::unique_ptr<ChartSeries>> seriesOf(const domain::MetricSnapshot& snapshot);

/// For csvFile(): time in `zone` (RFC 3339), metric, value, unit; one row a sample, without a header.
QList<QStringList> snapshotRows(const domain::MetricSnapshot& snapshot, const QTimeZone& zone);

} // namespace matoi::itemmodels
