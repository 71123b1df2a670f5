#pragma once

#include <QtCore/QHash>
#include <QtCore/QString>

QT_BEGIN_NAMESPACE
class QFont;
QT_END_NAMESPACE

namespace matoi::widgets {

/// Widths of single lines of one font, kept. To measure a line is to shape it, which is most of what laying
/// out a window costs, and a layout asks for the same line again and again.
class TextWidths
{
public:
    qreal plain(const QFont& font, const QString& text);
    /// With the digits in cells (tabular.h).
    qreal tabular(const QFont& font, const QString& text);
    /// For another font.
    void clear();

private:
    QHash<QString, qreal> m_plain;
    QHash<QString, qreal> m_tabular;
};

} // namespace matoi::widgets
