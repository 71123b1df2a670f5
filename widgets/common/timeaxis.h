#pragma once

#include "models/domain/time.h"

#include <QtCore/QString>
#include <QtCore/QTimeZone>

#include <optional>
#include <vector>

namespace matoi::widgets {

/// Time to x and back, and where to write which times: shared by charts, escalation lanes, the on-call
/// calendar and the density map, so that all of them stand on one grid. A value: copy it, replace it.
///
/// Ticks lie on round local times of `zone`. On the day that clocks change, hours stay evenly spaced (an hour
/// is always as wide as another): the lost hour is not drawn, the repeated one has two ticks with the same
/// label.
class TimeAxis
{
public:
    struct Tick
    {
        domain::Time at;
        double x = 0;
        QString label;
        bool dayStart = false; ///< local midnight: label is the day
    };

    /// `from` < `to`; x runs from `left` to `right`.
    TimeAxis(domain::Time from, domain::Time to, double left, double right, const QTimeZone& zone);

    domain::Time from() const { return m_from; }
    domain::Time to() const { return m_to; }
    double left() const { return m_left; }
    double right() const { return m_right; }
    const QTimeZone& zone() const { return m_zone; }

    double x(domain::Time time) const;
    domain::Time timeAt(double x) const;
    bool contains(domain::Time time) const { return time >= m_from && time <= m_to; }
    double pixelsPerSecond() const;

    /// Round steps (1, 5, 15, 30 s; 1, 5, 10, 15, 30 min; 1, 3, 6, 12 h; 1, 7 days; months) such that two
    /// ticks are at least `minSpacing` apart.
    std::vector<Tick> ticks(double minSpacing) const;

    /// One tick for each local midnight in range: for calendars, whose days are 23 or 25 hours long at times.
    std::vector<Tick> days() const;

    /// Zoomed by `factor` (2: half the time) around `x`, or moved by `pixels`.
    TimeAxis zoomed(double factor, double x) const;
    TimeAxis moved(double pixels) const;

private:
    std::vector<Tick> ticksOfClock(std::chrono::seconds step) const;
    std::vector<Tick> ticksOfDays(int step) const;
    std::vector<Tick> ticksOfMonths(int step) const;
    Tick dayTick(domain::Time at) const;

    domain::Time m_from;
    domain::Time m_to;
    double m_left;
    double m_right;
    QTimeZone m_zone;
};

} // namespace matoi::widgets
