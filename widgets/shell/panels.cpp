#include "widgets/shell/panels.h"

#include "models/domain/ports/timelines.h"
#include "widgets/analysis/analysispanel.h"
#include "widgets/cockpit/cockpitpanel.h"
#include "widgets/contacts/contactspanel.h"
#include "widgets/metrics/metricspanel.h"
#include "widgets/overview/overviewpanel.h"
#include "widgets/properties/propertiespanel.h"
#include "widgets/related/linkedpane.h"
#include "widgets/related/relatedpanel.h"
#include "widgets/shell/overviewtab.h"
#include "widgets/timeline/timelinepanel.h"

#include <QtCore/QCoreApplication>

namespace matoi::widgets {

using namespace domain;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Panels", text);
}

template <class Panel> PanelTab tab(Panel* panel, const char* label, std::function<int(Id<Incident>)> count)
{
    return {panel, [panel](Id<Incident> id) { panel->setIncident(id); }, [label] { return tr(label); },
            std::move(count)};
}

} // namespace

std::vector<PanelTab> makePanels(const PanelContext& context, const PanelLinks& links, QWidget* parent)
{
    Repositories& repositories = context.repositories;
    auto* first = new OverviewTab(context, parent);
    OverviewPanel* overview = &first->overview();
    auto* metrics = new MetricsPanel(context, parent);
    auto* timeline = new TimelinePanel(context, parent);
    auto* contacts = new ContactsPanel(context, parent);
    auto* related = new RelatedPanel(context, parent);
    auto* analysis = new AnalysisPanel(context, parent);
    auto* properties = new PropertiesPanel(context, parent);
    QObject::connect(properties, &PropertiesPanel::commandRequested, parent, links.command);
    QObject::connect(related, &RelatedPanel::incidentRequested, parent, links.openIncident);
    QObject::connect(&first->cockpit(), &CockpitPanel::commandRequested, parent, links.command);
    QObject::connect(overview, &OverviewPanel::timelineRequested, parent,
                     [links] { links.openTab(tabs::timeline); });
    QObject::connect(overview, &OverviewPanel::contactsRequested, parent,
                     [links] { links.openTab(tabs::contacts); });
    QObject::connect(overview, &OverviewPanel::metricsRequested, parent,
                     [links] { links.openTab(tabs::metrics); });
    QObject::connect(overview, &OverviewPanel::pageRequested, parent, links.pageSomeone);
    QObject::connect(metrics, &MetricsPanel::eventTimeChanged, parent, links.eventTime);
    QObject::connect(metrics, &MetricsPanel::logRequested, parent, links.logEvent);
    QObject::connect(timeline, &TimelinePanel::actionItemsRequested, parent,
                     [links] { links.openTab(tabs::analysis); });
    QObject::connect(contacts, &ContactsPanel::pageRequested, parent, links.pageSomeone);
    return {
        tab(first, QT_TRANSLATE_NOOP("Panels", "Overview"), [](Id<Incident>) { return 0; }),
        tab(metrics, QT_TRANSLATE_NOOP("Panels", "Metrics"),
            [&repositories](Id<Incident> id) {
                const auto incident = repositories.incidents.find(id);
                return incident ? static_cast<int>(incident->value.metrics.size()) : 0;
            }),
        tab(timeline, QT_TRANSLATE_NOOP("Panels", "Timeline"),
            [&repositories](Id<Incident> id) { return repositories.timelines.count(id); }),
        tab(contacts, QT_TRANSLATE_NOOP("Panels", "Contacts"),
            [&repositories](Id<Incident> id) {
                return static_cast<int>(repositories.engagements.of(id.uuid()).size());
            }),
        tab(related, QT_TRANSLATE_NOOP("Panels", "Related"),
            [&repositories](Id<Incident> id) {
                return static_cast<int>(linkedItems(repositories, id).size());
            }),
        tab(analysis, QT_TRANSLATE_NOOP("Panels", "Analysis"),
            [&repositories](Id<Incident> id) {
                return static_cast<int>(repositories.answers.of(id.uuid()).size());
            }),
        tab(properties, QT_TRANSLATE_NOOP("Panels", "Properties"), [](Id<Incident>) { return 0; }),
    };
}

} // namespace matoi::widgets
