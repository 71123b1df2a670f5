#include "models/itemmodels/timelinemodel.h"

#include <QtCore/QDateTime>

#include <algorithm>
#include <tuple>
#include <unordered_set>

namespace matoi::itemmodels {

using namespace domain;

namespace {

bool earlier(const TimelineModel::EntryPtr& a, const TimelineModel::EntryPtr& b)
{
    const auto key = [](const TimelineModel::EntryPtr& entry) {
        return std::tie(entry->record.value.at, entry->record.meta.createdAt, entry->record.id);
    };
    return key(a) < key(b);
}

QDate dayOf(Time at, const QTimeZone& zone)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), zone).date();
}

} // namespace

std::size_t TimelineModel::KeyHash::operator()(const Key& key) const noexcept
{
    return std::hash<Uuid>()(key.id) * 31 + static_cast<std::size_t>(key.day) * 3 +
           static_cast<std::size_t>(key.kind);
}

TimelineModel::Key TimelineModel::keyOf(const Row& row)
{
    if (row.kind == RowKind::Day)
        return {row.kind, {}, row.day.toJulianDay()};
    return {row.kind, row.entry->record.id.uuid(), 0};
}

TimelineModel::TimelineModel(Repositories& repositories, ChangeNotifier& changes, Wording wording,
                             const QTimeZone& zone, QObject* parent)
    : QAbstractListModel(parent)
    , m_repositories(repositories)
    , m_wording(std::move(wording))
    , m_zone(zone)
{
    m_subscription =
        changes.onRecords([this](const std::vector<ChangedRecord>& changed) { takeChanges(changed); });
}

TimelineModel::EntryPtr TimelineModel::makeEntry(Record<TimelineEvent> record) const
{
    Entry entry{std::move(record), {}, false};
    entry.text = m_wording.event(entry.record.value);
    return std::make_shared<const Entry>(std::move(entry));
}

void TimelineModel::setIncident(Id<Incident> id)
{
    beginResetModel();
    m_id = id;
    m_held.reset();
    m_events.clear();
    if (!id.isNil())
        for (auto& record : m_repositories.timelineEvents.of(id.uuid()))
            m_events.push_back(makeEntry(std::move(record)));
    std::sort(m_events.begin(), m_events.end(), earlier);
    m_rows = wanted();
    countAll();
    endResetModel();
    Q_EMIT eventsChanged();
}

void TimelineModel::takeChanges(const std::vector<ChangedRecord>& changed)
{
    bool any = false;
    for (const ChangedRecord& record : changed)
        if (record.kind == Kind::TimelineEvent && (!record.parent || *record.parent == m_id.uuid()))
            any = takeEvent(Id<TimelineEvent>(record.id)) || any;
    if (!any)
        return;
    countAll();
    refresh();
    Q_EMIT eventsChanged();
}

bool TimelineModel::takeEvent(Id<TimelineEvent> id)
{
    const auto known = std::find_if(m_events.begin(), m_events.end(),
                                    [&](const EntryPtr& entry) { return entry->record.id == id; });
    auto now = m_repositories.timelineEvents.find(id);
    if (now && (now->meta.deleted || now->value.incidentId != m_id))
        now.reset();
    if (!now && known == m_events.end())
        return false;
    if (!now && m_held == id) {
        Entry struck = **known;
        struck.gone = true;
        *known = std::make_shared<const Entry>(std::move(struck));
        return true;
    }
    if (known != m_events.end())
        m_events.erase(known);
    if (now)
        insertEvent(makeEntry(std::move(*now)));
    return true;
}

void TimelineModel::insertEvent(EntryPtr entry)
{
    m_events.insert(std::upper_bound(m_events.begin(), m_events.end(), entry, earlier), entry);
}

void TimelineModel::setFilter(Filter filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    refresh();
}

void TimelineModel::setWords(const QString& words)
{
    if (m_words == words)
        return;
    m_words = words;
    refresh();
}

