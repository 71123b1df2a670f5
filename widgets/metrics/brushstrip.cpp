#include "widgets/metrics/brushstrip.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace matoi::widgets {

using domain::Duration;
using domain::Time;
using itemmodels::ChartSeries;

namespace {

constexpr int rowHeight = 52;
constexpr int inset = 6;
constexpr int handleWidth = 8;
constexpr int handleHeight = 24;
constexpr int hitWidth = 24;
constexpr int legendLeft = 21;
constexpr qreal lineWidth = 1;

} // namespace

BrushHandle::BrushHandle(Theme& theme, ChartTimeframe& timeframe, BrushStrip& strip, End end)
    : PaintedWidget(theme, &strip)
    , m_timeframe(timeframe)
    , m_strip(strip)
    , m_end(end)
{
    setCursor(Qt::SizeHorCursor);
    setFocusPolicy(Qt::StrongFocus);
}

QSize BrushHandle::sizeHint() const
{
    return {hitWidth, theme().px(rowHeight)};
}

QString BrushHandle::accessibleText() const
{
    const auto& range = m_timeframe.range();
    return m_end == End::From ? tr("Range starts at %1").arg(timeText(range.from, m_timeframe.zone()))
                              : tr("Range ends at %1").arg(timeText(range.to, m_timeframe.zone()));
}

void BrushHandle::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF grip(0, 0, handleWidth, theme().px(handleHeight));
    grip.moveCenter(QRectF(rect()).center());
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().colour(Role::AccentText));
    painter.drawRoundedRect(grip, 2, 2);
    if (hasFocus())
        paintFocusRing(painter, theme(), grip.adjusted(-4, -4, 4, 4), 4);
}

void BrushHandle::moveTo(Time time)
{
    auto range = m_timeframe.range();
    const auto& extent = m_timeframe.extent();
    if (m_end == End::From)
        range.from = std::clamp(time, extent.from, range.to - ChartTimeframe::shortest);
    else
        range.to = std::clamp(time, range.from + ChartTimeframe::shortest, extent.to);
    m_timeframe.setRange(range);
}

void BrushHandle::mousePressEvent(QMouseEvent* event)
{
    m_grip = event->position().x() - width() / 2.0;
}

void BrushHandle::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        moveTo(m_strip.axis().timeAt(mapToParent(event->position()).x() - m_grip));
}

void BrushHandle::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Left && event->key() != Qt::Key_Right) {
        PaintedWidget::keyPressEvent(event);
        return;
    }
    const auto part = event->modifiers() & Qt::ShiftModifier ? 10 : 100;
    const auto step = std::max(Duration(1000), m_timeframe.extent().span() / part);
    const auto time = m_end == End::From ? m_timeframe.range().from : m_timeframe.range().to;
    moveTo(event->key() == Qt::Key_Left ? time - step : time + step);
}

void BrushHandle::focusInEvent(QFocusEvent* event)
{
    PaintedWidget::focusInEvent(event);
    update();
}

void BrushHandle::focusOutEvent(QFocusEvent* event)
{
    PaintedWidget::focusOutEvent(event);
    update();
}

BrushStrip::BrushStrip(Theme& theme, ChartTimeframe& timeframe, QWidget* parent)
    : PaintedWidget(theme, parent)
    , m_timeframe(timeframe)
    , m_from(new BrushHandle(theme, timeframe, *this, BrushHandle::End::From))
    , m_to(new BrushHandle(theme, timeframe, *this, BrushHandle::End::To))
    , m_reset(new CommandButton(theme, {}, Icon::X, this))
{
    m_reset->setSmall(true);
    connect(m_reset, &CommandButton::clicked, &timeframe, &ChartTimeframe::zoomHome);
    connect(&timeframe, &ChartTimeframe::rangeChanged, this, &BrushStrip::arrange);
    connect(&timeframe, &ChartTimeframe::zoneChanged, this, &BrushStrip::arrange);
    const auto repaint = [this] { update(); };
    connect(&timeframe, &ChartTimeframe::nowChanged, this, repaint);
    connect(&timeframe, &ChartTimeframe::marksChanged, this, repaint);
}

void BrushStrip::setSeries(ChartSeries* series)
{
    if (m_series)
        m_series->disconnect(this);
    m_series = series;
    m_painter.setSeries(series);
    if (series) {
        const auto renew = [this] {
            m_painter.invalidate();
            update();
        };
        connect(series, &ChartSeries::appended, this, renew);
        connect(series, &ChartSeries::replaced, this, renew);
        connect(series, &ChartSeries::definitionChanged, this, renew);
        connect(series, &QObject::destroyed, this, [this] {
            m_series = nullptr;
            m_painter.setSeries(nullptr);
        });
    }
    update();
}

TimeAxis BrushStrip::axis() const
{
    const auto& extent = m_timeframe.extent();
    return {extent.from, std::max(extent.to, extent.from + Duration(1)), m_timeframe.axis().left(),
            m_timeframe.axis().right(), m_timeframe.zone()};
}

