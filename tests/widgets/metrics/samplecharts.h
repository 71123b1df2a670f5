#pragma once

#include "models/itemmodels/chartseries.h"
#include "widgets/metrics/charttimeframe.h"

#include <memory>
#include <vector>

/// The incident that all mock-ups tell: INC-2041, Wed 18 Nov 2026, start 14:02:14 JST, as four metrics.
namespace matoi::tests {

/// "14:02:14" on that day in Japan.
domain::Time jst(const char* clock);
QTimeZone japan();

struct SampleCharts
{
    std::vector<std::unique_ptr<itemmodels::ChartSeries>> owned;
    QList<itemmodels::ChartSeries*> series;
    std::vector<widgets::ChartMark> marks;
    std::vector<widgets::ChartFlag> flags;
};

/// Samples every 30 s from 13:30 to `until`, read at `until`.
SampleCharts sampleCharts(domain::Time until);

} // namespace matoi::tests
