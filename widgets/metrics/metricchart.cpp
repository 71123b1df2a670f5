#include "widgets/metrics/metricchart.h"

#include "widgets/common/paint.h"
#include "widgets/metrics/chartpaint.h"
#include "widgets/metrics/chartwording.h"

#include <QtCharts/QChart>
#include <QtCharts/QLegend>
#include <QtCharts/QValueAxis>
#include <QtCore/QEvent>
#include <QtGui/QFocusEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QGraphicsItem>
#include <QtWidgets/QGraphicsLayout>

#include <cmath>

namespace matoi::widgets {

using namespace Qt::StringLiterals;
using itemmodels::ChartSeries;

namespace {

// At 100 %; the frame of one row.
constexpr int rowHeight = 104;
constexpr int rowMinimum = 84;
constexpr int plotTop = 11;
constexpr int plotBottom = 9;

constexpr qreal itemLayer = 50; ///< above everything that Qt Charts draws
constexpr int patienceMs = 3000;

constexpr qreal pointRadius = 3.5;
constexpr qreal pointEdge = 1.5;

} // namespace

/// Vertical grid, samples, now.
class MetricChart::SeriesItem final : public QGraphicsItem
{
public:
    SeriesItem(MetricChart& chart, QGraphicsItem* parent)
        : QGraphicsItem(parent)
        , m_chart(chart)
    {
        m_painter.setSeries(&chart.m_series);
        m_reference.setSeries(&chart.m_series);
        m_reference.setReference(true);
        setZValue(itemLayer);
    }

    void invalidate()
    {
        m_painter.invalidate();
        m_reference.invalidate();
        update();
    }
    void resized() { prepareGeometryChange(); }

    QRectF boundingRect() const override { return m_chart.rect(); }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override
    {
        const auto& timeframe = m_chart.m_timeframe;
        const auto& theme = m_chart.m_theme;
        m_chart.paintGrid(*painter);
        if (!m_chart.m_series.reference().empty())
            m_reference.paint(*painter, theme, m_chart.m_plot, timeframe.range(), timeframe.now(),
                              SeriesPainter::referenceLook(theme));
        m_painter.paint(*painter, theme, m_chart.m_plot, timeframe.range(), timeframe.now(),
                        SeriesPainter::standardLook(theme));
        m_chart.paintAbsence(*painter);
    }

private:
    MetricChart& m_chart;
    SeriesPainter m_painter;
    SeriesPainter m_reference;
};

/// Marks and the drag's selection, over the full height of the row so that rows join up.
class MetricChart::MarkItem final : public QGraphicsItem
{
public:
    MarkItem(MetricChart& chart, QGraphicsItem* parent)
        : QGraphicsItem(parent)
        , m_chart(chart)
    {
        setZValue(itemLayer + 1);
    }

    void resized() { prepareGeometryChange(); }
    QRectF boundingRect() const override { return m_chart.rect(); }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override
    {
        paintTimeLines(*painter, m_chart.m_theme, m_chart.m_timeframe, m_chart.rect());
        m_chart.paintMessage(*painter); // words stand over the lines, not under them
        if (m_chart.m_showsFocus)
            paintFocusRing(*painter, m_chart.m_theme, QRectF(m_chart.rect()).adjusted(2, 2, -2, -2));
    }

private:
    MetricChart& m_chart;
};

/// The line at the cursor, the point on the series and the box with its value. Its bounds are only as wide as
/// that, so that the pointer's way over the chart repaints narrow strips.
class MetricChart::CursorItem final : public QGraphicsItem
{
public:
    CursorItem(MetricChart& chart, QGraphicsItem* parent)
        : QGraphicsItem(parent)
        , m_chart(chart)
    {
        setZValue(itemLayer + 2);
    }

    void moved()
    {
        prepareGeometryChange();
        m_bounds = {};
        m_text.clear();
        m_sample.reset();
        const auto time = m_chart.m_timeframe.crosshair();
        if (!time || !m_chart.m_timeframe.range().holds(*time))
            return;
        m_x = m_chart.m_timeframe.axis().x(*time);
        m_sample = m_chart.m_series.sampleAt(*time);
        m_text = m_sample ? m_chart.m_series.unit().text(m_sample->value, m_chart.locale())
                          : ChartWording::noValue();
        const auto y = m_sample ? pointY() : m_chart.m_plot.center().y();
        m_box = valueBoxRect(m_chart.m_theme, m_text, {m_x, y}, m_chart.m_plot);
        m_bounds = m_box.united(QRectF(m_x - 6, 0, 12, m_chart.height())).adjusted(-2, 0, 2, 0);
    }

