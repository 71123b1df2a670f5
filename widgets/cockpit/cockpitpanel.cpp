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

#include <QtCore/QPointer>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

namespace {

// px at 100 %, under which a third of the panel is too little for a row.
constexpr int columnsWidth = 900;
constexpr int columnsHeight = 460;
constexpr int pairWidth = 620;

} // namespace

CockpitPanel::CockpitPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_strip(new CallOutStrip(context, this))
    , m_columns(new HairlineSplitter(context.theme, Qt::Horizontal, this))
    , m_decisions(new DecisionsPane(context, m_columns))
    , m_tasks(new TasksPane(context, m_columns))
    , m_reports(new ReportsPane(context, m_columns))
    , m_roles(new RolesStrip(context, this))
    , m_scroll(new QScrollArea(this))
    , m_page(nullptr)
    , m_left(new QVBoxLayout)
    , m_middle(nullptr)
    , m_right(new QVBoxLayout)
    , m_column(new QVBoxLayout(this))
    , m_rolesLine(new Hairline(context.theme, Qt::Horizontal, this))
{
    m_columns->addWidget(m_decisions);
    m_columns->addWidget(m_tasks);
    m_columns->addWidget(m_reports);
    m_columns->setChildrenCollapsible(false);
    for (int i = 0; i < 3; ++i)
        m_columns->setStretchFactor(i, 1);
    makePage();
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

void CockpitPanel::makePage()
{
    auto* page = new QWidget(m_scroll->viewport());
    m_middle = new Hairline(m_context.theme, Qt::Vertical, page);
    auto* pair = new QHBoxLayout;
    pair->setSpacing(0);
    pair->addLayout(m_left, 1);
    pair->addWidget(m_middle);
    pair->addLayout(m_right, 1);
    for (QVBoxLayout* column : {m_left, m_right}) {
        column->setSpacing(0);
        column->addStretch(1);
    }
    m_page = new QVBoxLayout(page);
    m_page->setContentsMargins(0, 0, 0, 0);
    m_page->setSpacing(0);
    m_page->addLayout(pair, 1);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(page);
    m_scroll->hide();
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

CockpitPanel::Shape CockpitPanel::wanted() const
{
    const Theme& theme = m_context.theme;
    if (width() >= theme.px(columnsWidth) && height() >= theme.px(columnsHeight))
        return Shape::Columns;
    return width() >= theme.px(pairWidth) ? Shape::Pair : Shape::Stack;
}

/// In one page the roles go along: what is under the columns is at its end. Whoever writes in a pane keeps
/// the focus while it moves.
void CockpitPanel::place()
{
    const Shape shape = wanted();
    if (shape == m_shape)
        return;
    m_shape = shape;
    const QPointer<QWidget> focused =
        isAncestorOf(QApplication::focusWidget()) ? QApplication::focusWidget() : nullptr;
    const bool columns = shape == Shape::Columns;
    CockpitPane* const panes[] = {m_decisions, m_tasks, m_reports};
    for (CockpitPane* pane : panes)
        pane->setWhole(!columns);
    if (columns) {
        for (CockpitPane* pane : panes)
            m_columns->addWidget(pane);
        for (int i = 0; i < 3; ++i)
            m_columns->setStretchFactor(i, 1);
    } else {
        for (CockpitPane* pane : panes) {
            QVBoxLayout* under = shape == Shape::Stack || pane == m_decisions ? m_left : m_right;
            under->insertWidget(under->count() - 1, pane); // before the stretch
        }
    }
    QVBoxLayout* around = columns ? m_column : m_page;
    around->addWidget(m_rolesLine);
    around->addWidget(m_roles);
    for (CockpitPane* pane : panes)
        pane->show();
    m_middle->setVisible(shape == Shape::Pair);
    m_columns->setVisible(columns);
    m_scroll->setVisible(!columns);
    if (focused != nullptr)
        focused->setFocus();
}

} // namespace matoi::widgets
