#include "widgets/metrics/chartstack.h"

#include "widgets/common/paint.h"
#include "widgets/metrics/brushstrip.h"
#include "widgets/metrics/chartaccessible.h"
#include "widgets/metrics/chartpointer.h"
#include "widgets/metrics/crosshairbar.h"
#include "widgets/metrics/flagstrip.h"
#include "widgets/metrics/markstrip.h"
#include "widgets/metrics/metricchart.h"
#include "widgets/metrics/metriclegend.h"
#include "widgets/metrics/timerow.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace matoi::widgets {

using domain::Time;
using itemmodels::ChartSeries;

namespace {

constexpr int gutter = 52;
constexpr int tickSpacing = 72;
constexpr double zoomStep = 1.5;
constexpr int bigStep = 10;
constexpr int lowStack = 460; ///< px at 100 %

/// A row's chart and legend over a line that divides it from the next.
class RowWidget final : public QWidget
{
public:
    RowWidget(Theme& theme, QWidget* parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        auto* layout = new QHBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 1);
        layout->setSpacing(0);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_theme.colour(Role::BgSurface));
        paintHorizontalLine(painter, 0, width(), height() - 1, m_theme.colour(Role::LineHairline));
    }

private:
    Theme& m_theme;
};

} // namespace

ChartStack::ChartStack(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_pointer(new ChartPointer(m_timeframe, this))
    , m_marks(new MarkStrip(theme, m_timeframe, this))
    , m_flags(new FlagStrip(theme, m_timeframe, this))
    , m_scroll(new QScrollArea(this))
    , m_rowsWidget(new QWidget)
    , m_rowsLayout(new QVBoxLayout(m_rowsWidget))
    , m_times(new TimeRow(theme, m_timeframe, this))
    , m_bar(new CrosshairBar(theme, m_timeframe, *m_flags, this))
    , m_brush(new BrushStrip(theme, m_timeframe, this))
{
    installChartAccessibility();
    setAccessibleName(tr("Metric charts"));
    m_rowsLayout->setContentsMargins(0, 0, 0, 0);
    m_rowsLayout->setSpacing(0);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_rowsWidget);
    m_scroll->viewport()->installEventFilter(this);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (auto* strip : {static_cast<QWidget*>(m_marks), static_cast<QWidget*>(m_flags)}) {
        strip->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        layout->addWidget(strip);
    }
    layout->addWidget(m_scroll, 1);
    for (auto* strip :
         {static_cast<QWidget*>(m_times), static_cast<QWidget*>(m_bar), static_cast<QWidget*>(m_brush)}) {
        strip->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        layout->addWidget(strip);
    }

    const auto snapToFirst = [this](Time time) {
        const auto* series = steppedSeries();
        const auto sample = series ? series->sampleAt(time) : std::nullopt;
        return sample ? sample->time : time;
    };
    m_pointer->watch(m_marks, snapToFirst);
    m_pointer->watch(m_flags, snapToFirst);
    m_pointer->watch(m_times, snapToFirst);
    connect(m_pointer, &ChartPointer::pressed, this, [this] {
        if (focusProxy() && !isAncestorOf(focusWidget()))
            setFocus(Qt::MouseFocusReason);
    });
    connect(m_pointer, &ChartPointer::entered, this, [this](const QWidget* widget) {
        for (const auto& row : m_rows)
            if (row.chart->viewport() == widget)
                m_pointedAt = row.series;
    });
    connect(m_flags, &FlagStrip::flagActivated, this, &ChartStack::flagActivated);
    connect(m_bar, &CrosshairBar::addEventRequested, this, &ChartStack::addEventRequested);
    connect(m_bar, &CrosshairBar::markRequested, this, &ChartStack::markRequested);
    connect(&m_timeframe, &ChartTimeframe::crosshairChanged, this,
            [this] { Q_EMIT crosshairMoved(m_timeframe.crosshair()); });
    connect(&m_timeframe, &ChartTimeframe::rangeChanged, this, &ChartStack::visibleRangeChanged);
    connect(&m_timeframe, &ChartTimeframe::rangeChanged, this, &ChartStack::showBrush);
    connect(&theme, &Theme::changed, this, &ChartStack::arrange);
}

ChartStack::~ChartStack() = default;

void ChartStack::setSeries(const QList<ChartSeries*>& series)
{
    const bool same = std::equal(series.begin(), series.end(), m_rows.begin(), m_rows.end(),
                                 [](const ChartSeries* one, const Row& row) { return one == row.series; });
    if (same)
        return;
    while (!m_rows.empty())
        removeRow(m_rows.back().series);
    for (auto* one : series)
        addRow(one);
    rowsChanged();
}

