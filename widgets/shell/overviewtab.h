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
    /// Made when somebody asks for it for the first time.
    CockpitPanel& cockpit();
    View view() const { return static_cast<View>(currentIndex()); }
    void setView(View view);

Q_SIGNALS:
    /// Command is taken or handed over, as the window does it.
    void commandRequested();

private:
    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    OverviewPanel* m_overview;
    CockpitPanel* m_cockpit = nullptr;
};

/// What waits in the cockpit: tasks that run and questions that nobody has decided.
int openInCockpit(const PanelContext& context, domain::Id<domain::Incident> id);

} // namespace matoi::widgets
