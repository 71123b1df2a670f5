#include "widgets/analysis/analysispanel.h"
#include "widgets/common/hairlinesplitter.h"
#include "widgets/incidents/incidentlist.h"
#include "widgets/incidents/incidentspage.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/rail.h"
#include "widgets/timeline/timelinepanel.h"

#include <QtGui/QAction>
#include <QtWidgets/QVBoxLayout>

/// The two faces of the place Incidents: one incident beside the list, or all of them.
namespace matoi::widgets {

using namespace domain;

namespace {

/// What is done to the incident that is shown: not to one that is not.
bool isOfIncident(const QString& name)
{
    static const QStringList names = {
        QStringLiteral("log"),       QStringLiteral("edit"),        QStringLiteral("page"),
        QStringLiteral("update"),    QStringLiteral("command"),     QStringLiteral("resolve"),
        QStringLiteral("list"),      QStringLiteral("&Overview"),   QStringLiteral("&Metrics"),
        QStringLiteral("&Timeline"), QStringLiteral("&Contacts"),   QStringLiteral("&Analysis"),
        QStringLiteral("&Related"),  QStringLiteral("P&roperties"), QStringLiteral("link"),
        QStringLiteral("decide"),    QStringLiteral("task"),        QStringLiteral("callout"),
        QStringLiteral("mark"),      QStringLiteral("view"),        QStringLiteral("pin"),
        QStringLiteral("lastweek"),  QStringLiteral("addmetric")};
    return names.contains(name);
}

} // namespace

IncidentsPage& MainWindow::incidents()
{
    if (m_incidents)
        return *m_incidents;
    m_incidents =
        new IncidentsPage(m_context, {m_links.incidentViews, m_links.saveIncidentViews, {}}, m_body);
    m_incidents->hide();
    m_column->addWidget(m_incidents, 1);
    connect(m_incidents, &IncidentsPage::startRequested, this, &MainWindow::startIncident);
    connect(m_incidents, &IncidentsPage::incidentOpened, this, &MainWindow::openIncident);
    connect(m_incidents, &IncidentsPage::hitOpened, this, &MainWindow::openHit);
    return *m_incidents;
}

bool MainWindow::showsIncidents() const
{
    return m_incidents && !m_incidents->isHidden();
}

void MainWindow::showIncidents(bool all)
{
    if (all == showsIncidents())
        return;
    m_splitter->setVisible(!all);
    incidents().setVisible(all);
    for (const auto& [name, named] : m_actions)
        named.action->setEnabled(!all || !isOfIncident(QString::fromStdString(name)));
    setSingleKeys(m_singleKeys);
    if (all)
        m_incidents->focusSearch();
    else
        m_list->setFocus();
}

bool MainWindow::isUsable(const QAction& letter) const
{
    return !showsIncidents() || !isOfIncident(letter.objectName());
}

void MainWindow::openHit(const SearchHit& hit)
{
    openIncident(hit.incident);
    switch (hit.kind) {
    case Kind::TimelineEvent:
        m_view->openTab(tabs::timeline);
        static_cast<TimelinePanel*>(m_view->panel(tabs::timeline))->reveal(Id<TimelineEvent>(hit.record));
        break;
    case Kind::StatusUpdate: m_view->openTab(tabs::timeline); break;
    case Kind::Answer:
        m_view->openTab(tabs::analysis);
        static_cast<AnalysisPanel*>(m_view->panel(tabs::analysis))->showAnswer(Id<Answer>(hit.record));
        break;
    case Kind::ActionItem: m_view->openTab(tabs::analysis); break;
    case Kind::RelatedItem: m_view->openTab(tabs::related); break;
    case Kind::Decision: m_view->openView(OverviewTab::Cockpit); break;
    default: m_view->openView(OverviewTab::Overview); break;
    }
}

} // namespace matoi::widgets
