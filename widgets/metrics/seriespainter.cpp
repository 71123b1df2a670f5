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

/// The line is stroked in pieces of this width. Qt's rasteriser keeps the cells of each pixel row in a list
/// that it walks for every insertion, so one long flat stroke costs the square of its length: 2 ms for 1200
/// pixels.
constexpr qreal pieceWidth = 32;

TimeAxis timeAxis(const TimeRange& range, const QRectF& plot)
{
    return {range.from, range.to, plot.left(), plot.right(), QTimeZone::utc()};
}

void strokeInPieces(QPainter& painter, const QPolygonF& points)
{
    qsizetype begin = 0;
    for (qsizetype end = 1; end < points.size(); ++end) {
        if (points[end].x() - points[begin].x() < pieceWidth && end + 1 < points.size())
            continue;
        painter.drawPolyline(points.constData() + begin, static_cast<int>(end - begin + 1));
        begin = end;
    }
}

} // namespace

SeriesPainter::Look SeriesPainter::standardLook(const Theme& theme)
{
    const auto& style = theme.series(0);
    return {style.colour, style.dash, 1.5, All};
}

SeriesPainter::Look SeriesPainter::referenceLook(const Theme& theme)
{
    return {theme.colour(Role::TextTertiary), {4, 3}, 1.0, Line};
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
    if (m_slice.dense)
        paintColumns(painter, theme, look);
    else if (look.parts & Fill)
        paintFill(painter, theme);
    if (look.parts & Threshold)
        paintThreshold(painter, theme);
    if (!m_slice.dense && look.parts & Line)
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
    m_image = {};
    m_above.clear();
    m_below.clear();
    const auto columns = std::max(1, static_cast<int>(std::floor(plot.width() * ratio)));
    pyramid().query(range.from, range.to, columns, m_slice);
    if (m_slice.dense)
        prepareColumns();
    else
        prepareRuns();
}

