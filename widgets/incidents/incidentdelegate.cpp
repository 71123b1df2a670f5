#include "widgets/incidents/incidentdelegate.h"

#include "models/itemmodels/incidentlistmodel.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/impactbadge.h"
#include "widgets/common/paint.h"
#include "widgets/common/roughduration.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/incidents/lockmark.h"
#include "widgets/panel/texts.h"

#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QApplication>

namespace matoi::widgets {

using domain::Incident;
using domain::IncidentStatus;
using itemmodels::IncidentListModel;
using std::chrono::duration_cast;
using std::chrono::seconds;

namespace {

constexpr int badgeSize = 22;
constexpr int edge = 16;
constexpr int textLeft = 48;
constexpr qsizetype mostCuts = 500;

domain::Record<Incident> incidentOf(const QModelIndex& index)
{
    return index.data(IncidentListModel::IncidentRole).value<domain::Record<Incident>>();
}

bool resolved(const QModelIndex& index)
{
    return index.data(IncidentListModel::SectionRole).value<IncidentListModel::Section>() ==
           IncidentListModel::Section::Resolved;
}

} // namespace

IncidentDelegate::IncidentDelegate(const PanelContext& context, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_context(context)
{}

bool IncidentDelegate::headed(const QModelIndex& index) const
{
    return resolved(index) && (index.row() == 0 || !resolved(index.siblingAtRow(index.row() - 1)));
}

QString IncidentDelegate::clock(const Incident& incident) const
{
    const auto end = incident.resolvedAt.value_or(m_context.clock.now());
    return clockText(duration_cast<seconds>(end - incident.startedAt));
}

IncidentDelegate::Line IncidentDelegate::need(const Incident& incident, const QString& commander,
                                              int unsent) const
{
    if (unsent > 0)
        return {tr("%n unsent", nullptr, unsent), Role::StateLocal, Icon::CloudOff, {}};
    if (commander.isEmpty())
        return {tr("no commander yet"), Role::StateWait, Icon::Hand, {}};
    if (!incident.nextUpdateDueAt)
        return {commander, Role::TextTertiary, Icon::User, {}};
    const auto left = duration_cast<seconds>(*incident.nextUpdateDueAt - m_context.clock.now());
    if (left.count() < 0)
        return {tr("update overdue by"), Role::StateFail, Icon::Megaphone, countdownText(-left)};
    return {tr("update due in"), left < std::chrono::minutes(5) ? Role::StateWait : Role::TextTertiary,
            Icon::Megaphone, countdownText(left)};
}

qsizetype IncidentDelegate::firstLine(const QString& title, int width) const
{
    if (m_context.theme.textWidth(TextStyle::Medium, title) <= width)
        return title.size();
    const QFont font = m_context.theme.font(TextStyle::Medium);
    if (const auto cut = m_cuts.constFind(title);
        cut != m_cuts.constEnd() && cut->width == width && cut->font == font)
        return cut->at;
    if (m_cuts.size() >= mostCuts)
        m_cuts.clear();
    QTextLayout layout(title, font);
    layout.beginLayout();
    QTextLine first = layout.createLine();
    first.setLineWidth(width);
    layout.endLayout();
    return m_cuts.insert(title, {width, font, first.textLength()})->at;
}

QStringList IncidentDelegate::titleLines(const QString& title, int width) const
{
    const qsizetype cut = firstLine(title, width);
    if (cut >= title.size())
        return {title};
    const QFontMetrics metrics(m_context.theme.font(TextStyle::Medium));
    return {title.left(cut).trimmed(), metrics.elidedText(title.mid(cut).trimmed(), Qt::ElideRight, width)};
}

QSize IncidentDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = m_context.theme;
    const int width = option.rect.width() > 0 ? option.rect.width() : theme.px(276);
    const int line = theme.lineHeight(TextStyle::Body);
    if (resolved(index))
        return {width,
                theme.px(12) + line + theme.lineHeight(TextStyle::Meta) + (headed(index) ? theme.px(34) : 0)};
    const int room = width - theme.px(textLeft) - theme.px(12) - lockWidth(theme, incidentOf(index).value);
    const QString title = index.data().toString();
    const int titles = firstLine(title, room) < title.size() ? 2 : 1;
    return {width, theme.px(20) + line * titles + 2 * theme.lineHeight(TextStyle::Meta) + theme.px(2)};
}

QRect IncidentDelegate::clockRect(const QRect& row, const QModelIndex& index) const
{
    if (resolved(index))
        return {};
    const Theme& theme = m_context.theme;
    const int lines = 2 * theme.lineHeight(TextStyle::Meta) + theme.px(12);
    return {row.left() + theme.px(textLeft), row.bottom() - lines, row.width() - theme.px(textLeft), lines};
}

void IncidentDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const
{
    const Theme& theme = m_context.theme;
    painter->save();
    QRect rect = option.rect;
    if (headed(index)) {
        const QRect heading(rect.left() + theme.px(edge), rect.top(), rect.width() - 2 * theme.px(edge),
                            theme.px(34));
        painter->setFont(theme.font(TextStyle::Meta));
        painter->setPen(theme.colour(Role::TextTertiary));
        painter->drawText(heading.adjusted(0, theme.px(6), 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                          tr("Resolved"));
        rect.setTop(rect.top() + theme.px(34));
    }
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(rect, theme.colour(Role::BgSelected));
        painter->fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour(Role::AccentText));
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(rect, theme.colour(Role::BgHover));
    }
    if (resolved(index)) {
        paintResolved(*painter, rect, index);
    } else {
        paintOpen(*painter, rect, index);
        paintHorizontalLine(*painter, rect.left(), rect.right() + 1, rect.bottom(),
                            theme.colour(Role::LineHairline));
    }
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange))
        paintFocusRing(*painter, theme, rect, 0);
    painter->restore();
}

