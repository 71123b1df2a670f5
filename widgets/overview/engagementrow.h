#pragma once

#include "widgets/common/accessible.h"
#include "widgets/overview/engagementwords.h"
#include "widgets/panel/panelcontext.h"

namespace matoi::widgets {

/// One engagement: who, through what, how it stands, what was sent, how long. Amber while somebody has not
/// answered. Two lines in a column, one line where there is room.
class EngagementRow final : public PaintedButton
{
    Q_OBJECT

public:
    EngagementRow(const PanelContext& context, QWidget* parent);

    void setView(EngagementView view);
    const EngagementView& view() const { return m_view; }
    /// Clocks only.
    void tick();

    QAccessible::Role accessibleRole() const override { return QAccessible::ListItem; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool isLive() const;
    bool oneLine(int width) const;
    int paintRight(QPainter& painter) const;
    void paintState(QPainter& painter, const QRect& rect) const;
    void paintElided(QPainter& painter, const QRect& rect, const QString& text) const;

    PanelContext m_context;
    EngagementView m_view;
};

} // namespace matoi::widgets
