#include "widgets/timeline/timelinedelegate.h"

#include "widgets/attachments/thumbnails.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/panel/texts.h"
#include "widgets/timeline/timelinewords.h"

#include <QtCore/QCoreApplication>
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
constexpr int padding = 6;

} // namespace

TimelineDelegate::TimelineDelegate(const PanelContext& context, TimelineModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_context(context)
    , m_model(model)
    , m_layout(context)
    , m_thumbnails(new Thumbnails(context.repositories.contents, this))
    , m_files(context.theme, *m_thumbnails)
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

Role TimelineDelegate::inkOf(const Entry& entry) const
{
    const TimelineEvent& event = entry.record.value;
    return (event.eventKind == EventKind::Automatic && !isTurn(event)) || entry.gone ? Role::TextSecondary
                                                                                     : Role::TextPrimary;
}

int TimelineDelegate::guessedHeight(const Row& row, int width) const
{
    return isOpen(row) ? m_openHeight : m_layout.guessedHeight(row, width);
}

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Row& row = m_model.row(index.row());
    const int width = option.rect.width();
    const bool measured = row.kind == RowKind::Event && !isOpen(row);
    return {width, measured ? m_layout.layOut({}, width, row.entry).height : guessedHeight(row, width)};
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
            paintEvent(*painter, rect, row.entry, option.state & QStyle::State_MouseOver);
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
    if (isTurn(event)) {
        ink = Role::StateOk;
        box.edge = theme.colour(Role::StateOk);
        box.radius = 4;
    }
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
        // On whole pixels: sharp, and the same however much of the row is painted.
        QPointF(std::floor(node.center().x() - icon / 2.0), std::floor(node.center().y() - icon / 2.0)),
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
    // Dash by dash and not by a pen, whose dashes begin where what is painted begins.
    for (int y = rect.top(); y <= rect.bottom(); y += 6)
        paintVerticalLine(painter, rect.left() + theme.px(nodeMiddle), y, std::min(y + 3, rect.bottom() + 1),
                          theme.colour(Role::LineControl));
    painter.setFont(theme.font(TextStyle::Meta));
    painter.setPen(theme.colour(Role::TextTertiary));
    painter.drawText(rect.adjusted(m_layout.textLeft(), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     gapSentence(row));
    painter.setPen(theme.colour(Role::AccentText));
    painter.drawText(gapLink(rect), Qt::AlignRight | Qt::AlignVCenter, tr("Add what happened here"));
}

void TimelineDelegate::paintEvent(QPainter& painter, const QRect& rect, const EntryPtr& shown,
                                  bool hovered) const
{
    const Theme& theme = m_context.theme;
    const TimelineLayout::Event layout = m_layout.layOut(rect.topLeft(), rect.width(), shown);
    const Entry& entry = *shown;
    const TimelineEvent& event = entry.record.value;
    if (entry.record.meta.unsent > 0)
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour(Role::StateLocal));
    const bool quiet = inkOf(entry) == Role::TextSecondary;
    painter.setFont(theme.font(quiet ? TextStyle::Body : TextStyle::Medium));
    painter.setPen(theme.colour(inkOf(entry)));
    drawTabular(painter,
                QRect(rect.left() + theme.px(edge), layout.text.top(), theme.px(62),
                      theme.lineHeight(TextStyle::Body)),
                timeWithSecondsText(event.at, m_context.zone));
    painter.setPen(theme.colour(inkOf(entry)));
    painter.save();
    painter.translate(layout.text.topLeft());
    paintFound(painter, *layout.wrapped);
    layout.wrapped->draw(&painter, {});
    painter.restore();
    if (event.pinned || hovered) {
        // What a click on it would do is seen before.
        const int icon = theme.iconSize(14);
        const Role ink = event.pinned ? Role::AccentText : Role::TextTertiary;
        painter.drawPixmap(QPoint(layout.pin.center().x() - icon / 2, layout.pin.center().y() - icon / 2),
                           theme.pixmap(Icon::Pin, icon, ink, painter.device()->devicePixelRatioF()));
    }
    paintMeta(painter, layout, entry);
    if (!layout.files.isNull())
        m_files.paint(painter, layout.files, event.attachments);
}

/// Behind the words that are looked for.
void TimelineDelegate::paintFound(QPainter& painter, const QTextLayout& text) const
{
    const QString& words = m_model.words();
    if (words.isEmpty())
        return;
    const QString whole = text.text();
    for (qsizetype at = whole.indexOf(words, 0, Qt::CaseInsensitive); at >= 0;
         at = whole.indexOf(words, at + words.size(), Qt::CaseInsensitive)) {
        const int end = static_cast<int>(at + words.size());
        for (int i = 0; i < text.lineCount(); ++i) {
            const QTextLine line = text.lineAt(i);
            const int from = std::max(line.textStart(), static_cast<int>(at));
            const int to = std::min(line.textStart() + line.textLength(), end);
            if (from >= to)
                continue;
            const qreal left = line.cursorToX(from);
            painter.fillRect(QRectF(left, line.y(), line.cursorToX(to) - left, line.height()),
                             m_context.theme.colour(Role::AccentTint));
        }
    }
}

void TimelineDelegate::paintMeta(QPainter& painter, const TimelineLayout::Event& layout,
                                 const Entry& entry) const
{
    const Theme& theme = m_context.theme;
    painter.setFont(theme.font(TextStyle::Meta));
    const auto elided = [&](const QString& text, const QRect& box, Qt::Alignment alignment) {
        painter.drawText(box, alignment | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
    };
    painter.setPen(
        theme.colour(inkOf(entry) == Role::TextSecondary ? Role::TextTertiary : Role::TextSecondary));
    elided(TimelineLayout::shownAuthor(entry.record.value), layout.author, Qt::AlignRight);
    painter.setPen(theme.colour(Role::AccentText));
    if (!layout.edited.isNull())
        painter.drawText(layout.edited, Qt::AlignRight | Qt::AlignVCenter, m_layout.editedOf(entry));
    if (!layout.unsent.isNull()) {
        const int icon = theme.iconSize(14);
        painter.drawPixmap(
            QPoint(layout.unsent.left(), layout.unsent.center().y() - icon / 2),
            theme.pixmap(Icon::CloudOff, icon, Role::StateLocal, painter.device()->devicePixelRatioF()));
        painter.setPen(theme.colour(Role::StateLocal));
        painter.drawText(layout.unsent, Qt::AlignRight | Qt::AlignVCenter,
                         QCoreApplication::translate("Timeline", "Not sent yet"));
    }
    if (!layout.below.isNull()) {
        painter.setPen(theme.colour(Role::TextSecondary));
        elided(m_layout.belowOf(entry), layout.below, Qt::AlignLeft);
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
    const TimelineLayout::Event layout = m_layout.layOut(rect.topLeft(), rect.width(), row.entry);
    if (layout.pin.contains(point))
        return Part::Pin;
    if (attachmentAt(m_context.theme, layout.files, row.entry->record.value.attachments, point))
        return Part::File;
    return layout.edited.contains(point) ? Part::Edited : Part::Row;
}

std::optional<int> TimelineDelegate::fileAt(const QRect& rect, const QModelIndex& index,
                                            const QPoint& point) const
{
    const Row& row = m_model.row(index.row());
    if (row.kind != RowKind::Event || isOpen(row))
        return std::nullopt;
    const TimelineLayout::Event layout = m_layout.layOut(rect.topLeft(), rect.width(), row.entry);
    return attachmentAt(m_context.theme, layout.files, row.entry->record.value.attachments, point);
}

} // namespace matoi::widgets
