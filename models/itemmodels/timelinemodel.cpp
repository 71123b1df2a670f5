#include "models/itemmodels/timelinemodel.h"

#include <algorithm>

namespace matoi::itemmodels {

using namespace domain;

namespace {

/// Beyond it, one comparison of all rows is cheaper than so many insertions.
constexpr std::size_t mostRowByRow = 8;

void insertSorted(std::vector<TimelineEntryPtr>& list, const TimelineEntryPtr& entry)
{
    list.insert(std::upper_bound(list.begin(), list.end(), entry, TimelineRows::earlier), entry);
}

void eraseSorted(std::vector<TimelineEntryPtr>& list, const TimelineEntryPtr& entry)
{
    const auto at = std::lower_bound(list.begin(), list.end(), entry, TimelineRows::earlier);
    if (at != list.end() && (*at)->record.id == entry->record.id)
        list.erase(at);
}

} // namespace

TimelineModel::TimelineModel(Repositories& repositories, ChangeNotifier& changes, Wording wording,
                             const QTimeZone& zone, QObject* parent)
    : QAbstractListModel(parent)
    , m_repositories(repositories)
    , m_wording(std::move(wording))
    , m_zone(zone)
    , m_rows(zone)
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
    m_reading.reset();
    m_expected.reset();
    m_byId.clear();
    for (auto* list : {&m_events, &m_pinned, &m_unsent})
        list->clear();
    m_counts.fill(0);
    if (!id.isNil()) {
        auto latest = m_repositories.timelines.latest(id, readAtOnce);
        const bool all = latest.size() < static_cast<std::size_t>(readAtOnce);
        for (auto record = latest.rbegin(); record != latest.rend(); ++record)
            keep(makeEntry(std::move(*record)));
        if (!all)
            m_expected = m_repositories.timelines.count(id);
    }
    m_rows.list() = wanted().list();
    endResetModel();
    if (m_expected)
        m_reading = m_repositories.timelines.read(
            id, [this](Timelines::Portion portion) { takePortion(std::move(portion)); });
    Q_EMIT eventsChanged();
}

void TimelineModel::keep(const EntryPtr& entry)
{
    m_byId[entry->record.id.uuid()] = entry;
    insertSorted(m_events, entry);
    count(*entry, 1);
    if (entry->record.value.pinned)
        insertSorted(m_pinned, entry);
    if (entry->record.meta.unsent > 0)
        insertSorted(m_unsent, entry);
}

void TimelineModel::drop(const EntryPtr& entry)
{
    m_byId.erase(entry->record.id.uuid());
    count(*entry, -1);
    for (auto* list : {&m_events, &m_pinned, &m_unsent})
        eraseSorted(*list, entry);
}

void TimelineModel::count(const Entry& entry, int by)
{
    for (int i = 0; i < filterCount; ++i)
        if (passes(entry, static_cast<Filter>(i)))
            m_counts[static_cast<std::size_t>(i)] += by;
}

TimelineModel::EntryPtr TimelineModel::known(Id<TimelineEvent> id) const
{
    const auto found = m_byId.find(id.uuid());
    return found == m_byId.end() ? nullptr : found->second;
}

void TimelineModel::takeChanges(const std::vector<ChangedRecord>& changed)
{
    std::vector<Id<TimelineEvent>> ours;
    for (const ChangedRecord& record : changed)
        if (record.kind == Kind::TimelineEvent && (!record.parent || *record.parent == m_id.uuid()))
            ours.emplace_back(record.id);
    const bool rowByRow = ours.size() <= mostRowByRow;
    bool any = false;
    for (const Id<TimelineEvent>& id : ours)
        any = takeEvent(id, rowByRow) || any;
    if (!any)
        return;
    if (!rowByRow)
        rebuild();
    Q_EMIT eventsChanged();
}

bool TimelineModel::takeEvent(Id<TimelineEvent> id, bool rowByRow)
{
    const EntryPtr before = known(id);
    auto found = m_repositories.timelineEvents.find(id);
    if (found && (found->meta.deleted || found->value.incidentId != m_id))
        found.reset();
    if (!found && before == nullptr)
        return false;
    EntryPtr now;
    if (found) {
        now = makeEntry(std::move(*found));
    } else if (m_held == id) {
        Entry struck = *before;
        struck.gone = true;
        now = std::make_shared<const Entry>(std::move(struck));
    }
    if (before != nullptr)
        drop(before);
    if (now != nullptr)
        keep(now);
    if (rowByRow)
        showInstead(before, now);
    return true;
}

