#pragma once

#include "models/domain/ports/changes.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QDate>
#include <QtCore/QTimeZone>

#include <functional>
#include <memory>
#include <unordered_map>

namespace matoi::itemmodels {

/// Everything that happened in an incident, with a heading a day and, where nothing was recorded for over
/// 15 minutes, a row that says so. Rows come, go and move one by one; only another incident resets the model.
///
/// The order is by the time at which it happened; of two at the same time, the one that was written first is
/// the earlier.
class TimelineModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class RowKind
    {
        Day,
        Event,
        Gap
    };
    Q_ENUM(RowKind)
    /// Which events are listed. A gap is shown only where all events are.
    enum class Filter
    {
        All,
        Decisions,
        Actions,
        Communications,
        Automatic,
        Pinned,
        Unsent
    };
    Q_ENUM(Filter)
    static constexpr int filterCount = 7;
    static constexpr auto gapAfter = std::chrono::minutes(15);

    struct Entry
    {
        domain::Record<domain::TimelineEvent> record;
        QString text; ///< in the user's language
        /// Somebody took it away while its editor was open here.
        bool gone = false;
    };
    using EntryPtr = std::shared_ptr<const Entry>;

    struct Row
    {
        RowKind kind = RowKind::Event;
        EntryPtr entry;      ///< Event; Gap: the event before it in time
        domain::Time from{}; ///< Gap: its ends. Day: the first and the last listed event
        domain::Time to{};
        int count = 0; ///< Day: how many events are listed under it
        QDate day;
        bool operator==(const Row&) const = default;
    };

    /// What the model cannot say itself: it knows no language.
    struct Wording
    {
        std::function<QString(const domain::TimelineEvent&)> event;
        /// The whole row, as a screen reader says it.
        std::function<QString(const Row&)> spoken;
    };

    TimelineModel(domain::Repositories& repositories, domain::ChangeNotifier& changes, Wording wording,
                  const QTimeZone& zone, QObject* parent = nullptr);

    void setIncident(domain::Id<domain::Incident> id);
    domain::Id<domain::Incident> incident() const { return m_id; }
    void setFilter(Filter filter);
    Filter filter() const { return m_filter; }
    /// Words that text, details or author must hold; empty: all.
    void setWords(const QString& words);
    void setNewestFirst(bool newestFirst);
    bool newestFirst() const { return m_newestFirst; }
    /// Events that the filter would list, whatever is looked for.
    int count(Filter filter) const { return m_counts[static_cast<std::size_t>(filter)]; }
    /// After a change of language.
    void reword();

    /// While its editor is open, an event stays in the list: against the filter, and when it is taken away.
    void hold(std::optional<domain::Id<domain::TimelineEvent>> id);

    const Row& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    QModelIndex indexOf(domain::Id<domain::TimelineEvent> id) const;
    /// All events, earliest first.
    const std::vector<EntryPtr>& events() const { return m_events; }

    int rowCount(const QModelIndex& parent = {}) const override;
    /// Qt::DisplayRole and Qt::AccessibleTextRole; painters take row().
    QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    /// Events came, went or changed: counts and what is made of all events.
    void eventsChanged();

private:
    struct Key
    {
        RowKind kind;
        domain::Uuid id;
        qint64 day;
        bool operator==(const Key&) const = default;
    };
    struct KeyHash
    {
        std::size_t operator()(const Key& key) const noexcept;
    };
    static Key keyOf(const Row& row);

    void takeChanges(const std::vector<domain::ChangedRecord>& changed);
    bool takeEvent(domain::Id<domain::TimelineEvent> id);
    void insertEvent(EntryPtr entry);
    EntryPtr makeEntry(domain::Record<domain::TimelineEvent> record) const;
    bool listed(const Entry& entry) const;
    static bool passes(const Entry& entry, Filter filter);
    void countAll();
    std::vector<Row> wanted() const;
    void refresh();
    void removeUnwanted(const std::vector<Row>& target, std::size_t head, std::size_t tail);
    void insertAndMove(const std::vector<Row>& target);
    void updateRows(const std::vector<Row>& target);

    domain::Repositories& m_repositories;
    Wording m_wording;
    QTimeZone m_zone;
    domain::Id<domain::Incident> m_id;
    Filter m_filter = Filter::All;
    QString m_words;
    bool m_newestFirst = true;
    std::optional<domain::Id<domain::TimelineEvent>> m_held;
    std::vector<EntryPtr> m_events;
    std::vector<Row> m_rows;
    std::array<int, filterCount> m_counts{};
    domain::Subscription m_subscription;
};

} // namespace matoi::itemmodels
