#include "models/cache/conflicttable.h"

namespace matoi::cache {
namespace {

using domain::Conflict;
using domain::ConflictKind;
using sqlite::Query;

constexpr const char* selected = "SELECT id, entry, sort, kind, record, parent, field, base, mine, theirs, "
                                 "theirs_by, at FROM conflicts WHERE state = 'open' ";

ConflictRow rowFrom(const sqlite::Connection& connection, const Query& query)
{
    ConflictRow row;
    const auto kind = domain::kindNamed(query.textView(3));
    if (!kind)
        throw sqlite::Error(connection.file(), "a conflict of an unknown kind of record");
    Conflict& conflict = row.conflict;
    conflict.id = query.integer(0);
    row.entry = query.integer(1);
    conflict.conflictKind = query.textView(2) == "text" ? ConflictKind::Text : ConflictKind::Field;
    conflict.kind = *kind;
    conflict.record = query.uuid(4);
    conflict.parent = query.maybeUuid(5);
    conflict.field = query.text(6);
    conflict.base = query.text(7);
    conflict.mine = query.text(8);
    conflict.theirs = query.text(9);
    conflict.theirsBy = query.text(10);
    conflict.at = query.time(11);
    return row;
}

} // namespace

std::vector<Conflict> ConflictTable::open() const
{
    static const std::string sql = std::string(selected) + "ORDER BY id";
    std::vector<Conflict> found;
    Query query = m_connection.query(sql);
    while (query.step())
        found.push_back(rowFrom(m_connection, query).conflict);
    return found;
}

std::vector<ConflictRow> ConflictTable::openOf(domain::Kind kind, domain::Uuid record) const
{
    static const std::string sql = std::string(selected) + "AND kind = ?1 AND record = ?2 ORDER BY id";
    std::vector<ConflictRow> found;
    Query query = m_connection.query(sql, domain::name(kind), record);
    while (query.step())
        found.push_back(rowFrom(m_connection, query));
    return found;
}

std::optional<ConflictRow> ConflictTable::findOpen(std::int64_t id) const
{
    static const std::string sql = std::string(selected) + "AND id = ?1";
    Query query = m_connection.query(sql, id);
    return query.step() ? std::optional(rowFrom(m_connection, query)) : std::nullopt;
}

std::vector<std::int64_t> ConflictTable::waitingEntries() const
{
    std::vector<std::int64_t> entries;
    Query query = m_connection.query("SELECT DISTINCT entry FROM conflicts WHERE state = 'open'");
    while (query.step())
        entries.push_back(query.integer(0));
    return entries;
}

void ConflictTable::put(ConflictRow& row)
{
    Conflict& c = row.conflict;
    if (c.id != 0) {
        m_connection.run(
            "UPDATE conflicts SET base = ?2, mine = ?3, theirs = ?4, theirs_by = ?5 WHERE id = ?1", c.id,
            c.base, c.mine, c.theirs, c.theirsBy);
        return;
    }
    m_connection.run(
        "INSERT INTO conflicts (entry, sort, kind, record, parent, field, base, mine, theirs, theirs_by, "
        "at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        row.entry, c.conflictKind == ConflictKind::Text ? "text" : "field", domain::name(c.kind), c.record,
        c.parent, c.field, c.base, c.mine, c.theirs, c.theirsBy, c.at);
    c.id = m_connection.integer("SELECT last_insert_rowid()").value_or(0);
}

void ConflictTable::eraseOf(domain::Uuid parent)
{
    m_connection.run("DELETE FROM conflicts WHERE parent = ?1", parent);
}

void ConflictTable::eraseOf(domain::Kind kind, domain::Uuid record)
{
    m_connection.run("DELETE FROM conflicts WHERE kind = ?1 AND record = ?2", domain::name(kind), record);
}

void ConflictTable::close(std::int64_t id, const std::optional<std::string>& resolution, domain::Time at)
{
    m_connection.run("UPDATE conflicts SET state = ?2, resolution = ?3, resolved_at = ?4 WHERE id = ?1", id,
                     resolution ? "resolved" : "gone", resolution, at);
}

} // namespace matoi::cache
