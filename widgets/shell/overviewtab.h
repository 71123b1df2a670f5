#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QStackedWidget>

namespace matoi::widgets {

class CockpitPanel;
class OverviewPanel;

/// The first tab has two views of one incident: the Overview for everybody, the cockpit for who leads. Which
/// of them is shown stays from one incident to the next.
class OverviewTab final : public QStackedWidget
{
    Q_OBJECT

public:
    enum View
    {
        Overview,
        Cockpit
    };

    OverviewTab(const PanelContext& context, QWidget* parent = nullptr);

    void setIncident(domain::Id<domain::Incident> id);
    OverviewPanel& overview() { return *m_overview; }
    CockpitPanel& cockpit() { return *m_cockpit; }
    View view() const { return static_cast<View>(currentIndex()); }
    void setView(View view) { setCurrentIndex(view); }

private:
    OverviewPanel* m_overview;
    CockpitPanel* m_cockpit;
};

/// What waits in the cockpit: tasks that run and questions that nobody has decided.
int openInCockpit(const PanelContext& context, domain::Id<domain::Incident> id);

} // namespace matoi::widgets
