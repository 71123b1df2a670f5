#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QWidget>

namespace matoi::widgets {

class CommandButton;
class ElapsedClock;
class ElidedLabel;
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
    void setNarrow(bool narrow);

Q_SIGNALS:
    void statusRequested(matoi::domain::IncidentStatus status);
    void takeCommandRequested();
    void postUpdateRequested();
    void impactRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QLayout* titleRow();
    QLayout* vitalsRow();
    void refresh();
    void showClocks();
    void showStatus(const domain::Incident& incident);
    void showPeople();

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    ImpactBadge* m_badge;
    TextLabel* m_drill;
    ElidedLabel* m_title;
    TextLabel* m_number;
    NextUpdateClock* m_nextUpdate;
    ElapsedClock* m_elapsed;
    StatusTrack* m_status;
    TextLabel* m_commanderCaption;
    CommandButton* m_commander;
    TextLabel* m_responders;
    TextLabel* m_channel;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
