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
        QString text; ///< beside it: "sent", "14:33:36"
    };
    struct Lane
    {
        QString name;
        QString title;
        std::vector<Node> nodes;
        QString trouble; ///< under them, in full: what was not delivered and the carrier's reason
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
    const std::vector<Lane>& lanes() const { return m_lanes; }
    /// Seconds after the start; nullopt: it does not run (no line). `last`: it is the last moment that is
    /// known of, and how it went on nobody here knows (dashed).
    void setNow(std::optional<int> seconds, bool last = false);
    std::optional<int> now() const { return m_now; }
    /// Narrow form for the start dialog: names take less room.
    void setCompact(bool compact);

    QAccessible::Role accessibleRole() const override { return QAccessible::List; }
    QString accessibleText() const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    int span() const;
    qreal xAt(int seconds) const;
    int gutter() const;
    /// Where a node of a lane stands, and whether the words beside it have room.
    struct Placed
    {
        qreal x = 0;
        qreal end = 0; ///< of its words, or of the node
        bool words = false;
    };
    /// A lane as a screen reader says it, and as its tool tip does: states without room for a word too.
    QStringList sentences(const Lane& lane) const;
    std::vector<Placed> placed(const Lane& lane) const;
    int troubleHeight(const Lane& lane, int width) const;
    int laneTop(std::size_t lane, int width) const;
    void paintAxis(QPainter& painter) const;
    void paintStages(QPainter& painter) const;
    void paintNow(QPainter& painter) const;
    QString nowText() const;
    QRectF nowBox() const;
    void paintLane(QPainter& painter, std::size_t index) const;
    void paintNodes(QPainter& painter, const Lane& lane, const QRectF& row) const;
    void paintTrouble(QPainter& painter, const Lane& lane, int top) const;

    std::vector<Stage> m_stages;
    std::vector<Lane> m_lanes;
    std::optional<int> m_now;
    bool m_last = false;
    bool m_compact = false;
};

} // namespace matoi::widgets
