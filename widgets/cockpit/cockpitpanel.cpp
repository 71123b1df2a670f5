#include "widgets/cockpit/cockpitpanel.h"

#include "widgets/cockpit/calloutstrip.h"
#include "widgets/cockpit/cockpitdialogs.h"
#include "widgets/cockpit/decisionspane.h"
#include "widgets/cockpit/reportspane.h"
#include "widgets/cockpit/rolesstrip.h"
#include "widgets/cockpit/taskspane.h"
#include "widgets/common/hairlinesplitter.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

namespace {

constexpr int narrowPanel = 800; ///< px at 100 % under which the columns stand one under another

} // namespace

CockpitPanel::CockpitPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_strip(new CallOutStrip(context, this))
    , m_decisions(new DecisionsPane(context, this))
    , m_tasks(new TasksPane(context, this))
    , m_reports(new ReportsPane(context, this))
    , m_roles(new RolesStrip(context, this))
    , m_columns(new HairlineSplitter(context.theme, Qt::Horizontal, this))
    , m_scroll(new QScrollArea(this))
    , m_stack(nullptr)
    , m_column(new QVBoxLayout(this))
    , m_rolesLine(new Hairline(context.theme, Qt::Horizontal, this))
{
    m_columns->addWidget(m_decisions);
    m_columns->addWidget(m_tasks);
    m_columns->addWidget(m_reports);
    m_columns->setChildrenCollapsible(false);
    for (int i = 0; i < 3; ++i)
        m_columns->setStretchFactor(i, 1);
    auto* page = new QWidget;
    m_stack = new QVBoxLayout(page);
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->setSpacing(0);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(page);
    m_scroll->hide();
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_strip);
    m_column->addWidget(new Hairline(context.theme, Qt::Horizontal, this));
    m_column->addWidget(m_columns, 1);
    m_column->addWidget(m_scroll, 1);
    m_column->addWidget(m_rolesLine);
    m_column->addWidget(m_roles);
    connect(&context.theme, &Theme::changed, this, &CockpitPanel::place);
    connect(m_strip, &CallOutStrip::callOutRequested, this, &CockpitPanel::callOut);
    connect(m_decisions, &CockpitPane::addRequested, this, &CockpitPanel::decide);
    connect(m_tasks, &CockpitPane::addRequested, this, &CockpitPanel::giveTask);
    connect(m_reports, &CockpitPane::addRequested, this,
            [this] { cockpit::openReport(m_context, m_id, this); });
    connect(m_roles, &RolesStrip::commandRequested, this, &CockpitPanel::commandRequested);
}

void CockpitPanel::setIncident(domain::Id<domain::Incident> id)
{
    m_id = id;
    m_strip->setIncident(id);
    m_decisions->setIncident(id);
    m_tasks->setIncident(id);
    m_reports->setIncident(id);
    m_roles->setIncident(id);
}

void CockpitPanel::decide()
{
    if (!m_id.isNil())
        cockpit::openDecide(m_context, m_id, this);
}

void CockpitPanel::giveTask()
{
    if (!m_id.isNil())
        cockpit::openGiveTask(m_context, m_id, this);
}

void CockpitPanel::callOut()
{
    if (!m_id.isNil())
        cockpit::openCallOut(m_context, m_id, this);
}

void CockpitPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

/// Three columns that scroll by themselves, or one page of them that scrolls as a whole: a third of a low
/// window is one row.
void CockpitPanel::place()
{
    const bool narrow = width() < m_context.theme.px(narrowPanel);
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    CockpitPane* const panes[] = {m_decisions, m_tasks, m_reports};
    for (CockpitPane* pane : panes) {
        pane->setWhole(narrow);
        if (narrow)
            m_stack->addWidget(pane);
        else
            m_columns->addWidget(pane);
        pane->show();
    }
    if (narrow) {
        m_stack->addWidget(m_rolesLine);
        m_stack->addWidget(m_roles);
        m_stack->addStretch(1);
    } else {
        m_column->addWidget(m_rolesLine);
        m_column->addWidget(m_roles);
        for (int i = 0; i < 3; ++i)
            m_columns->setStretchFactor(i, 1);
        while (QLayoutItem* left = m_stack->takeAt(0))
            delete left; // the stretch
    }
    m_columns->setVisible(!narrow);
    m_scroll->setVisible(narrow);
}

} // namespace matoi::widgets