    QRectF boundingRect() const override { return m_bounds; }

    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override
    {
        if (m_bounds.isEmpty())
            return;
        const auto& theme = m_chart.m_theme;
        paintVerticalLine(*painter, m_x, 0, m_chart.height(), theme.colour(Role::TextPrimary));
        if (m_sample && m_chart.m_series.scale().holds(m_sample->value)) {
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(QPen(theme.colour(Role::TextPrimary), pointEdge));
            painter->setBrush(theme.colour(Role::BgSurface));
            painter->drawEllipse(QPointF(m_x + hairlineWidth(*painter) / 2, pointY()), pointRadius,
                                 pointRadius);
            painter->restore();
        }
        paintValueBox(*painter, theme, m_box, m_text);
    }

private:
    qreal pointY() const
    {
        return std::clamp(SeriesPainter::y(m_chart.m_series.scale(), m_chart.m_plot, m_sample->value),
                          m_chart.m_plot.top(), m_chart.m_plot.bottom());
    }

    MetricChart& m_chart;
    QRectF m_bounds;
    QRectF m_box;
    QString m_text;
    std::optional<itemmodels::ChartSample> m_sample;
    qreal m_x = 0;
};

MetricChart::MetricChart(Theme& theme, ChartTimeframe& timeframe, ChartSeries& series, QWidget* parent)
    : QChartView(parent)
    , m_theme(theme)
    , m_timeframe(timeframe)
    , m_series(series)
    , m_axis(new QValueAxis)
{
    auto* frame = chart();
    frame->legend()->hide();
    frame->setAnimationOptions(QChart::NoAnimation);
    frame->setMargins({});
    frame->setBackgroundRoundness(0);
    frame->layout()->setContentsMargins(0, 0, 0, 0);
    m_axis->setTickType(QValueAxis::TicksDynamic);
    m_axis->setTickAnchor(0);
    frame->setLocalizeNumbers(true);
    frame->setLocale(locale());
    m_axis->setLineVisible(false);
    m_axis->setTruncateLabels(false);
    frame->addAxis(m_axis, Qt::AlignLeft);
    m_seriesItem = new SeriesItem(*this, frame);
    m_markItem = new MarkItem(*this, frame);
    m_cursorItem = new CursorItem(*this, frame);

    setFrameShape(QFrame::NoFrame);
    setInteractive(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);

    connect(&m_patience, &QTimer::timeout, this, [this] { m_seriesItem->update(); });
    connect(&theme, &Theme::changed, this, &MetricChart::dress);
    connect(&timeframe, &ChartTimeframe::rangeChanged, this, &MetricChart::layOut);
    connect(&timeframe, &ChartTimeframe::nowChanged, this, [this] {
        m_seriesItem->update();
        m_markItem->update();
        describe();
    });
    connect(&timeframe, &ChartTimeframe::crosshairChanged, this, [this] { m_cursorItem->moved(); });
    connect(&timeframe, &ChartTimeframe::marksChanged, this, [this] { m_markItem->update(); });
    connect(&timeframe, &ChartTimeframe::selectionChanged, this, [this] { m_markItem->update(); });
    connect(&series, &ChartSeries::appended, this, &MetricChart::repaintSeries);
    connect(&series, &ChartSeries::replaced, this, &MetricChart::repaintSeries);
    connect(&series, &ChartSeries::referenceChanged, this, &MetricChart::repaintSeries);
    connect(&series, &ChartSeries::scaleChanged, this, &MetricChart::showScale);
    connect(&series, &ChartSeries::definitionChanged, this, &MetricChart::showScale);
    connect(&series, &ChartSeries::loadChanged, this, &MetricChart::watchLoading);
    dress();
    watchLoading();
}

QSize MetricChart::sizeHint() const
{
    return {m_theme.px(600), m_theme.px(rowHeight)};
}

QSize MetricChart::minimumSizeHint() const
{
    return {m_theme.px(200), m_theme.px(rowMinimum)};
}

void MetricChart::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    layOut();
}

void MetricChart::focusInEvent(QFocusEvent* event)
{
    QChartView::focusInEvent(event);
    m_showsFocus = event->reason() != Qt::MouseFocusReason;
    m_markItem->update();
}

void MetricChart::focusOutEvent(QFocusEvent* event)
{
    QChartView::focusOutEvent(event);
    m_showsFocus = false;
    m_markItem->update();
}

void MetricChart::dress()
{
    chart()->setBackgroundBrush(m_theme.colour(Role::BgSurface));
    chart()->setBackgroundPen(Qt::NoPen);
    setBackgroundBrush(m_theme.colour(Role::BgSurface));
    m_axis->setLabelsFont(m_theme.font(TextStyle::Meta));
    m_axis->setLabelsColor(m_theme.colour(Role::TextTertiary));
    m_axis->setGridLineColor(m_theme.colour(Role::ChartGrid));
    updateGeometry();
    showScale();
    layOut();
}

