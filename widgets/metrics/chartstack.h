#pragma once

#include "widgets/metrics/charttimeframe.h"

#include <QtCore/QList>
#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QScrollArea;
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class BrushStrip;
class ChartPointer;
class CrosshairBar;
class FlagStrip;
class MarkStrip;
class MetricChart;
class MetricLegend;
class TimeRow;

/// The Metrics tab's charts: marks, events, one row a metric, the time axis, what can be done at the
/// crosshair, and the overview strip. All of them stand on one time axis.
///
/// It shows ChartSeries and follows their signals; appended samples repaint, nothing is added again. The
/// series stay the caller's and may die at any time.
///
/// Keys, while the focus is in it: Left and Right move the crosshair by a sample (Shift: ten), Home and End
/// to the first and last, Enter locks it, + and - zoom about it, 0 shows everything asked for, N and M log an
/// event and set a mark at it, Esc gives up a drag, then the crosshair, then the zoom.
class ChartStack final : public QWidget
{
    Q_OBJECT

public:
    ChartStack(Theme& theme, QWidget* parent = nullptr);
    ~ChartStack() override;

    /// For what was pinned: values are read, nothing is logged, set or changed.
    void setReadOnly(bool on);
    void setSeries(const QList<itemmodels::ChartSeries*>& series);
    void setMarks(std::vector<ChartMark> marks);
    void setFlags(std::vector<ChartFlag> flags);

    /// What to show ("Incident", "1 h"). Kept apart from zooming: a zoomed view stays where it is.
    void setRange(domain::Time from, domain::Time to);
    /// All that samples exist for: how far one can zoom out, and what the overview strip shows. Without it:
    /// the range.
    void setExtent(domain::Time from, domain::Time to);
    void setNow(domain::Time now);
    void setTimeZone(const QTimeZone& zone);

    /// What is shown now, after zooming.
    TimeRange visibleRange() const;
    bool isZoomed() const;
    std::optional<domain::Time> crosshair() const;
    bool isCrosshairLocked() const;
    void setCrosshair(std::optional<domain::Time> time, bool locked = true);

    /// Where a menu about the crosshair opens, in global coordinates.
    QPoint markCorner() const;

    void zoomIn();
    void zoomOut();
    void zoomHome();

Q_SIGNALS:
    void crosshairMoved(std::optional<matoi::domain::Time> time);
    void visibleRangeChanged();
    void addEventRequested(matoi::domain::Time time);
    void markRequested(matoi::domain::Time time);
    void flagActivated(const QString& id);
    void retryRequested(matoi::itemmodels::ChartSeries* series);
    void editRequested(matoi::itemmodels::ChartSeries* series);
    void removeRequested(matoi::itemmodels::ChartSeries* series);

protected:
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Row
    {
        itemmodels::ChartSeries* series = nullptr;
        QWidget* widget = nullptr;
        MetricChart* chart = nullptr;
        MetricLegend* legend = nullptr;
    };

    void addRow(itemmodels::ChartSeries* series);
    void removeRow(const itemmodels::ChartSeries* series);
    void rowsChanged();
    void arrange();
    void showBrush();
    void step(int samples);
    bool act(int key, Qt::KeyboardModifiers modifiers);
    void escape();
    itemmodels::ChartSeries* steppedSeries() const;
    domain::Time anchor() const;

    Theme& m_theme;
    ChartTimeframe m_timeframe;
    ChartPointer* m_pointer;
    MarkStrip* m_marks;
    FlagStrip* m_flags;
    QScrollArea* m_scroll;
    QWidget* m_rowsWidget;
    QVBoxLayout* m_rowsLayout;
    TimeRow* m_times;
    CrosshairBar* m_bar;
    BrushStrip* m_brush;
    std::vector<Row> m_rows;
    itemmodels::ChartSeries* m_pointedAt = nullptr;
    bool m_readOnly = false;
};

} // namespace matoi::widgets
