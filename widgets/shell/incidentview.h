#pragma once

#include "widgets/panel/panelcontext.h"
#include "widgets/shell/overviewtab.h"
#include "widgets/shell/panels.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QStackedWidget;
QT_END_NAMESPACE

namespace matoi::widgets {

class ActionBar;
class CommandStrip;
class ConflictArea;
class EmptyState;
class IncidentHeader;
class IncidentTabs;
class OutOfSight;
class SegmentedControl;

/// One incident: header, tabs, the tab's panel, action bar. Nothing of it moves between tabs.
class IncidentView final : public QWidget
{
    Q_OBJECT

public:
    IncidentView(const PanelContext& context, QWidget* parent = nullptr);

    void setIncident(domain::Id<domain::Incident> id);
    domain::Id<domain::Incident> incident() const { return m_id; }
    void openTab(int index);
    /// The first tab in one of its two views.
    void openView(OverviewTab::View view);
    /// From one view to the other; from any other tab to the cockpit.
    void switchView();
    OverviewTab& overviewTab() { return *static_cast<OverviewTab*>(panel(tabs::overview)); }
    int currentTab() const;
    int tabCount() const { return static_cast<int>(m_panels.size()); }
    /// Made when it is asked for the first time.
    QWidget* panel(int index);
    /// It is filled when it is shown. A start shows the list of incidents first: with hold(), nothing is here
    /// until fill(), or until the window finds that it has no room for the list.
    void hold() { m_waits = true; }
    void fill();
    /// Opens the tab where the conflict is and gives its choice the keyboard.
    void showConflict(const domain::Conflict& conflict);
    ActionBar& actions() { return *m_actions; }
    /// Whether the list of incidents is beside it.
    void setListShown(bool shown);
    void focusTabs();

    /// At the left of the action bar: why an edit was not possible.
    void tell(const domain::Result<void>& result);

Q_SIGNALS:
    /// Another incident was chosen here.
    void openRequested(matoi::domain::Id<matoi::domain::Incident> id);
    /// "/" in the line for events.
    void paletteRequested();
    /// There is no incident to show.
    void startRequested();
    void drillRequested();

public Q_SLOTS:
    void logEvent();
    void pageSomeone(std::optional<matoi::domain::Id<matoi::domain::Contact>> whom = std::nullopt);
    void takeCommand();
    void postUpdate();
    void correctMark(std::optional<matoi::commands::IncidentCommands::Mark> mark = std::nullopt);
    void resolveOrReopen();
    void setStatus(matoi::domain::IncidentStatus status);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    bool belongsHere(const domain::Conflict& conflict) const;
    void showIncident();
    void showTabs();
    void showView();
    void makeViewSwitch();
    void showWhatThereIs();
    void noteGone(bool nothing);

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    IncidentHeader* m_header;
    IncidentTabs* m_tabs;
    SegmentedControl* m_views;
    ConflictArea* m_conflict;
    CommandStrip* m_command;
    QStackedWidget* m_stack;
    ActionBar* m_actions;
    EmptyState* m_empty;
    OutOfSight* m_outOfSight;
    bool m_wasThere = false;
    bool m_filled = false;
    bool m_waits = false;                 ///< for fill()
    std::optional<domain::Time> m_goneAt; ///< it was shown, and is not there any more
    std::vector<PanelTab> m_panels;
    std::vector<QWidget*> m_made; ///< of each tab its panel, or nullptr before it was shown
    std::vector<domain::Subscription> m_subscriptions;
};

} // namespace matoi::widgets
