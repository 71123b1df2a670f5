#include "widgets/incidents/choicedelegate.h"

#include "widgets/common/impactbadge.h"
#include "widgets/common/keycap.h"
#include "widgets/common/paint.h"

#include <QtGui/QPainter>

namespace matoi::widgets {

namespace {

constexpr int edge = 12;
constexpr int nameColumn = 84; ///< of one-line rows; names are "Critical" to "No impact"

} // namespace

ChoiceDelegate::ChoiceDelegate(Theme& theme, Form form, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_form(form)
{}

QSize ChoiceDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    const int lines = m_form == Form::TwoLines
                          ? m_theme.lineHeight(TextStyle::Body) + m_theme.lineHeight(TextStyle::Meta)
                          : m_theme.lineHeight(TextStyle::Body);
    return {m_theme.px(200), lines + m_theme.px(m_form == Form::TwoLines ? 10 : 11)};
}

/// Returns where the text begins.
int ChoiceDelegate::paintLead(QPainter& painter, const QRect& rect, const QModelIndex& index) const
{
    const int left = rect.left() + m_theme.px(edge);
    const int impact = index.data(ImpactRole).toInt();
    if (impact > 0) {
        const int side = m_theme.px(22);
        painter.setRenderHint(QPainter::Antialiasing);
        paintImpactSquare(painter, m_theme,
                          QRectF(left, rect.top() + (rect.height() - side) / 2.0, side, side),
                          static_cast<domain::Impact>(impact));
        return left + side + m_theme.px(10);
    }
    const int side = m_theme.iconSize(15);
    const QIcon icon = index.data(Qt::DecorationRole).value<QIcon>();
    icon.paint(&painter, QRect(left, rect.top() + (rect.height() - side) / 2, side, side));
    return left + side + m_theme.px(10);
}

void ChoiceDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    painter->save();
    const QRect rect = option.rect;
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    if (chosen) {
        painter->fillRect(rect, m_theme.colour(Role::BgSelected));
        painter->fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), m_theme.colour(Role::AccentText));
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(rect, m_theme.colour(Role::BgHover));
    }
    const int left = paintLead(*painter, rect, index);
    int right = rect.right() - m_theme.px(10);
    const QString key = index.data(KeyRole).toString();
    const qreal middle = rect.center().y() + 0.5;
    if (!key.isEmpty()) {
        right -= keyCapSize(m_theme, key).width();
        paintKeyCap(*painter, m_theme, right, middle, key, m_theme.colour(Role::TextTertiary));
        right -= m_theme.px(8);
    } else if (chosen) {
        const int side = m_theme.iconSize(15);
        right -= side;
        painter->drawPixmap(
            QPointF(right, middle - side / 2.0),
            m_theme.pixmap(Icon::Check, side, Role::AccentText, painter->device()->devicePixelRatioF()));
        right -= m_theme.px(8);
    }
    const auto text = [&](const QRect& box, TextStyle style, Role role, const QString& words) {
        painter->setFont(m_theme.font(style));
        painter->setPen(m_theme.colour(role));
        painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(words, Qt::ElideRight, box.width()));
    };
    const QString name = index.data(Qt::DisplayRole).toString();
    const QString about = index.data(AboutRole).toString();
    if (m_form == Form::OneLine || about.isEmpty()) {
        const int column = m_form == Form::OneLine ? m_theme.px(nameColumn) : right - left;
        text(QRect(left, rect.top(), column, rect.height()), TextStyle::Medium, Role::TextPrimary, name);
        if (m_form == Form::OneLine)
            text(QRect(left + column, rect.top(), right - left - column, rect.height()), TextStyle::Body,
                 Role::TextSecondary, about);
    } else {
        const int line = m_theme.lineHeight(TextStyle::Body);
        const int meta = m_theme.lineHeight(TextStyle::Meta);
        const int top = rect.top() + (rect.height() - line - meta) / 2;
        text(QRect(left, top, right - left, line), TextStyle::Medium, Role::TextPrimary, name);
        text(QRect(left, top + line, right - left, meta), TextStyle::Meta, Role::TextSecondary, about);
    }
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_Active) &&
        chosen)
        paintFocusRing(*painter, m_theme, QRectF(rect).adjusted(1, 1, -1, -1), 3);
    else
        paintHorizontalLine(*painter, rect.left(), rect.right() + 1, rect.bottom(),
                            m_theme.colour(Role::LineHairline));
    painter->restore();
}

} // namespace matoi::widgets
