#pragma once

#include <QtCore/QRectF>
#include <QtCore/QString>

QT_BEGIN_NAMESPACE
class QFont;
class QPainter;
QT_END_NAMESPACE

namespace matoi::widgets {

// Qt 6.4 cannot ask a font for its tabular digits, so a proportional "1" would make clocks tremble and
// columns of numbers ragged. Here every digit stands in the middle of a cell as wide as the widest digit; all
// other characters keep their own width.

/// Width of `text` with its digits in cells.
qreal tabularWidth(const QFont& font, const QString& text);

/// Draws one line with the painter's font and pen; returns the x where the text ends.
/// Alignment as for QPainter::drawText; nothing is elided.
qreal drawTabular(QPainter& painter, const QRectF& rect, const QString& text,
                  Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);

/// The same from a baseline.
qreal drawTabularAt(QPainter& painter, QPointF baseline, const QString& text);

} // namespace matoi::widgets
