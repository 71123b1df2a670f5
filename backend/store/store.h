#pragma once

#include "models/wire/recordjson.h"

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// Where matoid keeps everything. Three primitives, the same over SQLite and PostgreSQL (docs/adr/0002):
///   records  one row a record, its value as JSON, with revision, change number and history;
///   keys     (space, key) → text, optionally with an expiry: tokens, idempotency, dedupe, counters, links;
///   dues     (space, id) → time: what must happen when. The engine's clockwork;
/// and beside them content: bytes under their SHA-256 (docs/adr/0007).
/// A change to a record and its change number are one transaction; change numbers are in commit order.
namespace matoi::store {

using domain::ChangeNumber;
using domain::Kind;
using domain::Revision;
using domain::Time;
using domain::Uuid;

/// The store cannot be reached, is full, or is damaged. The request fails; nothing of it was kept.
class StoreError : public std::runtime_error
{
    using std::runtime_error::runtime_error;
};

using StoredRecord = wire::RecordEnvelope;

struct ListQuery
{
    Kind kind = Kind::Incident;
    std::optional<Uuid> parent;
    bool includeDeleted = false;
    /// Only records changed after this number, in order of change: the cursor of a paged listing.
    ChangeNumber after = 0;
    int limit = 1000;
};

struct HistoryEntry
{
    Revision rev = 0;
    boost::json::object value;
    Time at{};
    std::string by;
    bool deleted = false;
};

/// One line of the audit log.
struct AuditEntry
{
    std::int64_t n = 0; ///< 1, 2, 3 … without a gap
    Time at{};
    std::string by;
    std::string action;
    std::string subject;
    std::string detail;
    std::string hash; ///< over the entry before and this one; see auditchain.h
};

struct Due
{
    std::string space;
    Uuid id;
    Time at{};
};

/// Reads see one consistent state.
class ReadTransaction
{
public:
    virtual ~ReadTransaction() = default;

    /// The database's time: the only clock of the service. The same throughout a transaction. It never goes
    /// back, and never stands still.
    virtual Time now() = 0;
    /// Changes when a backup was restored; a client that sees another one rescans, and deletes nothing.
    virtual std::string epoch() = 0;

    virtual std::optional<StoredRecord> find(Kind kind, Uuid id) = 0;
    virtual std::vector<StoredRecord> list(const ListQuery& query) = 0;
    /// Of all kinds but dead letters' bodies are included too; in order of change.
    virtual std::vector<StoredRecord> changesSince(ChangeNumber since, int limit) = 0;
    virtual ChangeNumber lastChange() = 0;
    /// Earlier values, newest first, the present one not included.
    virtual std::vector<HistoryEntry> history(Kind kind, Uuid id) = 0;

    /// nullopt when it is not there or has expired.
    virtual std::optional<std::string> key(std::string_view space, std::string_view key) = 0;
    virtual std::vector<std::pair<std::string, std::string>> keys(std::string_view space) = 0;

    /// The earliest ones at or before `until`, oldest first.
    virtual std::vector<Due> dues(std::string_view space, Time until, int limit) = 0;
    virtual std::optional<Time> nextDue(std::string_view space) = 0;

    /// How many bytes the content has; nullopt: it is not here.
    virtual std::optional<std::int64_t> contentSize(std::string_view sha256) = 0;
    virtual std::optional<std::string> content(std::string_view sha256) = 0;

    /// The audit log from entry `after` + 1 on, oldest first.
    virtual std::vector<AuditEntry> auditEntries([[maybe_unused]] std::int64_t after,
                                                 [[maybe_unused]] int limit)
    {
        return {};
    }
    /// Of one incident and all that belongs to it: those before entry `before` (nullopt: from the newest on),
    /// newest first.
    virtual std::vector<AuditEntry> auditOf([[maybe_unused]] Uuid incident,
                                            [[maybe_unused]] std::optional<std::int64_t> before,
                                            [[maybe_unused]] int limit)
    {
        return {};
    }
    /// The number of the newest entry; 0: there is none.
    virtual std::int64_t lastAudit() { return 0; }
};

class WriteTransaction : public ReadTransaction
{
public:
    /// Writes the next revision: rev = old + 1 (1 for a new record), the next change number, updated* =
    /// now/by (and created* when new). The former value goes to the history. Returns it as it is now.
    virtual StoredRecord put(Kind kind, Uuid id, boost::json::object value, const std::string& by) = 0;
    /// The same with deleted = true; the value stays for whoever needs to restore it.
    virtual StoredRecord remove(Kind kind, Uuid id, const std::string& by) = 0;