void ChartStack::setReadOnly(bool on)
{
    m_readOnly = on;
    m_bar->setReadOnly(on);
    for (const auto& row : m_rows)
        row.legend->setReadOnly(on);
}

QPoint ChartStack::markCorner() const
{
    return m_bar->markCorner();
}

void ChartStack::rowsChanged()
{
    m_brush->setSeries(m_rows.empty() ? nullptr : m_rows.front().series);
    setFocusProxy(m_rows.empty() ? nullptr : m_rows.front().chart);
    arrange();
}

void ChartStack::addRow(ChartSeries* series)
{
    Row row;
    row.series = series;
    row.widget = new RowWidget(m_theme, m_rowsWidget);
    row.chart = new MetricChart(m_theme, m_timeframe, *series, row.widget);
    row.legend = new MetricLegend(m_theme, m_timeframe, *series, row.widget);
    row.chart->setFocusPolicy(Qt::StrongFocus);
    row.chart->installEventFilter(this);
    row.widget->layout()->addWidget(row.chart);
    row.widget->layout()->addWidget(row.legend);
    m_rowsLayout->addWidget(row.widget, 1);
    m_pointer->watch(row.chart->viewport(), [series](Time time) {
        const auto sample = series->sampleAt(time);
        return sample ? sample->time : time;
    });
    connect(row.legend, &MetricLegend::retryRequested, this,
            [this, series] { Q_EMIT retryRequested(series); });
    row.legend->setReadOnly(m_readOnly);
    connect(row.legend, &MetricLegend::editRequested, this, [this, series] { Q_EMIT editRequested(series); });
    connect(row.legend, &MetricLegend::removeRequested, this,
            [this, series] { Q_EMIT removeRequested(series); });
    connect(series, &QObject::destroyed, this, [this, series] {
        removeRow(series);
        rowsChanged();
    });
    m_rows.push_back(row);
}

void ChartStack::removeRow(const ChartSeries* series)
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [series](const Row& row) { return row.series == series; });
    if (found == m_rows.end())
        return;
    // The row goes now, not later: a series that is being destroyed must not be painted once more.
    disconnect(found->series, nullptr, this, nullptr);
    delete found->widget;
    m_rows.erase(found);
    if (m_pointedAt == series)
        m_pointedAt = nullptr;
}

void ChartStack::setMarks(std::vector<ChartMark> marks)
{
    m_timeframe.setMarks(std::move(marks));
}

void ChartStack::setFlags(std::vector<ChartFlag> flags)
{
    m_flags->setFlags(std::move(flags));
}

void ChartStack::setRange(Time from, Time to)
{
    m_timeframe.setHome({from, to});
}

void ChartStack::setExtent(Time from, Time to)
{
    m_timeframe.setExtent({from, to});
}

void ChartStack::setNow(Time now)
{
    m_timeframe.setNow(now);
}

void ChartStack::setTimeZone(const QTimeZone& zone)
{
    m_timeframe.setZone(zone);
}

TimeRange ChartStack::visibleRange() const
{
    return m_timeframe.range();
}

bool ChartStack::isZoomed() const
{
    return m_timeframe.isZoomed();
}

std::optional<Time> ChartStack::crosshair() const
{
    return m_timeframe.crosshair();
}

bool ChartStack::isCrosshairLocked() const
{
    return m_timeframe.isLocked();
}

void ChartStack::setCrosshair(std::optional<Time> time, bool locked)
{
    m_timeframe.setCrosshair(time, locked);
}

Time ChartStack::anchor() const
{
    const auto& range = m_timeframe.range();
    const auto crosshair = m_timeframe.crosshair();
    return crosshair && range.holds(*crosshair) ? *crosshair : range.from + range.span() / 2;
}

void ChartStack::zoomIn()
{
    m_timeframe.zoom(1 / zoomStep, anchor());
}

void ChartStack::zoomOut()
{
    m_timeframe.zoom(zoomStep, anchor());
}

void ChartStack::zoomHome()
{
    m_timeframe.zoomHome();
}

/// The series whose samples Left and Right go by: the one under the pointer, else the first that has any.
ChartSeries* ChartStack::steppedSeries() const
{
    if (m_pointedAt && !m_pointedAt->empty())
        return m_pointedAt;
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [](const Row& row) { return !row.series->empty(); });
    return found == m_rows.end() ? nullptr : found->series;
}

