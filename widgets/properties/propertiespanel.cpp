#include "widgets/properties/propertiespanel.h"

#include "widgets/common/hairlinesplitter.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/common/verticalscroll.h"
#include "widgets/properties/auditpane.h"
#include "widgets/properties/originpane.h"
#include "widgets/properties/rolespane.h"
#include "widgets/properties/sightpane.h"
#include "widgets/properties/sourceeventpane.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

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
    , m_whole(new QScrollArea(this))
    , m_columns(new HairlineSplitter(context.theme, Qt::Horizontal, m_whole->viewport()))
    , m_left(new VerticalScroll(m_columns))
    , m_right(new HairlineSplitter(context.theme, Qt::Vertical, m_columns))
    , m_origin(new OriginPane(context, m_left->page()))
    , m_roles(new RolesPane(context, m_left->page()))
    , m_sight(new SightPane(context, m_left->page()))
    , m_event(new SourceEventPane(context, m_right))
    , m_audit(new AuditPane(context, m_right))
{
    Theme& theme = context.theme;
    QWidget* page = m_left->page();
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
    m_right->addWidget(m_event);
    m_right->addWidget(m_audit);
    m_right->setDefaultSizes({theme.px(270), theme.px(370)});
    m_right->setChildrenCollapsible(false);
    m_columns->addWidget(m_left);
    m_columns->addWidget(m_right);
    m_columns->setDefaultSizes({theme.px(leftColumn), theme.px(rightColumn)});
    m_columns->setStretchFactor(0, leftColumn);
    m_columns->setStretchFactor(1, rightColumn);
    m_columns->setChildrenCollapsible(false);
    m_whole->setFrameShape(QFrame::NoFrame);
    m_whole->setWidgetResizable(true);
    m_whole->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_whole->setFocusPolicy(Qt::NoFocus);
    m_whole->setWidget(m_columns);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_whole);
    for (QWidget* part : {m_left->page(), static_cast<QWidget*>(m_event), static_cast<QWidget*>(m_audit)})
        part->installEventFilter(this);
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
    arrange();
}

/// What the parts need is known when they have their contents.
bool PropertiesPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest)
        arrange();
    return QWidget::eventFilter(watched, event);
}

/// One under the other the columns do not fit, and in large text not one beside the other: the whole of it
/// scrolls then, and not each part in itself.
void PropertiesPanel::arrange()
{
    const bool narrow = width() < m_context.theme.px(narrowPanel);
    m_columns->setOrientation(narrow ? Qt::Vertical : Qt::Horizontal);
    // A sentence that wraps says only by its width how high it is, and the splitter does not ask.
    int needed = m_right->handleWidth();
    for (QWidget* pane : {static_cast<QWidget*>(m_event), static_cast<QWidget*>(m_audit)}) {
        pane->setMinimumHeight(pane->layout()->totalMinimumHeightForWidth(std::max(1, m_right->width())));
        needed += pane->minimumHeight();
    }
    const int left =
        m_left->page()->layout()->totalHeightForWidth(width() * leftColumn / (leftColumn + rightColumn));
    const int wide = needed > height() ? std::max(needed, left) : 0;
    m_columns->setMinimumHeight(narrow ? m_context.theme.px(narrowHeight) : wide);
}

} // namespace matoi::widgets
