#include "widgets/metrics/chartpaint.h"

#include "widgets/common/paint.h"
#include "widgets/common/tabular.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace matoi::widgets {

namespace {

constexpr int boxPadding = 10;
constexpr int boxHeight = 20;
constexpr int boxOffsetX = 7;
constexpr int boxOffsetY = 5;
constexpr qreal boxRadius = 3;

} // namespace

void paintTimeLines(QPainter& painter, const Theme& theme, const ChartTimeframe& timeframe,
                    const QRectF& rect)
{
    const auto& axis = timeframe.axis();
    if (const auto selection = timeframe.selection()) {
        const auto left = std::max(axis.left(), axis.x(selection->from));
        const auto right = std::min(axis.right(), axis.x(selection->to));
        auto tint = theme.colour(Role::AccentText);
        tint.setAlphaF(0.16F);
        painter.fillRect(QRectF(left, rect.top(), right - left, rect.height()), tint);
        paintVerticalLine(painter, left, rect.top(), rect.bottom(), theme.colour(Role::AccentText));
        paintVerticalLine(painter, right, rect.top(), rect.bottom(), theme.colour(Role::AccentText));
    }
    if (timeframe.range().holds(timeframe.now()))
        paintVerticalLine(painter, axis.x(timeframe.now()), rect.top(), rect.bottom(),
                          theme.colour(Role::AccentText));
    for (const auto& mark : timeframe.marks())
        if (timeframe.range().holds(mark.time))
            paintVerticalLine(painter, axis.x(mark.time), rect.top(), rect.bottom(),
                              markColour(theme, mark.kind));
}

void paintCrosshair(QPainter& painter, const Theme& theme, const ChartTimeframe& timeframe,
                    const QRectF& rect)
{
    if (timeframe.crosshair() && timeframe.range().holds(*timeframe.crosshair()))
        paintVerticalLine(painter, timeframe.axis().x(*timeframe.crosshair()), rect.top(), rect.bottom(),
                          theme.colour(Role::TextPrimary));
}

QRectF valueBoxRect(const Theme& theme, const QString& text, QPointF point, const QRectF& room)
{
    const auto width = std::max<qreal>(
        tabularWidth(theme.font(TextStyle::Strong), text) + 2 * theme.px(boxPadding), theme.px(48));
    const auto height = theme.px(boxHeight);
    auto left = point.x() + theme.px(boxOffsetX);
    if (left + width > room.right())
        left = point.x() - theme.px(boxOffsetX) - width;
    auto top = point.y() + theme.px(boxOffsetY);
    if (top + height > room.bottom())
        top = std::max(room.top(), point.y() - theme.px(boxOffsetY) - height);
    return {std::round(left), std::round(top), std::ceil(width), static_cast<qreal>(height)};
}

void paintValueBox(QPainter& painter, const Theme& theme, const QRectF& box, const QString& text)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.colour(Role::TextPrimary));
    painter.drawRoundedRect(box, boxRadius, boxRadius);
    painter.setPen(theme.colour(Role::BgSurface));
    painter.setFont(theme.font(TextStyle::Strong));
    drawTabular(painter, box, text, Qt::AlignCenter);
    painter.restore();
}

} // namespace matoi::widgets
