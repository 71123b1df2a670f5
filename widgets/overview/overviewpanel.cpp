#include "widgets/overview/overviewpanel.h"

#include "widgets/common/hairlinesplitter.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/common/verticalscroll.h"
#include "widgets/overview/checklistpane.h"
#include "widgets/overview/engagementpane.h"
#include "widgets/overview/keymetricspane.h"
#include "widgets/overview/latestpane.h"
#include "widgets/overview/summarypane.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

namespace {

constexpr int narrowWindow = 1100; ///< px at 100 % under which there is one column
constexpr int leftColumn = 600;
constexpr int rightColumn = 492;

} // namespace

OverviewPanel::OverviewPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_scroll(new VerticalScroll(this))
    , m_top(new HairlineSplitter(context.theme, Qt::Horizontal, m_scroll->page()))
    , m_bottom(new HairlineSplitter(context.theme, Qt::Horizontal, m_scroll->page()))
    , m_summary(new SummaryPane(context, m_top))
    , m_engagement(new EngagementPane(context, m_top))
    , m_metrics(new KeyMetricsPane(context, m_scroll->page()))
    , m_latest(new LatestPane(context, m_bottom))
    , m_checklist(new ChecklistPane(context, m_bottom))
{
    Theme& theme = context.theme;
    m_top->addWidget(m_summary);
    m_top->addWidget(m_engagement);
    m_bottom->addWidget(m_latest);
    m_bottom->addWidget(m_checklist);
    const QList<int> columns{theme.px(leftColumn), theme.px(rightColumn)};
    for (HairlineSplitter* splitter : {m_top, m_bottom}) {
        splitter->setDefaultSizes(columns);
        splitter->setStretchFactor(0, leftColumn);
        splitter->setStretchFactor(1, rightColumn);
    }
    // One column edge through the whole panel: the two rows follow each other.
    connect(m_top, &QSplitter::splitterMoved, this, [this] { m_bottom->setSizes(m_top->sizes()); });
    connect(m_bottom, &QSplitter::splitterMoved, this, [this] { m_top->setSizes(m_bottom->sizes()); });

    QWidget* page = m_scroll->page();
    auto* rows = new QVBoxLayout(page);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_top);
    rows->addWidget(new Hairline(theme, Qt::Horizontal, page));
    rows->addWidget(m_metrics);
    rows->addWidget(new Hairline(theme, Qt::Horizontal, page));
    rows->addWidget(m_bottom, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_scroll);

    connect(m_engagement, &EngagementPane::contactsRequested, this, &OverviewPanel::contactsRequested);
    connect(m_engagement, &EngagementPane::pageRequested, this, &OverviewPanel::pageRequested);
    connect(m_metrics, &KeyMetricsPane::metricsRequested, this, &OverviewPanel::metricsRequested);
    connect(m_latest, &LatestPane::timelineRequested, this, &OverviewPanel::timelineRequested);
    connect(&theme, &Theme::changed, this, &OverviewPanel::place);
}

void OverviewPanel::setIncident(domain::Id<domain::Incident> id)
{
    m_summary->setIncident(id);
    m_engagement->setIncident(id);
    m_metrics->setIncident(id);
    m_latest->setIncident(id);
    m_checklist->setIncident(id);
}

void OverviewPanel::editSummary()
{
    m_summary->edit();
}

void OverviewPanel::place()
{
    const bool narrow = window()->width() < m_context.theme.px(narrowWindow);
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    m_summary->setBrief(narrow);
    for (HairlineSplitter* splitter : {m_top, m_bottom})
        splitter->setOrientation(narrow ? Qt::Vertical : Qt::Horizontal);
    if (!narrow) {
        m_top->setSizes({m_context.theme.px(leftColumn), m_context.theme.px(rightColumn)});
        m_bottom->setSizes(m_top->sizes());
    }
}

void OverviewPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

void OverviewPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_E && event->modifiers() == Qt::NoModifier) {
        editSummary();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace matoi::widgets
