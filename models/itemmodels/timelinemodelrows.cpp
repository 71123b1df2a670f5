#include "models/itemmodels/timelinemodel.h"

#include <algorithm>
#include <set>

/// How TimelineModel's rows follow its events.
namespace matoi::itemmodels {

TimelineRows TimelineModel::wanted() const
{
    TimelineRows rows(m_zone);
    rows.newestFirst = m_rows.newestFirst;
    rows.gaps = m_filter == Filter::All && m_words.isEmpty();
    const auto add = [&](const EntryPtr& entry) {
        if (listed(*entry))
            rows.append(entry);
    };
    if (rows.newestFirst)
        std::for_each(m_events.rbegin(), m_events.rend(), add);
    else
        std::for_each(m_events.begin(), m_events.end(), add);
    return rows;
}

/// `before` is what the rows may show, `now` what there is; null: nothing.
void TimelineModel::showInstead(const EntryPtr& before, const EntryPtr& now)
{
    const bool was = before != nullptr && m_rows.rowOf(before) < m_rows.size();
    const bool is = now != nullptr && listed(*now);
    if (was && is)
        changeRow(before, now);
    else if (was)
        removeRow(before);
    else if (is)
        insertRun({now});
}

/// Events between which no other is listed, in the order of rows.
void TimelineModel::insertRun(const std::vector<EntryPtr>& run)
{
    const std::size_t end = m_rows.find(run.front());
    const std::size_t begin = m_rows.afterEventAbove(end);
    std::vector<Row> target;
    const auto take = [&](std::vector<Row> rows) {
        target.insert(target.end(), std::make_move_iterator(rows.begin()),
                      std::make_move_iterator(rows.end()));
    };
    EntryPtr upper = begin > 0 ? m_rows[begin - 1].entry : nullptr;
    std::set<QDate> days;
    for (const EntryPtr& entry : run) {
        take(m_rows.between(upper, entry));
        const auto at = entry->record.value.at;
        target.push_back({RowKind::Event, entry, at, at, 0, {}});
        days.insert(m_rows.dayOf(at));
        upper = entry;
    }
    if (end < m_rows.size())
        take(m_rows.between(upper, m_rows[end].entry));
    replaceRows(begin, end, std::move(target));
    for (const QDate& day : days)
        showHeading(day, m_rows.rowOf(run.back()));
}

void TimelineModel::removeRow(const EntryPtr& entry)
{
    const std::size_t row = m_rows.rowOf(entry);
    const std::size_t begin = m_rows.afterEventAbove(row);
    std::size_t end = row + 1;
    while (end < m_rows.size() && m_rows[end].kind != RowKind::Event)
        ++end;
    std::vector<Row> target;
    if (end < m_rows.size())
        target = m_rows.between(begin > 0 ? m_rows[begin - 1].entry : nullptr, m_rows[end].entry);
    replaceRows(begin, end, std::move(target));
    showHeading(m_rows.dayOf(entry->record.value.at), begin);
}

void TimelineModel::changeRow(const EntryPtr& before, const EntryPtr& now)
{
    const std::size_t row = m_rows.rowOf(before);
    const std::size_t next = m_rows.find(now);
    const EntryPtr below = eventBelow(row);
    std::size_t to = row;
    // Between its neighbours it stays where it is, whatever headings stand around it.
    if (next != row && m_rows.afterEventAbove(next) != row + 1) {
        beginMoveRows({}, static_cast<int>(row), static_cast<int>(row), {}, static_cast<int>(next));
        auto& list = m_rows.list();
        Row moved = std::move(list[row]);
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(row));
        to = next - (next > row ? 1 : 0);
        list.insert(list.begin() + static_cast<std::ptrdiff_t>(to), std::move(moved));
        endMoveRows();
    }
    m_rows[to].entry = now;
    m_rows[to].from = m_rows[to].to = now->record.value.at;
    tellChanged(to, to);
    redecorate(now);
    for (const EntryPtr& lower : {below, eventBelow(m_rows.rowOf(now))})
        if (lower != nullptr)
            redecorate(lower);
    replaceRows(m_rows.afterEventAbove(m_rows.size()), m_rows.size(), {});
    showHeading(m_rows.dayOf(before->record.value.at), m_rows.size() - 1);
    showHeading(m_rows.dayOf(now->record.value.at), m_rows.rowOf(now));
}

TimelineModel::EntryPtr TimelineModel::eventBelow(std::size_t row) const
{
    for (std::size_t i = row + 1; i < m_rows.size(); ++i)
        if (m_rows[i].kind == RowKind::Event)
            return m_rows[i].entry;
    return nullptr;
}

/// Heading and gap above an event.
void TimelineModel::redecorate(const EntryPtr& lower)
{
    const std::size_t end = m_rows.rowOf(lower);
    if (end == m_rows.size())
        return;
    const std::size_t begin = m_rows.afterEventAbove(end);
    replaceRows(begin, end, m_rows.between(begin > 0 ? m_rows[begin - 1].entry : nullptr, lower));
    showHeading(m_rows.dayOf(lower->record.value.at), m_rows.rowOf(lower));
}

