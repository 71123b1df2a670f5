#include "widgets/metrics/metricspanel.h"

#include "models/commands/metriccommands.h"
#include "models/domain/ports/contents.h"
#include "models/domain/ports/online.h"
#include "models/itemmodels/incidentmetrics.h"
#include "models/itemmodels/snapshotdata.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/metrics/chartstack.h"
#include "widgets/metrics/markmenu.h"
#include "widgets/metrics/metricdialogs.h"
#include "widgets/metrics/metricsbar.h"
#include "widgets/metrics/snapshotdialog.h"
#include "widgets/metrics/snapshotview.h"
#include "widgets/panel/texts.h"
#include "widgets/panel/ticker.h"

#include <QtCore/QBuffer>
#include <QtCore/QEvent>
#include <QtCore/QTimer>
#include <QtWidgets/QMenu>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using itemmodels::ChartSeries;
using itemmodels::IncidentMetrics;

namespace {

commands::MetricCommands commandsOf(const PanelContext& context)
{
    return {context.repositories, context.changes, context.clock, context.history};
}

std::string pngOf(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes.toStdString();
}

/// A week by the clock on the wall: seven days are an hour more or less where summer time begins or ends.
Duration weekBefore(Time now, const QTimeZone& zone)
{
    const auto at = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC).toTimeZone(zone);
    return Duration(at.toMSecsSinceEpoch() - at.addDays(-7).toMSecsSinceEpoch());
}

} // namespace

MetricsPanel::MetricsPanel(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_metrics(new IncidentMetrics(context.repositories, context.changes, context.clock, this))
    , m_bar(new MetricsBar(context.theme, this))
    , m_barLine(new Hairline(context.theme, Qt::Horizontal, this))
    , m_stack(new ChartStack(context.theme, this))
    , m_empty(new EmptyState(context.theme, {}, this))
    , m_refresh(new QTimer(this))
{
    m_stack->setTimeZone(context.zone);
    m_refresh->setInterval(itemmodels::ChartSeries::readEvery);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_barLine);
    column->addWidget(m_empty);
    column->addWidget(m_stack, 1);
    column->addStretch();
    connectParts();
    m_subscriptions.push_back(context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const auto touches = [&](Kind kind) {
            return std::any_of(changed.begin(), changed.end(), [&](const ChangedRecord& record) {
                return record.kind == kind && (record.id == m_id.uuid() || record.parent == m_id.uuid());
            });
        };
        if (touches(Kind::Incident) || touches(Kind::TimelineEvent))
            showMarks();
        if (touches(Kind::MetricSnapshot))
            showSnapshots();
    }));
    retranslate();
    showSeries();
}

void MetricsPanel::connectParts()
{
    connect(m_metrics, &IncidentMetrics::seriesChanged, this, [this] {
        showSeries();
        if (isVisible())
            m_metrics->refresh();
    });
    connect(m_refresh, &QTimer::timeout, m_metrics, &IncidentMetrics::refresh);
    connect(m_bar, &MetricsBar::rangeChanged, this, [this] {
        showRange();
        m_metrics->refresh();
    });
    connect(m_bar, &MetricsBar::resolutionChanged, this,
            [this] { m_metrics->setResolution(m_bar->resolution()); });
    connect(m_bar, &MetricsBar::lastWeekToggled, this, [this] {
        showReference();
        m_metrics->refresh();
    });
    connect(m_bar, &MetricsBar::pinRequested, this, &MetricsPanel::pinSnapshot);
    connect(m_bar, &MetricsBar::addRequested, this, &MetricsPanel::addMetric);
    connect(m_bar, &MetricsBar::snapshotsRequested, this, &MetricsPanel::openSnapshots);
    connect(m_empty, &EmptyState::actionTriggered, this, &MetricsPanel::addMetric);
    connect(m_stack, &ChartStack::retryRequested, this,
            [this](const ChartSeries* series) { m_metrics->reread(*series); });
    connect(m_stack, &ChartStack::editRequested, this, [this](const ChartSeries* series) {
        if (const auto id = Id<MetricDefinition>::parse(series->definition().id.toStdString()))
            metricdialogs::openEdit(m_context, *id, this);
    });
    connect(m_stack, &ChartStack::removeRequested, this,
            [this](const ChartSeries* series) { remove(*series); });
    connect(m_stack, &ChartStack::crosshairMoved, this, [this](std::optional<Time> at) {
        Q_EMIT eventTimeChanged(m_stack->isCrosshairLocked() ? at : std::nullopt);
    });
    connect(m_stack, &ChartStack::addEventRequested, this, [this](Time at) {
        Q_EMIT eventTimeChanged(at);
        Q_EMIT logRequested();
    });
    connect(m_stack, &ChartStack::markRequested, this, &MetricsPanel::openMarks);
    connect(m_stack, &ChartStack::flagActivated, this, &MetricsPanel::openFlag);
    connect(&m_context.ticker, &Ticker::tick, this, [this] {
        if (isVisible()) {
            showRange();
            showAge();
        }
    });
}