void ChartStack::step(int samples)
{
    const auto* series = steppedSeries();
    if (!series)
        return;
    const auto& range = m_timeframe.range();
    const auto crosshair = m_timeframe.crosshair();
    std::optional<Time> next;
    if (crosshair)
        next = series->stepped(*crosshair, samples);
    else // The first press brings the crosshair: to the newest sample in sight.
        next = series->stepped(std::min(range.to, std::max(range.from, series->lastSample()->time)), 0);
    if (!next)
        return;
    m_timeframe.setCrosshair(*next, true);
    if (!range.holds(*next))
        m_timeframe.pan(*next < range.from ? *next - range.from : *next - range.to);
}

void ChartStack::escape()
{
    if (m_pointer->isDragging())
        m_pointer->cancelDrag();
    else if (m_timeframe.crosshair())
        m_timeframe.setCrosshair(std::nullopt, false);
    else
        m_timeframe.zoomHome();
}

/// False for a key that means nothing here.
bool ChartStack::act(int key, Qt::KeyboardModifiers modifiers)
{
    if (modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    const auto distance = modifiers & Qt::ShiftModifier ? bigStep : 1;
    const auto crosshair = m_timeframe.crosshair();
    const auto* series = steppedSeries();
    switch (key) {
    case Qt::Key_Left: step(-distance); return true;
    case Qt::Key_Right: step(distance); return true;
    case Qt::Key_Home:
    case Qt::Key_End:
        if (const auto time =
                series ? series->stepped(
                             key == Qt::Key_Home ? m_timeframe.range().from : m_timeframe.range().to, 0)
                       : std::nullopt)
            m_timeframe.setCrosshair(*time, true);
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomIn(); return true;
    case Qt::Key_Minus: zoomOut(); return true;
    case Qt::Key_0: zoomHome(); return true;
    case Qt::Key_Escape:
        if (!m_pointer->isDragging() && !crosshair && !isZoomed())
            return false;
        escape();
        return true;
    default: break;
    }
    if (!crosshair)
        return false;
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter: m_timeframe.setCrosshair(crosshair, !m_timeframe.isLocked()); return true;
    default: break;
    }
    if (m_readOnly)
        return false;
    switch (key) {
    case Qt::Key_N: Q_EMIT addEventRequested(*crosshair); return true;
    case Qt::Key_M: Q_EMIT markRequested(*crosshair); return true;
    default: return false;
    }
}

/// The window has shortcuts on some of these keys (N, 0 …); while the focus is here they mean the chart.
bool ChartStack::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto& key = static_cast<QKeyEvent&>(*event);
        static constexpr std::array always{Qt::Key_Left, Qt::Key_Right, Qt::Key_Home,  Qt::Key_End,
                                           Qt::Key_Plus, Qt::Key_Equal, Qt::Key_Minus, Qt::Key_0};
        static constexpr std::array atCrosshair{Qt::Key_N, Qt::Key_M, Qt::Key_Escape};
        const auto is = [&](Qt::Key one) { return key.key() == one; };
        const bool ours =
            std::any_of(always.begin(), always.end(), is) ||
            (m_timeframe.crosshair() && std::any_of(atCrosshair.begin(), atCrosshair.end(), is));
        if (ours && !(key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void ChartStack::keyPressEvent(QKeyEvent* event)
{
    if (!act(event->key(), event->modifiers()))
        QWidget::keyPressEvent(event);
}

bool ChartStack::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && watched == m_scroll->viewport())
        arrange();
    // A chart would scroll its own (unscrollable) view with the arrow keys.
    if (event->type() == QEvent::KeyPress && watched != m_scroll->viewport()) {
        const auto& key = static_cast<QKeyEvent&>(*event);
        return act(key.key(), key.modifiers());
    }
    if (event->type() == QEvent::FocusIn) {
        const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                        [watched](const Row& row) { return row.chart == watched; });
        if (found != m_rows.end()) {
            m_pointedAt = found->series;
            m_scroll->ensureWidgetVisible(found->widget, 0, 0);
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ChartStack::resizeEvent(QResizeEvent*)
{
    arrange();
}

/// One mapping for all: rows are narrower by the scroll bar when there is one, so it decides.
void ChartStack::arrange()
{
    const auto legend = m_theme.px(MetricLegend::width100);
    for (const auto& row : m_rows)
        row.legend->setFixedWidth(legend);
    const auto right = m_scroll->viewport()->width() - legend;
    m_timeframe.setPlot(m_theme.px(gutter), right, m_theme.px(tickSpacing));
    showBrush();
}

/// In a low window the charts have its room; zoomed, it is the way back.
void ChartStack::showBrush()
{
    m_brush->setVisible(height() >= m_theme.px(lowStack) || m_timeframe.isZoomed());
}

void ChartStack::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Role::BgSurface));
}

void ChartStack::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Metric charts"));
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
