#pragma once

#include "widgets/common/accessible.h"
#include "widgets/metrics/charttimeframe.h"

namespace matoi::widgets {

/// The time axis under all plots: labels in the person's zone, now, and the crosshair's time in a box.
class TimeRow final : public PaintedWidget
{
    Q_OBJECT

public:
    TimeRow(Theme& theme, ChartTimeframe& timeframe, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QString accessibleText() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ChartTimeframe& m_timeframe;
};

} // namespace matoi::widgets