QSize BrushStrip::sizeHint() const
{
    return {theme().px(400), theme().px(rowHeight)};
}

QRectF BrushStrip::plot() const
{
    const auto& axis = m_timeframe.axis();
    return {axis.left(), static_cast<qreal>(theme().px(inset)), axis.right() - axis.left(),
            static_cast<qreal>(height() - 2 * theme().px(inset))};
}

void BrushStrip::arrange()
{
    const auto axis = this->axis();
    const auto& range = m_timeframe.range();
    const auto place = [&](BrushHandle* handle, Time time) {
        handle->setGeometry(static_cast<int>(std::round(axis.x(time) - hitWidth / 2.0)), 0, hitWidth,
                            height());
        handle->update();
    };
    place(m_from, range.from);
    place(m_to, range.to);
    m_rangeText =
        tr("%1 to %2").arg(timeText(range.from, m_timeframe.zone()), timeText(range.to, m_timeframe.zone()));
    m_reset->setVisible(m_timeframe.isZoomed());
    m_reset->setText(m_rangeText);
    m_reset->setAccessibleName(tr("Show %1 to %2 again")
                                   .arg(timeText(m_timeframe.home().from, m_timeframe.zone()),
                                        timeText(m_timeframe.home().to, m_timeframe.zone())));
    const auto size = m_reset->sizeHint();
    m_reset->setGeometry(static_cast<int>(axis.right()) + theme().px(legendLeft) - theme().px(4),
                         height() / 2 - size.height() + theme().px(3), size.width(), size.height());
    update();
}

void BrushStrip::resizeEvent(QResizeEvent*)
{
    arrange();
}

void BrushStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().colour(Role::BgSurface));
    paintHorizontalLine(painter, 0, width(), 0, theme().colour(Role::LineHairline));
    const auto plot = this->plot();
    const auto axis = this->axis();
    SeriesPainter::Look look{theme().colour(Role::TextTertiary),
                             {},
                             lineWidth,
                             SeriesPainter::Fill | SeriesPainter::Line | SeriesPainter::Threshold};
    m_painter.paint(painter, theme(), plot, m_timeframe.extent(), m_timeframe.now(), look);
    const QRectF full(plot.left(), 0, plot.width(), height());
    for (const auto& mark : m_timeframe.marks())
        if (axis.contains(mark.time))
            paintVerticalLine(painter, axis.x(mark.time), 0, height(), markColour(theme(), mark.kind));
    // What is not shown above steps back.
    auto veil = theme().colour(Role::BgInset);
    veil.setAlphaF(0.72F);
    const auto from = axis.x(m_timeframe.range().from);
    const auto to = axis.x(m_timeframe.range().to);
    painter.fillRect(QRectF(full.left(), 0, from - full.left(), height()), veil);
    painter.fillRect(QRectF(to, 0, full.right() - to, height()), veil);
    const auto edge = theme().colour(Role::AccentText);
    paintHorizontalLine(painter, from, to, 0, edge);
    paintHorizontalLine(painter, from, to, height() - hairlineWidth(painter), edge);

    QRectF words(plot.right() + theme().px(legendLeft), 0, width() - plot.right() - theme().px(legendLeft),
                 height() / 2.0);
    if (!m_timeframe.isZoomed()) {
        painter.setFont(theme().font(TextStyle::Medium));
        painter.setPen(theme().colour(Role::TextPrimary));
        painter.drawText(words.adjusted(0, 0, 0, -theme().px(1)), Qt::AlignLeft | Qt::AlignBottom,
                         m_rangeText);
    }
    painter.setFont(theme().font(TextStyle::Meta));
    painter.setPen(theme().colour(Role::TextTertiary));
    words.moveTop(height() / 2.0 + theme().px(m_timeframe.isZoomed() ? 5 : 1));
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop,
                     painter.fontMetrics().elidedText(tr("drag the handles, or + and −"), Qt::ElideRight,
                                                      static_cast<int>(words.width())));
}

void BrushStrip::mousePressEvent(QMouseEvent* event)
{
    const auto x = event->position().x();
    const auto axis = this->axis();
    if (event->button() != Qt::LeftButton || x < axis.left() || x > axis.right())
        return;
    const auto time = axis.timeAt(x);
    const auto range = m_timeframe.range();
    if (!range.holds(time))
        m_timeframe.setRange({time - range.span() / 2, time + range.span() / 2});
    m_grip = time - m_timeframe.range().from;
    setCursor(Qt::ClosedHandCursor);
}

void BrushStrip::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_grip)
        return;
    const auto from = axis().timeAt(event->position().x()) - *m_grip;
    m_timeframe.setRange({from, from + m_timeframe.range().span()});
}

void BrushStrip::mouseReleaseEvent(QMouseEvent*)
{
    m_grip.reset();
    unsetCursor();
}

void BrushStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        arrange();
    PaintedWidget::changeEvent(event);
}

} // namespace matoi::widgets