const itemmodels::ChartPyramid& SeriesPainter::pyramid() const
{
    return m_reference ? m_series->reference() : m_series->pyramid();
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
void SeriesPainter::prepareColumns()
{
    const auto* threshold = m_series->definition().threshold ? &*m_series->definition().threshold : nullptr;
    const bool above = threshold && threshold->direction == ChartThreshold::Direction::Above;
    const auto height = m_plot.height() * m_ratio;
    const auto row = [&](double value) {
        const auto y = (yOf(value) - m_plot.top()) * m_ratio;
        return static_cast<float>(std::clamp(y, -m_lineWidth * m_ratio, height + m_lineWidth * m_ratio));
    };
    const auto border = threshold ? row(threshold->value) : 0;
    const auto thin = static_cast<float>(m_lineWidth * m_ratio);
    double end = m_slice.before ? m_slice.before->value : 0;
    m_bars.reserve(m_slice.columns.size());
    for (const auto& column : m_slice.columns) {
        Bar bar;
        bar.column = column.column;
        bar.top = row(column.joined ? std::max(column.max, end) : column.max);
        bar.bottom = row(column.joined ? std::min(column.min, end) : column.min);
        if (const auto edge = above ? bar.top : bar.bottom;
            threshold && (above ? edge < border : edge > border)) {
            bar.fillTop = std::min(edge, border);
            bar.fillBottom = std::max(edge, border);
        }
        if (bar.bottom - bar.top < thin) {
            const auto middle = (bar.top + bar.bottom) / 2;
            bar.top = middle - thin / 2;
            bar.bottom = middle + thin / 2;
        }
        m_bars.push_back(bar);
        noteOverflow(m_plot.left() + column.column / m_ratio, column.max, column.min);
        end = column.last;
    }
}

/// Straight into pixels: a painter's call for each of some thousand bars costs more than all of their pixels.
void SeriesPainter::drawColumns(const QColor& line, const QColor& fill)
{
    m_imageLine = line;
    m_imageFill = fill;
    const QSize size(static_cast<int>(std::floor(m_plot.width() * m_ratio)),
                     static_cast<int>(std::ceil(m_plot.height() * m_ratio)) + 1);
    m_image = QImage(size, QImage::Format_ARGB32_Premultiplied);
    m_image.fill(Qt::transparent);
    const auto stride = m_image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    auto* pixels = reinterpret_cast<QRgb*>(m_image.bits());
    const auto limit = static_cast<float>(size.height());
    const auto each = [&](const Bar& bar, float top, float bottom, auto put) {
        top = std::clamp(top, 0.0F, limit);
        bottom = std::clamp(bottom, 0.0F, limit);
        for (auto y = static_cast<int>(top); static_cast<float>(y) < bottom; ++y) {
            const auto from = std::max(top, static_cast<float>(y));
            const auto to = std::min(bottom, static_cast<float>(y + 1));
            put(pixels[y * stride + bar.column], static_cast<uint>((to - from) * 255));
        }
    };
    const auto over = [](QRgb& pixel, QRgb colour, uint part) {
        const auto mix = [part](uint source, uint below, uint alpha) {
            return (source * part + below * (255 - alpha * part / 255)) / 255;
        };
        const auto alpha = static_cast<uint>(qAlpha(colour));
        const auto channel = [&](int shift) {
            return mix((colour >> shift) & 0xffU, (pixel >> shift) & 0xffU, alpha) << shift;
        };
        pixel = channel(24) | channel(16) | channel(8) | channel(0);
    };
    const auto linePixel = qPremultiply(line.rgba());
    const auto fillPixel = qPremultiply(fill.rgba());
    for (const auto& bar : m_bars) {
        if (bar.column >= size.width())
            continue;
        if (fill.alpha() > 0)
            each(bar, bar.fillTop, bar.fillBottom, [&](QRgb& pixel, uint) { pixel = fillPixel; });
        if (line.alpha() > 0)
            each(bar, bar.top, bar.bottom, [&](QRgb& pixel, uint part) {
                if (part >= 254 && qAlpha(linePixel) == 255)
                    pixel = linePixel;
                else
                    over(pixel, linePixel, part);
            });
    }
}

void SeriesPainter::paintColumns(QPainter& painter, const Theme& theme, const Look& look)
{
    const auto line = look.parts & Line ? look.line : QColor(Qt::transparent);
    const auto fill = look.parts & Fill ? theme.colour(Role::ChartBreachFill) : QColor(Qt::transparent);
    if (m_image.isNull() || m_imageLine != line || m_imageFill != fill)
        drawColumns(line, fill);
    m_image.setDevicePixelRatio(m_ratio);
    const QPointF corner(std::round(m_plot.left() * m_ratio) / m_ratio,
                         std::round(m_plot.top() * m_ratio) / m_ratio);
    painter.drawImage(corner, m_image);
}

void SeriesPainter::paintFill(QPainter& painter, const Theme& theme) const
{
    const auto& threshold = m_series->definition().threshold;
    if (!threshold)
        return;
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.colour(Role::ChartBreachFill));
    const auto border = yOf(threshold->value);
    auto side = m_plot;
    if (threshold->direction == ChartThreshold::Direction::Above)
        side.setBottom(std::min(border, m_plot.bottom()));
    else
        side.setTop(std::max(border, m_plot.top()));
    painter.setClipRect(side, Qt::IntersectClip);
    // Not smoothed: the line lies over the edge, and smoothing the whole area would cost more than the line.
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
    // Round caps hide where pieces meet.
    QPen pen(look.line, look.lineWidth, Qt::SolidLine, look.dash.empty() ? Qt::RoundCap : Qt::FlatCap,
             Qt::RoundJoin);
    if (!look.dash.empty())
        pen.setDashPattern(QList<qreal>(look.dash.begin(), look.dash.end()));
    for (const auto& run : m_runs) {
        if (run.points.size() == 1) {
            // A sample between two gaps would have no line: show it as a dot.
            painter.setPen(Qt::NoPen);
            painter.setBrush(look.line);
            painter.drawEllipse(run.points.first(), look.lineWidth, look.lineWidth);
            continue;
        }
        painter.setPen(pen);
        if (look.dash.empty())
            strokeInPieces(painter, run.points);
        else
            painter.drawPolyline(run.points);
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
