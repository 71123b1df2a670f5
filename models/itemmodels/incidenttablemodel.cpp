#include "models/itemmodels/incidenttablemodel.h"

#include "models/itemmodels/incidentlistmodel.h"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace matoi::itemmodels {

using namespace domain;
using Scope = IncidentQuery::Scope;
using std::chrono::duration_cast;
using std::chrono::seconds;

namespace {

constexpr int hitsOfOneIncident = 3;
/// Fetched without being asked for; the index answers in milliseconds, but a person does not read a thousand
/// hits.
constexpr int pagesByItself = 5;

std::optional<seconds> toAcknowledge(const Incident& incident)
{
    if (!incident.acknowledgedAt)
        return std::nullopt;
    return duration_cast<seconds>(*incident.acknowledgedAt - incident.startedAt);
}

std::optional<seconds> median(std::vector<seconds> values)
{
    if (values.empty())
        return std::nullopt;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

bool sameIncident(const IncidentTableModel::Row& a, const IncidentTableModel::Row& b)
{
    return a.incident == b.incident && a.commander == b.commander && a.analysis == b.analysis;
}

} // namespace

IncidentTableModel::IncidentTableModel(Repositories& repositories, ChangeNotifier& changes,
                                       const Clock& clock, QTimeZone zone, QObject* parent)
    : QAbstractItemModel(parent)
    , m_repositories(repositories)
    , m_changes(changes)
    , m_clock(clock)
    , m_zone(std::move(zone))
{
    m_again.setSingleShot(true);
    m_again.setInterval(300);
    connect(&m_again, &QTimer::timeout, this, &IncidentTableModel::searchAgain);
    m_subscription =
        m_changes.onRecords([this](const std::vector<ChangedRecord>& changed) { recordsChanged(changed); });
}

void IncidentTableModel::recordsChanged(const std::vector<ChangedRecord>& changed)
{
    const bool listed = std::any_of(changed.begin(), changed.end(), [](const ChangedRecord& record) {
        return record.kind == Kind::Incident || record.kind == Kind::RoleAssignment ||
               record.kind == Kind::Analysis;
    });
    if (!m_active) {
        m_stale = m_stale || listed || searches();
        return;
    }
    if (searches())
        m_again.start(); // the hits may be others
    else if (listed)
        update();
}

void IncidentTableModel::setActive(bool active)
{
    m_active = active;
    if (active && std::exchange(m_stale, false)) {
        if (searches())
            search(std::nullopt);
        else
            list();
    }
}

void IncidentTableModel::setQuery(const IncidentQuery& query)
{
    if (m_query == query)
        return;
    m_query = query;
    m_again.stop();
    if (!m_active) {
        m_stale = true;
        return;
    }
    if (searches()) {
        search(std::nullopt);
        return;
    }
    m_search.reset();
    m_hits.clear();
    m_left.clear();
    m_next.reset();
    m_state = State::Listed;
    list();
}

void IncidentTableModel::searchAgain()
{
    if (searches())
        search(std::nullopt);
    else
        update();
}

void IncidentTableModel::fetchMoreHits()
{
    if (m_next && m_state != State::Searching) {
        m_pages = 0;
        search(m_next);
    }
}

void IncidentTableModel::search(std::optional<SearchCursor> after)
{
    const bool first = !after;
    SearchRequest request;
    request.text = m_query.text.toStdString();
    request.filter = m_query.effective(m_clock.now(), m_zone);
    request.perIncident = hitsOfOneIncident;
    request.after = std::move(after);
    m_state = State::Searching;
    if (first)
        m_pages = 0;
    // Letting go of the one before tells the cache that nobody waits for it.
    m_search = m_repositories.search.find(
        std::move(request), [this, first](Result<SearchPage> page) { take(std::move(page), first); });
    Q_EMIT stateChanged();
}

void IncidentTableModel::take(Result<SearchPage> page, bool first)
{
    if (!page) {
        m_state = State::Failed;
        m_problem = QString::fromStdString(page.error().detail);
        Q_EMIT stateChanged();
        return;
    }
    const auto hadHits = m_hits;
    const auto hadLeft = m_left;
    if (first) {
        m_hits.clear();
        m_left.clear();
    }
    for (SearchHit& hit : page->hits)
        m_hits[hit.incident.uuid()].push_back(std::move(hit));
    for (const auto& [incident, count] : page->left)
        m_left[incident] += count;
    m_next = std::move(page->next);
    m_indexing = page->indexing;
    m_state = State::Found;
    if (hadHits == m_hits && hadLeft == m_left)
        update();
    else
        list();
    if (m_next && ++m_pages < pagesByItself)
        search(m_next);
}

std::vector<IncidentTableModel::Row> IncidentTableModel::all() const
{
    std::vector<Row> rows;
    for (auto& incident : m_repositories.incidents.all()) {
        Row row{std::move(incident), {}, AnalysisMark::None, {}, 0};
        const Id<Incident> id = row.incident.id;
        if (const auto role =
                m_repositories.roleAssignments.find(roleAssignmentIdOf(id, domain::IncidentRole::Commander)))
            row.commander = QString::fromStdString(role->value.person);
        if (const auto analysis = m_repositories.analyses.find(analysisIdOf(id)))
            row.analysis = analysis->value.state == AnalysisState::Published ? AnalysisMark::Published
                                                                             : AnalysisMark::Draft;
        rows.push_back(std::move(row));
    }
    return rows;
}

bool IncidentTableModel::inScope(const Row& row, Scope scope) const
{
    const Incident& incident = row.incident.value;
    const bool resolved = incident.status == IncidentStatus::Resolved;
    switch (scope) {
    case Scope::Open: return !resolved;
    case Scope::Mine: return !resolved && row.commander.toStdString() == m_changes.session().name;
    case Scope::NeedsAnalysis: return resolved && !incident.drill && row.analysis != AnalysisMark::Published;
    case Scope::All: return true;
    }
    return true;
}

std::vector<IncidentTableModel::Row> IncidentTableModel::wanted()
{
    std::vector<Row> rows = all();
    m_total = static_cast<int>(rows.size());
    for (const Scope scope : {Scope::Open, Scope::Mine, Scope::NeedsAnalysis, Scope::All})
        m_counts[static_cast<std::size_t>(scope)] = static_cast<int>(
            std::count_if(rows.begin(), rows.end(), [&](const Row& row) { return inScope(row, scope); }));
    const rules::IncidentFilter filter = m_query.effective(m_clock.now(), m_zone);
    std::erase_if(rows, [&](const Row& row) {
        const bool found = !searches() || m_hits.contains(row.incident.id.uuid());
        return !found || !inScope(row, m_query.scope) ||
               !rules::passes(filter, row.incident.value, row.commander.toStdString());
    });
    if (searches())
        for (Row& row : rows) {
            row.hits = m_hits[row.incident.id.uuid()];
            std::stable_sort(row.hits.begin(), row.hits.end(),
                             [](const SearchHit& a, const SearchHit& b) { return a.at < b.at; });
            const auto left = m_left.find(row.incident.id.uuid());
            row.left = left == m_left.end() ? 0 : left->second;
        }
    std::stable_sort(rows.begin(), rows.end(), [this](const Row& a, const Row& b) { return before(a, b); });
    return rows;
}

seconds IncidentTableModel::duration(const Incident& incident) const
{
    return duration_cast<seconds>(incident.resolvedAt.value_or(m_clock.now()) - incident.startedAt);
}

bool IncidentTableModel::before(const Row& a, const Row& b) const
{
    const Incident& one = a.incident.value;
    const Incident& other = b.incident.value;
    const auto ordered = [&](const auto& x, const auto& y) {
        if (x != y)
            return m_sortOrder == Qt::AscendingOrder ? x < y : y < x;
        return other.startedAt < one.startedAt; // whatever the order: the newer one first
    };
    const auto words = [&](const QString& x, const QString& y) {
        const int order = QString::localeAwareCompare(x, y);
        return ordered(order, 0);
    };
    switch (m_sortColumn) {
    case ImpactColumn: return ordered(one.impact, other.impact);
    case NumberColumn: return ordered(one.number, other.number);
    case TitleColumn: return words(QString::fromStdString(one.title), QString::fromStdString(other.title));
    case StatusColumn: return ordered(one.status, other.status);
    case CommanderColumn: return words(a.commander, b.commander);
    case ServiceColumn:
        return words(QString::fromStdString(one.service), QString::fromStdString(other.service));
    case DurationColumn: return ordered(duration(one), duration(other));
    case AcknowledgedColumn:
        return ordered(toAcknowledge(one).value_or(seconds::max()),
                       toAcknowledge(other).value_or(seconds::max()));
    case AnalysisColumn: return ordered(a.analysis, b.analysis);
    case StartedColumn: return ordered(one.startedAt, other.startedAt);
    default: break;
    }
    const bool oneOpen = one.status != IncidentStatus::Resolved;
    const bool otherOpen = other.status != IncidentStatus::Resolved;
    if (oneOpen != otherOpen)
        return oneOpen;
    if (oneOpen && one.impact != other.impact)
        return one.impact < other.impact;
    return other.startedAt < one.startedAt;
}

void IncidentTableModel::list()
{
    beginResetModel();
    m_rows = wanted();
    endResetModel();
    Q_EMIT stateChanged();
}

void IncidentTableModel::update()
{
    std::vector<Row> target = wanted();
    const bool sameRows =
        std::equal(m_rows.begin(), m_rows.end(), target.begin(), target.end(),
                   [](const Row& a, const Row& b) { return a.incident.id == b.incident.id; });
    if (searches() && !sameRows) {
        beginResetModel(); // hits know their incident by its row
        m_rows = std::move(target);
        endResetModel();
        Q_EMIT stateChanged();
        return;
    }
    std::unordered_set<Uuid> kept;
    for (const Row& row : target)
        kept.insert(row.incident.id.uuid());
    for (int i = static_cast<int>(m_rows.size()) - 1; i >= 0; --i)
        if (!kept.contains(m_rows[static_cast<std::size_t>(i)].incident.id.uuid())) {
            beginRemoveRows({}, i, i);
            m_rows.erase(m_rows.begin() + i);
            endRemoveRows();
        }
    for (int i = 0; i < static_cast<int>(target.size()); ++i) {
        Row& want = target[static_cast<std::size_t>(i)];
        const auto found = std::find_if(m_rows.begin() + i, m_rows.end(),
                                        [&](const Row& row) { return row.incident.id == want.incident.id; });
        const int at = static_cast<int>(found - m_rows.begin());
        if (found == m_rows.end()) {
            beginInsertRows({}, i, i);
            m_rows.insert(m_rows.begin() + i, std::move(want));
            endInsertRows();
            continue;
        }
        if (at != i) {
            beginMoveRows({}, at, at, {}, i);
            std::rotate(m_rows.begin() + i, m_rows.begin() + at, m_rows.begin() + at + 1);
            endMoveRows();
        }
        Row& row = m_rows[static_cast<std::size_t>(i)];
        if (sameIncident(row, want))
            continue;
        row = std::move(want);
        Q_EMIT dataChanged(index(i, 0), index(i, ColumnCount - 1));
    }
    Q_EMIT stateChanged();
}

void IncidentTableModel::sort(int column, Qt::SortOrder order)
{
    if (column == m_sortColumn && order == m_sortOrder)
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    if (m_active)
        list();
    else
        m_stale = true;
}

std::optional<seconds> IncidentTableModel::medianToAcknowledge() const
{
    std::vector<seconds> values;
    for (const Row& row : m_rows)
        if (const auto value = toAcknowledge(row.incident.value))
            values.push_back(*value);
    return median(std::move(values));
}

std::optional<seconds> IncidentTableModel::medianToResolve() const
{
    std::vector<seconds> values;
    for (const Row& row : m_rows)
        if (row.incident.value.resolvedAt)
            values.push_back(duration(row.incident.value));
    return median(std::move(values));
}

IncidentTableModel::Choices IncidentTableModel::choices() const
{
    std::set<QString> services;
    std::set<QString> commanders;
    std::set<QString> plans;
    std::set<QString> tags;
    for (const Row& row : all()) {
        const Incident& incident = row.incident.value;
        services.insert(QString::fromStdString(incident.service));
        commanders.insert(row.commander);
        plans.insert(QString::fromStdString(incident.planName));
        for (const std::string& tag : incident.tags)
            tags.insert(QString::fromStdString(tag));
    }
    const auto list = [](const std::set<QString>& words) { return QStringList(words.begin(), words.end()); };
    return {list(services), list(commanders), list(plans), list(tags)};
}

QModelIndex IncidentTableModel::indexOf(Id<Incident> id) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].incident.id == id)
            return index(static_cast<int>(i), 0);
    return {};
}

