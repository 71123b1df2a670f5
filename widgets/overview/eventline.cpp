#include "widgets/overview/eventline.h"

#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"
#include "widgets/common/statusdot.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/panel/texts.h"

#include <QtGui/QPainter>

namespace matoi::widgets {

using namespace domain;

EventLine::EventLine(const PanelContext& context, QWidget* parent)
    : PaintedButton(context.theme, parent)
    , m_context(context)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

void EventLine::setEvent(const Record<TimelineEvent>& event)
{
    m_event = event;
    m_sentence = texts::event(event.value);
    if (event.value.eventKind == EventKind::Decision)
        m_sentence = tr("Decision: %1").arg(m_sentence);
    QString spoken = tr("%1, %2, %3").arg(timeText(event.value.at, m_context.zone), m_sentence, author());
    if (event.meta.unsent > 0)
        spoken = tr("%1, not sent yet").arg(spoken);
    describe(spoken);
    update();
}

QString EventLine::author() const
{
    // What a person set off is theirs, even where the service wrote the line.
    const std::string& who = m_event.value.author;
    const bool nobody = who.empty() || who == "matoid" || who == "alertmanager";
    const bool automatic = m_event.value.eventKind == EventKind::Automatic && nobody;
    return automatic ? tr("auto") : QString::fromStdString(who);
}

Role EventLine::iconColour() const
{
    if (m_event.meta.unsent > 0)
        return Role::StateLocal;
    if (m_event.value.eventKind == EventKind::Decision)
        return Role::AccentText;
    if (m_event.value.type == eventtype::acknowledged)
        return Role::StateOk;
    if (m_event.value.type == eventtype::exhausted || m_event.value.type == eventtype::pageFailed)
        return Role::StateFail;
    return Role::TextSecondary;
}

QSize EventLine::sizeHint() const
{
    return {theme().px(420), std::max(theme().px(28), theme().lineHeight(TextStyle::Body) + theme().px(6))};
}

QSize EventLine::minimumSizeHint() const
{
    return {theme().px(200), sizeHint().height()};
}

void EventLine::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const Theme& look = theme();
    if (underMouse())
        painter.fillRect(rect(), look.colour(Role::BgHover));
    const int edge = look.px(16);
    painter.setFont(look.font(TextStyle::Body));
    painter.setPen(look.colour(Role::TextSecondary));
    const auto timeWidth = static_cast<int>(look.tabularWidth(TextStyle::Body, QStringLiteral("00:00")));
    drawTabular(painter, QRect(edge, 0, timeWidth, height()), timeText(m_event.value.at, m_context.zone));
    const int iconSize = look.iconSize(15);
    const int iconAt = edge + timeWidth + look.px(9);
    const Icon icon = m_event.meta.unsent > 0 ? Icon::CloudOff : texts::eventIcon(m_event.value);
    painter.drawPixmap(QPointF(iconAt, (height() - iconSize) / 2.0),
                       look.pixmap(icon, iconSize, iconColour(), devicePixelRatioF()));

    const QString by = author();
    painter.setFont(look.font(TextStyle::Meta));
    const bool automatic = m_event.value.eventKind == EventKind::Automatic;
    painter.setPen(look.colour(automatic ? Role::TextTertiary : Role::TextSecondary));
    const int byWidth = std::min(painter.fontMetrics().horizontalAdvance(by) + 2, width() / 4);
    painter.drawText(QRect(width() - edge - byWidth, 0, byWidth, height()), Qt::AlignRight | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(by, Qt::ElideRight, byWidth));

    const bool decision = m_event.value.eventKind == EventKind::Decision;
    painter.setFont(look.font(decision ? TextStyle::Strong : TextStyle::Body));
    painter.setPen(look.colour(Role::TextPrimary));
    const int textAt = iconAt + iconSize + look.px(10);
    const int room = width() - edge - byWidth - look.px(14) - textAt;
    painter.drawText(QRect(textAt, 0, room, height()), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_sentence, Qt::ElideRight, room));
    if (hasFocus())
        paintFocusRing(painter, look, rect().adjusted(2, 0, -2, 0), 4);
}

} // namespace matoi::widgets
