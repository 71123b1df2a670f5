#pragma once

#include "widgets/common/accessible.h"
#include "widgets/metrics/charttimeframe.h"

namespace matoi::widgets {

/// The row above the events: the marks' names at the top of their lines.
class MarkStrip final : public PaintedWidget
{
    Q_OBJECT

public:
    MarkStrip(Theme& theme, ChartTimeframe& timeframe, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    /// "Start 14:02, Ack 14:05"
    QString accessibleText() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Label
    {
        QRectF rect;
        QString text;
        ChartMark::Kind kind;
    };
    std::vector<Label> labels() const;
    QString textOf(const ChartMark& mark) const;

    ChartTimeframe& m_timeframe;
};

} // namespace matoi::widgets
