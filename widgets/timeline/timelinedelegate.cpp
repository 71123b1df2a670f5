#include "widgets/timeline/timelinedelegate.h"

#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/panel/texts.h"
#include "widgets/timeline/timelinewords.h"

#include <QtGui/QPainter>
#include <QtGui/QTextLayout>

#include <cmath>

namespace matoi::widgets {

using namespace domain;
using itemmodels::TimelineModel;
using RowKind = TimelineModel::RowKind;

namespace {

constexpr int edge = 16;
constexpr int nodeMiddle = 94;
constexpr int nodeSize = 22;
constexpr int textEdge = 120;
constexpr int padding = 6;
constexpr int authorWidth = 120;

/// A long address is broken where it must be: nothing runs under the author.
QTextOption wrapping()
{
    QTextOption option(Qt::AlignLeft | Qt::AlignVCenter);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return option;
}

} // namespace

TimelineDelegate::TimelineDelegate(const PanelContext& context, TimelineModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_context(context)
    , m_model(model)
{}

void TimelineDelegate::setOpen(std::optional<Id<TimelineEvent>> id, int height)
{
    m_open = id;
    m_openHeight = height;
}

bool TimelineDelegate::isOpen(const Row& row) const
{
    return row.kind == RowKind::Event && m_open && row.entry->record.id == *m_open;
}

int TimelineDelegate::textLeft() const
{
    return m_context.theme.px(textEdge);
}

QFont TimelineDelegate::fontOf(const Entry& entry) const
{
    QFont font = m_context.theme.font(entry.record.value.eventKind == EventKind::Decision ? TextStyle::Strong
                                                                                          : TextStyle::Body);
    font.setStrikeOut(entry.gone);
    return font;
}

Role TimelineDelegate::inkOf(const Entry& entry) const
{
    return entry.record.value.eventKind == EventKind::Automatic || entry.gone ? Role::TextSecondary
                                                                              : Role::TextPrimary;
}

QString TimelineDelegate::belowOf(const Entry& entry) const
{
    const auto& record = entry.record;
    if (entry.gone)
        return tr("Taken away meanwhile by somebody else. Saving brings it back.");
    if (record.meta.unsent > 0)
        return tr("Saved on this computer at %1. It goes out with its own time when the connection is back.")
            .arg(timeWithSecondsText(record.meta.updatedAt, m_context.zone));
    return QString::fromStdString(record.value.details).section(QLatin1Char('\n'), 0, 0);
}

QString TimelineDelegate::editedOf(const Entry& entry) const
{
    if (entry.record.meta.rev < 2 || entry.record.value.eventKind == EventKind::Automatic)
        return {};
    return tr("edited %1").arg(timeText(entry.record.meta.updatedAt, m_context.zone));
}

TimelineDelegate::Layout TimelineDelegate::layOut(const QRect& rect, const Entry& entry) const
{
    const Theme& theme = m_context.theme;
    const QFontMetrics meta(theme.font(TextStyle::Meta));
    const int line = theme.lineHeight(TextStyle::Body);
    const int top = rect.top() + theme.px(padding);
    int right = rect.right() - theme.px(edge);
    const auto take = [&](int width) {
        const QRect taken(right - width, top, width, line);
        right -= width + theme.px(14);
        return taken;
    };
    Layout out;
    const QString author = QString::fromStdString(entry.record.value.author);
    out.author = take(std::min(meta.horizontalAdvance(author) + 1, theme.px(authorWidth)));
    if (const QString edited = editedOf(entry); !edited.isEmpty())
        out.edited = take(meta.horizontalAdvance(edited) + 1);
    if (entry.record.meta.unsent > 0)
        out.unsent = take(meta.horizontalAdvance(tr("Not sent yet")) + theme.iconSize(14) + theme.px(6));
    out.pin = take(std::max(theme.iconSize(14), theme.px(20)));
    const int left = rect.left() + textLeft();
    const bool second = !belowOf(entry).isEmpty();
    const int below = second ? theme.lineHeight(TextStyle::Meta) : 0;
    out.text =
        QRect(left, top, std::max(theme.px(80), right - left), rect.height() - 2 * theme.px(padding) - below);
    if (second)
        out.below = QRect(left, out.text.bottom() + 1, rect.right() - theme.px(edge) - left, below);
    return out;
}

int TimelineDelegate::measure(const TimelineModel::EntryPtr& entry, int width) const
{
    if (width != m_width) {
        m_width = width;
        m_heights.clear();
    }
    if (const auto known = m_heights.find(entry.get()); known != m_heights.end())
        return known->second.height;
    const Theme& theme = m_context.theme;
    const int line = theme.lineHeight(TextStyle::Body);
    const Layout layout = layOut(QRect(0, 0, width, theme.px(32)), *entry);
    const QString text = timelineSentence(*entry);
    const QFont font = fontOf(*entry);
    int lines = 1;
    if (QFontMetricsF(font).horizontalAdvance(text) > layout.text.width()) {
        QTextLayout wrapped(text, font);
        wrapped.setTextOption(wrapping());
        wrapped.beginLayout();
        for (lines = 0; lines < 12; ++lines) {
            QTextLine one = wrapped.createLine();
            if (!one.isValid())
                break;
            one.setLineWidth(layout.text.width());
        }
        wrapped.endLayout();
    }
    const int below = layout.below.isNull() ? 0 : theme.lineHeight(TextStyle::Meta);
    const int height = std::max(theme.px(32), lines * line + below + 2 * theme.px(padding));
    m_heights.insert_or_assign(entry.get(), Measured{entry, height});
    return height;
}

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = m_context.theme;
    const Row& row = m_model.row(index.row());
    const int width = option.rect.width();
    switch (row.kind) {
    case RowKind::Day: return {width, theme.px(30)};
    case RowKind::Gap: return {width, theme.px(34)};
    case RowKind::Event: break;
    }
    return {width, isOpen(row) ? m_openHeight : measure(row.entry, width)};
}

void TimelineDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                            const QModelIndex& /*index*/) const
{
    editor->setGeometry(option.rect);
}

void TimelineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const
{
    const Theme& theme = m_context.theme;
    const Row& row = m_model.row(index.row());
    const QRect rect = option.rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool open = isOpen(row);
    if (open) {
        painter->fillRect(rect, theme.colour(Role::BgRaised));
        paintHorizontalLine(*painter, rect.left(), rect.right() + 1, rect.top(),
                            theme.colour(Role::LineStrong));
        paintHorizontalLine(*painter, rect.left(), rect.right() + 1, rect.bottom(),
                            theme.colour(Role::LineStrong));
    } else if (row.kind != RowKind::Day && (option.state & QStyle::State_Selected)) {
        painter->fillRect(rect, theme.colour(Role::BgSelected));
    } else if (row.kind == RowKind::Event && (option.state & QStyle::State_MouseOver)) {
        painter->fillRect(rect, theme.colour(Role::BgHover));
    }
    switch (row.kind) {
    case RowKind::Day: paintDay(*painter, rect, row); break;
    case RowKind::Gap: paintGap(*painter, rect, row); break;
    case RowKind::Event:
        paintSpine(*painter, rect, index.row());
        paintNode(*painter, rect, *row.entry);
        if (!open)
            paintEvent(*painter, rect, *row.entry);
        break;
    }
    if (!open && (option.state & QStyle::State_HasFocus) &&
        (option.state & QStyle::State_KeyboardFocusChange))
        paintFocusRing(*painter, theme, rect, 0);
    painter->restore();
}

void TimelineDelegate::paintSpine(QPainter& painter, const QRect& rect, int row) const
{
    const Theme& theme = m_context.theme;
    const auto joins = [&](int other) {
        return other >= 0 && other < m_model.rowCount() && m_model.row(other).kind != RowKind::Day;
    };
    const int x = rect.left() + theme.px(nodeMiddle);
    const int middle = rect.top() + theme.px(padding) + theme.lineHeight(TextStyle::Body) / 2;
    paintVerticalLine(painter, x, joins(row - 1) ? rect.top() : middle,
                      joins(row + 1) ? rect.bottom() + 1 : middle, theme.colour(Role::LineStrong));
}

void TimelineDelegate::paintNode(QPainter& painter, const QRect& rect, const Entry& entry) const
{
    const Theme& theme = m_context.theme;
    const TimelineEvent& event = entry.record.value;
    const int size = theme.px(nodeSize);
    const int middle = rect.top() + theme.px(padding) + theme.lineHeight(TextStyle::Body) / 2;
    const QRectF node(rect.left() + theme.px(nodeMiddle) - size / 2.0, middle - size / 2.0, size, size);
    const bool automatic = event.eventKind == EventKind::Automatic;
    Role ink = automatic ? Role::TextSecondary : Role::TextPrimary;
    BoxStyle box{theme.colour(Role::BgSurface), theme.colour(Role::LineControl), Edge::Solid,
                 automatic ? size / 2.0 : 4.0};
    if (event.eventKind == EventKind::Decision) {
        ink = Role::AccentText;
        box.fill = theme.colour(Role::AccentTint);
        box.edge = theme.colour(Role::AccentText);
    }
    if (event.type == eventtype::acknowledged)
        ink = Role::StateOk;
    if (event.type == eventtype::exhausted || event.type == eventtype::pageFailed)
        ink = Role::StateFail;
    if (entry.record.meta.unsent > 0) {
        ink = Role::StateLocal;
        box.fill = theme.colour(Role::BgSurface);
        box.edge = theme.colour(Role::StateLocal);
        box.style = Edge::Dashed;
    }
    paintBox(painter, node, box);
    const int icon = theme.iconSize(13);
    painter.drawPixmap(
        QPointF(node.center().x() - icon / 2.0, node.center().y() - icon / 2.0),
        theme.pixmap(texts::eventIcon(event), icon, ink, painter.device()->devicePixelRatioF()));
}

