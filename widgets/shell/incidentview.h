#pragma once

#include "widgets/panel/panelcontext.h"
#include "widgets/shell/panels.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QStackedWidget;
QT_END_NAMESPACE

namespace matoi::widgets {

class ActionBar;
class IncidentHeader;
class IncidentTabs;

/// One incident: header, tabs, the tab's panel, action bar. Nothing of it moves between tabs.
class IncidentView final : public QWidget
{
    Q_OBJECT

public:
    IncidentView(const PanelContext& context, QWidget* parent = nullptr);

    void setIncident(domain::Id<domain::Incident> id);
    domain::Id<domain::Incident> incident() const { return m_id; }
    void openTab(int index);
    int currentTab() const;
    int tabCount() const { return static_cast<int>(m_panels.size()); }
    QWidget* panel(int index) const { return m_panels[static_cast<std::size_t>(index)].widget; }
    ActionBar& actions() { return *m_actions; }

public Q_SLOTS:
    void logEvent();
    void pageSomeone();
    void takeCommand();
    void postUpdate();
    void resolveOrReopen();
    void setStatus(matoi::domain::IncidentStatus status);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showTabs();
    void tell(const domain::Result<void>& result);

    PanelContext m_context;
    domain::Id<domain::Incident> m_id;
    IncidentHeader* m_header;
    IncidentTabs* m_tabs;
    QStackedWidget* m_stack;
    ActionBar* m_actions;
    std::vector<PanelTab> m_panels;
    domain::Subscription m_subscription;
};

} // namespace matoi::widgets
