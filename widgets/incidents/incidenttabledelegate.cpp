#include "widgets/incidents/incidenttabledelegate.h"

#include "models/itemmodels/incidentlistmodel.h"
#include "models/itemmodels/incidenttablemodel.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/impactbadge.h"
#include "widgets/common/paint.h"
#include "widgets/common/statusdot.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/incidents/lockmark.h"
#include "widgets/panel/texts.h"

#include <QtGui/QPainter>

#include <cmath>

namespace matoi::widgets {

using namespace domain;
using itemmodels::IncidentTableModel;

namespace {

constexpr int badgeSize = 20;
constexpr int statusIcon = 12;
constexpr int statusGap = 7;
constexpr int handIcon = 13;
constexpr int handGap = 5;
constexpr int boxPadding = 6; // of the mark of a draft

Record<Incident> incidentOf(const QModelIndex& index)
{
    return index.data(IncidentTableModel::IncidentRole).value<Record<Incident>>();
}

Icon iconOf(Kind kind)
{
    switch (kind) {
    case Kind::Incident: return Icon::Siren;
    case Kind::Summary: return Icon::FileText;
    case Kind::TimelineEvent: return Icon::History;
    case Kind::Answer: return Icon::FileSearch;
    case Kind::ActionItem:
    case Kind::Task: return Icon::ListChecks;
    case Kind::Decision: return Icon::Gavel;
    case Kind::Handover: return Icon::Hand;
    case Kind::RelatedItem: return Icon::Link;
    default: return Icon::Megaphone;
    }
}

bool isHitRow(const QModelIndex& index)
{
    return index.parent().isValid();
}

} // namespace

IncidentTableDelegate::IncidentTableDelegate(const PanelContext& context, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_context(context)
{}

QSize IncidentTableDelegate::sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& index) const
{
    const Theme& theme = m_context.theme;
    const int line = theme.lineHeight(TextStyle::Body);
    return {theme.px(40), line + (isHitRow(index) ? theme.px(5) : theme.px(12))};
}

int IncidentTableDelegate::widthOf(const QModelIndex& index) const
{
    const Theme& theme = m_context.theme;
    const auto words = [&](TextStyle style) {
        const QFontMetricsF metrics(theme.font(style));
        const QString text = index.data().toString();
        // Digits of a column stand in cells as wide as the widest of them.
        return static_cast<int>(
            std::ceil(std::max(metrics.horizontalAdvance(text), tabularWidth(theme.font(style), text))));
    };
    int width = 0;
    switch (index.column()) {
    case IncidentTableModel::ImpactColumn: width = theme.px(badgeSize); break;
    case IncidentTableModel::StatusColumn:
        width = theme.iconSize(statusIcon) + theme.px(statusGap) + words(TextStyle::Medium);
        break;
    case IncidentTableModel::CommanderColumn:
        width = words(TextStyle::Body);
        if (index.data(IncidentTableModel::CommanderRole).toString().isEmpty())
            width += theme.iconSize(handIcon) + theme.px(handGap);
        break;
    case IncidentTableModel::DurationColumn: width = words(TextStyle::Strong); break;
    case IncidentTableModel::AnalysisColumn: width = words(TextStyle::Body) + 2 * theme.px(boxPadding); break;
    default: width = words(TextStyle::Body); break;
    }
    return width + 2 * theme.px(inset) + 1;
}

void IncidentTableDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                  const QModelIndex& index) const
{
    const Theme& theme = m_context.theme;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect rect = option.rect;
    if (option.state & QStyle::State_Selected)
        painter->fillRect(rect, theme.colour(Role::BgSelected));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(rect, theme.colour(Role::BgHover));
    if (isHitRow(index)) {
        paintHit(*painter, rect, index);
    } else {
        paintHorizontalLine(*painter, rect.left(), rect.right() + 1, rect.top(),
                            theme.colour(Role::LineHairline));
        paintCell(*painter, rect.adjusted(theme.px(inset), 0, -theme.px(inset), 0), index);
    }
    if ((option.state & QStyle::State_Selected) && index.column() == 0)
        painter->fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour(Role::AccentText));
    painter->restore();
}

