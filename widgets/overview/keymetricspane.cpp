#include "widgets/overview/keymetricspane.h"

#include "models/itemmodels/incidentmetrics.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/paint.h"
#include "widgets/common/sectionheader.h"
#include "widgets/common/theme.h"
#include "widgets/metrics/minichart.h"
#include "widgets/panel/ticker.h"

#include <QtCore/QEvent>
#include <QtCore/QTimer>
#include <QtGui/QPainter>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using namespace domain;
using itemmodels::IncidentMetrics;

namespace {

constexpr qsizetype shown = 4;

} // namespace

KeyMetricsPane::KeyMetricsPane(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_metrics(new IncidentMetrics(context.repositories, context.changes, context.clock, this))
    , m_header(new SectionHeader(context.theme, {}, this))
    , m_empty(new EmptyState(context.theme, {}, this))
    , m_grid(new QGridLayout)
    , m_refresh(new QTimer(this))
{
    const Theme& theme = context.theme;
    // A chart's own margin is for hover and focus: its content lines up with the header.
    m_grid->setContentsMargins(theme.px(16 - MiniChart::margin), 0, theme.px(16 - MiniChart::margin),
                               theme.px(8));
    m_grid->setHorizontalSpacing(theme.px(32 - 2 * MiniChart::margin));
    m_grid->setVerticalSpacing(theme.px(8));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_empty);
    column->addLayout(m_grid);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_refresh->setInterval(itemmodels::ChartSeries::readEvery);
    connect(m_refresh, &QTimer::timeout, m_metrics, &IncidentMetrics::refresh);
    connect(m_metrics, &IncidentMetrics::seriesChanged, this, &KeyMetricsPane::rebuild);
    connect(&context.ticker, &Ticker::tick, this, [this] {
        if (isVisible())
            follow();
    });
    retranslate();
    rebuild();
}

void KeyMetricsPane::setIncident(Id<Incident> id)
{
    m_id = id;
    m_metrics->setIncident(id);
    rebuild();
    if (isVisible())
        m_metrics->refresh();
}

void KeyMetricsPane::retranslate()
{
    m_header->setTitle(tr("Key metrics"));
    m_empty->setSentence(tr("No metric linked. Add one in Metrics, or choose from the plan."));
    follow();
}

void KeyMetricsPane::rebuild()
{
    const auto& series = m_metrics->series();
    const auto count = static_cast<std::size_t>(std::min(shown, series.size()));
    while (m_charts.size() > count) {
        delete m_charts.back();
        m_charts.pop_back();
    }
    while (m_charts.size() < count) {
        auto* chart = new MiniChart(m_context.theme, this);
        chart->setMinimumWidth(1); // place() minds the room; the grid must be free to shrink
        chart->setTimeZone(m_context.zone);
        connect(chart, &QAbstractButton::clicked, this, &KeyMetricsPane::metricsRequested);
        m_charts.push_back(chart);
    }
    for (std::size_t i = 0; i < count; ++i)
        m_charts[i]->setSeries(series[static_cast<qsizetype>(i)]);
    m_empty->setVisible(m_charts.empty());
    m_columns = 0;
    place();
    follow();
}

void KeyMetricsPane::place()
{
    // Four in a row where each has its room, else two: never one column more than the window bears.
    const QMargins edges = m_grid->contentsMargins();
    int room = edges.left() + edges.right() + 3 * m_grid->horizontalSpacing();
    for (const MiniChart* chart : m_charts)
        room += chart->minimumSizeHint().width();
    const int wanted = width() >= room ? 4 : 2;
    if (wanted == m_columns)
        return;
    m_columns = wanted;
    for (int i = 0; i < 4; ++i)
        m_grid->setColumnStretch(i, i < wanted ? 1 : 0);
    for (std::size_t i = 0; i < m_charts.size(); ++i) {
        const int at = static_cast<int>(i);
        m_grid->removeWidget(m_charts[i]);
        m_grid->addWidget(m_charts[i], at / wanted, at % wanted);
        m_charts[i]->show();
    }
    update();
}

void KeyMetricsPane::follow()
{
    const Time from = m_metrics->from();
    const Time to = m_metrics->to();
    const Time now = m_context.clock.now();
    const auto incident = m_context.repositories.incidents.find(m_id);
    const QString until = to >= now - std::chrono::minutes(1) ? tr("now") : timeText(to, m_context.zone);
    m_header->setMeta(m_charts.empty() ? QString()
                                       : tr("%1 to %2").arg(timeText(from, m_context.zone), until));
    for (MiniChart* chart : m_charts) {
        chart->setRange(from, to);
        chart->setNow(now);
        chart->setStart(incident ? std::optional(incident->value.startedAt) : std::nullopt);
    }
}

void KeyMetricsPane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    follow();
    m_metrics->refresh();
    m_refresh->start();
}

void KeyMetricsPane::hideEvent(QHideEvent* event)
{
    m_refresh->stop();
    QWidget::hideEvent(event);
}

void KeyMetricsPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

void KeyMetricsPane::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    for (std::size_t i = 0; i + 1 < m_charts.size(); ++i) {
        if (static_cast<int>(i) % m_columns == m_columns - 1)
            continue;
        const QRect left = m_charts[i]->geometry();
        const int x = (left.right() + 1 + m_charts[i + 1]->geometry().left()) / 2;
        paintVerticalLine(painter, x, left.top(), left.bottom() + 1,
                          m_context.theme.colour(Role::LineHairline));
    }
}

void KeyMetricsPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