void TimelineDelegate::paintDay(QPainter& painter, const QRect& rect, const Row& row) const
{
    const Theme& theme = m_context.theme;
    paintHorizontalLine(painter, rect.left(), rect.right() + 1, rect.bottom(),
                        theme.colour(Role::LineHairline));
    const QRect text = rect.adjusted(theme.px(edge), 0, -theme.px(edge), 0);
    painter.setFont(theme.font(TextStyle::Strong));
    painter.setPen(theme.colour(Role::TextPrimary));
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, dayHeading(row.day));
    painter.setFont(theme.font(TextStyle::Meta));
    painter.setPen(theme.colour(Role::TextTertiary));
    painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter,
                     tr("%n event(s), %1 to %2", nullptr, row.count)
                         .arg(timeText(row.from, m_context.zone), timeText(row.to, m_context.zone)));
}

QRect TimelineDelegate::gapLink(const QRect& rect) const
{
    const Theme& theme = m_context.theme;
    const QFontMetrics metrics(theme.font(TextStyle::Meta));
    const int width = metrics.horizontalAdvance(tr("Add what happened here")) + 1;
    return {rect.right() - theme.px(edge) - width, rect.top(), width, rect.height()};
}

void TimelineDelegate::paintGap(QPainter& painter, const QRect& rect, const Row& row) const
{
    const Theme& theme = m_context.theme;
    const qreal x = rect.left() + theme.px(nodeMiddle) + hairlineWidth(painter) / 2;
    QPen pen(theme.colour(Role::LineControl), hairlineWidth(painter));
    pen.setDashPattern({3, 3});
    painter.setPen(pen);
    painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom() + 1));
    painter.setFont(theme.font(TextStyle::Meta));
    painter.setPen(theme.colour(Role::TextTertiary));
    painter.drawText(rect.adjusted(textLeft(), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, gapSentence(row));
    painter.setPen(theme.colour(Role::AccentText));
    painter.drawText(gapLink(rect), Qt::AlignRight | Qt::AlignVCenter, tr("Add what happened here"));
}

void TimelineDelegate::paintEvent(QPainter& painter, const QRect& rect, const Entry& entry) const
{
    const Theme& theme = m_context.theme;
    const Layout layout = layOut(rect, entry);
    const TimelineEvent& event = entry.record.value;
    const qreal ratio = painter.device()->devicePixelRatioF();
    if (entry.record.meta.unsent > 0)
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour(Role::StateLocal));
    const int line = theme.lineHeight(TextStyle::Body);
    const bool automatic = event.eventKind == EventKind::Automatic;
    painter.setFont(theme.font(automatic ? TextStyle::Body : TextStyle::Medium));
    painter.setPen(theme.colour(automatic ? Role::TextSecondary : Role::TextPrimary));
    drawTabular(painter, QRect(rect.left() + theme.px(edge), layout.text.top(), theme.px(62), line),
                timeWithSecondsText(event.at, m_context.zone));

    painter.setFont(fontOf(entry));
    painter.setPen(theme.colour(inkOf(entry)));
    painter.drawText(QRectF(layout.text), timelineSentence(entry), wrapping());
    if (event.pinned) {
        const int icon = theme.iconSize(14);
        painter.drawPixmap(
            QPointF(layout.pin.center().x() - icon / 2.0, layout.pin.center().y() - icon / 2.0),
            theme.pixmap(Icon::Pin, icon, Role::AccentText, ratio));
    }
    painter.setFont(theme.font(TextStyle::Meta));
    painter.setPen(theme.colour(automatic ? Role::TextTertiary : Role::TextSecondary));
    painter.drawText(layout.author, Qt::AlignRight | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(QString::fromStdString(event.author), Qt::ElideRight,
                                                      layout.author.width()));
    painter.setPen(theme.colour(Role::AccentText));
    if (!layout.edited.isNull())
        painter.drawText(layout.edited, Qt::AlignRight | Qt::AlignVCenter, editedOf(entry));
    if (!layout.unsent.isNull()) {
        const int icon = theme.iconSize(14);
        painter.drawPixmap(QPointF(layout.unsent.left(), layout.unsent.center().y() - icon / 2.0),
                           theme.pixmap(Icon::CloudOff, icon, Role::StateLocal, ratio));
        painter.setPen(theme.colour(Role::StateLocal));
        painter.drawText(layout.unsent, Qt::AlignRight | Qt::AlignVCenter, tr("Not sent yet"));
    }
    if (!layout.below.isNull()) {
        painter.setPen(theme.colour(Role::TextSecondary));
        painter.drawText(
            layout.below, Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(belowOf(entry), Qt::ElideRight, layout.below.width()));
    }
}

TimelineDelegate::Part TimelineDelegate::partAt(const QRect& rect, const QModelIndex& index,
                                                const QPoint& point) const
{
    const Row& row = m_model.row(index.row());
    if (row.kind == RowKind::Gap && gapLink(rect).contains(point))
        return Part::GapLink;
    if (row.kind != RowKind::Event || isOpen(row))
        return Part::Row;
    const Layout layout = layOut(rect, *row.entry);
    if (layout.pin.contains(point))
        return Part::Pin;
    return layout.edited.contains(point) ? Part::Edited : Part::Row;
}

} // namespace matoi::widgets
