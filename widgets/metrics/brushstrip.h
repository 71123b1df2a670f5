#pragma once

#include "widgets/common/accessible.h"
#include "widgets/metrics/charttimeframe.h"

namespace matoi::widgets {

class BrushStrip;
class CommandButton;

/// One end of the range. Left and Right move it by a hundredth of all there is, with Shift by a tenth.
class BrushHandle final : public PaintedWidget
{
    Q_OBJECT

public:
    enum class End
    {
        From,
        To
    };

    BrushHandle(Theme& theme, ChartTimeframe& timeframe, BrushStrip& strip, End end);

    QAccessible::Role accessibleRole() const override { return QAccessible::Slider; }
    QString accessibleText() const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void moveTo(domain::Time time);

    ChartTimeframe& m_timeframe;
    BrushStrip& m_strip;
    End m_end;
    qreal m_grip = 0;
};

/// All there is of the first series, and which part of it the plots show: drag the handles, drag what is
/// between them, press elsewhere to go there. Right of it the range in words; zoomed, it is the button that
/// ends it.
class BrushStrip final : public PaintedWidget
{
    Q_OBJECT

public:
    BrushStrip(Theme& theme, ChartTimeframe& timeframe, QWidget* parent = nullptr);

    void setSeries(itemmodels::ChartSeries* series);
    /// The extent over the strip's plot, not the range.
    TimeAxis axis() const;

    QSize sizeHint() const override;
    QString accessibleText() const override { return tr("Overview of the whole time"); }

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void themeChanged() override { arrange(); }

private:
    void arrange();
    QRectF plot() const;

    ChartTimeframe& m_timeframe;
    itemmodels::ChartSeries* m_series = nullptr;
    SeriesPainter m_painter;
    BrushHandle* m_from;
    BrushHandle* m_to;
    CommandButton* m_reset;
    QString m_rangeText;
    std::optional<domain::Duration> m_grip; ///< dragging: from the range's start to where it was taken
};

} // namespace matoi::widgets
