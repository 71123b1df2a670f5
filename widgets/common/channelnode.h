#pragma once

#include "models/domain/contact.h"
#include "widgets/common/accessible.h"
#include "widgets/common/icons.h"

namespace matoi::widgets {

/// Ways to reach a person, as they are drawn.
enum class Channel
{
    Email,
    Sms,
    Voice,
    Chat,
    Webhook,
    Desktop,
    Test
};

/// How far a page on a channel is. Each looks different without colour too: solid edge sent, filled with a
/// check acknowledged, filled tint next, dashed planned, dashed and faint cancelled, struck through failed,
/// dashed with a struck icon not active.
enum class ChannelState
{
    Sent,
    Acknowledged,
    Next,
    Planned,
    Cancelled,
    Failed,
    NotActive
};

Channel channelOf(domain::ChannelKind kind);
Icon channelIcon(Channel channel);
/// "SMS", "voice call" …
QString channelWord(Channel channel);
QString channelStateWord(ChannelState state);

/// For lanes and rows that paint many: a square, 24 px at 100 % in lanes, 22 in rows.
void paintChannelNode(QPainter& painter, const Theme& theme, const QRectF& rect, Channel channel,
                      ChannelState state);

/// The colour of the words beside a node in that state.
Role channelTextRole(ChannelState state);

class ChannelNode : public PaintedWidget
{
    Q_OBJECT

public:
    ChannelNode(Theme& theme, Channel channel, ChannelState state, QWidget* parent = nullptr);

    void setNode(Channel channel, ChannelState state);
    QAccessible::Role accessibleRole() const override { return QAccessible::Graphic; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Channel m_channel;
    ChannelState m_state;
};

} // namespace matoi::widgets
