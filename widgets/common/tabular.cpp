#include "widgets/common/tabular.h"

#include <QtGui/QFont>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <algorithm>

namespace matoi::widgets {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

qreal cellWidth(const QFontMetricsF& metrics)
{
    qreal widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    }
    return widest;
}

/// Calls digit(char) for each digit and other(run) for each run between, in order.
template <typename Digit, typename Other> void walk(const QString& text, Digit digit, Other other)
{
    qsizetype start = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i == text.size() || isDigit(text[i])) {
            if (i > start) {
                other(text.mid(start, i - start));
            }
            if (i < text.size()) {
                digit(text[i]);
            }
            start = i + 1;
        }
    }
}

} // namespace

qreal tabularWidth(const QFont& font, const QString& text)
{
    const QFontMetricsF metrics(font);
    const qreal cell = cellWidth(metrics);
    qreal width = 0;
    walk(
        text, [&](QChar) { width += cell; },
        [&](const QString& run) { width += metrics.horizontalAdvance(run); });
    return width;
}

qreal drawTabularAt(QPainter& painter, QPointF baseline, const QString& text)
{
    const QFontMetricsF metrics(painter.font());
    const qreal cell = cellWidth(metrics);
    qreal x = baseline.x();
    walk(
        text,
        [&](QChar digit) {
            const qreal own = metrics.horizontalAdvance(digit);
            painter.drawText(QPointF(x + (cell - own) / 2, baseline.y()), QString(digit));
            x += cell;
        },
        [&](const QString& run) {
            painter.drawText(QPointF(x, baseline.y()), run);
            x += metrics.horizontalAdvance(run);
        });
    return x;
}

qreal drawTabular(QPainter& painter, const QRectF& rect, const QString& text, Qt::Alignment alignment)
{
    const QFontMetricsF metrics(painter.font());
    qreal x = rect.left();
    if (alignment.testFlag(Qt::AlignRight)) {
        x = rect.right() - tabularWidth(painter.font(), text);
    } else if (alignment.testFlag(Qt::AlignHCenter)) {
        x += (rect.width() - tabularWidth(painter.font(), text)) / 2;
    }
    qreal y = rect.top();
    if (alignment.testFlag(Qt::AlignBottom)) {
        y = rect.bottom() - metrics.height();
    } else if (!alignment.testFlag(Qt::AlignTop)) {
        y += (rect.height() - metrics.height()) / 2;
    }
    return drawTabularAt(painter, QPointF(x, y + metrics.ascent()), text);
}

} // namespace matoi::widgets
