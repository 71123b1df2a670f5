#include "widgets/shell/connectionlabel.h"

#include "widgets/common/durationtext.h"
#include "widgets/common/joinedtext.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"
#include "widgets/panel/ticker.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>

namespace matoi::widgets {

using Connection = domain::SyncState::Connection;
using std::chrono::duration_cast;
using std::chrono::seconds;

ConnectionLabel::ConnectionLabel(const PanelContext& context, QWidget* parent)
    : PaintedWidget(context.theme, parent)
    , m_context(context)
{
    m_subscription = context.changes.onSyncState([this](const domain::SyncState&) {
        refresh();
        describe(accessibleText());
    });
    connect(&context.ticker, &Ticker::tick, this, &ConnectionLabel::refresh);
}

void ConnectionLabel::refresh()
{
    updateGeometry();
    update();
    setToolTip(m_room == Room::Whole ? QString() : accessibleText());
}

ConnectionLabel::Words ConnectionLabel::words(Room room) const
{
    const bool least = room == Room::Least;
    const domain::SyncState state = m_context.changes.syncState();
    const domain::Time now = m_context.clock.now();
    const auto age = [&](domain::Time since) {
        const QString past = durationText(std::max(seconds(0), duration_cast<seconds>(now - since)));
        return room != Room::Whole ? tr("%1 ago").arg(past) : tr("synced %1 ago").arg(past);
    };
    const QString unsent = state.unsent > 0 ? tr("%n unsent", nullptr, state.unsent) : QString();
    switch (state.connection) {
    case Connection::Connecting:
        return {tr("Connecting"),
                least            ? QString()
                : state.syncedAt ? tr("data from %1").arg(timeText(*state.syncedAt, m_context.zone))
                                 : unsent,
                Role::TextSecondary, Icon::RefreshCw};
    case Connection::Live:
        if (state.unsent > 0)
            return {tr("Sending"), unsent, Role::TextSecondary, Icon::RefreshCw};
        return {tr("Live"), state.syncedAt && !least ? age(*state.syncedAt) : QString(), Role::StateOk,
                Icon::CircleCheck};
    case Connection::Slow:
        return {tr("Slow"), state.syncedAt ? age(*state.syncedAt) : unsent, Role::StateWait, Icon::Clock};
    case Connection::Offline: {
        QStringList weak;
        if (!unsent.isEmpty())
            weak << unsent;
        if (!least && state.retryAt && *state.retryAt > now)
            weak << tr("retry in %1").arg(durationText(duration_cast<seconds>(*state.retryAt - now)));
        const QString strong = state.offlineSince && !least
                                   ? tr("Offline since %1").arg(timeText(*state.offlineSince, m_context.zone))
                                   : tr("Offline");
        return {strong, inList(weak), Role::StateLocal, Icon::CloudOff};
    }
    case Connection::Refused:
        return {tr("Refused"),
                least          ? QString()
                : m_ownService ? tr("ask for another token")
                               : tr("sign in again"),
                Role::StateFail, Icon::TriangleAlert};
    }
    return {};
}

void ConnectionLabel::setOwnService(bool own)
{
    if (own == m_ownService)
        return;
    m_ownService = own;
    refresh();
    describe(accessibleText());
}

void ConnectionLabel::setRoom(Room room)
{
    if (room == m_room)
        return;
    m_room = room;
    refresh();
}

QString ConnectionLabel::accessibleText() const
{
    const Words say = words(Room::Whole);
    return say.weak.isEmpty() ? say.strong : inList({say.strong, say.weak});
}

int ConnectionLabel::widthIn(Room room) const
{
    const Words say = words(room);
    qreal width = theme().iconSize(15) + theme().px(6) + theme().tabularWidth(TextStyle::Strong, say.strong);
    if (!say.weak.isEmpty())
        width += theme().px(8) + theme().tabularWidth(TextStyle::Meta, say.weak);
    return static_cast<int>(width) + 2;
}

QSize ConnectionLabel::sizeHint() const
{
    return {widthIn(m_room), theme().px(24)};
}

void ConnectionLabel::paintEvent(QPaintEvent*)
{
    const Words say = words(m_room);
    QPainter painter(this);
    const int icon = theme().iconSize(15);
    painter.drawPixmap(QPointF(0, (height() - icon) / 2.0),
                       theme().pixmap(say.icon, icon, say.role, devicePixelRatioF()));
    painter.setFont(theme().font(TextStyle::Strong));
    painter.setPen(theme().colour(say.role));
    const qreal x = drawTabular(painter, QRectF(icon + theme().px(6), 0, width(), height()), say.strong);
    painter.setFont(theme().font(TextStyle::Meta));
    painter.setPen(theme().colour(Role::TextTertiary));
    drawTabular(painter, QRectF(x + theme().px(8), 0, width(), height()), say.weak);
}

void ConnectionLabel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        refresh();
        describe(accessibleText());
    }
    PaintedWidget::changeEvent(event);
}

void ConnectionLabel::mouseReleaseEvent(QMouseEvent*)
{
    Q_EMIT pressed();
}

} // namespace matoi::widgets
