#include "widgets/common/timeaxis.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace matoi::widgets {

namespace {

using domain::Duration;
using domain::Time;
using std::chrono::seconds;

constexpr std::array clockSteps{1, 5, 15, 30, 60, 300, 600, 900, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600};
constexpr int daySeconds = 86400;

QDateTime local(Time time, const QTimeZone& zone)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), zone);
}

Time fromQt(const QDateTime& time)
{
    return Time(Duration(time.toMSecsSinceEpoch()));
}

QString dayFormat()
{
    //: Day on a time axis, as QLocale::toString takes it: Wed 18
    return QCoreApplication::translate("TimeAxis", "ddd d");
}

} // namespace

TimeAxis::TimeAxis(Time from, Time to, double left, double right, const QTimeZone& zone)
    : m_from(from)
    , m_to(std::max(to, from + Duration(1)))
    , m_left(left)
    , m_right(right)
    , m_zone(zone)
{}

double TimeAxis::x(Time time) const
{
    const double share =
        static_cast<double>((time - m_from).count()) / static_cast<double>((m_to - m_from).count());
    return m_left + share * (m_right - m_left);
}

Time TimeAxis::timeAt(double x) const
{
    const double width = m_right - m_left;
    const double share = width > 0 ? (x - m_left) / width : 0;
    return m_from + Duration(std::llround(share * static_cast<double>((m_to - m_from).count())));
}

double TimeAxis::pixelsPerSecond() const
{
    return (m_right - m_left) * 1000.0 / static_cast<double>((m_to - m_from).count());
}

std::vector<TimeAxis::Tick> TimeAxis::ticks(double minSpacing) const
{
    const double perSecond = pixelsPerSecond();
    if (perSecond <= 0) {
        return {};
    }
    for (const int step : clockSteps) {
        if (step * perSecond >= minSpacing) {
            return ticksOfClock(seconds(step));
        }
    }
    for (const int step : {1, 7}) {
        if (step * daySeconds * perSecond >= minSpacing) {
            return ticksOfDays(step);
        }
    }
    for (const int step : {1, 3, 12}) {
        if (step * 28 * daySeconds * perSecond >= minSpacing) {
            return ticksOfMonths(step);
        }
    }
    return ticksOfMonths(120);
}

std::vector<TimeAxis::Tick> TimeAxis::days() const
{
    return ticksOfDays(1);
}

TimeAxis::Tick TimeAxis::dayTick(Time at) const
{
    return {at, x(at), QLocale().toString(local(at, m_zone).date(), dayFormat()), true};
}

std::vector<TimeAxis::Tick> TimeAxis::ticksOfClock(seconds step) const
{
    const QString format = step < std::chrono::minutes(1) ? u"HH:mm:ss"_s : u"HH:mm"_s;
    std::vector<Tick> ticks;
    // The offset is asked at every tick: it changes between two of them when clocks change, and a multiple of
    // the step in local time is then looked for again from there.
    Time at = m_from;
    while (at <= m_to) {
        const seconds offset(local(at, m_zone).offsetFromUtc());
        const Duration past = (at.time_since_epoch() + offset) % step;
        if (past != Duration::zero()) {
            const Time next = at + (step - past);
            const QDateTime wall = local(next, m_zone);
            if (seconds(wall.offsetFromUtc()) != offset) {
                // Clocks change on the way: go on from the first instant after it.
                const QDateTime change = m_zone.nextTransition(local(at, m_zone)).atUtc;
                at = change.isValid() ? fromQt(change) : next;
                continue;
            }
            at = next;
            continue;
        }
        const QDateTime wall = local(at, m_zone);
        if (wall.time().msecsSinceStartOfDay() == 0) {
            ticks.push_back(dayTick(at));
        } else {
            ticks.push_back({at, x(at), wall.toString(format), false});
        }
        at += Duration(1);
    }
    return ticks;
}

std::vector<TimeAxis::Tick> TimeAxis::ticksOfDays(int step) const
{
    std::vector<Tick> ticks;
    QDate day = local(m_from, m_zone).date();
    if (step == 7) {
        day = day.addDays(1 - day.dayOfWeek());
    }
    for (;; day = day.addDays(step)) {
        const Time at = fromQt(day.startOfDay(m_zone));
        if (at > m_to) {
            return ticks;
        }
        if (at >= m_from) {
            ticks.push_back(dayTick(at));
        }
    }
}

std::vector<TimeAxis::Tick> TimeAxis::ticksOfMonths(int step) const
{
    std::vector<Tick> ticks;
    const QDate first = local(m_from, m_zone).date();
    const int months = (first.year() * 12 + first.month() - 1) / step * step;
    for (QDate day(months / 12, months % 12 + 1, 1);; day = day.addMonths(step)) {
        const Time at = fromQt(day.startOfDay(m_zone));
        if (at > m_to) {
            return ticks;
        }
        if (at >= m_from) {
            //: Month on a time axis, as QLocale::toString takes it
            const QString format =
                step >= 12 ? u"yyyy"_s : QCoreApplication::translate("TimeAxis", "MMM yyyy");
            ticks.push_back({at, x(at), QLocale().toString(day, format), true});
        }
    }
}

TimeAxis TimeAxis::zoomed(double factor, double x) const
{
    const Time centre = timeAt(x);
    const auto scaled = [&](Time edge) {
        return centre + Duration(std::llround(static_cast<double>((edge - centre).count()) / factor));
    };
    return {scaled(m_from), scaled(m_to), m_left, m_right, m_zone};
}

TimeAxis TimeAxis::moved(double pixels) const
{
    const Duration by = timeAt(m_left + pixels) - m_from;
    return {m_from + by, m_to + by, m_left, m_right, m_zone};
}

} // namespace matoi::widgets
