#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

namespace matoi::widgets {

class AlsoOpen;
class CommandButton;
class ElapsedClock;
class IncidentTitle;
class ImpactBadge;
class NextUpdateClock;
class StatusTrack;
class TextLabel;

/// The same on every tab: badge, title and the two clocks; status, commander, who acknowledged, channel.
class IncidentHeader final : public QWidget
{
    Q_OBJECT

public:
    IncidentHeader(const PanelContext& context, QWidget* parent = nullptr);

    void setIncident(domain::Id<domain::Incident> id);
    /// Without the list the other open incidents are named here.
    void setListShown(bool shown);

Q_SIGNALS:
    void statusRequested(matoi::domain::IncidentStatus status);
    void takeCommandRequested();
    void postUpdateRequested();
    /// A step that is done was pressed: its time is to be corrected.
    void markRequested(matoi::commands::IncidentCommands::Mark mark);
    void openRequested(matoi::domain::Id<matoi::domain::Incident> id);

public:
    /// It lays itself out anew for any width: it must never hold a window wide.
    QSize minimumSizeHint() const override { return {0, QWidget::minimumSizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QLayout* titleRow();
    QLayout* vitalsRow();
    void refresh();
    void showClocks();
    void showStatus(const domain::Incident& incident);
    void showPeople();
    void pressStep(int index);
    void arrange();
    void giveWay(int level);
    int vitalsWidth() const;

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    ImpactBadge* m_badge;
    TextLabel* m_drill;
    TextLabel* m_lock;
    IncidentTitle* m_title;
    NextUpdateClock* m_nextUpdate;
    ElapsedClock* m_elapsed;
    StatusTrack* m_status;
    TextLabel* m_commanderCaption;
    CommandButton* m_commander;
    TextLabel* m_respondersIcon;
    TextLabel* m_responders;
    QWidget* m_respondersLine;
    TextLabel* m_channel;
    QWidget* m_channelLine;
    AlsoOpen* m_alsoOpen;
    QWidget* m_alsoLine;
    int m_level = 0;                                ///< how much gives way
    std::vector<std::pair<QWidget*, int>> m_vitals; ///< with the gap before each, in px at 100 %
    std::vector<int> m_stepOf;                      ///< what each shown step is of the four
    bool m_listShown = true;
    domain::Subscription m_subscription;
    domain::Subscription m_syncState;
};

} // namespace matoi::widgets
