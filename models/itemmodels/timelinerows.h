#pragma once

#include "models/domain/ports/repository.h"

#include <QtCore/QDate>
#include <QtCore/QString>
#include <QtCore/QTimeZone>

#include <deque>
#include <memory>

namespace matoi::itemmodels {

enum class TimelineRowKind
{
    Day,
    Event,
    Gap
};

struct TimelineEntry
{
    domain::Record<domain::TimelineEvent> record;
    QString text; ///< in the user's language
    /// Somebody took it away while its editor was open here.
    bool gone = false;
};
using TimelineEntryPtr = std::shared_ptr<const TimelineEntry>;

struct TimelineRow
{
    TimelineRowKind kind = TimelineRowKind::Event;
    TimelineEntryPtr entry; ///< Event; Gap: the event before it in time
    domain::Time from{};    ///< Gap: its ends. Day: the first and the last listed event
    domain::Time to{};
    int count = 0; ///< Day: how many events are listed under it
    QDate day;

    bool operator==(const TimelineRow&) const = default;
    /// The same row, whatever it holds now.
    bool sameAs(const TimelineRow& other) const;
};

/// The rows of a timeline in their order: events, a heading where a day begins, a row where nothing was
/// recorded for long. Both ends take rows cheaply, and an event is found by bisection, so that one more among
/// a hundred thousand costs next to nothing.
class TimelineRows
{
public:
    static constexpr auto gapAfter = std::chrono::minutes(15);

    explicit TimelineRows(const QTimeZone& zone)
        : m_zone(zone)
    {}

    bool newestFirst = true;
    bool gaps = true; ///< only where all events are listed

    std::size_t size() const { return m_rows.size(); }
    const TimelineRow& operator[](std::size_t i) const { return m_rows[i]; }
    TimelineRow& operator[](std::size_t i) { return m_rows[i]; }
    std::deque<TimelineRow>& list() { return m_rows; }
    const std::deque<TimelineRow>& list() const { return m_rows; }

    static bool earlier(const TimelineEntryPtr& a, const TimelineEntryPtr& b);
    /// Whether `a` stands above `b`.
    bool above(const TimelineEntryPtr& a, const TimelineEntryPtr& b) const;
    /// The first row of an event that does not stand above `entry`; size() when all do.
    std::size_t find(const TimelineEntryPtr& entry) const;
    /// The row of this very event; size() when it has none.
    std::size_t rowOf(const TimelineEntryPtr& entry) const;
    /// After the last event above row `i`: what stands between the two are headings and gaps.
    std::size_t afterEventAbove(std::size_t i) const;
    /// What stands between two events that follow each other; `upper` is null at the very top.
    std::vector<TimelineRow> between(const TimelineEntryPtr& upper, const TimelineEntryPtr& lower) const;
    /// What the heading of `day` should hold, and where it is; size() when there is none. `near`: a row not
    /// above it.
    std::pair<std::size_t, TimelineRow> heading(QDate day, std::size_t near) const;
    QDate dayOf(domain::Time at) const;

    /// Adds an event below all others. Headings count it.
    void append(const TimelineEntryPtr& entry);

private:
    QTimeZone m_zone;
    std::deque<TimelineRow> m_rows;
    std::size_t m_lastHeading = 0; ///< of append()
    /// The day that was asked for last, with its ends: a zone's rules are slow to ask.
    mutable QDate m_day;
    mutable domain::Time m_dayBegins{};
    mutable domain::Time m_dayEnds{};
};

} // namespace matoi::itemmodels
