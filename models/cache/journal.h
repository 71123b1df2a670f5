#pragma once

#include "models/cache/conflicttable.h"
#include "models/cache/outboxtable.h"
#include "models/cache/rebaserule.h"
#include "models/cache/recordtable.h"
#include "models/domain/ports/changes.h"
#include "models/wire/recordjson.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace matoi::cache {

/// An edit as the person made it, before it meets what has come in meanwhile.
struct LocalEdit
{
    Action action = Action::Change; ///< Create, Change or Remove
    domain::Kind kind = domain::Kind::Incident;
    domain::Uuid record;
    boost::json::object base; ///< as in PendingEdit
    boost::json::object mine;
    std::string by;    ///< the person, for what is not on the service yet
    domain::Time at{}; ///< when it was made
};

/// Something that only the service can do.
struct LocalEffect
{
    Action action = Action::Acknowledge;
    domain::Kind kind = domain::Kind::Engagement;
    domain::Uuid record;
    boost::json::object body;
};

/// Some records of the feed, in its order.
struct FeedPage
{
    std::string epoch;
    std::vector<wire::RecordEnvelope> records;
    domain::ChangeNumber from = 0; ///< what it goes on from
    domain::ChangeNumber next = 0; ///< where to go on from
};

/// Where this copy stands in the feed.
struct FeedPosition
{
    std::string epoch; ///< empty: never synced
    domain::ChangeNumber next = 0;
    bool rescanning = false;
};

/// An incident that has come into sight, or may have been out of it: what belongs to it may be older than
/// this copy's place in the feed, and has to be fetched.
struct OwedIncident
{
    domain::Uuid incident;
    domain::ChangeNumber change = 0; ///< which told so
};

/// One request that is to be sent now.
struct Outgoing
{
    std::int64_t entry = 0;
    Action action = Action::Change;
    domain::Kind kind = domain::Kind::Incident;
    domain::Uuid record;
    /// The value of a creation, the merge patch of a change, the body of an effect.
    boost::json::object body;
    std::optional<domain::Revision> ifMatch; ///< of a change and a removal
    std::string idempotency;
    int attempts = 1; ///< this one counted

    bool operator==(const Outgoing&) const = default;
};

/// What became of it.
struct Accepted
{
    std::optional<wire::RecordEnvelope> record;
};
/// The record has moved on (or, for a creation, is there already); nothing of the request was applied.
struct Stale
{
    std::optional<wire::RecordEnvelope> current;
};
/// Will never be accepted as it is.
struct Refused
{
    domain::Error error;
};
/// No answer, or one that says nothing about the request.
struct Failed
{
    domain::Error error;
    domain::Time nextTryAt{};
};
using Outcome = std::variant<Accepted, Stale, Refused, Failed>;

/// What a piece of work changed.
struct Changes
{
    std::vector<domain::ChangedRecord> records;
    bool outbox = false;
    bool conflicts = false;
    std::vector<domain::Id<domain::MetricDefinition>> samples;
    std::vector<std::string> contents;
    /// Records that may not be seen any more (they are in `records` too), and files that went with them.
    std::vector<std::pair<domain::Kind, domain::Uuid>> hidden;
    std::vector<std::string> droppedContents;
};

/// Content that is to be sent now, because an entry that waits names it.
struct Upload
{
    std::string sha256;
    std::int64_t size = 0;
    int attempts = 1; ///< this one counted
};

/// What became of it.
struct UploadDone
{};
using UploadOutcome = std::variant<UploadDone, Refused, Failed>;

/// The rules of the local copy: records, outbox and conflicts always say the same. Runs inside a transaction
/// of the writer's connection; throws sqlite::Error when the file fails, and nothing of the piece is kept.
class Journal
{
public:
    /// How long an effect may wait for a connection.
    static constexpr std::chrono::minutes kEffectLife{2};

    Journal(sqlite::Connection& connection, const RebaseRule& rule, domain::Time now);

    const Changes& changes() const { return m_changes; }

    void edit(const LocalEdit& edit);
    void effect(const LocalEffect& effect);

    FeedPosition position() const;
    /// False: left out. It is of another epoch than the copy, or does not go on from where the copy stands:
    /// an earlier page could not be written, and the records of that one must not be skipped.
    bool applyPage(const FeedPage& page);
    /// The service was restored from a backup: everything is compared from the start; nothing is deleted.
    void beginRescan(const std::string& epoch);
    /// Which kinds of records this version can read. When an earlier one could not read them all, the feed is
    /// read again from the start.
    void knowKinds(const std::string& kinds);
    /// The last page was applied: what the service does not know any more becomes a conflict.
    void endRescan();

    // What may be seen (journalsight.cpp). Of an incident that is gone nothing is kept, and nothing taken in,
    // until the feed brings it again.
    void forgetIncident(domain::Uuid incident, domain::ChangeNumber change);
    void forgetOwed(const OwedIncident& owed);
    std::optional<OwedIncident> owed() const;
    /// Some of it; left out when it is not owed any more. `last`: now it is here.
    void applyIncident(const OwedIncident& owed, const FeedPage& page, bool last);
    /// Another reader, who may see more or less than the last one, reads everything from the start.
    FeedPosition readAs(const std::string& reader);