void IncidentDelegate::paintOpen(QPainter& painter, QRect rect, const QModelIndex& index) const
{
    const Theme& theme = m_context.theme;
    const auto incident = incidentOf(index);
    const int size = theme.px(badgeSize);
    paintImpactSquare(painter, theme,
                      QRectF(rect.left() + theme.px(edge), rect.top() + theme.px(11), size, size),
                      incident.value.impact);
    const int left = rect.left() + theme.px(textLeft);
    const int width = rect.right() + 1 - theme.px(12) - left; // as sizeHint() measures
    int y = rect.top() + theme.px(10);
    const int line = theme.lineHeight(TextStyle::Body);
    const int lock = paintLock(painter, theme, QRect(left, y, width, line), incident.value);
    painter.setFont(theme.font(TextStyle::Medium));
    painter.setPen(theme.colour(Role::TextPrimary));
    for (const QString& text : titleLines(index.data().toString(), width - lock)) {
        painter.drawText(QRect(left + lock, y, width - lock, line), Qt::AlignVCenter | Qt::AlignLeft, text);
        y += line;
    }
    y += theme.px(1);
    const int meta = theme.lineHeight(TextStyle::Meta);
    painter.setFont(theme.font(TextStyle::Meta));
    painter.setPen(theme.colour(Role::TextSecondary));
    QString state = texts::status(incident.value.status);
    if (incident.value.drill)
        state += QStringLiteral(" · ") + tr("drill");
    painter.drawText(QRect(left, y, width, meta), Qt::AlignVCenter | Qt::AlignLeft, state);
    drawTabular(painter, QRect(left, y, width, meta), clock(incident.value),
                Qt::AlignRight | Qt::AlignVCenter);
    y += meta + theme.px(1);
    const Line what = need(incident.value, index.data(IncidentListModel::CommanderRole).toString(),
                           index.data(IncidentListModel::UnsentRole).toInt());
    const int icon = theme.iconSize(13);
    const qreal ratio = painter.device()->devicePixelRatioF();
    painter.drawPixmap(QPointF(left, y + (meta - icon) / 2.0),
                       theme.pixmap(what.icon, icon, what.role, ratio));
    painter.setPen(theme.colour(what.role));
    const int textAt = left + icon + theme.px(6);
    painter.drawText(QRect(textAt, y, rect.right() - textAt, meta), Qt::AlignVCenter | Qt::AlignLeft,
                     what.text);
    if (!what.clock.isEmpty()) {
        const int clockAt = textAt + painter.fontMetrics().horizontalAdvance(what.text) + theme.px(5);
        drawTabular(painter, QRect(clockAt, y, rect.right() - clockAt, meta), what.clock);
    }
}

void IncidentDelegate::paintResolved(QPainter& painter, QRect rect, const QModelIndex& index) const
{
    const Theme& theme = m_context.theme;
    const auto incident = incidentOf(index);
    const int size = theme.px(badgeSize);
    paintImpactSquare(painter, theme,
                      QRectF(rect.left() + theme.px(edge), rect.top() + theme.px(7), size, size),
                      incident.value.impact, true);
    const int left = rect.left() + theme.px(textLeft);
    const int width = rect.right() - theme.px(12) - left;
    painter.setFont(theme.font(TextStyle::Body));
    painter.setPen(theme.colour(Role::TextSecondary));
    const int line = theme.lineHeight(TextStyle::Body);
    const QRect title(left, rect.top() + theme.px(5), width, line);
    const int lock = paintLock(painter, theme, title, incident.value);
    painter.drawText(title.adjusted(lock, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, width - lock));
    painter.setFont(theme.font(TextStyle::Meta));
    painter.setPen(theme.colour(Role::TextTertiary));
    const QRect meta(left, rect.top() + theme.px(5) + line, width, theme.lineHeight(TextStyle::Meta));
    painter.drawText(meta, Qt::AlignVCenter | Qt::AlignLeft,
                     dateText(incident.value.startedAt, m_context.clock.now(), m_context.zone));
    const auto end = incident.value.resolvedAt.value_or(incident.value.startedAt);
    painter.drawText(meta, Qt::AlignVCenter | Qt::AlignRight,
                     roughDurationText(duration_cast<seconds>(end - incident.value.startedAt)));
}

QString IncidentDelegate::describe(const QModelIndex& index) const
{
    const auto incident = incidentOf(index);
    const Line what = need(incident.value, index.data(IncidentListModel::CommanderRole).toString(),
                           index.data(IncidentListModel::UnsentRole).toInt());
    return tr("%1, %2, %3, %4, %5 %6")
        .arg(texts::spokenTitle(incident.value), impactDescription(incident.value.impact),
             texts::status(incident.value.status), texts::incidentNumber(incident.value), what.text,
             what.clock);
}

} // namespace matoi::widgets