/// What is the same at both ends of a stretch is left alone: one event more is one insertion.
void TimelineModel::replaceRows(std::size_t begin, std::size_t end, std::vector<Row> target)
{
    auto& list = m_rows.list();
    const auto at = [&](std::size_t i) { return list.begin() + static_cast<std::ptrdiff_t>(i); };
    const std::size_t shorter = std::min(end - begin, target.size());
    std::size_t head = 0;
    while (head < shorter && list[begin + head].sameAs(target[head]))
        ++head;
    std::size_t tail = 0;
    while (tail < shorter - head && list[end - 1 - tail].sameAs(target[target.size() - 1 - tail]))
        ++tail;
    const std::size_t first = begin + head;
    if (const std::size_t last = end - tail; last > first) {
        beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last) - 1);
        list.erase(at(first), at(last));
        endRemoveRows();
    }
    if (const std::size_t count = target.size() - head - tail; count > 0) {
        beginInsertRows({}, static_cast<int>(first), static_cast<int>(first + count) - 1);
        list.insert(at(first), target.begin() + static_cast<std::ptrdiff_t>(head),
                    target.end() - static_cast<std::ptrdiff_t>(tail));
        endInsertRows();
    }
    for (std::size_t i = 0; i < target.size(); ++i) {
        Row& row = list[begin + i];
        // A heading's count is not known here: see showHeading().
        if (row.kind == RowKind::Day || row == target[i])
            continue;
        row = std::move(target[i]);
        tellChanged(begin + i, begin + i);
    }
}

void TimelineModel::showHeading(QDate day, std::size_t near)
{
    const auto [at, heading] = m_rows.heading(day, near);
    if (at == m_rows.size() || m_rows[at] == heading)
        return;
    m_rows[at] = heading;
    tellChanged(at, at);
}

/// Everything may be different: another filter, many events at once. Rows of which somebody holds an index
/// (the chosen one, one with an open editor) stay; what lies between them is replaced as a whole.
void TimelineModel::rebuild()
{
    TimelineRows target = wanted();
    m_rows.gaps = target.gaps;
    const auto fixed = fixedRows(target);
    auto end = std::pair(m_rows.size(), target.size());
    for (auto at = fixed.rbegin();; ++at) {
        const bool last = at == fixed.rend();
        const auto begin =
            last ? std::pair<std::size_t, std::size_t>(0, 0) : std::pair(at->first + 1, at->second + 1);
        const auto& rows = target.list();
        replaceRows(begin.first, end.first,
                    {rows.begin() + static_cast<std::ptrdiff_t>(begin.second),
                     rows.begin() + static_cast<std::ptrdiff_t>(end.second)});
        if (last)
            break;
        end = *at;
    }
    std::size_t first = m_rows.size();
    std::size_t last = 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i] == target[i])
            continue;
        m_rows[i] = std::move(target[i]);
        first = std::min(first, i);
        last = i;
    }
    if (first < m_rows.size())
        tellChanged(first, last);
}

/// Rows that are to stay, each with its place in `target`; both rising.
std::vector<std::pair<std::size_t, std::size_t>> TimelineModel::fixedRows(const TimelineRows& target) const
{
    std::set<std::size_t> held;
    for (const QModelIndex& one : persistentIndexList())
        held.insert(static_cast<std::size_t>(one.row()));
    std::vector<std::pair<std::size_t, std::size_t>> fixed;
    for (const std::size_t row : held) {
        if (m_rows[row].kind != RowKind::Event)
            continue;
        const EntryPtr now = known(m_rows[row].entry->record.id);
        const std::size_t place = now == nullptr ? target.size() : target.rowOf(now);
        if (place < target.size() && (fixed.empty() || fixed.back().second < place))
            fixed.emplace_back(row, place);
    }
    return fixed;
}

void TimelineModel::setNewestFirst(bool newestFirst)
{
    if (m_rows.newestFirst == newestFirst)
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList old = persistentIndexList();
    std::vector<Row> held;
    for (const QModelIndex& one : old)
        held.push_back(row(one.row()));
    m_rows.newestFirst = newestFirst;
    m_rows.list() = wanted().list();
    QModelIndexList now;
    for (const Row& one : held) {
        const auto& rows = m_rows.list();
        const auto found =
            one.kind == RowKind::Event
                ? rows.begin() + static_cast<std::ptrdiff_t>(m_rows.rowOf(one.entry))
                : std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.sameAs(one); });
        now.append(found == rows.end() ? QModelIndex() : index(static_cast<int>(found - rows.begin())));
    }
    changePersistentIndexList(old, now);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void TimelineModel::tellChanged(std::size_t first, std::size_t last)
{
    Q_EMIT dataChanged(index(static_cast<int>(first)), index(static_cast<int>(last)));
}

} // namespace matoi::itemmodels
