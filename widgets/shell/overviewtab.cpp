#include "widgets/shell/overviewtab.h"

#include "widgets/cockpit/cockpitpanel.h"
#include "widgets/overview/overviewpanel.h"

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

OverviewTab::OverviewTab(const PanelContext& context, QWidget* parent)
    : QStackedWidget(parent)
    , m_overview(new OverviewPanel(context, this))
    , m_cockpit(new CockpitPanel(context, this))
{
    addWidget(m_overview);
    addWidget(m_cockpit);
}

void OverviewTab::setIncident(Id<Incident> id)
{
    m_overview->setIncident(id);
    m_cockpit->setIncident(id);
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