    /// The oldest entry that may be sent, noted as sent. Effects that are too old expire.
    std::optional<Outgoing> takeNext();
    void settle(std::int64_t entry, const Outcome& outcome);
    /// When an entry that waits for its next try may be sent; nullopt when none waits for that.
    std::optional<domain::Time> nextTryAt() const;
    void expireEffects();
    void retryNow();
    void dismiss(std::int64_t entry);
    /// What was given up or refused waits again, as if it were asked for now. What was sent without an answer
    /// keeps its key: if it has happened, it does not happen twice.
    void tryAgain(std::int64_t entry);
    void resolve(std::int64_t conflict, const std::string& value);

    /// The bytes are in their file.
    void keepContent(const std::string& sha256, std::int64_t size, bool sent);
    /// The first content that an entry waits for.
    std::optional<Upload> takeUpload() const;
    void settleUpload(const std::string& sha256, const UploadOutcome& outcome);
    /// When content that waits for its next try may be sent; nullopt when none waits for that.
    std::optional<domain::Time> nextUploadAt() const;
    /// The service does not have what the entry names, after all (it was restored): it is sent again first.
    /// False: nothing of it is here.
    bool contentsMissing(std::int64_t entry);
    /// Forgets what was kept before `until` and is named by nothing that could be sent or is being written.
    void dropStrayContents(domain::Time until);
    /// Of what the service has too, the oldest above `keep` bytes that came before `until`.
    void dropOldContents(domain::Time until, std::int64_t keep);

    void storeSamples(domain::Id<domain::MetricDefinition> metric, const domain::MetricData& data);
    /// An empty text removes it.
    void setDraft(const std::string& key, const std::string& text);

    /// Makes at most so many records of an older file searchable; false: there are no more.
    bool buildIndex(int records);

    std::optional<std::string> meta(std::string_view key) const;
    void setMeta(std::string_view key, std::string_view value);

private:
    struct Blocked;

    void changed(const RecordRow& row);
    /// Lays what waits over the service's state again and writes all that follows from it.
    void refresh(RecordRow row);
    void refresh(domain::Kind kind, domain::Uuid id);
    std::vector<OutboxRow> editsOf(domain::Kind kind, domain::Uuid id) const;
    Rebased rebased(const RecordRow& row, const std::vector<OutboxRow>& entries) const;
    void writeEntries(const std::vector<OutboxRow>& before, const Rebased& after);
    void writeClashes(const RecordRow& row, const std::vector<Clash>& clashes);
    void dropUncreated(const RecordRow& row, const std::vector<OutboxRow>& entries);

    RecordRow rowFor(const LocalEdit& edit) const;
    bool squash(const PendingEdit& edit, std::vector<OutboxRow>& entries);
    void joinOpen(domain::Kind kind, domain::Uuid id);
    void append(const RecordRow& row, Action action, boost::json::object base, boost::json::object mine,
                bool ask = false);
    void editChange(RecordRow row, const LocalEdit& edit);
    void editRemove(RecordRow row);

    /// False: it is not newer than what is here.
    bool store(const wire::RecordEnvelope& envelope, bool compare);
    bool isLostByBackup(const RecordRow& row, const wire::RecordEnvelope& envelope) const;
    void compareRestored(RecordRow& row, const wire::RecordEnvelope& envelope);

    void removeMeta(std::string_view key);
    std::map<domain::Uuid, domain::ChangeNumber> marked(std::string_view prefix) const;
    std::map<domain::Uuid, domain::ChangeNumber>& hidden() const;
    bool isHidden(domain::Kind kind, domain::Uuid id, const boost::json::object& value) const;
    bool isInSight(const wire::RecordEnvelope& envelope);
    void oweIfOld(const wire::RecordEnvelope& envelope, const boost::json::object* before);
    void dropHidden(const RecordRow& row, std::set<std::string>& contents);
    void dropContents(std::set<std::string> contents);
    void keepRefused(const LocalEdit& edit);
    void forgetSight();

    std::vector<OutboxRow> waitingFor(const std::string& sha256) const;
    std::optional<OutboxRow> nextToGo() const;
    bool mayGo(const OutboxRow& entry, const Blocked& blocked) const;
    void block(const OutboxRow& entry, Blocked& blocked) const;
    Outgoing send(OutboxRow& entry);
    boost::json::object requestOf(const OutboxRow& entry, const std::optional<RecordRow>& row) const;
    void removeEntry(const OutboxRow& entry);
    void settleAccepted(const OutboxRow& entry, const Accepted& accepted);
    void settleRefused(OutboxRow& entry, const domain::Error& error);
    void settleStale(OutboxRow& entry, const Stale& stale);
    void resolveWhole(OutboxRow& entry, const std::string& value);
    void leaveOutChildren(domain::Uuid incident);
    void resolveRemoval(OutboxRow& entry, const RecordRow& row, bool remove);
    void resolveField(OutboxRow& entry, const RecordRow& row, const domain::Conflict& conflict,
                      const std::string& value);

    sqlite::Connection& m_connection;
    const RebaseRule& m_rule;
    const domain::Time m_now;
    RecordTable m_records;
    OutboxTable m_outbox;
    ConflictTable m_conflicts;
    Changes m_changes;
    /// Incidents that are gone, once somebody asked.
    mutable std::optional<std::map<domain::Uuid, domain::ChangeNumber>> m_hidden;
};

} // namespace matoi::cache
