#include "models/cache/recordtable.h"

#include "models/cache/sampletable.h"
#include "models/cache/searchindex.h"
#include "models/wire/contentnames.h"
#include "models/wire/json.h"
#include "models/wire/recordjson.h"

#include <boost/json.hpp>

namespace matoi::cache {
namespace {

using domain::Kind;
using domain::Uuid;
using sqlite::Query;

constexpr const char* columns =
    "seq, ver, kind, id, parent, rev, change, deleted, server_deleted, created_at, "
    "created_by, updated_at, updated_by, unsent, scan, value, server_value";

/// By which events are listed.
std::optional<std::string> happened(const RecordRow& row)
{
    if (row.kind != Kind::TimelineEvent)
        return std::nullopt;
    const auto* at = row.value.if_contains("at");
    return at != nullptr && at->is_string() ? std::optional(std::string(at->get_string())) : std::nullopt;
}

Kind kindOf(const sqlite::Connection& connection, const std::string& name)
{
    const auto kind = domain::kindNamed(name);
    if (!kind)
        throw sqlite::Error(connection.file(), "a record of the unknown kind '" + name + "'");
    return *kind;
}

RecordRow rowFrom(const sqlite::Connection& connection, const Query& query)
{
    RecordRow row;
    row.seq = query.integer(0);
    row.ver = query.integer(1);
    row.kind = kindOf(connection, query.text(2));
    row.id = query.uuid(3);
    row.parent = query.maybeUuid(4);
    row.meta.rev = query.integer(5);
    row.meta.change = query.integer(6);
    row.meta.deleted = query.flag(7);
    row.serverDeleted = query.flag(8);
    row.meta.createdAt = query.time(9);
    row.meta.createdBy = query.text(10);
    row.meta.updatedAt = query.time(11);
    row.meta.updatedBy = query.text(12);
    row.meta.unsent = static_cast<int>(query.integer(13));
    row.scan = query.integer(14);
    row.value = storedObject(connection, query.textView(15));
    row.serverValue = query.isNull(16) ? row.value : storedObject(connection, query.textView(16));
    return row;
}

/// When an incident was resolved, for the index by which the others are found; '9' sorts after every year.
std::optional<std::string> endOf(const RecordRow& row)
{
    if (row.kind != Kind::Incident)
        return std::nullopt;
    const auto* resolved = row.value.if_contains("resolvedAt");
    return resolved != nullptr && resolved->is_string() ? std::string(resolved->as_string()) : "9";
}

/// Other numbers by the same name: what was read of the old query says nothing any more.
bool asksElsewhere(const boost::json::object& before, const boost::json::object& now)
{
    const auto member = [](const boost::json::object& value, const char* name) {
        const auto* found = value.if_contains(name);
        return found != nullptr ? *found : boost::json::value();
    };
    for (const char* name : {"source", "sourceName", "query"})
        if (member(before, name) != member(now, name))
            return true;
    return false;
}

} // namespace

boost::json::object storedObject(const sqlite::Connection& connection, std::string_view text)
{
    auto object = wire::parseObject(text);
    if (!object)
        throw sqlite::Error(connection.file(), "a stored value cannot be read: " + object.error().detail);
    return std::move(*object);
}

std::optional<RecordRow> RecordTable::find(Kind kind, Uuid id) const
{
    static const std::string sql =
        std::string("SELECT ") + columns + " FROM records WHERE kind = ?1 AND id = ?2";
    Query query = m_connection.query(sql, domain::name(kind), id);
    return query.step() ? std::optional(rowFrom(m_connection, query)) : std::nullopt;
}

void RecordTable::list(Kind kind, std::optional<Uuid> parent, const Visit& visit) const
{
    static const std::string begin = std::string("SELECT ") + columns + " FROM records WHERE kind = ?1 ";
    static const std::string end = "AND deleted = 0 ORDER BY created_at, seq";
    static const std::string all = begin + end;
    static const std::string ofParent = begin + "AND parent = ?2 " + end;
    Query query = parent ? m_connection.query(ofParent, domain::name(kind), *parent)
                         : m_connection.query(all, domain::name(kind));
    while (query.step())
        visit({query.integer(0), query.integer(1), query.uuid(3)},
              [&] { return rowFrom(m_connection, query); });
}

void RecordTable::listOpenOrResolvedSince(domain::Time since, const Visit& visit) const
{
    static const std::string sql =
        std::string("SELECT ") + columns +
        // Left to itself it takes the index of all incidents, which has their order but not their end.
        " FROM records INDEXED BY incidents_by_end WHERE kind = 'incident' AND deleted = 0 AND "
        "ended >= ?1 ORDER BY created_at, seq";
    Query query = m_connection.query(sql, domain::formatTime(since));
    while (query.step())
        visit({query.integer(0), query.integer(1), query.uuid(3)},
              [&] { return rowFrom(m_connection, query); });
}

std::vector<RecordRow> RecordTable::ofIncident(Uuid incident) const
{
    std::vector<RecordRow> rows;
    if (auto own = find(Kind::Incident, incident))
        rows.push_back(std::move(*own));
    static const std::string ofParent =
        std::string("SELECT ") + columns + " FROM records INDEXED BY records_of_parent WHERE parent = ?1";
    static const std::string items =
        std::string("SELECT ") + columns +
        " FROM records WHERE kind = 'related-item' AND (instr(value, ?1) > 0 OR instr(server_value, ?1) > 0)";
    Query children = m_connection.query(ofParent, incident);
    while (children.step())
        rows.push_back(rowFrom(m_connection, children));
    Query pointing = m_connection.query(items, incident.toString());
    while (pointing.step()) {
        RecordRow row = rowFrom(m_connection, pointing);
        if (row.parent != incident && wire::incidentsIn(row.kind, row.id, row.value).back() == incident)
            rows.push_back(std::move(row));
    }
    return rows;
}

void RecordTable::eachContentName(const std::function<void(const std::string&)>& visit) const
{
    Query query = m_connection.query("SELECT value, server_value FROM records WHERE instr(value, "
                                     "'\"sha256\"') > 0 OR instr(server_value, '\"sha256\"') > 0");
    while (query.step())
        for (const int column : {0, 1})
            if (!query.isNull(column))
                for (const wire::ContentName& named :
                     wire::contentNamesIn(storedObject(m_connection, query.textView(column))))
                    visit(named.sha256);
}

void RecordTable::put(RecordRow& row)
{
    ++row.ver;
    const SearchIndex::Text before = searchable(row.kind, row.id);
    if (row.kind == Kind::MetricDefinition)
        if (const auto stored = find(row.kind, row.id); stored && asksElsewhere(stored->value, row.value))
            SampleTable(m_connection).forget(domain::Id<domain::MetricDefinition>(row.id));
    const std::string value = wire::toText(row.value);
    const std::optional<std::string> serverValue =
        row.serverValue == row.value ? std::nullopt : std::optional(wire::toText(row.serverValue));
    m_connection.run(
        "INSERT INTO records (ver, kind, id, parent, rev, change, deleted, server_deleted, created_at, "
        "created_by, "
        "updated_at, updated_by, unsent, scan, value, server_value, ended, happened) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18) "
        "ON CONFLICT (kind, id) DO UPDATE SET ver = excluded.ver, parent = excluded.parent, rev = "
        "excluded.rev, "
        "change = excluded.change, deleted = excluded.deleted, server_deleted = excluded.server_deleted, "
        "created_at = excluded.created_at, created_by = excluded.created_by, updated_at = "
        "excluded.updated_at, "
        "updated_by = excluded.updated_by, unsent = excluded.unsent, scan = excluded.scan, "
        "value = excluded.value, server_value = excluded.server_value, ended = excluded.ended, "
        "happened = excluded.happened",
        row.ver, domain::name(row.kind), row.id, row.parent, row.meta.rev, row.meta.change, row.meta.deleted,
        row.serverDeleted, row.meta.createdAt, row.meta.createdBy, row.meta.updatedAt, row.meta.updatedBy,
        row.meta.unsent, row.scan, value, serverValue, endOf(row), happened(row));
    if (row.seq == 0)
        row.seq = m_connection.integer("SELECT last_insert_rowid()").value_or(0);
    SearchIndex(m_connection)
        .replace(row.seq, before, row.meta.deleted ? std::nullopt : searchableText(row.kind, row.value));
}

/// What the index holds of a record.
std::optional<std::string> RecordTable::searchable(Kind kind, Uuid id) const
{
    if (!searchableText(kind, {}))
        return std::nullopt;
    const auto value = m_connection.text(
        "SELECT value FROM records WHERE kind = ?1 AND id = ?2 AND deleted = 0", domain::name(kind), id);
    return value ? searchableText(kind, storedObject(m_connection, *value)) : std::nullopt;
}

void RecordTable::erase(Kind kind, Uuid id)
{
    const SearchIndex::Text before = searchable(kind, id);
    const auto seq =
        m_connection.integer("SELECT seq FROM records WHERE kind = ?1 AND id = ?2", domain::name(kind), id);
    if (seq)
        SearchIndex(m_connection).replace(*seq, before, std::nullopt);
    m_connection.run("DELETE FROM records WHERE kind = ?1 AND id = ?2", domain::name(kind), id);
}

void RecordTable::markSeen(Kind kind, Uuid id, std::int64_t scan)
{
    m_connection.run("UPDATE records SET scan = ?3 WHERE kind = ?1 AND id = ?2", domain::name(kind), id,
                     scan);
}

std::vector<std::pair<Kind, Uuid>> RecordTable::unseen(std::int64_t scan) const
{
    std::vector<std::pair<Kind, Uuid>> found;
    Query query =
        m_connection.query("SELECT kind, id FROM records WHERE scan < ?1 AND rev > 0 ORDER BY seq", scan);
    while (query.step())
        found.emplace_back(kindOf(m_connection, query.text(0)), query.uuid(1));
    return found;
}

} // namespace matoi::cache