void IncidentTableDelegate::paintText(QPainter& painter, const QRect& cell, const QString& text, Role role,
                                      Qt::Alignment alignment) const
{
    painter.setPen(m_context.theme.colour(role));
    painter.drawText(cell, static_cast<int>(alignment),
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, cell.width()));
}

void IncidentTableDelegate::paintCell(QPainter& painter, const QRect& cell, const QModelIndex& index) const
{
    const Theme& theme = m_context.theme;
    const Incident incident = incidentOf(index).value;
    const bool resolved = incident.status == IncidentStatus::Resolved;
    const QString text = index.data().toString();
    painter.setFont(theme.font(TextStyle::Body));
    switch (index.column()) {
    case IncidentTableModel::ImpactColumn: {
        const int size = theme.px(badgeSize);
        paintImpactSquare(painter, theme,
                          QRectF(cell.left(), cell.top() + (cell.height() - size) / 2.0, size, size),
                          incident.impact, resolved);
        break;
    }
    case IncidentTableModel::TitleColumn:
        painter.setFont(theme.font(resolved ? TextStyle::Body : TextStyle::Medium));
        paintText(painter, cell.adjusted(paintMarks(painter, cell, index), 0, 0, 0), text,
                  resolved ? Role::TextSecondary : Role::TextPrimary);
        break;
    case IncidentTableModel::StatusColumn: paintStatus(painter, cell, index); break;
    case IncidentTableModel::CommanderColumn: {
        const bool nobody = index.data(IncidentTableModel::CommanderRole).toString().isEmpty() && !resolved;
        if (!nobody) {
            paintText(painter, cell, text, Role::TextSecondary);
            break;
        }
        const int icon = theme.iconSize(handIcon);
        painter.drawPixmap(
            QPointF(cell.left(), cell.top() + std::round((cell.height() - icon) / 2.0)),
            theme.pixmap(Icon::Hand, icon, Role::StateWait, painter.device()->devicePixelRatioF()));
        paintText(painter, cell.adjusted(icon + theme.px(handGap), 0, 0, 0), text, Role::StateWait);
        break;
    }
    case IncidentTableModel::DurationColumn:
        painter.setFont(theme.font(resolved ? TextStyle::Body : TextStyle::Strong));
        painter.setPen(theme.colour(resolved ? Role::TextSecondary : Role::TextPrimary));
        drawTabular(painter, cell, text, Qt::AlignRight | Qt::AlignVCenter);
        break;
    case IncidentTableModel::AcknowledgedColumn:
        painter.setPen(theme.colour(Role::TextSecondary));
        drawTabular(painter, cell, text, Qt::AlignRight | Qt::AlignVCenter);
        break;
    case IncidentTableModel::AnalysisColumn: {
        const auto mark =
            index.data(IncidentTableModel::AnalysisRole).value<IncidentTableModel::AnalysisMark>();
        if (mark != IncidentTableModel::AnalysisMark::Draft) {
            paintText(painter, cell, text, Role::TextTertiary);
            break;
        }
        painter.setFont(theme.font(TextStyle::Meta));
        const int width = painter.fontMetrics().horizontalAdvance(text) + 2 * theme.px(boxPadding);
        const int height = theme.lineHeight(TextStyle::Meta) + theme.px(2);
        const QRect box(cell.left(), cell.top() + (cell.height() - height) / 2, std::min(width, cell.width()),
                        height);
        paintBox(painter, box, {theme.colour(Role::AccentTint), Qt::transparent, Edge::None, 3});
        paintText(painter, box.adjusted(theme.px(boxPadding), 0, 0, 0), text, Role::AccentText);
        break;
    }
    default: paintText(painter, cell, text, Role::TextSecondary); break;
    }
}

