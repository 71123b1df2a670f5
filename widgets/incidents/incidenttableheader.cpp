#include "widgets/incidents/incidenttableheader.h"

#include "widgets/common/paint.h"
#include "widgets/common/theme.h"
#include "widgets/incidents/incidenttabledelegate.h"

#include <QtGui/QPainter>

#include <cmath>

namespace matoi::widgets {

namespace {

constexpr int arrowSize = 12;
constexpr int arrowGap = 4;

} // namespace

IncidentTableHeader::IncidentTableHeader(Theme& theme, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setSectionsClickable(true);
    connect(&theme, &Theme::changed, this, &QWidget::updateGeometry);
}

QString IncidentTableHeader::word(int column) const
{
    return model() != nullptr ? model()->headerData(column, Qt::Horizontal).toString() : QString();
}

int IncidentTableHeader::wordWidth(int column) const
{
    const QFontMetricsF metrics(m_theme.font(TextStyle::Meta));
    return static_cast<int>(std::ceil(metrics.horizontalAdvance(word(column)))) + m_theme.px(arrowGap) +
           m_theme.iconSize(arrowSize) + 2 * m_theme.px(IncidentTableDelegate::inset);
}

QSize IncidentTableHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), m_theme.lineHeight(TextStyle::Meta) + m_theme.px(13)};
}

void IncidentTableHeader::paintSection(QPainter* painter, const QRect& rect, int column) const
{
    paintHorizontalLine(*painter, rect.left(), rect.right() + 1, rect.bottom(),
                        m_theme.colour(Role::LineHairline));
    const QRect cell = rect.adjusted(m_theme.px(IncidentTableDelegate::inset), 0,
                                     -m_theme.px(IncidentTableDelegate::inset), 0);
    const auto alignment = static_cast<Qt::Alignment>(
        model()->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt());
    const bool right = alignment.testFlag(Qt::AlignRight);
    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == column;
    const bool hovered = rect.contains(viewport()->mapFromGlobal(QCursor::pos())) && viewport()->underMouse();
    const Role role = sorted || hovered ? Role::TextSecondary : Role::TextTertiary;
    const int arrow = sorted ? m_theme.iconSize(arrowSize) + m_theme.px(arrowGap) : 0;
    painter->setFont(m_theme.font(TextStyle::Meta));
    painter->setPen(m_theme.colour(role));
    const QFontMetricsF metrics(painter->font());
    const int room = std::max(0, cell.width() - arrow);
    const QString shown = metrics.elidedText(word(column), Qt::ElideRight, room);
    const int width = static_cast<int>(std::ceil(metrics.horizontalAdvance(shown)));
    // At the right edge the word stays over the numbers: the arrow goes before it.
    const int left = right ? cell.right() + 1 - width : cell.left();
    painter->drawText(QRect(left, cell.top(), width + 1, cell.height()), Qt::AlignLeft | Qt::AlignVCenter,
                      shown);
    if (!sorted)
        return;
    const int size = m_theme.iconSize(arrowSize);
    const int x = right ? left - m_theme.px(arrowGap) - size : left + width + m_theme.px(arrowGap);
    painter->drawPixmap(
        QPointF(x, cell.top() + std::round((cell.height() - size) / 2.0)),
        m_theme.pixmap(sortIndicatorOrder() == Qt::DescendingOrder ? Icon::ChevronDown : Icon::ChevronUp,
                       size, role, painter->device()->devicePixelRatioF()));
}

} // namespace matoi::widgets
