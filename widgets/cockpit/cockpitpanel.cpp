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
{
    m_columns->addWidget(m_decisions);
    m_columns->addWidget(m_tasks);
    m_columns->addWidget(m_reports);
    m_columns->setChildrenCollapsible(false);
    for (int i = 0; i < 3; ++i)
        m_columns->setStretchFactor(i, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addWidget(new Hairline(context.theme, Qt::Horizontal, this));
    column->addWidget(m_columns, 1);
    column->addWidget(new Hairline(context.theme, Qt::Horizontal, this));
    column->addWidget(m_roles);
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
    const bool narrow = width() < m_context.theme.px(narrowPanel);
    m_columns->setOrientation(narrow ? Qt::Vertical : Qt::Horizontal);
}

} // namespace matoi::widgets
