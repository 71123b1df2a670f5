#include "widgets/common/paint.h"

#include "widgets/common/theme.h"

#include <QtGui/QPaintDevice>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace matoi::widgets {

namespace {

qreal ratioOf(const QPainter& painter)
{
    return painter.device() != nullptr ? painter.device()->devicePixelRatio() : 1.0;
}

qreal snap(qreal value, qreal ratio)
{
    return std::round(value * ratio) / ratio;
}

} // namespace

qreal hairlineWidth(const QPainter& painter)
{
    const qreal ratio = ratioOf(painter);
    return std::max(1.0, std::round(ratio)) / ratio;
}

void paintHorizontalLine(QPainter& painter, qreal left, qreal right, qreal y, const QColor& colour)
{
    painter.fillRect(QRectF(left, snap(y, ratioOf(painter)), right - left, hairlineWidth(painter)), colour);
}

void paintVerticalLine(QPainter& painter, qreal x, qreal top, qreal bottom, const QColor& colour)
{
    painter.fillRect(QRectF(snap(x, ratioOf(painter)), top, hairlineWidth(painter), bottom - top), colour);
}

void paintBox(QPainter& painter, const QRectF& rect, const BoxStyle& style)
{
    const qreal ratio = ratioOf(painter);
    const qreal width = style.width > 0 ? style.width : hairlineWidth(painter);
    QRectF box(snap(rect.left(), ratio), snap(rect.top(), ratio), 0, 0);
    box.setRight(snap(rect.right(), ratio));
    box.setBottom(snap(rect.bottom(), ratio));

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const bool hasEdge = style.style != Edge::None && style.edge.alpha() > 0;
    if (!hasEdge) {
        painter.setPen(Qt::NoPen);
    } else {
        // A pen is centred on its path: half a width inside, its pixels are whole.
        box.adjust(width / 2, width / 2, -width / 2, -width / 2);
        QPen pen(style.edge, width);
        pen.setCapStyle(Qt::FlatCap);
        if (style.style == Edge::Dashed) {
            pen.setDashPattern({3.0, 2.0});
        }
        painter.setPen(pen);
    }
    painter.setBrush(style.fill);
    const qreal radius = std::max(0.0, style.radius - (hasEdge ? width / 2 : 0));
    painter.drawRoundedRect(box, radius, radius);
    painter.restore();
}

void paintFocusRing(QPainter& painter, const Theme& theme, const QRectF& rect, qreal radius)
{
    paintBox(painter, rect, {Qt::transparent, theme.colour(Role::AccentText), Edge::Solid, radius, 2.0});
}

void paintHatch(QPainter& painter, const Theme& theme, const QRectF& rect)
{
    constexpr qreal pitch = 6;
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.fillRect(rect, theme.colour(Role::BgInset));
    painter.setRenderHint(QPainter::Antialiasing);
    QColor line = theme.colour(Role::LineControl);
    line.setAlphaF(0.55F);
    painter.setPen(QPen(line, 1));
    // Starts on a multiple of the pitch, so that neighbouring hatches meet.
    const qreal first = std::floor((rect.left() - rect.height()) / pitch) * pitch;
    for (qreal x = first; x < rect.right(); x += pitch) {
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
    }
    painter.restore();
}

} // namespace matoi::widgets
