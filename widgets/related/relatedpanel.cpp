#include "widgets/related/relatedpanel.h"

#include "widgets/common/hairlinesplitter.h"
#include "widgets/common/theme.h"
#include "widgets/related/linkedpane.h"
#include "widgets/related/similarpane.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

namespace {

constexpr int leftColumn = 548;
constexpr int rightColumn = 544;
constexpr int narrowPanel = 760; ///< px at 100 % under which there is one column

} // namespace

RelatedPanel::RelatedPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_linked(new LinkedPane(context, this))
    , m_similar(new SimilarPane(context, this))
    , m_columns(new HairlineSplitter(context.theme, Qt::Horizontal, this))
{
    m_columns->addWidget(m_linked);
    m_columns->addWidget(m_similar);
    m_columns->setDefaultSizes({context.theme.px(leftColumn), context.theme.px(rightColumn)});
    m_columns->setStretchFactor(0, leftColumn);
    m_columns->setStretchFactor(1, rightColumn);
    m_columns->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_columns);
    // While the tab is seen; a field that is typed in takes the key first.
    connect(new QShortcut(QKeySequence::Paste, this), &QShortcut::activated, m_linked, &LinkedPane::link);
    connect(m_linked, &LinkedPane::incidentRequested, this, &RelatedPanel::incidentRequested);
    connect(m_similar, &SimilarPane::incidentRequested, this, &RelatedPanel::incidentRequested);
}

void RelatedPanel::setIncident(domain::Id<domain::Incident> id)
{
    m_linked->setIncident(id);
    m_similar->setIncident(id);
}

void RelatedPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const auto wanted = width() < m_context.theme.px(narrowPanel) ? Qt::Vertical : Qt::Horizontal;
    if (m_columns->orientation() != wanted)
        m_columns->setOrientation(wanted);
}

} // namespace matoi::widgets
