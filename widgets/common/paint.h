#pragma once

#include <QtCore/QRectF>
#include <QtGui/QColor>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace matoi::widgets {

class Theme;

/// Thickness of a hairline in logical pixels: one device pixel at 100 %, round(ratio) above.
qreal hairlineWidth(const QPainter& painter);

/// Lines that fill whole device pixels, whatever the ratio. `y` (or `x`) is the line's upper (left) edge.
void paintHorizontalLine(QPainter& painter, qreal left, qreal right, qreal y, const QColor& colour);
void paintVerticalLine(QPainter& painter, qreal x, qreal top, qreal bottom, const QColor& colour);

enum class Edge
{
    None,
    Solid,
    Dashed
};

struct BoxStyle
{
    QColor fill = Qt::transparent;
    QColor edge = Qt::transparent;
    Edge style = Edge::Solid;
    qreal radius = 4;
    qreal width = 0; ///< 0: a hairline
};

/// A box whose edge lies inside `rect` on whole device pixels.
void paintBox(QPainter& painter, const QRectF& rect, const BoxStyle& style);

/// 2 px in accent.text along the inside of `rect`.
void paintFocusRing(QPainter& painter, const Theme& theme, const QRectF& rect, qreal radius = 5);

/// 45 degree hatch for values that are not known to be true any more (stale, offline).
void paintHatch(QPainter& painter, const Theme& theme, const QRectF& rect);

} // namespace matoi::widgets
