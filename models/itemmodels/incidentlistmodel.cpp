#include "models/itemmodels/incidentlistmodel.h"

#include "models/domain/ports/recentincidents.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace matoi::itemmodels {

using namespace domain;

namespace {

/// How long a resolved incident stays in the list of the open ones.
constexpr auto recent = std::chrono::hours(24 * 7);

bool before(const Record<Incident>& a, const Record<Incident>& b)
{
    const bool resolvedA = a.value.status == IncidentStatus::Resolved;
    const bool resolvedB = b.value.status == IncidentStatus::Resolved;
    if (resolvedA != resolvedB)
        return resolvedB;
    if (resolvedA)
        return std::tie(b.value.startedAt, b.id) < std::tie(a.value.startedAt, a.id);
    return std::tie(a.value.impact, a.value.startedAt, a.id) <
           std::tie(b.value.impact, b.value.startedAt, b.id);
}

} // namespace

IncidentListModel::IncidentListModel(Repositories& repositories, ChangeNotifier& changes, const Clock& clock,
                                     QObject* parent)
    : QAbstractListModel(parent)
    , m_repositories(repositories)
    , m_changes(changes)
    , m_clock(clock)
{
    m_subscription = m_changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [](const ChangedRecord& record) {
            return record.kind == Kind::Incident || record.kind == Kind::RoleAssignment;
        });
        if (ours)
            refresh();
    });
    refresh();
}

void IncidentListModel::setScope(Scope scope)
{
    if (m_scope == scope)
        return;
    m_scope = scope;
    refresh();
}

void IncidentListModel::setFilter(const QString& text)
{
    if (m_filter == text)
        return;
    m_filter = text;
    refresh();
}

bool IncidentListModel::inScope(const Record<Incident>& record) const
{
    const Incident& incident = record.value;
    if (!m_filter.isEmpty()) {
        const QString haystack =
            QString::fromStdString(incident.title) + QStringLiteral(" INC-%1").arg(incident.number);
        if (!haystack.contains(m_filter, Qt::CaseInsensitive))
            return false;
    }
    return m_scope != Scope::Open || incident.status != IncidentStatus::Resolved ||
           m_clock.now() - incident.resolvedAt.value_or(record.meta.updatedAt) < recent;
}

std::vector<IncidentListModel::Row>
IncidentListModel::wanted(const std::vector<Record<Incident>>& incidents) const
{
    std::vector<Row> rows;
    const QString me = QString::fromStdString(m_changes.session().name);
    for (const auto& incident : incidents) {
        if (!inScope(incident))
            continue;
        Row row{incident, {}, incident.meta.unsent};
        const auto role = m_repositories.roleAssignments.find(
            roleAssignmentIdOf(incident.id, domain::IncidentRole::Commander));
        if (role)
            row.commander = QString::fromStdString(role->value.person);
        if (m_scope != Scope::Mine || row.commander == me)
            rows.push_back(std::move(row));
    }
    std::sort(rows.begin(), rows.end(),
              [](const Row& a, const Row& b) { return before(a.incident, b.incident); });
    return rows;
}

void IncidentListModel::refresh()
{
    // The open ones come without a look at all the others: a start and each edit wait for this.
    const bool few = m_scope == Scope::Open;
    const auto incidents = few ? recentIncidents(m_repositories.incidents, m_clock.now() - recent)
                               : m_repositories.incidents.all();
    show(wanted(incidents));
    const int open = static_cast<int>(
        std::count_if(incidents.begin(), incidents.end(), [](const Record<Incident>& incident) {
            return incident.value.status != IncidentStatus::Resolved;
        }));
    if (open != m_openCount) {
        m_openCount = open;
        Q_EMIT openCountChanged(open);
    }
}

void IncidentListModel::show(std::vector<Row> target)
{
    if (m_rows.empty()) {
        if (target.empty())
            return;
        beginInsertRows({}, 0, static_cast<int>(target.size()) - 1);
        m_rows = std::move(target);
        endInsertRows();
        return;
    }
    std::set<Id<Incident>> kept;
    for (const Row& row : target)
        kept.insert(row.incident.id);
    for (int i = static_cast<int>(m_rows.size()) - 1; i >= 0; --i)
        if (kept.count(m_rows[static_cast<std::size_t>(i)].incident.id) == 0) {
            beginRemoveRows({}, i, i);
            m_rows.erase(m_rows.begin() + i);
            endRemoveRows();
        }
    for (int i = 0; i < static_cast<int>(target.size()); ++i) {
        const Row& want = target[static_cast<std::size_t>(i)];
        const auto found = std::find_if(m_rows.begin() + i, m_rows.end(),
                                        [&](const Row& row) { return row.incident.id == want.incident.id; });
        const int at = static_cast<int>(found - m_rows.begin());
        if (found == m_rows.end()) {
            beginInsertRows({}, i, i);
            m_rows.insert(m_rows.begin() + i, want);
            endInsertRows();
            continue;
        }
        if (at != i) {
            beginMoveRows({}, at, at, {}, i);
            std::rotate(m_rows.begin() + i, m_rows.begin() + at, m_rows.begin() + at + 1);
            endMoveRows();
        }
        Row& row = m_rows[static_cast<std::size_t>(i)];
        if (row.incident == want.incident && row.commander == want.commander)
            continue;
        row = want;
        Q_EMIT dataChanged(index(i), index(i));
    }
}

QModelIndex IncidentListModel::indexOf(Id<Incident> id) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].incident.id == id)
            return index(static_cast<int>(i));
    return {};
}

Id<Incident> IncidentListModel::idAt(const QModelIndex& index) const
{
    return index.isValid() ? m_rows[static_cast<std::size_t>(index.row())].incident.id : Id<Incident>();
}

int IncidentListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant IncidentListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return QString::fromStdString(row.incident.value.title);
    case Qt::AccessibleTextRole: return m_spoken ? m_spoken(index) : data(index, Qt::DisplayRole);
    case IncidentRole: return QVariant::fromValue(row.incident);
    case CommanderRole: return row.commander;
    case UnsentRole: return row.unsent;
    case SectionRole:
        return QVariant::fromValue(row.incident.value.status == IncidentStatus::Resolved ? Section::Resolved
                                                                                         : Section::Open);
    default: return {};
    }
}

} // namespace matoi::itemmodels