void MetricChart::layOut()
{
    const auto& axis = m_timeframe.axis();
    const auto top = m_theme.px(plotTop);
    const QRectF plot(axis.left(), top, axis.right() - axis.left(),
                      std::max(1, height() - top - m_theme.px(plotBottom)));
    if (plot != m_plot) {
        m_plot = plot;
        m_seriesItem->resized();
        m_markItem->resized();
        chart()->setPlotArea(plot);
        // In Qt 6.4 the axes keep their old place until the next layout.
        chart()->layout()->invalidate();
    }
    m_seriesItem->update();
    m_markItem->update();
    m_cursorItem->moved();
}

/// Happens when the scale jumps a step or the theme changes: not on data, not on panning.
void MetricChart::showScale()
{
    const auto& scale = m_series.scale();
    const auto factor = m_series.unit().factor();
    m_axis->setLabelFormat(m_series.unit().axisFormat(scale.step));
    m_axis->setTickInterval(scale.step * factor);
    m_axis->setRange(scale.low * factor, scale.high * factor);
    repaintSeries();
}

void MetricChart::repaintSeries()
{
    m_seriesItem->invalidate();
    m_cursorItem->moved();
    describe();
}

void MetricChart::watchLoading()
{
    if (m_series.load() == ChartSeries::Load::Loading && m_series.empty())
        m_patience.start();
    else
        m_patience.stop();
    m_seriesItem->update();
    describe();
}

void MetricChart::describe()
{
    const auto name = ChartWording::spoken(m_series, m_timeframe.now(), m_timeframe.zone(), locale());
    if (name != accessibleName())
        setAccessibleName(name);
}

void MetricChart::paintGrid(QPainter& painter) const
{
    for (const auto& tick : m_timeframe.ticks())
        paintVerticalLine(painter, tick.x, m_plot.top(), m_plot.bottom(), m_theme.colour(Role::ChartGrid));
    paintHorizontalLine(painter, m_plot.left(), m_plot.right(), m_plot.bottom(),
                        m_theme.colour(Role::LineStrong));
}

QString MetricChart::message() const
{
    if (!m_series.empty())
        return {};
    switch (m_series.load()) {
    case ChartSeries::Load::Loading:
        return m_patience.isActive() ? QString() : ChartWording::loading(m_series.definition().from);
    case ChartSeries::Load::Failed: return m_series.error();
    case ChartSeries::Load::Offline: return ChartWording::offline();
    case ChartSeries::Load::Ready: break;
    }
    return ChartWording::noData();
}

/// Where there is no line.
void MetricChart::paintAbsence(QPainter& painter) const
{
    if (!m_series.empty())
        return;
    painter.save();
    QPen dashed(m_theme.colour(Role::LineControl), hairlineWidth(painter), Qt::CustomDashLine);
    dashed.setDashPattern({2, 4});
    painter.setPen(dashed);
    const auto middle = std::floor(m_plot.center().y()) + 0.5;
    painter.drawLine(QPointF(m_plot.left(), middle), QPointF(m_plot.right(), middle));
    painter.restore();
}

/// Only where there is no line to cover.
void MetricChart::paintMessage(QPainter& painter) const
{
    const auto text = message();
    if (!text.isEmpty()) {
        painter.save();
        const auto middle = std::floor(m_plot.center().y()) + 0.5;
        const auto font = m_theme.font(TextStyle::Body);
        const QFontMetricsF metrics(font, painter.device());
        const bool failed = m_series.load() == ChartSeries::Load::Failed;
        const int icon = failed ? m_theme.iconSize(15) : 0;
        const qreal gap = failed ? m_theme.px(6) : 0;
        const qreal room = m_plot.width() - m_theme.px(48) - icon - gap;
        const auto line = metrics.elidedText(text, Qt::ElideRight, room);
        const auto width = metrics.horizontalAdvance(line) + icon + gap + 2 * m_theme.px(10);
        QRectF box(0, 0, width, m_theme.px(24));
        box.moveCenter({m_plot.center().x(), middle});
        painter.fillRect(box, m_theme.colour(Role::BgSurface));
        const QPointF inner(std::round(box.left() + m_theme.px(10)), middle);
        if (failed)
            painter.drawPixmap(QPointF(inner.x(), std::round(middle - icon / 2.0)),
                               m_theme.pixmap(Icon::TriangleAlert, icon, Role::StateFail,
                                              painter.device()->devicePixelRatioF()));
        painter.setFont(font);
        painter.setPen(m_theme.colour(Role::TextSecondary));
        painter.drawText(QRectF(inner.x() + icon + gap, box.top(), width, box.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, line);
        painter.restore();
    }
}

void MetricChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        describe();
    QChartView::changeEvent(event);
}

} // namespace matoi::widgets
