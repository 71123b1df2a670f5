#include "widgets/metrics/seriespainter.h"

#include "widgets/common/paint.h"
#include "widgets/common/theme.h"
#include "widgets/common/timeaxis.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

namespace matoi::widgets {

using itemmodels::ChartSeries;
using itemmodels::ChartThreshold;

namespace {

/// Keeps coordinates where the rasteriser is exact; the plot clips the rest.
constexpr qreal farOutside = 4000;

constexpr qreal dotRadius = 2.5;
constexpr qreal dotRing = 2;
constexpr qreal arrowSize = 5;
constexpr qreal arrowDistance = 12;

/// Longer polylines are stroked segment by segment: no joins, but no stroker either, and at this density
/// nobody can see a join.
constexpr int longRun = 250;

TimeAxis timeAxis(const TimeRange& range, const QRectF& plot)
{
    return {range.from, range.to, plot.left(), plot.right(), QTimeZone::utc()};
}

} // namespace

SeriesPainter::Look SeriesPainter::standardLook(const Theme& theme)
{
    const auto& style = theme.series(0);
    return {style.colour, style.dash, 1.5, All};
}

void SeriesPainter::setSeries(const ChartSeries* series)
{
    m_series = series;
    invalidate();
}

qreal SeriesPainter::y(const itemmodels::ChartScale& scale, const QRectF& plot, double value)
{
    const auto share = scale.span() > 0 ? (value - scale.low) / scale.span() : 0.5;
    return std::clamp(plot.bottom() - share * plot.height(), plot.top() - farOutside,
                      plot.bottom() + farOutside);
}

void SeriesPainter::paint(QPainter& painter, const Theme& theme, const QRectF& plot, const TimeRange& range,
                          domain::Time now, const Look& look)
{
    if (!m_series || plot.width() < 1 || plot.height() < 1 || range.from >= range.to)
        return;
    prepare(plot, range, painter.device()->devicePixelRatioF(), look.lineWidth);
    painter.save();
    painter.setClipRect(plot.adjusted(0, -look.lineWidth, 0, look.lineWidth), Qt::IntersectClip);
    if (look.parts & Fill)
        paintFill(painter, theme);
    if (look.parts & Threshold)
        paintThreshold(painter, theme);
    if (look.parts & Line)
        paintLine(painter, look);
    painter.restore();
    paintEnd(painter, theme, now, look);
    if (look.parts & Overflow)
        paintOverflow(painter, look);
}

void SeriesPainter::prepare(const QRectF& plot, const TimeRange& range, qreal ratio, qreal lineWidth)
{
    if (m_known && m_plot == plot && m_range == range && m_ratio == ratio && m_lineWidth == lineWidth &&
        m_scale == m_series->scale())
        return;
    m_known = true;
    m_plot = plot;
    m_range = range;
    m_ratio = ratio;
    m_lineWidth = lineWidth;
    m_scale = m_series->scale();
    m_runs.clear();
    m_bars.clear();
    m_fills.clear();
    m_above.clear();
    m_below.clear();
    const auto columns = std::max(1, static_cast<int>(std::floor(plot.width() * ratio)));
    m_series->pyramid().query(range.from, range.to, columns, m_slice);
    if (m_slice.dense)
        prepareColumns(ratio, lineWidth);
    else
        prepareRuns();
}

void SeriesPainter::noteOverflow(qreal x, double high, double low)
{
    const auto add = [&](std::vector<QPointF>& places, qreal edge) {
        if (places.empty() || x - places.back().x() >= arrowDistance)
            places.emplace_back(x, edge);
    };
    if (x < m_plot.left() || x > m_plot.right())
        return;
    if (high > m_scale.high)
        add(m_above, m_plot.top());
    if (low < m_scale.low)
        add(m_below, m_plot.bottom());
}

void SeriesPainter::prepareRuns()
{
    const auto axis = timeAxis(m_range, m_plot);
    for (const auto& point : m_slice.points) {
        if (!point.joined)
            m_runs.emplace_back();
        const auto x =
            std::clamp(axis.x(point.time), m_plot.left() - farOutside, m_plot.right() + farOutside);
        m_runs.back().points.append(QPointF(x, yOf(point.value)));
        noteOverflow(x, point.value, point.value);
    }
}

/// Bars on whole device pixels, each reaching back to where the column before ended, so that they touch.
void SeriesPainter::prepareColumns(qreal ratio, qreal lineWidth)
{
    const auto width = 1 / ratio;
    const auto left = std::round(m_plot.left() * ratio) / ratio;
    const auto* threshold = m_series->definition().threshold ? &*m_series->definition().threshold : nullptr;
    const auto border = threshold ? yOf(threshold->value) : 0;
    double end = m_slice.before ? m_slice.before->value : 0;
    m_bars.reserve(m_slice.columns.size());
    for (const auto& column : m_slice.columns) {
        const auto high = column.joined ? std::max(column.max, end) : column.max;
        const auto low = column.joined ? std::min(column.min, end) : column.min;
        const auto x = left + column.column * width;
        auto top = yOf(high);
        auto bottom = yOf(low);
        if (threshold) {
            const bool above = threshold->direction == ChartThreshold::Direction::Above;
            const auto edge = above ? top : bottom;
            if (above ? edge < border : edge > border)
                m_fills.emplace_back(QPointF(x, std::min(edge, border)),
                                     QPointF(x + width, std::max(edge, border)));
        }
        if (bottom - top < lineWidth) {
            const auto middle = (top + bottom) / 2;
            top = middle - lineWidth / 2;
            bottom = middle + lineWidth / 2;
        }
        m_bars.emplace_back(QPointF(x, top), QPointF(x + width, bottom));
        noteOverflow(x, column.max, column.min);
        end = column.last;
    }
}

void SeriesPainter::paintFill(QPainter& painter, const Theme& theme) const
{
    const auto& threshold = m_series->definition().threshold;
    if (!threshold)
        return;
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.colour(Role::ChartBreachFill));
    if (m_slice.dense) {
        painter.drawRects(m_fills.data(), static_cast<int>(m_fills.size()));
        painter.restore();
        return;
    }
    const auto border = yOf(threshold->value);
    auto side = m_plot;
    if (threshold->direction == ChartThreshold::Direction::Above)
        side.setBottom(std::min(border, m_plot.bottom()));
    else
        side.setTop(std::max(border, m_plot.top()));
    painter.setClipRect(side, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto& run : m_runs) {
        if (run.points.size() < 2)
            continue;
        auto area = run.points;
        area.append(QPointF(run.points.last().x(), border));
        area.append(QPointF(run.points.first().x(), border));
        painter.drawPolygon(area);
    }
    painter.restore();
}

