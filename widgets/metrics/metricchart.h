#pragma once

#include "widgets/metrics/charttimeframe.h"
#include "widgets/metrics/seriespainter.h"

#include <QtCharts/QChartView>
#include <QtCore/QTimer>

QT_BEGIN_NAMESPACE
class QValueAxis;
QT_END_NAMESPACE

namespace matoi::widgets {

/// One metric of the stack. Qt Charts draws the frame (ground, y axis, horizontal grid); one item in the plot
/// paints the samples, another what is at the cursor. Panning touches neither axes nor grid: only the two
/// items repaint.
///
/// Screen readers find a table: time, value, in alarm (see chartaccessible.h).
class MetricChart final : public QChartView
{
    Q_OBJECT

public:
    /// `series` and `timeframe` must outlive it.
    MetricChart(Theme& theme, ChartTimeframe& timeframe, itemmodels::ChartSeries& series,
                QWidget* parent = nullptr);

    itemmodels::ChartSeries& series() const { return m_series; }
    const ChartTimeframe& timeframe() const { return m_timeframe; }
    /// In the view's coordinates.
    QRectF plot() const { return m_plot; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    class SeriesItem;
    class CursorItem;
    class MarkItem;

    void dress();
    void layOut();
    void showScale();
    void describe();
    void watchLoading();
    void repaintSeries();
    QString message() const;
    void paintGrid(QPainter& painter) const;
    void paintAbsence(QPainter& painter) const;
    void paintMessage(QPainter& painter) const;

    Theme& m_theme;
    ChartTimeframe& m_timeframe;
    itemmodels::ChartSeries& m_series;
    QRectF m_plot;
    bool m_showsFocus = false; ///< the focus came by key
    QValueAxis* m_axis;
    SeriesItem* m_seriesItem;
    MarkItem* m_markItem;
    CursorItem* m_cursorItem;
    QTimer m_patience{this}; ///< loading is told in words only when it lasts
};

} // namespace matoi::widgets
