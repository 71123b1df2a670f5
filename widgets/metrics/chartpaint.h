#pragma once

#include "widgets/metrics/charttimeframe.h"

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace matoi::widgets {

/// Selection, marks and now, from top to bottom of `rect`, as far as they lie in the range. The same call in
/// every row of the stack makes one line of them.
void paintTimeLines(QPainter& painter, const Theme& theme, const ChartTimeframe& timeframe,
                    const QRectF& rect);

/// The crosshair's line alone.
void paintCrosshair(QPainter& painter, const Theme& theme, const ChartTimeframe& timeframe,
                    const QRectF& rect);

/// Where the box with `text` stands that belongs to `point`: beside and under it, within `room`.
QRectF valueBoxRect(const Theme& theme, const QString& text, QPointF point, const QRectF& room);
void paintValueBox(QPainter& painter, const Theme& theme, const QRectF& box, const QString& text);

} // namespace matoi::widgets