/// Before the title: that not everybody sees it, and that changes of it are on this computer only.
int IncidentTableDelegate::paintMarks(QPainter& painter, const QRect& cell, const QModelIndex& index) const
{
    const Theme& theme = m_context.theme;
    const auto incident = incidentOf(index);
    int width = paintLock(painter, theme, cell, incident.value);
    if (incident.meta.unsent > 0) {
        const int side = theme.iconSize(12);
        paintStatusShape(
            painter, theme,
            QRectF(cell.left() + width, cell.top() + std::round((cell.height() - side) / 2.0), side, side),
            StatusShape::Unsent);
        width += side + theme.px(5);
    }
    return width;
}

void IncidentTableDelegate::paintStatus(QPainter& painter, const QRect& cell, const QModelIndex& index) const
{
    const Theme& theme = m_context.theme;
    const IncidentStatus status = incidentOf(index).value.status;
    const bool resolved = status == IncidentStatus::Resolved;
    const bool open = status == IncidentStatus::Open;
    const int side = theme.iconSize(statusIcon);
    const QRectF sign(cell.left(), cell.top() + (cell.height() - side) / 2.0, side, side);
    if (resolved)
        painter.drawPixmap(sign.topLeft(), theme.pixmap(Icon::Check, side, Role::TextTertiary,
                                                        painter.device()->devicePixelRatioF()));
    else if (open)
        painter.drawPixmap(sign.topLeft(), theme.pixmap(Icon::CircleDashed, side, Role::StateWait,
                                                        painter.device()->devicePixelRatioF()));
    else
        paintStatusShape(painter, theme, sign, StatusShape::Now);
    painter.setFont(theme.font(resolved ? TextStyle::Body : TextStyle::Medium));
    paintText(painter, cell.adjusted(side + theme.px(statusGap), 0, 0, 0), index.data().toString(),
              resolved ? Role::TextTertiary
              : open   ? Role::StateWait
                       : Role::TextPrimary);
}

void IncidentTableDelegate::paintHit(QPainter& painter, const QRect& row, const QModelIndex& index) const
{
    const Theme& theme = m_context.theme;
    painter.setFont(theme.font(TextStyle::Meta));
    const QFontMetricsF metrics(painter.font());
    const QRect line(m_hitLeft + theme.px(inset), row.top(), row.right() - m_hitLeft - theme.px(24),
                     row.height());
    if (index.data(IncidentTableModel::MoreRole).toInt() > 0) {
        paintText(painter, line, index.data().toString(), Role::AccentText);
        return;
    }
    const auto hit = index.data(IncidentTableModel::HitRole).value<SearchHit>();
    const int icon = theme.iconSize(13);
    painter.drawPixmap(
        QPointF(line.left(), line.top() + std::round((line.height() - icon) / 2.0)),
        theme.pixmap(iconOf(hit.kind), icon, Role::TextTertiary, painter.device()->devicePixelRatioF()));
    int x = line.left() + icon + theme.px(7);
    if (hit.kind == Kind::TimelineEvent) {
        const QString time = dateTimeText(hit.at, m_context.clock.now(), m_context.zone);
        painter.setPen(theme.colour(Role::TextTertiary));
        x = static_cast<int>(std::ceil(
                drawTabular(painter, QRect(x, line.top(), line.right() - x, line.height()), time))) +
            theme.px(8);
    }
    for (const SnippetPiece& piece : hit.snippet) {
        const QString text = QString::fromStdString(piece.text);
        const int room = std::max(0, line.right() - x);
        // The advance is rounded: a text that is cut to it would lose its last letters.
        const int width = static_cast<int>(std::ceil(metrics.horizontalAdvance(text)));
        if (piece.hit)
            painter.fillRect(QRectF(x - 1, line.top() + theme.px(3), std::min(width, room) + 2,
                                    line.height() - 2 * theme.px(3)),
                             theme.colour(Role::AccentTint));
        paintText(painter, QRect(x, line.top(), room, line.height()), text,
                  piece.hit ? Role::AccentText : Role::TextSecondary);
        x += width;
        if (width > room)
            return;
    }
}

} // namespace matoi::widgets