/// Most of it is older than all that is here and follows it without a gap. What is here already came when the
/// timeline was opened, or was told since.
void TimelineModel::takePortion(Timelines::Portion portion)
{
    std::vector<EntryPtr> fresh;
    std::vector<EntryPtr> run;
    for (auto& record : portion.events) {
        if (m_byId.contains(record.id.uuid()))
            continue;
        fresh.push_back(makeEntry(std::move(record)));
        if (listed(*fresh.back()))
            run.push_back(fresh.back());
    }
    std::sort(fresh.begin(), fresh.end(), TimelineRows::earlier);
    const auto middle = static_cast<std::ptrdiff_t>(m_events.size());
    m_events.insert(m_events.end(), fresh.begin(), fresh.end());
    std::inplace_merge(m_events.begin(), m_events.begin() + middle, m_events.end(), TimelineRows::earlier);
    for (const EntryPtr& entry : fresh) {
        m_byId.emplace(entry->record.id.uuid(), entry);
        count(*entry, 1);
        if (entry->record.value.pinned)
            insertSorted(m_pinned, entry);
        if (entry->record.meta.unsent > 0)
            insertSorted(m_unsent, entry);
    }
    if (portion.last) {
        m_expected.reset();
        m_reading.reset();
    }
    std::sort(run.begin(), run.end(),
              [this](const EntryPtr& a, const EntryPtr& b) { return m_rows.above(a, b); });
    if (!run.empty()) {
        if (m_rows.find(run.front()) == m_rows.find(run.back()))
            insertRun(run);
        else
            rebuild();
    }
    Q_EMIT eventsChanged();
}

void TimelineModel::setFilter(Filter filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    rebuild();
}

void TimelineModel::setWords(const QString& words)
{
    if (m_words == words)
        return;
    m_words = words;
    m_authorHas.clear();
    rebuild();
    if (m_rows.size() > 0) // what was found is marked in the rows that stay as well
        tellChanged(0, m_rows.size() - 1);
}

void TimelineModel::reword()
{
    std::vector<EntryPtr> events;
    events.reserve(m_events.size());
    for (const EntryPtr& entry : m_events) {
        Entry again = *entry;
        again.text = m_wording.event(again.record.value);
        events.push_back(std::make_shared<const Entry>(std::move(again)));
    }
    m_events = std::move(events);
    m_pinned.clear();
    m_unsent.clear();
    for (const EntryPtr& entry : m_events) {
        m_byId[entry->record.id.uuid()] = entry;
        if (entry->record.value.pinned)
            m_pinned.push_back(entry);
        if (entry->record.meta.unsent > 0)
            m_unsent.push_back(entry);
    }
    rebuild();
}

void TimelineModel::hold(std::optional<Id<TimelineEvent>> id)
{
    const auto before = std::exchange(m_held, id);
    if (before == id)
        return;
    for (const auto& one : {before, id}) {
        const EntryPtr entry = one ? known(*one) : nullptr;
        if (entry == nullptr)
            continue;
        if (one == before && entry->gone) {
            drop(entry);
            showInstead(entry, nullptr);
        } else {
            showInstead(entry, entry);
        }
    }
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
    if (m_words.isEmpty() || entry.text.contains(m_words, Qt::CaseInsensitive))
        return true;
    const std::string& details = entry.record.value.details;
    if (!details.empty() && QString::fromStdString(details).contains(m_words, Qt::CaseInsensitive))
        return true;
    for (const Attachment& file : entry.record.value.attachments)
        if (QString::fromStdString(file.name).contains(m_words, Qt::CaseInsensitive))
            return true;
    const auto [author, fresh] = m_authorHas.try_emplace(entry.record.value.author, false);
    if (fresh)
        author->second = QString::fromStdString(author->first).contains(m_words, Qt::CaseInsensitive);
    return author->second;
}

QModelIndex TimelineModel::indexOf(Id<TimelineEvent> id) const
{
    const EntryPtr entry = known(id);
    const std::size_t row = entry == nullptr ? m_rows.size() : m_rows.rowOf(entry);
    return row < m_rows.size() ? index(static_cast<int>(row)) : QModelIndex();
}

std::vector<TimelineModel::EntryPtr> TimelineModel::listedEvents() const
{
    std::vector<EntryPtr> out;
    for (const Row& row : m_rows.list())
        if (row.kind == RowKind::Event && !row.entry->gone)
            out.push_back(row.entry);
    if (m_rows.newestFirst)
        std::reverse(out.begin(), out.end());
    return out;
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