void SeriesPainter::paintLine(QPainter& painter, const Look& look) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_slice.dense) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(look.line);
        painter.drawRects(m_bars.data(), static_cast<int>(m_bars.size()));
        painter.restore();
        return;
    }
    QPen pen(look.line, look.lineWidth, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (!look.dash.empty())
        pen.setDashPattern(QList<qreal>(look.dash.begin(), look.dash.end()));
    for (const auto& run : m_runs) {
        painter.setPen(pen);
        if (run.points.size() == 1) {
            // A sample between two gaps would have no line: show it as a dot.
            painter.setPen(Qt::NoPen);
            painter.setBrush(look.line);
            painter.drawEllipse(run.points.first(), look.lineWidth, look.lineWidth);
        } else if (run.points.size() > longRun && look.dash.empty()) {
            std::vector<QLineF> lines;
            lines.reserve(static_cast<std::size_t>(run.points.size()));
            for (qsizetype index = 1; index < run.points.size(); ++index)
                lines.emplace_back(run.points[index - 1], run.points[index]);
            painter.drawLines(lines.data(), static_cast<int>(lines.size()));
        } else {
            painter.drawPolyline(run.points);
        }
    }
    painter.restore();
}

void SeriesPainter::paintThreshold(QPainter& painter, const Theme& theme) const
{
    const auto& threshold = m_series->definition().threshold;
    if (!threshold || !m_scale.holds(threshold->value))
        return;
    const auto thickness = hairlineWidth(painter);
    QPen pen(theme.colour(Role::ChartThreshold), thickness, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({4 / thickness, 3 / thickness});
    painter.setPen(pen);
    // The middle of a device pixel row: a sharp line at every ratio.
    const auto y = (std::floor(yOf(threshold->value) * m_ratio) + 0.5) / m_ratio;
    painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
}

void SeriesPainter::paintEnd(QPainter& painter, const Theme& theme, domain::Time now, const Look& look) const
{
    const auto last = m_series->lastSample();
    if (!last)
        return;
    const auto axis = timeAxis(m_range, m_plot);
    const auto state = m_series->state(now);
    const bool unknown = state == ChartSeries::State::Stale || state == ChartSeries::State::NoData;
    if (look.parts & Hatch && unknown && now > last->time) {
        const auto left = std::max(m_plot.left(), axis.x(last->time));
        const auto right = std::min(m_plot.right(), axis.x(now));
        if (right > left)
            paintHatch(painter, theme, QRectF(left, m_plot.top(), right - left, m_plot.height()));
    }
    if (!(look.parts & LastDot) || !m_range.holds(last->time) || !m_scale.holds(last->value))
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.colour(Role::BgSurface), dotRing));
    painter.setBrush(look.line);
    const auto radius = dotRadius + dotRing / 2;
    painter.drawEllipse(QPointF(axis.x(last->time), yOf(last->value)), radius, radius);
    painter.restore();
}

void SeriesPainter::paintOverflow(QPainter& painter, const Look& look) const
{
    if (m_above.empty() && m_below.empty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(look.line);
    const auto arrows = [&](const std::vector<QPointF>& places, qreal direction) {
        for (const auto& tip : places)
            painter.drawPolygon(QPolygonF({tip, tip + QPointF(-arrowSize * 0.7, arrowSize * direction),
                                           tip + QPointF(arrowSize * 0.7, arrowSize * direction)}));
    };
    arrows(m_above, 1);
    arrows(m_below, -1);
    painter.restore();
}

} // namespace matoi::widgets
