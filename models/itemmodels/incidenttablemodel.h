#pragma once

#include "models/domain/ports/search.h"
#include "models/itemmodels/incidentquery.h"

#include <QtCore/QAbstractItemModel>
#include <QtCore/QTimer>

#include <array>

namespace matoi::itemmodels {

/// All incidents of this computer as a table, and under each, while words are looked for, the texts that hold
/// them. Filters and sorting are the model's. What the person changes may lay the rows anew; what comes from
/// elsewhere moves rows one by one.
class IncidentTableModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column
    {
        ImpactColumn,
        NumberColumn,
        TitleColumn,
        StatusColumn,
        CommanderColumn,
        ServiceColumn,
        StartedColumn,
        DurationColumn,
        AcknowledgedColumn, ///< how long it took
        AnalysisColumn,
        ColumnCount
    };
    enum Role
    {
        IncidentRole =
            Qt::UserRole + 1, ///< domain::Record<domain::Incident>; of a hit: the one that it is in
        CommanderRole,        ///< QString; empty: nobody leads
        AnalysisRole,         ///< AnalysisMark
        HitRole,              ///< domain::SearchHit, of rows under an incident
        MoreRole              ///< int: hits of this incident that are not shown; 0: it is no such row
    };
    enum class AnalysisMark
    {
        None,
        Draft,
        Published
    };
    Q_ENUM(AnalysisMark)
    enum class State
    {
        Listed,    ///< nothing is looked for
        Searching, ///< what is shown is of the words before
        Found,
        Failed
    };

    struct Row
    {
        domain::Record<domain::Incident> incident;
        QString commander;
        AnalysisMark analysis = AnalysisMark::None;
        std::vector<domain::SearchHit> hits;
        int left = 0;
    };

    IncidentTableModel(domain::Repositories& repositories, domain::ChangeNotifier& changes,
                       const domain::Clock& clock, QTimeZone zone, QObject* parent = nullptr);

    void setQuery(const IncidentQuery& query);
    const IncidentQuery& query() const { return m_query; }
    /// While nobody looks, nothing is read.
    void setActive(bool active);

    State state() const { return m_state; }
    QString problem() const { return m_problem; }
    bool isIndexing() const { return m_indexing; }
    /// There are more hits than were fetched.
    bool hasMore() const { return m_next.has_value(); }
    void fetchMoreHits();
    void searchAgain();

    int total() const { return m_total; }
    int count(IncidentQuery::Scope scope) const { return m_counts[static_cast<std::size_t>(scope)]; }
    /// Of the resolved ones that are shown; nullopt: of none it is known.
    std::optional<std::chrono::seconds> medianToAcknowledge() const;
    std::optional<std::chrono::seconds> medianToResolve() const;

    /// What can be chosen in a filter, by name; of all incidents.
    struct Choices
    {
        QStringList services;
        QStringList commanders;
        QStringList plans;
        QStringList tags;
    };
    Choices choices() const;

    const std::vector<Row>& rows() const { return m_rows; }
    QModelIndex indexOf(domain::Id<domain::Incident> id) const;
    domain::Id<domain::Incident> idAt(const QModelIndex& index) const;
    static bool isHit(const QModelIndex& index) { return index.isValid() && index.internalId() != 0; }

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    /// By no column: what is open stands on top, the worst of it first, then the newest.
    static constexpr int NoColumn = -1;
    void sort(int column, Qt::SortOrder order) override;
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

Q_SIGNALS:
    /// State, counts, medians or `hasMore` are new.
    void stateChanged();

private:
    void recordsChanged(const std::vector<domain::ChangedRecord>& changed);
    std::vector<Row> all() const;
    std::vector<Row> wanted();
    bool inScope(const Row& row, IncidentQuery::Scope scope) const;
    bool before(const Row& a, const Row& b) const;
    std::chrono::seconds duration(const domain::Incident& incident) const;
    void list();
    void update();
    void search(std::optional<domain::SearchCursor> after);
    void take(domain::Result<domain::SearchPage> page, bool first);
    bool searches() const { return !m_query.text.trimmed().isEmpty(); }

    domain::Repositories& m_repositories;
    domain::ChangeNotifier& m_changes;
    const domain::Clock& m_clock;
    const QTimeZone m_zone;
    IncidentQuery m_query;
    int m_sortColumn = NoColumn;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    bool m_active = false;
    bool m_stale = true;

    std::vector<Row> m_rows;
    int m_total = 0;
    std::array<int, 4> m_counts{};
    std::map<domain::Uuid, std::vector<domain::SearchHit>> m_hits;
    std::map<domain::Uuid, int> m_left;
    std::optional<domain::SearchCursor> m_next;
    int m_pages = 0;
    State m_state = State::Listed;
    QString m_problem;
    bool m_indexing = false;
    QTimer m_again;
    domain::Subscription m_search;
    domain::Subscription m_subscription;
};

} // namespace matoi::itemmodels

Q_DECLARE_METATYPE(matoi::domain::SearchHit)
