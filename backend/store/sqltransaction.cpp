#include "backend/store/sqltransaction.h"

#include "backend/store/auditchain.h"
#include "backend/store/sightkeeping.h"
#include "backend/store/sqlrecord.h"
#include "models/domain/attachment.h"
#include "models/wire/json.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <stdexcept>

namespace matoi::store {
namespace {

/// Counters are keys of this space.
constexpr std::string_view counterSpace = "counter";
/// How many expired keys one new expiring key clears away.
constexpr std::int64_t clearedAtOnce = 20;

std::int64_t rows(int limit)
{
    return std::max(0, limit);
}

std::vector<StoredRecord> records(const std::vector<SqlRow>& found)
{
    std::vector<StoredRecord> out;
    out.reserve(found.size());
    for (const SqlRow& row : found)
        out.push_back(recordOf(row));
    return out;
}

} // namespace

SqlTransaction::SqlTransaction(SqlSession& session, TransactionHead head)
    : m_session(session)
    , m_head(std::move(head))
{}

std::optional<StoredRecord> SqlTransaction::find(Kind kind, Uuid id)
{
    const auto found = m_session.query(MATOI_SELECT_RECORD "WHERE kind = $1 AND id = $2", {name(kind), id});
    return found.empty() ? std::nullopt : std::optional(recordOf(found.front()));
}

std::vector<StoredRecord> SqlTransaction::list(const ListQuery& query)
{
    std::string sql = MATOI_SELECT_RECORD "WHERE kind = $1 AND change > $2 ";
    if (!query.includeDeleted)
        sql += "AND deleted = 0 ";
    if (query.parent)
        return records(m_session.query(sql + "AND parent = $4 ORDER BY change LIMIT $3",
                                       {name(query.kind), query.after, rows(query.limit), *query.parent}));
    return records(m_session.query(sql + "ORDER BY change LIMIT $3",
                                   {name(query.kind), query.after, rows(query.limit)}));
}

std::vector<StoredRecord> SqlTransaction::changesSince(ChangeNumber since, int limit)
{
    return records(m_session.query(MATOI_SELECT_RECORD "WHERE change > $1 ORDER BY change LIMIT $2",
                                   {since, rows(limit)}));
}

std::vector<HistoryEntry> SqlTransaction::history(Kind kind, Uuid id)
{
    std::vector<HistoryEntry> out;
    for (const SqlRow& row :
         m_session.query("SELECT rev, value, updated_at, updated_by, deleted FROM history "
                         "WHERE kind = $1 AND id = $2 ORDER BY rev DESC",
                         {name(kind), id}))
        out.push_back(
            {row.integer(0), valueOf(kind, id, row.text(1)), row.time(2), row.text(3), row.integer(4) != 0});
    return out;
}

std::optional<std::string> SqlTransaction::key(std::string_view space, std::string_view key)
{
    const auto found = m_session.query("SELECT value FROM keys WHERE space = $1 AND key = $2 "
                                       "AND (expires_at IS NULL OR expires_at > $3)",
                                       {space, key, parameter(now())});
    return found.empty() ? std::nullopt : std::optional(found.front().text(0));
}

std::vector<std::pair<std::string, std::string>> SqlTransaction::keys(std::string_view space)
{
    std::vector<std::pair<std::string, std::string>> out;
    for (const SqlRow& row : m_session.query("SELECT key, value FROM keys WHERE space = $1 "
                                             "AND (expires_at IS NULL OR expires_at > $2) ORDER BY key",
                                             {space, parameter(now())}))
        out.emplace_back(row.text(0), row.text(1));
    return out;
}

std::vector<Due> SqlTransaction::dues(std::string_view space, Time until, int limit)
{
    std::vector<Due> out;
    for (const SqlRow& row : m_session.query("SELECT id, at FROM dues WHERE space = $1 AND at <= $2 "
                                             "ORDER BY at, id LIMIT $3",
                                             {space, parameter(until), rows(limit)}))
        out.push_back({std::string(space), row.uuid(0), row.time(1)});
    return out;
}

std::optional<Time> SqlTransaction::nextDue(std::string_view space)
{
    const auto found = m_session.query("SELECT at FROM dues WHERE space = $1 ORDER BY at LIMIT 1", {space});
    return found.empty() ? std::nullopt : std::optional(found.front().time(0));
}

std::optional<std::int64_t> SqlTransaction::contentSize(std::string_view sha256)
{
    const auto found = m_session.query("SELECT size FROM contents WHERE sha256 = $1", {sha256});
    return found.empty() ? std::nullopt : std::optional(found.front().integer(0));
}

std::optional<std::string> SqlTransaction::content(std::string_view sha256)
{
    const auto found = m_session.query("SELECT bytes FROM contents WHERE sha256 = $1", {sha256});
    return found.empty() ? std::nullopt : std::optional(found.front().bytes(0));
}

std::vector<AuditEntry> SqlTransaction::auditEntries(std::int64_t after, int limit)
{
    std::vector<AuditEntry> out;
    for (const SqlRow& row :
         m_session.query(MATOI_SELECT_AUDIT "WHERE n > $1 ORDER BY n LIMIT $2", {after, rows(limit)}))
        out.push_back(auditEntryOf(row));
    return out;
}

std::vector<AuditEntry> SqlTransaction::auditOf(Uuid incident, std::optional<std::int64_t> before, int limit)
{
    std::vector<AuditEntry> out;
    for (const SqlRow& row : m_session.query(
             "SELECT a.n, a.at, a.by_whom, a.action, a.subject, a.detail, a.hash FROM audit_incidents i "
             "JOIN audit a ON a.n = i.n WHERE i.incident = $1 AND i.n < $2 ORDER BY i.n DESC LIMIT $3",
             {incident, before.value_or(std::numeric_limits<std::int64_t>::max()), rows(limit)}))
        out.push_back(auditEntryOf(row));
    return out;
}

std::int64_t SqlTransaction::lastAudit()
{
    const auto last = m_session.query("SELECT n FROM audit ORDER BY n DESC LIMIT 1");
    return last.empty() ? 0 : last.front().integer(0);
}

StoredRecord SqlTransaction::put(Kind kind, Uuid id, boost::json::object value, const std::string& by)
{
    const std::optional<StoredRecord> old = find(kind, id);
    if (kind == Kind::Incident)
        completeSight(*this, id, value, old);
    return writeRevision({.kind = kind, .id = id, .meta = {}, .value = std::move(value)}, old, by);
}

StoredRecord SqlTransaction::remove(Kind kind, Uuid id, const std::string& by)
{
    const std::optional<StoredRecord> old = find(kind, id);
    if (!old)
        throw std::invalid_argument("there is no " + std::string(name(kind)) + " " + id.toString() +
                                    " to delete");
    StoredRecord next{.kind = kind, .id = id, .meta = {}, .value = old->value};
    next.meta.deleted = true;
    return writeRevision(std::move(next), old, by);
}

StoredRecord SqlTransaction::writeRevision(StoredRecord next, const std::optional<StoredRecord>& old,
                                           const std::string& by)
{
    if (next.id.isNil())
        throw std::invalid_argument("the nil id is never stored");
    const std::string text = wire::toText(next.value);
    requireText("a value", text);
    requireText("a name", by);
    const std::string_view kind = name(next.kind);
    if (old)
        m_session.query("INSERT INTO history (kind, id, rev, change, deleted, value, updated_at, updated_by) "
                        "SELECT kind, id, rev, change, deleted, value, updated_at, updated_by FROM records "
                        "WHERE kind = $1 AND id = $2",
                        {kind, next.id});
    domain::RecordMeta& meta = next.meta;
    meta.rev = old ? old->meta.rev + 1 : 1;
    meta.change = ++m_head.change;
    meta.createdAt = old ? old->meta.createdAt : now();
    meta.createdBy = old ? old->meta.createdBy : by;
    meta.updatedAt = now();
    meta.updatedBy = by;
    const std::optional<Uuid> parent = wire::parentInJson(next.kind, next.value);
    m_session.query("INSERT INTO records (kind, id, parent, rev, change, deleted, value, created_at, "
                    "created_by, updated_at, "
                    "updated_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
                    "ON CONFLICT (kind, id) DO UPDATE SET parent = excluded.parent, rev = excluded.rev, "
                    "change = excluded.change, deleted = excluded.deleted, value = excluded.value, "
                    "updated_at = excluded.updated_at, updated_by = excluded.updated_by",
                    {kind, next.id, parameter(parent), meta.rev, meta.change, std::int64_t(meta.deleted),
                     text, parameter(meta.createdAt), meta.createdBy, parameter(meta.updatedAt),
                     meta.updatedBy});
    m_dirty = m_announces = true;
    keepContentNames(*this, next);
    keepSight(*this, next, by);
    return next;
}

void SqlTransaction::setKey(std::string_view space, std::string_view key, std::string_view value,
                            std::optional<Time> expires)
{
    requireText("a key's space", space);
    requireText("a key", key);
    requireText("a key's value", value);
    m_session.query("INSERT INTO keys (space, key, value, expires_at) VALUES ($1, $2, $3, $4) "
                    "ON CONFLICT (space, key) DO UPDATE SET value = excluded.value, "
                    "expires_at = excluded.expires_at",
                    {space, key, value, parameter(expires)});
    // Whoever adds keys that expire clears away what has: so the table stays small without a clean-up job.
    if (expires)
        m_session.query("DELETE FROM keys WHERE (space, key) IN "
                        "(SELECT space, key FROM keys WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2)",
                        {parameter(now()), clearedAtOnce});
    m_dirty = true;
}

void SqlTransaction::removeKey(std::string_view space, std::string_view key)
{
    m_session.query("DELETE FROM keys WHERE space = $1 AND key = $2", {space, key});
    m_dirty = true;
}

std::int64_t SqlTransaction::nextNumber(std::string_view counter, std::int64_t first)
{
    std::int64_t number = first;
    if (const auto old = key(counterSpace, counter)) {
        const auto [end, error] = std::from_chars(old->data(), old->data() + old->size(), number);
        if (error != std::errc() || end != old->data() + old->size())
            throw StoreError("the counter " + std::string(counter) + " is damaged: " + *old);
        ++number;
    }
    setKey(counterSpace, counter, std::to_string(number), std::nullopt);
    return number;
}

void SqlTransaction::setDue(std::string_view space, Uuid id, Time at)
{
    requireText("a due's space", space);
    m_session.query("INSERT INTO dues (space, id, at) VALUES ($1, $2, $3) "
                    "ON CONFLICT (space, id) DO UPDATE SET at = excluded.at",
                    {space, id, parameter(at)});
    m_dirty = m_announces = true;
}

void SqlTransaction::removeDue(std::string_view space, Uuid id)
{
    m_session.query("DELETE FROM dues WHERE space = $1 AND id = $2", {space, id});
    m_dirty = true;
}

std::vector<Due> SqlTransaction::claimDues(std::string_view space, domain::Duration lease, int limit)
{
    std::vector<Due> claimed = dues(space, now(), limit);
    if (claimed.empty())
        return claimed;
    // Writers are one at a time in both databases, so what was just read is still what is there: all up to
    // the last one.
    const Due& last = claimed.back();
    m_session.query("UPDATE dues SET at = $4 WHERE space = $1 AND (at, id) <= ($2, $3)",
                    {space, parameter(last.at), last.id, parameter(now() + lease)});
    m_dirty = true;
    return claimed;
}

bool SqlTransaction::putContent(std::string_view sha256, std::string_view bytes)
{
    if (!domain::isContentHash(sha256))
        throw std::invalid_argument("content is kept under its SHA-256, not under " + std::string(sha256));
    if (contentSize(sha256))
        return false;
    m_session.query("INSERT INTO contents (sha256, size, kept_at, bytes) VALUES ($1, $2, $3, $4)",
                    {sha256, static_cast<std::int64_t>(bytes.size()), parameter(now()), SqlBytesView{bytes}});
    m_dirty = true;
    return true;
}

void SqlTransaction::audit(const std::string& by, const std::string& action, const std::string& subject,
                           const std::string& detail)
{
    requireText("an audit entry", by + action + subject + detail);
    const auto last = m_session.query(MATOI_SELECT_AUDIT "ORDER BY n DESC LIMIT 1");
    AuditEntry entry{
        .n = 1, .at = now(), .by = by, .action = action, .subject = subject, .detail = detail, .hash = {}};
    std::string before;
    if (!last.empty()) {
        entry.n = auditEntryOf(last.front()).n + 1;
        before = auditEntryOf(last.front()).hash;
    }
    entry.hash = auditHash(before, entry);
    m_session.query(
        "INSERT INTO audit (n, at, by_whom, action, subject, detail, hash) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {entry.n, parameter(entry.at), entry.by, entry.action, entry.subject, entry.detail, entry.hash});
    if (const auto incident = incidentOfSubject(m_session, subject))
        m_session.query("INSERT INTO audit_incidents (incident, n) VALUES ($1, $2)", {*incident, entry.n});
    m_dirty = true;
}

} // namespace matoi::store
