#include "widgets/metrics/charttimeframe.h"

#include <algorithm>
#include <cmath>

namespace matoi::widgets {

using domain::Duration;
using domain::Time;

QColor markColour(const Theme& theme, ChartMark::Kind kind)
{
    switch (kind) {
    case ChartMark::Kind::Start: return theme.severity(domain::Impact::Critical).text;
    case ChartMark::Kind::Mitigated:
    case ChartMark::Kind::Resolved: return theme.colour(Role::StateOk);
    case ChartMark::Kind::Acknowledged:
    case ChartMark::Kind::Other: break;
    }
    return theme.colour(Role::TextSecondary);
}

ChartTimeframe::ChartTimeframe(QObject* parent)
    : QObject(parent)
    , m_axis(Time{}, Time{} + shortest, 0, 1, QTimeZone::utc())
{}

void ChartTimeframe::setHome(const TimeRange& home)
{
    if (home == m_home || home.from >= home.to)
        return;
    const bool follows = !hasHome() || !isZoomed();
    m_home = home;
    m_extent = m_extent.span().count() > 0
                   ? TimeRange{std::min(m_extent.from, home.from), std::max(m_extent.to, home.to)}
                   : home;
    m_range = clamped(follows ? home : m_range);
    announceRange();
}

void ChartTimeframe::setExtent(const TimeRange& extent)
{
    if (extent.from >= extent.to)
        return;
    const auto wanted =
        hasHome() ? TimeRange{std::min(extent.from, m_home.from), std::max(extent.to, m_home.to)} : extent;
    if (wanted == m_extent)
        return;
    m_extent = wanted;
    if (hasHome())
        m_range = clamped(m_range);
    announceRange();
}

void ChartTimeframe::setRange(const TimeRange& range)
{
    show(clamped(range));
}

TimeRange ChartTimeframe::clamped(TimeRange range) const
{
    if (range.span() < shortest) {
        const auto middle = range.from + range.span() / 2;
        range = {middle - shortest / 2, middle + shortest / 2};
    }
    if (range.span() >= m_extent.span())
        return m_extent;
    if (range.from < m_extent.from)
        return {m_extent.from, m_extent.from + range.span()};
    if (range.to > m_extent.to)
        return {m_extent.to - range.span(), m_extent.to};
    return range;
}

void ChartTimeframe::show(const TimeRange& range)
{
    if (range == m_range)
        return;
    m_range = range;
    announceRange();
}

void ChartTimeframe::zoom(double factor, Time anchor)
{
    const auto part = [&](Duration length) {
        return Duration(std::llround(static_cast<double>(length.count()) * factor));
    };
    anchor = std::clamp(anchor, m_range.from, m_range.to);
    // At the lower limit zooming stops, rather than sliding about the anchor.
    if (part(m_range.span()) < shortest)
        factor = static_cast<double>(shortest.count()) / static_cast<double>(m_range.span().count());
    setRange({anchor - part(anchor - m_range.from), anchor + part(m_range.to - anchor)});
}

void ChartTimeframe::zoomHome()
{
    show(m_home);
}

void ChartTimeframe::pan(Duration by)
{
    setRange({m_range.from + by, m_range.to + by});
}

void ChartTimeframe::setNow(Time now)
{
    if (now == m_now)
        return;
    const bool ranOut = hasHome() && m_home.holds(m_now) && now > m_home.to;
    const auto before = m_now;
    m_now = now;
    if (ranOut && !m_held) {
        const bool zoomed = isZoomed();
        const bool follows = m_range.holds(before) && now > m_range.to;
        const auto shifted = [now](const TimeRange& range) {
            const auto by = now - range.to + range.span() / 10;
            return TimeRange{range.from + by, range.to + by};
        };
        m_home = shifted(m_home);
        m_extent.to = std::max(m_extent.to, m_home.to);
        if (!zoomed)
            m_range = m_home;
        else if (follows)
            m_range = clamped(shifted(m_range));
        announceRange();
    }
    Q_EMIT nowChanged();
}

void ChartTimeframe::setZone(const QTimeZone& zone)
{
    if (zone == m_axis.zone())
        return;
    m_axis = TimeAxis(m_axis.from(), m_axis.to(), m_axis.left(), m_axis.right(), zone);
    announceRange();
    Q_EMIT zoneChanged();
}

void ChartTimeframe::setCrosshair(std::optional<Time> time, bool locked)
{
    locked = locked && time.has_value();
    if (time == m_crosshair && locked == m_locked)
        return;
    m_crosshair = time;
    m_locked = locked;
    Q_EMIT crosshairChanged();
}

void ChartTimeframe::setSelection(std::optional<TimeRange> selection)
{
    if (selection == m_selection)
        return;
    m_selection = selection;
    Q_EMIT selectionChanged();
}

void ChartTimeframe::setMarks(std::vector<ChartMark> marks)
{
    m_marks = std::move(marks);
    Q_EMIT marksChanged();
}

void ChartTimeframe::setPlot(qreal left, qreal right, qreal tickSpacing)
{
    if (left == m_axis.left() && right == m_axis.right() && tickSpacing == m_tickSpacing)
        return;
    m_tickSpacing = tickSpacing;
    m_axis = TimeAxis(m_axis.from(), m_axis.to(), left, std::max(left + 1, right), m_axis.zone());
    announceRange();
}

void ChartTimeframe::announceRange()
{
    if (m_range.from < m_range.to)
        m_axis = TimeAxis(m_range.from, m_range.to, m_axis.left(), m_axis.right(), m_axis.zone());
    m_ticks = m_axis.ticks(m_tickSpacing);
    Q_EMIT rangeChanged();
}

} // namespace matoi::widgets
