#pragma once

#include "widgets/common/accessible.h"
#include "widgets/metrics/charttimeframe.h"

namespace matoi::widgets {

class CommandButton;

/// What stands right of a chart: title, source, the value now, alarm state and threshold; in place of the
/// threshold the reason when the last read failed, with Retry.
class MetricLegend final : public PaintedWidget
{
    Q_OBJECT

public:
    static constexpr int width100 = 196; ///< at 100 %, with the gap to the plot

    MetricLegend(Theme& theme, ChartTimeframe& timeframe, itemmodels::ChartSeries& series,
                 QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// Without the button that changes the metric.
    void setReadOnly(bool on);

Q_SIGNALS:
    void retryRequested();
    void editRequested();
    void removeRequested();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Lines
    {
        QRectF title;
        QRectF source; ///< or, in one line or two, why it could not be read
        QRectF value;
        QRectF lastWeek; ///< empty: no room, or nothing to compare with
        QRectF bottom;
    };

    Lines lines() const;
    int leastLines() const;
    void refresh();
    void openMenu();
    QString secondLine() const;
    QString lastWeek() const;
    void paintValue(QPainter& painter, const QRectF& line) const;
    void paintThreshold(QPainter& painter, const QRectF& line) const;
    void paintError(QPainter& painter, const QRectF& line) const;
    bool failed() const;

    ChartTimeframe& m_timeframe;
    itemmodels::ChartSeries& m_series;
    CommandButton* m_retry;
    CommandButton* m_more;
    bool m_readOnly = false;
};

} // namespace matoi::widgets
