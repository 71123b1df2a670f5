#include "widgets/properties/propertiespanel.h"

#include "widgets/common/hairlinesplitter.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/properties/auditpane.h"
#include "widgets/properties/originpane.h"
#include "widgets/properties/rolespane.h"
#include "widgets/properties/sightpane.h"
#include "widgets/properties/sourceeventpane.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

namespace {

constexpr int leftColumn = 584;
constexpr int rightColumn = 508;
constexpr int narrowPanel = 760; ///< px at 100 % under which there is one column
constexpr int narrowHeight = 1040;

} // namespace

PropertiesPanel::PropertiesPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_origin(new OriginPane(context, this))
    , m_roles(new RolesPane(context, this))
    , m_sight(new SightPane(context, this))
    , m_event(new SourceEventPane(context, this))
    , m_audit(new AuditPane(context, this))
    , m_columns(new HairlineSplitter(context.theme, Qt::Horizontal, this))
{
    Theme& theme = context.theme;
    auto* page = new QWidget;
    auto* rows = new QVBoxLayout(page);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_origin);
    rows->addWidget(new Hairline(theme, Qt::Horizontal, page));
    rows->addWidget(m_roles);
    rows->addWidget(new Hairline(theme, Qt::Horizontal, page));
    rows->addWidget(m_sight);
    rows->addWidget(new Hairline(theme, Qt::Horizontal, page));
    rows->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    auto* right = new HairlineSplitter(theme, Qt::Vertical, this);
    right->addWidget(m_event);
    right->addWidget(m_audit);
    right->setDefaultSizes({theme.px(270), theme.px(370)});
    right->setChildrenCollapsible(false);
    m_columns->addWidget(scroll);
    m_columns->addWidget(right);
    m_columns->setDefaultSizes({theme.px(leftColumn), theme.px(rightColumn)});
    m_columns->setStretchFactor(0, leftColumn);
    m_columns->setStretchFactor(1, rightColumn);
    m_columns->setChildrenCollapsible(false);
    auto* whole = new QScrollArea(this);
    whole->setFrameShape(QFrame::NoFrame);
    whole->setWidgetResizable(true);
    whole->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    whole->setFocusPolicy(Qt::NoFocus);
    whole->setWidget(m_columns);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(whole);
    connect(m_roles, &RolesPane::commandRequested, this, &PropertiesPanel::commandRequested);
}

void PropertiesPanel::setIncident(domain::Id<domain::Incident> id)
{
    m_origin->setIncident(id);
    m_roles->setIncident(id);
    m_sight->setIncident(id);
    m_event->setIncident(id);
    m_audit->setIncident(id);
}

void PropertiesPanel::edit()
{
    m_origin->edit();
}

void PropertiesPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        m_origin->copyId();
    else
        QWidget::keyPressEvent(event);
}

void PropertiesPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < m_context.theme.px(narrowPanel);
    m_columns->setOrientation(narrow ? Qt::Vertical : Qt::Horizontal);
    // One under the other they do not fit: the whole of it scrolls.
    m_columns->setMinimumHeight(narrow ? m_context.theme.px(narrowHeight) : 0);
}

} // namespace matoi::widgets