void TimelineModel::setNewestFirst(bool newestFirst)
{
    if (m_newestFirst == newestFirst)
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const std::vector<Row> before = m_rows;
    m_newestFirst = newestFirst;
    m_rows = wanted();
    std::unordered_map<Key, int, KeyHash> places;
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        places.emplace(keyOf(m_rows[i]), static_cast<int>(i));
    const QModelIndexList old = persistentIndexList();
    QModelIndexList now;
    for (const QModelIndex& one : old) {
        const auto found = places.find(keyOf(before[static_cast<std::size_t>(one.row())]));
        now.append(found == places.end() ? QModelIndex() : index(found->second));
    }
    changePersistentIndexList(old, now);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void TimelineModel::reword()
{
    for (EntryPtr& entry : m_events) {
        Entry again = *entry;
        again.text = m_wording.event(again.record.value);
        entry = std::make_shared<const Entry>(std::move(again));
    }
    refresh();
}

void TimelineModel::hold(std::optional<Id<TimelineEvent>> id)
{
    m_held = id;
    std::erase_if(m_events, [this](const EntryPtr& entry) {
        return entry->gone && (!m_held || entry->record.id != *m_held);
    });
    countAll();
    refresh();
    Q_EMIT eventsChanged();
}

bool TimelineModel::passes(const Entry& entry, Filter filter)
{
    const TimelineEvent& event = entry.record.value;
    switch (filter) {
    case Filter::All: return true;
    case Filter::Decisions: return event.eventKind == EventKind::Decision;
    case Filter::Actions: return event.eventKind == EventKind::Action;
    case Filter::Communications:
        return event.eventKind == EventKind::Communication || event.type == eventtype::updatePosted;
    case Filter::Automatic: return event.eventKind == EventKind::Automatic;
    case Filter::Pinned: return event.pinned;
    case Filter::Unsent: return entry.record.meta.unsent > 0;
    }
    return true;
}

bool TimelineModel::listed(const Entry& entry) const
{
    if (m_held && entry.record.id == *m_held)
        return true;
    if (!passes(entry, m_filter))
        return false;
    return m_words.isEmpty() || entry.text.contains(m_words, Qt::CaseInsensitive) ||
           QString::fromStdString(entry.record.value.details).contains(m_words, Qt::CaseInsensitive) ||
           QString::fromStdString(entry.record.value.author).contains(m_words, Qt::CaseInsensitive);
}

void TimelineModel::countAll()
{
    m_counts.fill(0);
    for (const EntryPtr& entry : m_events)
        for (int i = 0; i < filterCount; ++i)
            m_counts[static_cast<std::size_t>(i)] += passes(*entry, static_cast<Filter>(i)) ? 1 : 0;
}

std::vector<TimelineModel::Row> TimelineModel::wanted() const
{
    std::vector<Row> rows;
    rows.reserve(m_events.size() + 16);
    const bool gaps = m_filter == Filter::All && m_words.isEmpty();
    std::size_t heading = 0;
    QDate day;
    const Entry* before = nullptr;
    const auto add = [&](const EntryPtr& entry) {
        if (!listed(*entry))
            return;
        const Time at = entry->record.value.at;
        if (gaps && before != nullptr) {
            const Time other = before->record.value.at;
            const auto [from, to] = std::minmax(at, other);
            const EntryPtr& first = at < other ? entry : rows.back().entry;
            if (to - from > gapAfter)
                rows.push_back({RowKind::Gap, first, from, to, 0, {}});
        }
        if (const QDate its = dayOf(at, m_zone); rows.empty() || its != day) {
            day = its;
            heading = rows.size();
            rows.push_back({RowKind::Day, nullptr, at, at, 0, day});
        }
        ++rows[heading].count;
        rows[heading].from = std::min(rows[heading].from, at);
        rows[heading].to = std::max(rows[heading].to, at);
        rows.push_back({RowKind::Event, entry, at, at, 0, {}});
        before = entry.get();
    };
    if (m_newestFirst)
        std::for_each(m_events.rbegin(), m_events.rend(), add);
    else
        std::for_each(m_events.begin(), m_events.end(), add);
    return rows;
}

/// Most changes touch a few rows: what is the same at both ends is left alone, so that one new event among
/// ten thousand costs one insertion.
void TimelineModel::refresh()
{
    const std::vector<Row> target = wanted();
    const std::size_t shorter = std::min(target.size(), m_rows.size());
    std::size_t head = 0;
    while (head < shorter && keyOf(m_rows[head]) == keyOf(target[head]))
        ++head;
    std::size_t tail = 0;
    while (tail < shorter - head &&
           keyOf(m_rows[m_rows.size() - 1 - tail]) == keyOf(target[target.size() - 1 - tail]))
        ++tail;
    removeUnwanted(target, head, tail);
    insertAndMove(target);
    updateRows(target);
}

void TimelineModel::removeUnwanted(const std::vector<Row>& target, std::size_t head, std::size_t tail)
{
    std::unordered_set<Key, KeyHash> keep;
    for (std::size_t i = head; i < target.size() - tail; ++i)
        keep.insert(keyOf(target[i]));
    auto last = static_cast<int>(m_rows.size() - tail) - 1;
    while (last >= static_cast<int>(head)) {
        const auto unwanted = [&](int i) {
            return !keep.contains(keyOf(m_rows[static_cast<std::size_t>(i)]));
        };
        if (!unwanted(last)) {
            --last;
            continue;
        }
        int first = last;
        while (first > static_cast<int>(head) && unwanted(first - 1))
            --first;
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        endRemoveRows();
        last = first - 1;
    }
}

void TimelineModel::insertAndMove(const std::vector<Row>& target)
{
    std::unordered_set<Key, KeyHash> present;
    for (const Row& row : m_rows)
        present.insert(keyOf(row));
    std::size_t at = 0;
    while (at < target.size()) {
        const Key key = keyOf(target[at]);
        if (at < m_rows.size() && keyOf(m_rows[at]) == key) {
            ++at;
            continue;
        }
        const auto offset = static_cast<std::ptrdiff_t>(at);
        if (present.contains(key)) {
            const auto found = std::find_if(m_rows.begin() + offset, m_rows.end(),
                                            [&](const Row& row) { return keyOf(row) == key; });
            const auto from = static_cast<int>(found - m_rows.begin());
            beginMoveRows({}, from, from, {}, static_cast<int>(at));
            std::rotate(m_rows.begin() + offset, found, found + 1);
            endMoveRows();
            ++at;
            continue;
        }
        std::size_t end = at + 1;
        while (end < target.size() && !present.contains(keyOf(target[end])))
            ++end;
        beginInsertRows({}, static_cast<int>(at), static_cast<int>(end) - 1);
        m_rows.insert(m_rows.begin() + offset, target.begin() + offset,
                      target.begin() + static_cast<std::ptrdiff_t>(end));
        endInsertRows();
        at = end;
    }
}

void TimelineModel::updateRows(const std::vector<Row>& target)
{
    for (std::size_t i = 0; i < target.size(); ++i) {
        if (m_rows[i] == target[i])
            continue;
        m_rows[i] = target[i];
        const QModelIndex changed = index(static_cast<int>(i));
        Q_EMIT dataChanged(changed, changed);
    }
}

QModelIndex TimelineModel::indexOf(Id<TimelineEvent> id) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].kind == RowKind::Event && m_rows[i].entry->record.id == id)
            return index(static_cast<int>(i));
    return {};
}

int TimelineModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& one = row(index.row());
    if (role == Qt::DisplayRole)
        return one.kind == RowKind::Event ? one.entry->text : QString();
    if (role == Qt::AccessibleTextRole)
        return m_wording.spoken(one);
    return {};
}

} // namespace matoi::itemmodels
