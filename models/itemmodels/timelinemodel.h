#pragma once

#include "models/domain/ports/changes.h"
#include "models/domain/ports/timelines.h"
#include "models/itemmodels/timelinerows.h"

#include <QtCore/QAbstractListModel>

#include <array>
#include <functional>
#include <unordered_map>

namespace matoi::itemmodels {

/// Everything that happened in an incident, with a heading a day and, where nothing was recorded for over
/// 15 minutes, a row that says so. Rows come, go and move one by one or in runs; only another incident resets
/// the model.
///
/// The order is by the time at which it happened; of two at the same time, the one that was written first is
/// the earlier. A very long timeline begins with what happened last; the rest comes in portions.
class TimelineModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using RowKind = TimelineRowKind;
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
    static constexpr auto gapAfter = TimelineRows::gapAfter;
    /// So many events are there at once.
    static constexpr int readAtOnce = 400;

    using Entry = TimelineEntry;
    using EntryPtr = TimelineEntryPtr;
    using Row = TimelineRow;

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
    const QString& words() const { return m_words; }
    void setNewestFirst(bool newestFirst);
    bool newestFirst() const { return m_rows.newestFirst; }
    /// Events that the filter would list, whatever is looked for.
    int count(Filter filter) const { return m_counts[static_cast<std::size_t>(filter)]; }
    /// How many events there will be, while the earlier ones are still being read; nullopt: all are here.
    std::optional<int> expected() const { return m_expected; }
    /// After a change of language.
    void reword();

    /// While its editor is open, an event stays in the list: against the filter, and when it is taken away.
    void hold(std::optional<domain::Id<domain::TimelineEvent>> id);

    const Row& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    QModelIndex indexOf(domain::Id<domain::TimelineEvent> id) const;
    /// Events that are listed, earliest first.
    std::vector<EntryPtr> listedEvents() const;
    /// All events, earliest first; and those of them that are pinned, and that are unsent.
    const std::vector<EntryPtr>& events() const { return m_events; }
    const std::vector<EntryPtr>& pinned() const { return m_pinned; }
    const std::vector<EntryPtr>& unsent() const { return m_unsent; }

    int rowCount(const QModelIndex& parent = {}) const override;
    /// Qt::DisplayRole and Qt::AccessibleTextRole; painters take row().
    QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    /// Events came, went or changed: counts and what is made of all events.
    void eventsChanged();

private:
    // What there is.
    void takeChanges(const std::vector<domain::ChangedRecord>& changed);
    bool takeEvent(domain::Id<domain::TimelineEvent> id, bool rowByRow);
    void takePortion(domain::Timelines::Portion portion);
    EntryPtr makeEntry(domain::Record<domain::TimelineEvent> record) const;
    EntryPtr known(domain::Id<domain::TimelineEvent> id) const;
    void keep(const EntryPtr& entry);
    void drop(const EntryPtr& entry);
    void count(const Entry& entry, int by);
    bool listed(const Entry& entry) const;
    static bool passes(const Entry& entry, Filter filter);

    // What is listed, in timelinemodelrows.cpp.
    void showInstead(const EntryPtr& before, const EntryPtr& now);
    void insertRun(const std::vector<EntryPtr>& run);
    void removeRow(const EntryPtr& entry);
    void changeRow(const EntryPtr& before, const EntryPtr& now);
    void redecorate(const EntryPtr& lower);
    EntryPtr eventBelow(std::size_t row) const;
    void replaceRows(std::size_t begin, std::size_t end, std::vector<Row> target);
    void showHeading(QDate day, std::size_t near);
    TimelineRows wanted() const;
    void rebuild();
    std::vector<std::pair<std::size_t, std::size_t>> fixedRows(const TimelineRows& target) const;
    void tellChanged(std::size_t first, std::size_t last);

    domain::Repositories& m_repositories;
    Wording m_wording;
    QTimeZone m_zone;
    domain::Id<domain::Incident> m_id;
    Filter m_filter = Filter::All;
    QString m_words;
    /// Which of the authors m_words is in: they are few, and events many.
    mutable std::unordered_map<std::string, bool> m_authorHas;
    std::optional<domain::Id<domain::TimelineEvent>> m_held;
    std::unordered_map<domain::Uuid, EntryPtr> m_byId;
    std::vector<EntryPtr> m_events;
    std::vector<EntryPtr> m_pinned;
    std::vector<EntryPtr> m_unsent;
    TimelineRows m_rows;
    std::array<int, filterCount> m_counts{};
    std::optional<int> m_expected;
    domain::Subscription m_reading;
    domain::Subscription m_subscription;
};

} // namespace matoi::itemmodels