Id<Incident> IncidentTableModel::idAt(const QModelIndex& at) const
{
    if (!at.isValid())
        return {};
    const auto row = isHit(at) ? at.internalId() - 1 : static_cast<quintptr>(at.row());
    return row < m_rows.size() ? m_rows[row].incident.id : Id<Incident>();
}

QModelIndex IncidentTableModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0);
}

QModelIndex IncidentTableModel::parent(const QModelIndex& index) const
{
    return isHit(index) ? createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr(0))
                        : QModelIndex();
}

int IncidentTableModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_rows.size());
    if (isHit(parent) || parent.column() != 0)
        return 0;
    const Row& row = m_rows[static_cast<std::size_t>(parent.row())];
    return static_cast<int>(row.hits.size()) + (row.left > 0 ? 1 : 0);
}

int IncidentTableModel::columnCount(const QModelIndex& parent) const
{
    return isHit(parent) ? 0 : static_cast<int>(ColumnCount);
}

QVariant IncidentTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[isHit(index) ? index.internalId() - 1 : static_cast<quintptr>(index.row())];
    switch (role) {
    case IncidentRole: return QVariant::fromValue(row.incident);
    case CommanderRole: return row.commander;
    case AnalysisRole: return QVariant::fromValue(row.analysis);
    default: break;
    }
    if (!isHit(index))
        return role == Qt::DisplayRole && index.column() == TitleColumn
                   ? QVariant(QString::fromStdString(row.incident.value.title))
                   : QVariant();
    const bool more = index.row() >= static_cast<int>(row.hits.size());
    if (role == MoreRole)
        return more ? row.left : 0;
    if (more || index.column() != 0)
        return {};
    const SearchHit& hit = row.hits[static_cast<std::size_t>(index.row())];
    if (role == HitRole)
        return QVariant::fromValue(hit);
    if (role != Qt::DisplayRole)
        return {};
    std::string text;
    for (const SnippetPiece& piece : hit.snippet)
        text += piece.text;
    return QString::fromStdString(text);
}

} // namespace matoi::itemmodels
