#include "widgets/overview/engagementrow.h"

#include "models/domain/ports/online.h"
#include "widgets/common/avatar.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"

#include <QtGui/QPainter>

namespace matoi::widgets {

namespace {

constexpr int edge = 16;
constexpr int avatarSize = 24;
constexpr int nodeSize = 22;
constexpr int oneLineWidth = 640; ///< px at 100 % from which name, plan and state stand in columns

} // namespace

EngagementRow::EngagementRow(const PanelContext& context, QWidget* parent)
    : PaintedButton(context.theme, parent)
    , m_context(context)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setCursor(Qt::PointingHandCursor);
}

void EngagementRow::setView(EngagementView view)
{
    m_view = std::move(view);
    // With the time of the next step, not with a countdown: nothing is to be announced each second.
    describe(m_view.spoken(m_context.zone));
    // The carrier's reason may be longer than the row.
    setToolTip(m_view.stateRole == Role::StateFail ? m_view.state : QString());
    updateGeometry();
    update();
}

void EngagementRow::tick()
{
    if (m_view.waiting)
        update();
}

/// Somebody is waited for, and that is known to hold now.
bool EngagementRow::isLive() const
{
    return m_view.waiting && domain::isCurrent(m_context.changes.syncState());
}

bool EngagementRow::oneLine(int width) const
{
    return width >= theme().px(oneLineWidth);
}

int EngagementRow::heightForWidth(int width) const
{
    const int lines = oneLine(width) ? 0 : theme().lineHeight(TextStyle::Meta);
    return theme().lineHeight(TextStyle::Body) + lines + theme().px(oneLine(width) ? 14 : 10);
}

QSize EngagementRow::sizeHint() const
{
    return {theme().px(400), heightForWidth(width() > 0 ? width() : theme().px(400))};
}

QSize EngagementRow::minimumSizeHint() const
{
    return {theme().px(260), heightForWidth(width())};
}

void EngagementRow::paintElided(QPainter& painter, const QRect& rect, const QString& text) const
{
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}

int EngagementRow::paintRight(QPainter& painter) const
{
    const Theme& look = theme();
    const QFont font = look.font(isLive() ? TextStyle::Strong : TextStyle::Body);
    const auto clockWidth = static_cast<int>(tabularWidth(font, QStringLiteral("+00:00")));
    int x = width() - look.px(edge) - clockWidth;
    painter.setFont(font);
    painter.setPen(look.colour(isLive() ? Role::StateWait : Role::TextSecondary));
    // Nothing runs down that may have been done or answered meanwhile: the time that was planned stands.
    const QString clock = m_view.waiting && !isLive()
                              ? m_view.nextStepAt ? timeText(*m_view.nextStepAt, m_context.zone) : QString()
                              : m_view.clock(m_context.clock.now());
    drawTabular(painter, QRect(x, 0, clockWidth, height()), clock, Qt::AlignRight | Qt::AlignVCenter);
    x -= look.px(10);
    const int size = look.px(nodeSize);
    for (auto it = m_view.channels.rbegin(); it != m_view.channels.rend(); ++it) {
        x -= size;
        const bool old = it->state == ChannelState::Next && !isLive();
        paintChannelNode(painter, look, QRectF(x, (height() - size) / 2.0, size, size), it->channel,
                         old ? ChannelState::Planned : it->state);
        x -= look.px(6);
    }
    return x;
}

void EngagementRow::paintState(QPainter& painter, const QRect& rect) const
{
    const Theme& look = theme();
    const int icon = look.iconSize(13);
    painter.drawPixmap(QPointF(rect.left(), rect.top() + (rect.height() - icon) / 2.0),
                       look.pixmap(m_view.icon, icon, m_view.iconRole, devicePixelRatioF()));
    painter.setFont(look.font(TextStyle::Meta));
    const bool old = m_view.stateRole == Role::StateWait && !isLive();
    painter.setPen(look.colour(old ? Role::TextSecondary : m_view.stateRole));
    paintElided(painter, rect.adjusted(icon + look.px(5), 0, 0, 0), m_view.state);
}

void EngagementRow::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& look = theme();
    if (isLive()) {
        painter.fillRect(rect(), look.colour(Role::StateWaitBg));
        painter.fillRect(QRect(0, 0, 3, height()), look.colour(Role::StateWait));
    } else if (underMouse()) {
        painter.fillRect(rect(), look.colour(Role::BgHover));
    }
    const int avatar = look.px(avatarSize);
    paintAvatar(painter, look, QRectF(look.px(edge), (height() - avatar) / 2.0, avatar, avatar),
                m_view.person);
    const int right = paintRight(painter) - look.px(6);
    const int left = look.px(edge) + avatar + look.px(10);
    const int line = look.lineHeight(TextStyle::Body);
    const int meta = look.lineHeight(TextStyle::Meta);
    const QFont nameFont = look.font(TextStyle::Medium);
    const int nameWidth = QFontMetrics(nameFont).horizontalAdvance(m_view.person) + 1;
    painter.setFont(nameFont);
    painter.setPen(look.colour(Role::TextPrimary));
    if (oneLine(width())) {
        // Shares of the row, not of what is free in it: names, plans and states stand under each other.
        const double share = (width() - left) / 100.0;
        const int plan = left + static_cast<int>(share * 22);
        const int state = left + static_cast<int>(share * 44);
        const int top = (height() - line) / 2;
        paintElided(painter, QRect(left, top, plan - left - look.px(8), line), m_view.person);
        painter.setFont(look.font(TextStyle::Meta));
        painter.setPen(look.colour(Role::TextSecondary));
        paintElided(painter, QRect(plan, top, state - plan - look.px(8), line), m_view.through);
        paintState(painter, QRect(state, top, right - state, line));
    } else {
        const int top = (height() - line - meta) / 2;
        const int nameRoom = std::min(nameWidth, right - left);
        paintElided(painter, QRect(left, top, nameRoom, line), m_view.person);
        painter.setFont(look.font(TextStyle::Meta));
        painter.setPen(look.colour(Role::TextSecondary));
        const int throughAt = left + nameRoom + look.px(8);
        if (right - throughAt > look.px(40))
            paintElided(painter, QRect(throughAt, top, right - throughAt, line), m_view.through);
        paintState(painter, QRect(left, top + line, right - left, meta));
    }
    if (hasFocus())
        paintFocusRing(painter, look, rect().adjusted(2, 0, -2, 0), 4);
}

} // namespace matoi::widgets
