#include "widgets/common/channelnode.h"

#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QPainter>

namespace matoi::widgets {

namespace {

struct Look
{
    BoxStyle box;
    QColor icon;
    bool struck = false;
};

Look lookOf(const Theme& theme, ChannelState state)
{
    const auto colour = [&theme](Role role) { return theme.colour(role); };
    const QColor surface = colour(Role::BgSurface);
    switch (state) {
    case ChannelState::Sent:
        return {{surface, colour(Role::TextSecondary), Edge::Solid, 4}, colour(Role::TextSecondary)};
    case ChannelState::Acknowledged:
        return {{colour(Role::StateOk), colour(Role::StateOk), Edge::Solid, 4}, colour(Role::BgSurface)};
    case ChannelState::Next:
        return {{colour(Role::StateWaitBg), colour(Role::StateWait), Edge::Solid, 4},
                colour(Role::StateWait)};
    case ChannelState::Planned:
        return {{surface, colour(Role::TextTertiary), Edge::Dashed, 4}, colour(Role::TextSecondary)};
    case ChannelState::Cancelled:
        return {{surface, colour(Role::LineControl), Edge::Dashed, 4}, colour(Role::LineControl)};
    case ChannelState::Failed:
        return {{colour(Role::StateFailBg), colour(Role::StateFail), Edge::Solid, 4},
                colour(Role::StateFail),
                true};
    case ChannelState::NotActive: break;
    }
    return {{surface, colour(Role::StateWait), Edge::Dashed, 4}, colour(Role::StateWait), true};
}

} // namespace

Channel channelOf(domain::ChannelKind kind)
{
    switch (kind) {
    case domain::ChannelKind::Email: return Channel::Email;
    case domain::ChannelKind::Webhook: return Channel::Webhook;
    case domain::ChannelKind::Desktop: return Channel::Desktop;
    case domain::ChannelKind::Test: break;
    }
    return Channel::Test;
}

Icon channelIcon(Channel channel)
{
    switch (channel) {
    case Channel::Email: return Icon::Mail;
    case Channel::Sms: return Icon::MessageSquare;
    case Channel::Voice: return Icon::Phone;
    case Channel::Chat: return Icon::Hash;
    case Channel::Webhook: return Icon::Webhook;
    case Channel::Desktop: return Icon::Monitor;
    case Channel::Test: break;
    }
    return Icon::Bell;
}

QString channelWord(Channel channel)
{
    const char* word = QT_TRANSLATE_NOOP("Channel", "test channel");
    switch (channel) {
    case Channel::Email: word = QT_TRANSLATE_NOOP("Channel", "e-mail"); break;
    case Channel::Sms: word = QT_TRANSLATE_NOOP("Channel", "SMS"); break;
    case Channel::Voice: word = QT_TRANSLATE_NOOP("Channel", "voice call"); break;
    case Channel::Chat: word = QT_TRANSLATE_NOOP("Channel", "chat"); break;
    case Channel::Webhook: word = QT_TRANSLATE_NOOP("Channel", "webhook"); break;
    case Channel::Desktop: word = QT_TRANSLATE_NOOP("Channel", "desktop"); break;
    case Channel::Test: break;
    }
    return QCoreApplication::translate("Channel", word);
}

QString channelStateWord(ChannelState state)
{
    const char* word = QT_TRANSLATE_NOOP("Channel", "not active");
    switch (state) {
    case ChannelState::Sent: word = QT_TRANSLATE_NOOP("Channel", "sent"); break;
    case ChannelState::Acknowledged: word = QT_TRANSLATE_NOOP("Channel", "acknowledged"); break;
    case ChannelState::Next: word = QT_TRANSLATE_NOOP("Channel", "next"); break;
    case ChannelState::Planned: word = QT_TRANSLATE_NOOP("Channel", "planned"); break;
    case ChannelState::Cancelled: word = QT_TRANSLATE_NOOP("Channel", "not needed"); break;
    case ChannelState::Failed: word = QT_TRANSLATE_NOOP("Channel", "failed"); break;
    case ChannelState::NotActive: break;
    }
    return QCoreApplication::translate("Channel", word);
}

void paintChannelNode(QPainter& painter, const Theme& theme, const QRectF& rect, Channel channel,
                      ChannelState state)
{
    const Look look = lookOf(theme, state);
    paintBox(painter, rect, look.box);
    const int side = qRound(rect.height() * 0.6);
    const QPointF corner(qRound(rect.center().x() - side / 2.0), qRound(rect.center().y() - side / 2.0));
    const Icon icon = state == ChannelState::Acknowledged ? Icon::Check : channelIcon(channel);
    painter.drawPixmap(corner, theme.pixmap(icon, side, look.icon, painter.device()->devicePixelRatio()));
    if (look.struck) {
        const qreal inset = rect.height() * 0.22;
        const QRectF inner = rect.adjusted(inset, inset, -inset, -inset);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        // A wider line in the ground's colour first parts the stroke from the icon.
        for (const auto& [colour, width] : {std::pair{look.box.fill, 3.2}, std::pair{look.icon, 1.4}}) {
            painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap));
            painter.drawLine(inner.bottomLeft(), inner.topRight());
        }
        painter.restore();
    }
}

Role channelTextRole(ChannelState state)
{
    switch (state) {
    case ChannelState::Sent: return Role::TextSecondary;
    case ChannelState::Acknowledged: return Role::StateOk;
    case ChannelState::Next:
    case ChannelState::NotActive: return Role::StateWait;
    case ChannelState::Failed: return Role::StateFail;
    case ChannelState::Planned:
    case ChannelState::Cancelled: break;
    }
    return Role::TextTertiary;
}

ChannelNode::ChannelNode(Theme& theme, Channel channel, ChannelState state, QWidget* parent)
    : PaintedWidget(theme, parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setNode(channel, state);
}

void ChannelNode::setNode(Channel channel, ChannelState state)
{
    m_channel = channel;
    m_state = state;
    //: Way to reach a person, and how far it is: "SMS, sent"
    describe(tr("%1, %2").arg(channelWord(channel), channelStateWord(state)));
    update();
}

QSize ChannelNode::sizeHint() const
{
    return {theme().iconSize(22), theme().iconSize(22)};
}

void ChannelNode::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    paintChannelNode(painter, theme(), rect(), m_channel, m_state);
}

} // namespace matoi::widgets
