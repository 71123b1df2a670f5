#pragma once

#include "widgets/common/accessible.h"

namespace matoi::widgets {

/// The small signs that stand before a word; each has its own shape, so that colour is never alone.
enum class StatusShape
{
    Now,     ///< filled blue dot
    Coming,  ///< hollow ring, grey
    Done,    ///< teal check
    Waiting, ///< amber hourglass
    Failed,  ///< red triangle
    Unsent   ///< violet diamond: only on this computer
};

void paintStatusShape(QPainter& painter, const Theme& theme, const QRectF& rect, StatusShape shape);

/// One of them as a widget. Give it an accessibleName when no word stands beside it.
class StatusDot : public PaintedWidget
{
    Q_OBJECT

public:
    explicit StatusDot(Theme& theme, StatusShape shape = StatusShape::Now, QWidget* parent = nullptr);

    void setShape(StatusShape shape);
    QAccessible::Role accessibleRole() const override { return QAccessible::Graphic; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    StatusShape m_shape;
};

} // namespace matoi::widgets
