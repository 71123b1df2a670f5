#pragma once

#include "widgets/metrics/charttimeframe.h"

#include <QtCore/QObject>
#include <QtCore/QPointF>
#include <QtCore/QPointer>

#include <functional>

QT_BEGIN_NAMESPACE
class QMouseEvent;
class QWheelEvent;
class QWidget;
QT_END_NAMESPACE

namespace matoi::widgets {

/// What the mouse does anywhere over the plots, the same in every row: point to move the crosshair, press to
/// lock it and press again to let it go, drag to zoom into a part, Ctrl and wheel to zoom about the pointer,
/// wheel sideways (or with Shift) to move. The wheel alone scrolls what it would scroll anywhere else. Esc
/// during a drag gives it up: cancelDrag().
class ChartPointer final : public QObject
{
    Q_OBJECT

public:
    explicit ChartPointer(ChartTimeframe& timeframe, QObject* parent = nullptr);

    /// `snap` turns the time under the pointer into the time of a sample. `widget` must begin where the stack
    /// begins, so that its x is the stack's.
    using Snap = std::function<domain::Time(domain::Time)>;
    void watch(QWidget* widget, Snap snap);

    bool isDragging() const { return m_dragging; }
    void cancelDrag();

Q_SIGNALS:
    /// The pointer is over this widget's series now.
    void entered(QWidget* widget);
    void pressed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool overPlot(qreal x) const;
    void press(const QMouseEvent& event);
    void move(QWidget* widget, const QMouseEvent& event);
    void release(QWidget* widget, const QMouseEvent& event);
    bool wheel(QWheelEvent& event);
    domain::Time snapped(QWidget* widget, qreal x) const;

    ChartTimeframe& m_timeframe;
    std::vector<std::pair<QWidget*, Snap>> m_watched;
    std::optional<QPointF> m_pressedAt;
    bool m_dragging = false;
};

} // namespace matoi::widgets
