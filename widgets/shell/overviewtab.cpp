#include "widgets/shell/overviewtab.h"

#include "widgets/cockpit/cockpitpanel.h"
#include "widgets/overview/overviewpanel.h"

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

OverviewTab::OverviewTab(const PanelContext& context, QWidget* parent)
    : QStackedWidget(parent)
    , m_context(context)
    , m_overview(new OverviewPanel(context, this))
{
    addWidget(m_overview);
}

void OverviewTab::setIncident(Id<Incident> id)
{
    m_id = id;
    m_overview->setIncident(id);
    if (m_cockpit)
        m_cockpit->setIncident(id);
}

CockpitPanel& OverviewTab::cockpit()
{
    if (!m_cockpit) {
        m_cockpit = new CockpitPanel(m_context, this);
        addWidget(m_cockpit);
        connect(m_cockpit, &CockpitPanel::commandRequested, this, &OverviewTab::commandRequested);
        m_cockpit->setIncident(m_id);
    }
    return *m_cockpit;
}

void OverviewTab::setView(View view)
{
    setCurrentWidget(view == Cockpit ? static_cast<QWidget*>(&cockpit()) : m_overview);
}

int openInCockpit(const PanelContext& context, Id<Incident> id)
{
    const auto tasks = context.repositories.tasks.of(id.uuid());
    const auto decisions = context.repositories.decisions.of(id.uuid());
    const auto running = std::count_if(tasks.begin(), tasks.end(), [](const auto& task) {
        return task.value.boxMinutes && task.value.state == TaskState::Open;
    });
    const auto undecided = std::count_if(decisions.begin(), decisions.end(),
                                         [](const auto& decision) { return !decision.value.decidedAt; });
    return static_cast<int>(running + undecided);
}

} // namespace matoi::widgets