void MetricsPanel::retranslate()
{
    m_empty->setSentence(tr("No metric linked. Add one, or choose from the plan."));
    m_empty->setAction(tr("Add metric"), Icon::Plus);
    showMarks();
    showAge();
}

void MetricsPanel::setIncident(Id<Incident> id)
{
    m_id = id;
    m_problem.clear();
    m_metrics->setIncident(id);
    showSeries();
    showSnapshots();
    if (isVisible())
        m_metrics->refresh();
}

void MetricsPanel::showSeries()
{
    const bool empty = m_metrics->series().isEmpty();
    m_empty->setVisible(empty);
    m_stack->setVisible(!empty);
    m_bar->setCharts(!empty);
    showBar();
    m_stack->setSeries(m_metrics->series());
    showRange();
    showReference();
    showMarks();
    showAge();
}

void MetricsPanel::showRange()
{
    const Time now = m_context.clock.now();
    const auto last = [now](std::chrono::hours length) { return TimeSpan{now - length, now}; };
    std::optional<TimeSpan> span;
    switch (m_bar->range()) {
    case MetricsBar::Range::Hour: span = last(std::chrono::hours(1)); break;
    case MetricsBar::Range::ThreeHours: span = last(std::chrono::hours(3)); break;
    case MetricsBar::Range::Day: span = last(std::chrono::hours(24)); break;
    case MetricsBar::Range::Incident: break;
    }
    m_metrics->setSpan(span);
    const TimeSpan own{m_metrics->from(), m_metrics->to()};
    m_stack->setNow(now);
    m_stack->setExtent(span ? std::min(own.from, span->from) : own.from,
                       span ? std::max(own.to, span->to) : own.to);
    m_stack->setRange(span ? span->from : own.from, span ? span->to : own.to);
}

void MetricsPanel::showReference()
{
    m_metrics->setReference(m_bar->comparesLastWeek()
                                ? std::optional(weekBefore(m_context.clock.now(), m_context.zone))
                                : std::nullopt);
}

void MetricsPanel::showMarks()
{
    showMarksAndFlags(m_context, m_id, *m_stack);
}

void MetricsPanel::showSnapshots()
{
    m_bar->setSnapshots(static_cast<int>(m_context.repositories.metricSnapshots.of(m_id.uuid()).size()));
    showBar();
}

/// Without charts the sentence below has the one thing to do; what was pinned and what went wrong stay.
void MetricsPanel::showBar()
{
    const bool needed = !m_metrics->series().isEmpty() || !m_problem.isEmpty() ||
                        !m_context.repositories.metricSnapshots.of(m_id.uuid()).empty();
    m_bar->setVisible(needed);
    m_barLine->setVisible(needed);
}

void MetricsPanel::showAge()
{
    if (!m_problem.isEmpty()) {
        m_bar->setAge(m_problem, Role::StateFail);
        return;
    }
    std::optional<Time> oldest;
    for (const ChartSeries* series : m_metrics->series())
        if (const auto at = series->readAt(); at && at->time_since_epoch().count() > 0)
            oldest = oldest ? std::min(*oldest, *at) : *at;
    if (!oldest) {
        m_bar->setAge({}, Role::TextTertiary);
        return;
    }
    const auto age = std::chrono::duration_cast<std::chrono::seconds>(m_context.clock.now() - *oldest);
    const QString since = durationText(std::max(age, std::chrono::seconds(0)));
    // Where readings are missing it is not read so often.
    const auto every = itemmodels::ChartSeries::readEvery;
    m_bar->setAge(isOnline(m_context.changes.syncState()) && age <= 2 * every
                      ? tr("read %1 ago, every %2").arg(since, durationText(every))
                      : tr("read %1 ago").arg(since),
                  age > 2 * every ? Role::StateWait : Role::TextTertiary);
}

