#include "widgets/metrics/metricspanel.h"

#include "models/domain/ports/timelines.h"
#include "models/itemmodels/incidentmetrics.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/segmentedcontrol.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/metrics/chartstack.h"
#include "widgets/panel/texts.h"
#include "widgets/panel/ticker.h"

#include <QtCore/QEvent>
#include <QtCore/QTimer>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using itemmodels::ChartSeries;
using itemmodels::IncidentMetrics;

namespace {

constexpr auto refreshEvery = std::chrono::seconds(15);
constexpr int incidentRange = 1;
/// Of a very long timeline, what happened last: more flags cannot be told apart.
constexpr int mostFlags = 2000;

} // namespace

MetricsPanel::MetricsPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_metrics(new IncidentMetrics(context.repositories, context.changes, context.clock, this))
    , m_range(new SegmentedControl(context.theme, this))
    , m_age(new TextLabel(context.theme, TextStyle::Meta, Role::TextTertiary, {}, this))
    , m_stack(new ChartStack(context.theme, this))
    , m_empty(new EmptyState(context.theme, {}, this))
    , m_refresh(new QTimer(this))
{
    Theme& theme = context.theme;
    for (int i = 0; i < 3; ++i)
        m_range->add({});
    m_range->setCurrent(incidentRange);
    m_stack->setTimeZone(context.zone);
    m_refresh->setInterval(refreshEvery);

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8));
    bar->addWidget(m_range);
    bar->addStretch();
    bar->addWidget(m_age);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addWidget(m_empty);
    column->addWidget(m_stack, 1);
    column->addStretch();

    connect(m_metrics, &IncidentMetrics::seriesChanged, this, &MetricsPanel::showSeries);
    connect(m_refresh, &QTimer::timeout, m_metrics, &IncidentMetrics::refresh);
    connect(m_range, &SegmentedControl::currentChanged, this, &MetricsPanel::showRange);
    connect(m_stack, &ChartStack::retryRequested, this, [this](ChartSeries*) { m_metrics->refresh(); });
    connect(m_stack, &ChartStack::crosshairMoved, this, [this](std::optional<Time> at) {
        Q_EMIT eventTimeChanged(m_stack->isCrosshairLocked() ? at : std::nullopt);
    });
    connect(m_stack, &ChartStack::addEventRequested, this, [this](Time at) {
        Q_EMIT eventTimeChanged(at);
        Q_EMIT logRequested();
    });
    connect(m_stack, &ChartStack::markRequested, this, [this](Time at) {
        if (const auto done =
                m_context.incidents.setMark(m_id, commands::IncidentCommands::Mark::Mitigated, at, {});
            !done)
            m_age->setText(texts::error(done.error()));
    });
    connect(&context.ticker, &Ticker::tick, this, [this] {
        if (isVisible()) {
            showRange();
            showAge();
        }
    });
    m_subscriptions.push_back(context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const auto touches = [&](Kind kind) {
            return std::any_of(changed.begin(), changed.end(), [&](const ChangedRecord& record) {
                return record.kind == kind && (record.id == m_id.uuid() || record.parent == m_id.uuid());
            });
        };
        if (touches(Kind::Incident))
            showMarks();
        if (touches(Kind::TimelineEvent))
            showFlags();
    }));
    retranslate();
    showSeries();
}

void MetricsPanel::retranslate()
{
    m_range->setText(0, tr("1 h"));
    m_range->setText(1, tr("Incident"));
    m_range->setText(2, tr("24 h"));
    m_range->setAccessibleName(tr("Range"));
    m_empty->setSentence(tr("No metric linked. Metrics come from the response plan."));
    showMarks();
    showAge();
}

void MetricsPanel::setIncident(Id<Incident> id)
{
    m_id = id;
    m_metrics->setIncident(id);
    showSeries();
    if (isVisible())
        m_metrics->refresh();
}

void MetricsPanel::showSeries()
{
    const bool empty = m_metrics->series().isEmpty();
    m_empty->setVisible(empty);
    m_stack->setVisible(!empty);
    m_stack->setSeries(m_metrics->series());
    showRange();
    showMarks();
    showFlags();
    showAge();
}

void MetricsPanel::showRange()
{
    const Time now = m_context.clock.now();
    m_stack->setNow(now);
    m_stack->setExtent(m_metrics->from(), m_metrics->to());
    if (m_range->current() == incidentRange)
        m_stack->setRange(m_metrics->from(), m_metrics->to());
    else
        m_stack->setRange(now - (m_range->current() == 0 ? std::chrono::hours(1) : std::chrono::hours(24)),
                          now);
}

void MetricsPanel::showMarks()
{
    const auto incident = m_context.repositories.incidents.find(m_id);
    std::vector<ChartMark> marks;
    if (incident) {
        const Incident& value = incident->value;
        marks.push_back({value.startedAt, ChartMark::Kind::Start, tr("Start")});
        if (value.acknowledgedAt)
            marks.push_back({*value.acknowledgedAt, ChartMark::Kind::Acknowledged, tr("Ack")});
        if (value.mitigatedAt)
            marks.push_back({*value.mitigatedAt, ChartMark::Kind::Mitigated, tr("Mitigated")});
        if (value.resolvedAt)
            marks.push_back({*value.resolvedAt, ChartMark::Kind::Resolved, tr("Resolved")});
    }
    m_stack->setMarks(std::move(marks));
}

void MetricsPanel::showFlags()
{
    std::vector<ChartFlag> flags;
    for (const auto& event : m_context.repositories.timelines.latest(m_id, mostFlags)) {
        ChartFlag flag;
        flag.time = event.value.at;
        flag.icon = texts::eventIcon(event.value);
        flag.text = texts::event(event.value);
        flag.id = QString::fromStdString(event.id.toString());
        flag.emphasised = event.value.eventKind == EventKind::Decision;
        flags.push_back(std::move(flag));
    }
    m_stack->setFlags(std::move(flags));
}

void MetricsPanel::showAge()
{
    std::optional<Time> oldest;
    for (const ChartSeries* series : m_metrics->series())
        if (const auto at = series->readAt(); at && at->time_since_epoch().count() > 0)
            oldest = oldest ? std::min(*oldest, *at) : *at;
    if (!oldest) {
        m_age->setText({});
        return;
    }
    const auto age = std::chrono::duration_cast<std::chrono::seconds>(m_context.clock.now() - *oldest);
    m_age->setText(
        tr("read %1 ago, every %2")
            .arg(durationText(std::max(age, std::chrono::seconds(0))), durationText(refreshEvery)));
    m_age->setRole(age > std::chrono::minutes(1) ? Role::StateWait : Role::TextTertiary);
}

void MetricsPanel::showEvent(QShowEvent* event)
{
    showRange();
    showAge();
    m_metrics->refresh();
    m_refresh->start();
    QWidget::showEvent(event);
}

void MetricsPanel::hideEvent(QHideEvent* event)
{
    m_refresh->stop();
    QWidget::hideEvent(event);
}

void MetricsPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
