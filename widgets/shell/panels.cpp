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

using Count = std::function<int(Id<Incident>)>;

/// `connect` is given the panel as soon as there is one.
template <class Panel, class Connect>
PanelTab tab(const PanelContext& context, const char* label, Count count, Connect connect)
{
    return {[context, connect](QWidget* parent) {
                auto* panel = new Panel(context, parent);
                connect(panel);
                return panel;
            },
            [](QWidget& panel, Id<Incident> id) { static_cast<Panel&>(panel).setIncident(id); },
            [label] { return tr(label); }, std::move(count)};
}

constexpr auto unconnected = [](QWidget*) {};

PanelTab overviewTab(const PanelContext& context, const PanelLinks& links)
{
    return tab<OverviewTab>(
        context, QT_TRANSLATE_NOOP("Panels", "Overview"), [](Id<Incident>) { return 0; },
        [links](OverviewTab* panel) {
            OverviewPanel* overview = &panel->overview();
            QObject::connect(panel, &OverviewTab::commandRequested, panel, links.command);
            QObject::connect(overview, &OverviewPanel::timelineRequested, panel,
                             [links] { links.openTab(tabs::timeline); });
            QObject::connect(overview, &OverviewPanel::contactsRequested, panel,
                             [links] { links.openTab(tabs::contacts); });
            QObject::connect(overview, &OverviewPanel::metricsRequested, panel,
                             [links] { links.openTab(tabs::metrics); });
            QObject::connect(overview, &OverviewPanel::pageRequested, panel, links.pageSomeone);
        });
}

PanelTab metricsTab(const PanelContext& context, const PanelLinks& links)
{
    const auto count = [&repositories = context.repositories](Id<Incident> id) {
        const auto incident = repositories.incidents.find(id);
        return incident ? static_cast<int>(incident->value.metrics.size()) : 0;
    };
    return tab<MetricsPanel>(
        context, QT_TRANSLATE_NOOP("Panels", "Metrics"), count, [links](MetricsPanel* panel) {
            QObject::connect(panel, &MetricsPanel::eventTimeChanged, panel, links.eventTime);
            QObject::connect(panel, &MetricsPanel::logRequested, panel, links.logEvent);
        });
}

/// How many records of a kind there are of the incident.
template <class T> Count countOf(const Repository<T>& repository)
{
    return [&repository](Id<Incident> id) { return static_cast<int>(repository.of(id.uuid()).size()); };
}

} // namespace

std::vector<PanelTab> panelTabs(const PanelContext& context, const PanelLinks& links)
{
    Repositories& repositories = context.repositories;
    const auto openAnalysis = [links](TimelinePanel* panel) {
        QObject::connect(panel, &TimelinePanel::actionItemsRequested, panel,
                         [links] { links.openTab(tabs::analysis); });
    };
    return {
        overviewTab(context, links),
        metricsTab(context, links),
        tab<TimelinePanel>(
            context, QT_TRANSLATE_NOOP("Panels", "Timeline"),
            [&repositories](Id<Incident> id) { return repositories.timelines.count(id); }, openAnalysis),
        tab<ContactsPanel>(
            context, QT_TRANSLATE_NOOP("Panels", "Contacts"), countOf(repositories.engagements),
            [links](ContactsPanel* panel) {
                QObject::connect(panel, &ContactsPanel::pageRequested, panel, links.pageSomeone);
            }),
        tab<RelatedPanel>(
            context, QT_TRANSLATE_NOOP("Panels", "Related"),
            [&repositories](Id<Incident> id) {
                return static_cast<int>(linkedItems(repositories, id).size());
            },
            [links](RelatedPanel* panel) {
                QObject::connect(panel, &RelatedPanel::incidentRequested, panel, links.openIncident);
            }),
        tab<AnalysisPanel>(context, QT_TRANSLATE_NOOP("Panels", "Analysis"), countOf(repositories.answers),
                           unconnected),
        tab<PropertiesPanel>(
            context, QT_TRANSLATE_NOOP("Panels", "Properties"), [](Id<Incident>) { return 0; },
            [links](PropertiesPanel* panel) {
                QObject::connect(panel, &PropertiesPanel::commandRequested, panel, links.command);
            }),
    };
}

} // namespace matoi::widgets
