#include "widgets/common/textwidths.h"

#include "widgets/common/tabular.h"

#include <QtGui/QFontMetricsF>

namespace matoi::widgets {

namespace {

/// A window has some hundred lines; a clock makes a new one each second.
constexpr qsizetype most = 2000;

template <class Measure> qreal kept(QHash<QString, qreal>& widths, const QString& text, Measure measure)
{
    if (const auto known = widths.constFind(text); known != widths.constEnd())
        return *known;
    if (widths.size() >= most)
        widths.clear();
    return widths.insert(text, measure()).value();
}

} // namespace

qreal TextWidths::plain(const QFont& font, const QString& text)
{
    return kept(m_plain, text, [&] { return QFontMetricsF(font).horizontalAdvance(text); });
}

qreal TextWidths::tabular(const QFont& font, const QString& text)
{
    return kept(m_tabular, text, [&] { return tabularWidth(font, text); });
}

void TextWidths::clear()
{
    m_plain.clear();
    m_tabular.clear();
}

} // namespace matoi::widgets