void MetricsPanel::tell(const Result<void>& result)
{
    m_problem = result ? QString() : texts::error(result.error());
    showBar();
    showAge();
}

void MetricsPanel::openMarks(Time at)
{
    auto* menu = new MarkMenu(
        m_context, m_id, at, [this](const Result<void>& result) { tell(result); }, this);
    // Above the button: below are the overview and the action bar.
    menu->popup(m_stack->markCorner() - QPoint(0, menu->sizeHint().height()));
}

void MetricsPanel::pinSnapshot()
{
    const TimeRange range = m_stack->visibleRange();
    MetricSnapshot snapshot;
    snapshot.incidentId = m_id;
    snapshot.from = range.from;
    // What is to come was not seen.
    snapshot.to = std::min(range.to, std::max(m_context.clock.now(), range.from + std::chrono::seconds(1)));
    for (const ChartSeries* series : m_metrics->series())
        snapshot.series.push_back(itemmodels::snapshotOf(*series, {snapshot.from, snapshot.to}));
    if (snapshot.series.empty())
        return;
    snapshot.at = m_context.clock.now();
    snapshot.by = m_context.changes.session().name;
    const QImage image = snapshotPicture(m_context, snapshot, 1);
    const auto bytes = std::make_shared<const std::string>(pngOf(image));
    // The picture first: the record names it by the hash of its bytes. Without it the numbers still count.
    m_pictures.push_back(m_context.repositories.contents.keep(
        bytes, [this, snapshot, size = image.size()](const Result<KeptContent>& kept) mutable {
            if (kept)
                snapshot.picture = Attachment{"metrics.png", "image/png",  static_cast<int>(kept->size),
                                              kept->sha256,  size.width(), size.height()};
            pin(std::move(snapshot));
        }));
}

void MetricsPanel::pin(MetricSnapshot snapshot)
{
    const auto pinned = commandsOf(m_context).pin(std::move(snapshot));
    tell(pinned ? Result<void>() : tl::make_unexpected(pinned.error()));
}

void MetricsPanel::toggleLastWeek()
{
    m_bar->toggleLastWeek();
}

void MetricsPanel::addMetric()
{
    metricdialogs::openAdd(m_context, m_id, this);
}

void MetricsPanel::remove(const ChartSeries& series)
{
    if (const auto id = Id<MetricDefinition>::parse(series.definition().id.toStdString()))
        tell(commandsOf(m_context).unlink(m_id, *id));
}

void MetricsPanel::openSnapshots()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Snapshots"));
    auto snapshots = m_context.repositories.metricSnapshots.of(m_id.uuid());
    std::sort(snapshots.begin(), snapshots.end(),
              [](const auto& a, const auto& b) { return a.value.at > b.value.at; });
    for (const auto& snapshot : snapshots) {
        const QString title = snapshotTitle(m_context, snapshot.value);
        const QString note = QString::fromStdString(snapshot.value.note);
        QString text = note.isEmpty() ? title : tr("%1: %2").arg(title, note);
        auto* action =
            menu->addAction(m_context.theme.icon(Icon::Pin), text.replace(u'&', QStringLiteral("&&")));
        connect(action, &QAction::triggered, this,
                [this, id = snapshot.id] { SnapshotDialog::open(m_context, id, this); });
    }
    menu->popup(m_bar->snapshotsCorner());
}

/// The event of a snapshot opens what it tells of; any other has its crosshair already.
void MetricsPanel::openFlag(const QString& id)
{
    const auto event = Id<TimelineEvent>::parse(id.toStdString());
    const auto record = event ? m_context.repositories.timelineEvents.find(*event) : std::nullopt;
    if (!record || record->value.type != eventtype::metricsPinned)
        return;
    const auto found = record->value.values.find("snapshot");
    if (found != record->value.values.end())
        if (const auto snapshot = Id<MetricSnapshot>::parse(found->second))
            SnapshotDialog::open(m_context, *snapshot, this);
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