    virtual void setKey(std::string_view space, std::string_view key, std::string_view value,
                        std::optional<Time> expires = std::nullopt) = 0;
    virtual void removeKey(std::string_view space, std::string_view key) = 0;
    /// Adds one to a counter kept as a key and returns it; a new one starts at `first`.
    virtual std::int64_t nextNumber(std::string_view counter, std::int64_t first) = 0;

    virtual void setDue(std::string_view space, Uuid id, Time at) = 0;
    virtual void removeDue(std::string_view space, Uuid id) = 0;
    /// Takes up to `limit` that are due: they are moved to `now + lease`, so that another matoid leaves them
    /// alone meanwhile and takes them over if this one dies. `at` of each is when it was due.
    virtual std::vector<Due> claimDues(std::string_view space, domain::Duration lease, int limit) = 0;

    /// Keeps bytes under their hash, once: false when they are here already. The caller has computed the
    /// hash; content is never changed and never removed (docs/adr/0007).
    virtual bool putContent(std::string_view sha256, std::string_view bytes) = 0;

    /// Who did what, hashed with the entry before it (append-only). `subject` is "kind/id": put the record
    /// first, so that the entry is found with its incident.
    virtual void audit(const std::string& by, const std::string& action, const std::string& subject,
                       const std::string& detail) = 0;
};

class Store
{
public:
    virtual ~Store() = default;

    /// Runs `work` in one transaction and returns when it is durable. Blocks: call it on a worker thread.
    /// `work` may run again after a serialisation failure, so it must have no effects outside the
    /// transaction. An exception from `work` rolls back and is thrown on. Throws StoreError when the store
    /// fails.
    virtual void write(const std::function<void(WriteTransaction&)>& work) = 0;
    virtual void read(const std::function<void(ReadTransaction&)>& work) = 0;

    /// Called after commits (also those of other processes on the same database) with the last change number,
    /// and when a due time was set. On any thread; must return quickly. Lives until the handle goes.
    [[nodiscard]] virtual std::shared_ptr<void> onCommit(std::function<void(ChangeNumber)> listener) = 0;

    /// How far now() is ahead of the database's clock, which was set back while the store was open: then time
    /// goes on here at its own pace.
    virtual domain::Duration clockLead() const { return {}; }

    /// Structure, foreign invariants, change numbers, history, audit chain and content; an empty list means
    /// sound.
    virtual std::vector<std::string> check() = 0;
};

/// Moves the store's clock, for tests: the offset is added to the database's time.
class TimeShift
{
public:
    virtual ~TimeShift() = default;
    virtual domain::Duration offset() const { return {}; }
};

struct StoreOptions
{
    /// Pointer may be null: no shift. Must outlive the store.
    const TimeShift* shift = nullptr;
    int readers = 4; ///< connections for reading (and, on PostgreSQL, for writing)
    /// false: beside a matoid that may be running on the same folder, for a small write such as a token.
    /// SQLite serialises the two; what is committed is seen by both. PostgreSQL is always shared.
    bool exclusive = true;
};

/// Opens or creates DIR/matoid.sqlite and migrates it. StoreError says what is wrong and with which file.
std::unique_ptr<Store> openSqliteStore(const std::string& directory, StoreOptions options = {});
/// postgresql://… ; creates the schema "matoi" when it is not there and migrates it.
std::unique_ptr<Store> openPostgresStore(const std::string& url, StoreOptions options = {});

} // namespace matoi::store
