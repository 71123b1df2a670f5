#pragma once

#include "models/domain/engagement.h"
#include "models/domain/record.h"
#include "widgets/common/accessible.h"
#include "widgets/common/channelnode.h"

#include <QtCore/QTimeZone>

#include <optional>
#include <vector>

namespace matoi::widgets {

/// An escalation on a time axis: stages over it, a lane a person, a node a page, and the line that says now.
/// Seconds after the start are the scale; the same picture serves what runs and what would run.
class EngagementLanes final : public PaintedWidget
{
    Q_OBJECT

public:
    struct Node
    {
        int offsetSeconds = 0;
        Channel channel = Channel::Email;
        ChannelState state = ChannelState::Planned;
        QString text; ///< beside it: "sent", "14:33:36", the provider's reason
    };
    struct Lane
    {
        QString name;
        QString title;
        std::vector<Node> nodes;
    };
    struct Stage
    {
        int offsetSeconds = 0;
        int durationSeconds = 0;
        QString text; ///< after "Stage 2": "ended at 3:26", "not needed"
        bool current = false;
    };

    explicit EngagementLanes(Theme& theme, QWidget* parent = nullptr);

    void setPlan(std::vector<Stage> stages, std::vector<Lane> lanes);
    /// Seconds after the start; nullopt: it does not run (no line).
    void setNow(std::optional<int> seconds);
    /// Narrow form for the start dialog: names take less room.
    void setCompact(bool compact);

    QAccessible::Role accessibleRole() const override { return QAccessible::List; }
    QString accessibleText() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int span() const;
    qreal xAt(int seconds) const;
    int gutter() const;
    int laneTop(std::size_t lane) const;
    void paintAxis(QPainter& painter) const;
    void paintStages(QPainter& painter) const;
    void paintNow(QPainter& painter) const;
    void paintLane(QPainter& painter, std::size_t index) const;

    std::vector<Stage> m_stages;
    std::vector<Lane> m_lanes;
    std::optional<int> m_now;
    bool m_compact = false;
};

} // namespace matoi::widgets
