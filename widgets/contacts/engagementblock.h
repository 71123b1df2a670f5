#pragma once

#include "widgets/contacts/engagementlanes.h"
#include "widgets/overview/engagementwords.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
class QHBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class ElidedLabel;
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

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void placeState();
    void showState(const domain::Engagement& engagement);
    void showLanes(const domain::Engagement& engagement);
    QString ended(const domain::Engagement& engagement) const;
    std::vector<EngagementLanes::Lane> lanesOf(const domain::Engagement& engagement,
                                               const std::vector<domain::Record<domain::Page>>& pages) const;
    EngagementLanes::Node nodeOf(const domain::Engagement& engagement, const domain::Page& page,
                                 bool next) const;
    std::vector<EngagementLanes::Stage> stagesOf(const domain::Engagement& engagement) const;

    PanelContext m_context;
    domain::Id<domain::Engagement> m_id;
    QGridLayout* m_head;
    QHBoxLayout* m_buttons;
    int m_narrow = 0; ///< 1: what comes next has a line of its own; 2: the buttons too
    TextLabel* m_icon;
    TextLabel* m_name;
    ElidedLabel* m_about;
    TextLabel* m_state;
    CommandButton* m_escalate;
    CommandButton* m_acknowledge;
    CommandButton* m_stop;
    EngagementLanes* m_lanes;
    EngagementView m_view;
};

} // namespace matoi::widgets
