#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

namespace matoi::widgets {

class CommandButton;
class ElidedLabel;
class EngagementLanes;
class TextLabel;

/// Acknowledging for somebody else stops their pages: it asks first.
void askToAcknowledge(const PanelContext& context, domain::Id<domain::Engagement> id, QWidget* parent);

/// One engagement: what it is, how it stands, what can be done, and its lanes.
class EngagementBlock final : public QWidget
{
    Q_OBJECT

public:
    EngagementBlock(const PanelContext& context, domain::Id<domain::Engagement> id,
                    QWidget* parent = nullptr);

    domain::Id<domain::Engagement> id() const { return m_id; }
    void refresh();
    /// The second hand: countdown and now line.
    void tick();

private:
    void showState(const domain::Engagement& engagement);
    void showLanes(const domain::Engagement& engagement);
    QString ended(const domain::Engagement& engagement) const;

    PanelContext m_context;
    domain::Id<domain::Engagement> m_id;
    TextLabel* m_icon;
    TextLabel* m_name;
    ElidedLabel* m_about;
    TextLabel* m_state;
    CommandButton* m_escalate;
    CommandButton* m_acknowledge;
    CommandButton* m_stop;
    EngagementLanes* m_lanes;
};

} // namespace matoi::widgets
