#include "widgets/palette/palettedelegate.h"

#include "widgets/common/keycap.h"
#include "widgets/common/theme.h"
#include "widgets/palette/palettemodel.h"

#include <QtGui/QPainter>
#include <QtGui/QTextLayout>

namespace matoi::widgets {

namespace {

constexpr int edge = 16;
constexpr int textLeft = 44;
constexpr int rowHeight = 34;
constexpr int headingHeight = 30;

} // namespace

PaletteDelegate::PaletteDelegate(Theme& theme, const PaletteModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_model(model)
{}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int heading = m_model.row(index.row()).first ? m_theme.px(headingHeight) : 0;
    return {option.rect.width(), m_theme.px(rowHeight) + heading};
}

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const auto& row = m_model.row(index.row());
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    painter->save();
    QRect rect = option.rect;
    if (row.first) {
        painter->setFont(m_theme.font(TextStyle::Meta));
        painter->setPen(m_theme.colour(Role::TextTertiary));
        painter->drawText(QRect(rect.left() + m_theme.px(edge), rect.top() + m_theme.px(4), rect.width(),
                                m_theme.px(headingHeight - 4)),
                          Qt::AlignVCenter | Qt::AlignLeft, PaletteModel::groupName(row.entry->group));
        rect.setTop(rect.top() + m_theme.px(headingHeight));
    }
    if (selected) {
        painter->fillRect(rect, m_theme.colour(Role::BgSelected));
        painter->fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), m_theme.colour(Role::AccentText));
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(rect, m_theme.colour(Role::BgHover));
    }
    const int icon = m_theme.iconSize(16);
    painter->drawPixmap(
        QPointF(rect.left() + m_theme.px(edge), rect.top() + (rect.height() - icon) / 2.0),
        m_theme.pixmap(row.entry->icon, icon, Role::TextSecondary, painter->device()->devicePixelRatioF()));
    const int right = paintKey(*painter, rect, index.row(), selected);
    const int left = rect.left() + m_theme.px(textLeft);
    const int end = paintTitle(*painter, QRect(left, rect.top(), right - left, rect.height()), index.row());
    const QString detail = m_model.detail(*row.entry);
    painter->setFont(m_theme.font(TextStyle::Meta));
    painter->setPen(m_theme.colour(m_model.waits(*row.entry) ? Role::StateLocal : Role::TextTertiary));
    const QRect rest(end + m_theme.px(10), rect.top(), right - end - m_theme.px(16), rect.height());
    if (rest.width() > m_theme.px(24))
        painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(detail, Qt::ElideRight, rest.width()));
    painter->restore();
}

int PaletteDelegate::paintTitle(QPainter& painter, const QRect& rect, int index) const
{
    const auto& row = m_model.row(index);
    QFont font = m_theme.font(TextStyle::Body);
    const QString text =
        QFontMetrics(font).elidedText(row.entry->title, Qt::ElideRight, rect.width() - m_theme.px(8));
    QTextLayout layout(text, font);
    QList<QTextLayout::FormatRange> marks;
    for (const auto& span : row.match.spans) {
        QTextLayout::FormatRange mark;
        mark.start = static_cast<int>(span.start);
        mark.length = static_cast<int>(span.length);
        mark.format.setForeground(m_theme.colour(Role::AccentText));
        mark.format.setFontWeight(QFont::DemiBold);
        marks.append(mark);
    }
    layout.setFormats(marks);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(rect.width());
    layout.endLayout();
    painter.setPen(m_theme.colour(Role::TextPrimary));
    layout.draw(&painter, QPointF(rect.left(), rect.top() + (rect.height() - line.height()) / 2));
    return rect.left() + static_cast<int>(line.naturalTextWidth());
}

int PaletteDelegate::paintKey(QPainter& painter, const QRect& rect, int index, bool selected) const
{
    const auto& entry = m_model.entry(index);
    int right = rect.right() - m_theme.px(edge);
    // The chosen row shows the key that runs it, the others the key that would have done it.
    const QString text = keyCapText(selected ? QKeySequence(Qt::Key_Return) : entry.key);
    const QSize size = keyCapSize(m_theme, text);
    if (!text.isEmpty()) {
        right -= size.width();
        paintKeyCap(painter, m_theme, right, rect.center().y() + 0.5, text,
                    m_theme.colour(Role::TextSecondary));
        right -= m_theme.px(8);
    }
    return right;
}

} // namespace matoi::widgets
