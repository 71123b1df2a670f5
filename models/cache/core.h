#pragma once

#include "models/cache/cache.h"
#include "models/cache/contentsport.h"
#include "models/cache/localview.h"
#include "models/cache/ports.h"
#include "models/cache/records.h"
#include "models/cache/searcher.h"
#include "models/cache/similarfinder.h"
#include "models/cache/timelinereader.h"
#include "models/cache/writer.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <optional>
#include <string>

namespace matoi::cache {

/// What the cache is made of. Used on the GUI thread; the writer's has `m_here` to reach it.
class Cache::Core final : public PortContext
{
public:
    explicit Core(const Options& options);
    ~Core() override;

    bool read(const std::function<void(sqlite::Connection&)>& work) override;
    void write(Writer::Work work, std::optional<LocalEdit> shown) override;
    domain::Time now() const override { return m_clock.now(); }
    Remote* remote() const override { return m_remote; }
    std::string unwritten() const override { return m_problem; }

    void attach(Remote* remote);
    domain::Repositories repositories();
    domain::Holds& holds() { return m_holds; }
    SyncAccess& syncAccess() { return m_syncAccess; }
    MetricSamplesPort& samples() { return m_samples; }
    ContentsPort& contents() { return m_contents; }

    domain::SyncState state() const;
    void setConnection(const domain::SyncState& state);
    domain::Session session() const { return m_session; }
    void setSession(const domain::Session& session);
    void expireEffects();

    Listeners<std::vector<domain::ChangedRecord>> onRecords;
    Listeners<domain::Id<domain::MetricDefinition>> onSamples;
    Listeners<domain::SyncState> onSyncState;
    Listeners<> onConflicts;

private:
    /// An edit that is shown and not known to be on the disk yet.
    struct InFlight
    {
        LocalEdit edit;
        std::uint64_t number = 0;
    };

    void submit(LocalEdit edit);
    void forget(domain::Kind kind, domain::Uuid id);
    std::optional<domain::Uuid> parentOf(const LocalEdit& edit) const;
    domain::Subscription hold(domain::Kind kind, domain::Uuid id);
    struct Piece
    {
        Writer::Work work;
        std::optional<InFlight> edit;
    };
    void post(Piece piece);
    void handOver(const Piece& piece);
    void written(const std::optional<InFlight>& edit);
    void notWritten(const Piece& piece, const NotWritten& failure);
    void writeAgain();
    void handOverAll();
    void publish(const Commit& commit);
    void tellSoon(domain::ChangedRecord record);
    void tellState();
    void takeCounts(const OutboxTable::Counts& counts);
    void armExpiry(std::chrono::milliseconds atLeast);
    void setProblem(const std::string& problem);
    void load();
    void knowKinds();
    void buildIndex();

    const domain::SystemClock m_systemClock;
    const domain::Clock& m_clock;
    const std::string m_file;
    Remote* m_remote = nullptr;
    domain::SyncState m_connection; ///< what Sync told; its counts are not used
    domain::Session m_session;
    OutboxTable::Counts m_counts;
    std::string m_problem; ///< why the file cannot be read or written

    int m_turn = 0;             ///< of what is handed to the writer now
    int m_underWay = 0;         ///< with the writer
    std::deque<Piece> m_failed; ///< not written, in their order
    std::deque<Piece> m_behind; ///< asked for since then: they must not overtake
    int m_aside = 0;            ///< what fails by its own fault, tried again alone

    domain::SyncState m_told;

    /// Receives what the writer's thread has to say; what arrives after its end is dropped.
    QObject m_here;
    QTimer m_expiry;
    QTimer m_writeAgain;
    std::vector<domain::ChangedRecord> m_toTell;

    EffectsPort m_effects{*this};
    MetricSamplesPort m_samples{*this};
    HistoriesPort m_histories{*this};
    ConflictsPort m_conflicts{*this};
    OutboxPort m_outbox{*this};
    DraftsPort m_drafts{*this};
    ContentsPort m_contents;
    HoldsPort m_holds;

    Writer m_writer; ///< before the reader: it creates and recovers the file
    SyncAccess m_syncAccess{m_writer, m_contents.files()};
    sqlite::Connection m_reader;
    LocalView m_view{m_reader};
    Searcher m_search{m_file};
    SimilarFinder m_similar{m_file};
    Records m_records;
    TimelineReader m_timelines;
};

} // namespace matoi::cache
