#include "models/cache/searchreader.h"

#include "models/cache/fields.h"
#include "models/cache/searchindex.h"
#include "models/cache/searchquery.h"
#include "models/cache/searchsnippet.h"
#include "models/wire/json.h"
#include "models/wire/recordjson.h"

#include <boost/json.hpp>

#include <limits>
#include <unordered_map>

namespace matoi::cache {

using domain::Id;
using domain::Incident;
using domain::Kind;
using domain::SearchHit;
using domain::SearchPage;
using domain::SearchRequest;
using domain::Uuid;

namespace {

std::optional<boost::json::object> valueOf(sqlite::Connection& connection, Kind kind, Uuid id)
{
    const auto text = connection.text("SELECT value FROM records WHERE kind = ?1 AND id = ?2 AND deleted = 0",
                                      domain::name(kind), id);
    if (!text)
        return std::nullopt;
    auto value = wire::parseObject(*text);
    return value ? std::optional(std::move(*value)) : std::nullopt;
}

/// The newest of the matching records that the index may hold and the table does not show any more.
constexpr const char* matching =
    "SELECT r.seq, r.kind, r.id, r.parent, r.created_at, r.value FROM search s CROSS JOIN records r "
    "ON r.seq = s.rowid WHERE s.search MATCH ?1 AND s.rowid < ?2 AND r.deleted = 0 ORDER BY s.rowid DESC";

domain::Time timeOf(Kind kind, const boost::json::object& value, domain::Time created)
{
    if (kind != Kind::TimelineEvent)
        return created;
    return domain::parseTime(textMember(value, "at")).value_or(created);
}

} // namespace

/// Which incidents the request is about.
class SearchReader::Incidents
{
public:
    Incidents(sqlite::Connection& connection, const SearchRequest& request)
        : m_connection(connection)
        , m_request(request)
    {}

    bool allows(Uuid id)
    {
        if (m_request.incident && m_request.incident->uuid() != id)
            return false;
        const auto known = m_allowed.find(id);
        if (known != m_allowed.end())
            return known->second;
        return m_allowed[id] = ask(id);
    }

private:
    bool ask(Uuid id) const
    {
        if (m_request.filter.empty())
            return m_connection
                .integer("SELECT 1 FROM records WHERE kind = 'incident' AND id = ?1 AND deleted = 0", id)
                .has_value();
        const auto value = valueOf(m_connection, Kind::Incident, id);
        if (!value)
            return false;
        const auto incident = wire::fromJson<Incident>(boost::json::value(*value), wire::Unknown::Ignore);
        return incident && domain::rules::passes(m_request.filter, *incident, commanderOf(id));
    }

    std::string commanderOf(Uuid id) const
    {
        const auto role = domain::roleAssignmentIdOf(Id<Incident>(id), domain::IncidentRole::Commander);
        const auto value = valueOf(m_connection, Kind::RoleAssignment, role.uuid());
        return value ? textMember(*value, "person") : std::string();
    }

    sqlite::Connection& m_connection;
    const SearchRequest& m_request;
    std::unordered_map<Uuid, bool> m_allowed;
};

SearchPage SearchReader::find(const SearchRequest& request, const Cancelled& cancelled)
{
    SearchPage page;
    const SearchQuery query = parseSearch(request.text);
    const sqlite::Transaction oneState(m_connection, sqlite::Transaction::Mode::Read);
    page.indexing = !SearchIndex(m_connection).isComplete();
    if (query.empty() || request.limit <= 0)
        return page;
    domain::SearchCursor cursor =
        request.after.value_or(domain::SearchCursor{std::numeric_limits<std::int64_t>::max(), {}});
    Incidents incidents(m_connection, request);
    sqlite::Query rows = m_connection.query(matching, ftsQuery(query), cursor.before);
    while (rows.step() && !cancelled()) {
        const Kind kind = domain::kindNamed(rows.text(1)).value_or(Kind::DeadLetter);
        const Uuid id = rows.uuid(2);
        const auto incident = kind == Kind::Incident ? std::optional(id) : rows.maybeUuid(3);
        if (!incident || !incidents.allows(*incident))
            continue;
        if (static_cast<int>(page.hits.size()) == request.limit) {
            page.next = std::move(cursor);
            return page;
        }
        cursor.before = rows.integer(0);
        int& shown = cursor.shown[*incident];
        if (request.perIncident > 0 && shown >= request.perIncident) {
            ++page.left[*incident];
            continue;
        }
        const auto value = wire::parseObject(rows.textView(5));
        const auto text = value ? searchableText(kind, *value) : std::nullopt;
        auto snippet = text ? searchSnippet(*text, query) : std::vector<domain::SnippetPiece>();
        if (snippet.empty())
            continue;
        ++shown;
        page.hits.push_back(
            {kind, id, Id<Incident>(*incident), timeOf(kind, *value, rows.time(4)), std::move(snippet)});
    }
    return page;
}

} // namespace matoi::cache
