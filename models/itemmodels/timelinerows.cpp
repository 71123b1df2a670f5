#include "models/itemmodels/timelinerows.h"

#include <QtCore/QDateTime>

#include <algorithm>
#include <tuple>

namespace matoi::itemmodels {

using domain::Time;

bool TimelineRow::sameAs(const TimelineRow& other) const
{
    if (kind != other.kind)
        return false;
    return kind == TimelineRowKind::Day ? day == other.day : entry->record.id == other.entry->record.id;
}

bool TimelineRows::earlier(const TimelineEntryPtr& a, const TimelineEntryPtr& b)
{
    const auto& left = a->record;
    const auto& right = b->record;
    if (left.value.at != right.value.at)
        return left.value.at < right.value.at;
    return std::tie(left.meta.createdAt, left.id) < std::tie(right.meta.createdAt, right.id);
}

bool TimelineRows::above(const TimelineEntryPtr& a, const TimelineEntryPtr& b) const
{
    return newestFirst ? earlier(b, a) : earlier(a, b);
}

std::size_t TimelineRows::find(const TimelineEntryPtr& entry) const
{
    std::size_t low = 0;
    std::size_t high = m_rows.size();
    const auto eventFrom = [&](std::size_t i) {
        while (i < m_rows.size() && m_rows[i].kind != TimelineRowKind::Event)
            ++i;
        return i;
    };
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        const std::size_t event = eventFrom(middle);
        if (event < high && above(m_rows[event].entry, entry))
            low = event + 1;
        else
            high = middle;
    }
    return eventFrom(low);
}

std::size_t TimelineRows::rowOf(const TimelineEntryPtr& entry) const
{
    const std::size_t i = find(entry);
    return i < m_rows.size() && m_rows[i].entry->record.id == entry->record.id ? i : m_rows.size();
}

std::size_t TimelineRows::afterEventAbove(std::size_t i) const
{
    while (i > 0 && m_rows[i - 1].kind != TimelineRowKind::Event)
        --i;
    return i;
}

QDate TimelineRows::dayOf(Time at) const
{
    if (at >= m_dayBegins && at < m_dayEnds)
        return m_day;
    const auto begins = [&](QDate day) {
        return Time(std::chrono::milliseconds(day.startOfDay(m_zone).toMSecsSinceEpoch()));
    };
    m_day = QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), m_zone).date();
    m_dayBegins = begins(m_day);
    m_dayEnds = begins(m_day.addDays(1));
    return m_day;
}

std::vector<TimelineRow> TimelineRows::between(const TimelineEntryPtr& upper,
                                               const TimelineEntryPtr& lower) const
{
    std::vector<TimelineRow> rows;
    const Time at = lower->record.value.at;
    if (upper != nullptr && gaps) {
        const TimelineEntryPtr& first = newestFirst ? lower : upper;
        const auto [from, to] = std::minmax(at, upper->record.value.at);
        if (to - from > gapAfter)
            rows.push_back({TimelineRowKind::Gap, first, from, to, 0, {}});
    }
    const QDate day = dayOf(at);
    if (upper == nullptr || dayOf(upper->record.value.at) != day)
        rows.push_back({TimelineRowKind::Day, nullptr, at, at, 1, day});
    return rows;
}

std::pair<std::size_t, TimelineRow> TimelineRows::heading(QDate day, std::size_t near) const
{
    std::size_t at = std::min(near + 1, m_rows.size());
    while (at > 0 && !(m_rows[at - 1].kind == TimelineRowKind::Day && m_rows[at - 1].day == day))
        --at;
    if (at == 0)
        return {m_rows.size(), {}};
    --at;
    TimelineRow row = m_rows[at];
    row.count = 0;
    for (std::size_t i = at + 1; i < m_rows.size() && m_rows[i].kind != TimelineRowKind::Day; ++i) {
        if (m_rows[i].kind != TimelineRowKind::Event)
            continue;
        const Time one = m_rows[i].from;
        row.from = row.count == 0 ? one : std::min(row.from, one);
        row.to = row.count == 0 ? one : std::max(row.to, one);
        ++row.count;
    }
    return {at, row};
}

void TimelineRows::append(const TimelineEntryPtr& entry)
{
    const TimelineEntryPtr upper = m_rows.empty() ? nullptr : m_rows.back().entry;
    for (TimelineRow& row : between(upper, entry)) {
        if (row.kind == TimelineRowKind::Day) {
            m_lastHeading = m_rows.size();
            row.count = 0;
        }
        m_rows.push_back(std::move(row));
    }
    const Time at = entry->record.value.at;
    TimelineRow& heading = m_rows[m_lastHeading];
    ++heading.count;
    heading.from = std::min(heading.from, at);
    heading.to = std::max(heading.to, at);
    m_rows.push_back({TimelineRowKind::Event, entry, at, at, 0, {}});
}

} // namespace matoi::itemmodels
