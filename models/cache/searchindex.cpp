#include "models/cache/searchindex.h"

#include "models/cache/fields.h"
#include "models/cache/searchtext.h"
#include "models/wire/json.h"

#include <boost/json.hpp>

#include <algorithm>
#include <vector>

namespace matoi::cache {
namespace {

namespace json = boost::json;
using domain::Kind;

constexpr std::string_view rulesKey = "search-rules";
/// Changes when the same record would have another text.
constexpr std::string_view textRules = "/texts 2";
constexpr std::string_view lowestKey = "search-from";

void writeMeta(sqlite::Connection& connection, std::string_view key, const std::string& value)
{
    connection.run("INSERT INTO meta (key, value) VALUES (?1, ?2) "
                   "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                   key, value);
}

std::string textOfIncident(const json::object& value)
{
    std::string text = textMember(value, "title");
    const json::value& number = member(value, "number");
    if (number.is_number() && number.to_number<std::int64_t>() > 0)
        text += "\nINC-" + std::to_string(number.to_number<std::int64_t>());
    text += '\n' + textMember(value, "service");
    if (const json::array* tags = member(value, "tags").if_array())
        for (const json::value& tag : *tags)
            if (const json::string* word = tag.if_string())
                text += '\n' + std::string(word->data(), word->size());
    return text;
}

/// Those that are not empty, a line each.
std::string texts(const json::object& value, std::initializer_list<std::string_view> members)
{
    std::string all;
    for (const std::string_view name : members)
        if (const std::string text = textMember(value, name); !text.empty())
            all += (all.empty() ? "" : "\n") + text;
    return all;
}

std::string textOfEvent(const json::object& value)
{
    std::string text = texts(value, {"text", "details"});
    if (const json::array* files = member(value, "attachments").if_array())
        for (const json::value& file : *files)
            if (const json::object* named = file.if_object())
                text += '\n' + textMember(*named, "name");
    return text;
}

/// One that was made is on the timeline, word for word, and a report is too: they are found there, once.
std::string textOfDecision(const json::object& value)
{
    return member(value, "decidedAt").is_string() ? std::string()
                                                  : texts(value, {"what", "because", "insteadOf"});
}

std::string textOfHandover(const json::object& value)
{
    const json::object* briefing = member(value, "briefing").if_object();
    std::string all = briefing != nullptr ? texts(*briefing, {"conditions", "actions", "needs", "decisions"})
                                          : std::string();
    const std::string answer = textMember(value, "answer");
    return answer.empty() ? all : all + '\n' + answer;
}

std::string textOfRelated(const json::object& value)
{
    const json::value& refused = member(value, "refused");
    return refused.is_bool() && refused.get_bool() ? std::string() : texts(value, {"title", "note", "url"});
}

} // namespace

std::optional<std::string> searchableText(Kind kind, const json::object& value)
{
    switch (kind) {
    case Kind::Incident: return textOfIncident(value);
    case Kind::TimelineEvent: return textOfEvent(value);
    case Kind::Summary:
    case Kind::Answer:
    case Kind::StatusUpdate: return textMember(value, "text");
    case Kind::Task:
    case Kind::ActionItem: return textMember(value, "title");
    case Kind::Decision: return textOfDecision(value);
    case Kind::Handover: return textOfHandover(value);
    case Kind::RelatedItem: return textOfRelated(value);
    default: return std::nullopt;
    }
}

std::int64_t SearchIndex::lowest() const
{
    const auto text = m_connection.text("SELECT value FROM meta WHERE key = ?1", lowestKey);
    return text ? std::stoll(*text) : 0;
}

void SearchIndex::setLowest(std::int64_t seq)
{
    writeMeta(m_connection, lowestKey, std::to_string(seq));
}

void SearchIndex::prepare()
{
    const std::string rules = searchRules() + std::string(textRules);
    if (m_connection.text("SELECT value FROM meta WHERE key = ?1", rulesKey) == rules)
        return;
    sqlite::Transaction transaction(m_connection);
    m_connection.run("INSERT INTO search (search) VALUES ('delete-all')");
    const std::int64_t last = m_connection.integer("SELECT max(seq) FROM records").value_or(0);
    setLowest(last > 0 ? last + 1 : 0);
    writeMeta(m_connection, rulesKey, rules);
    transaction.commit();
}

void SearchIndex::put(std::int64_t seq, const std::string& text)
{
    m_connection.run("INSERT INTO search (rowid, terms) VALUES (?1, ?2)", seq,
                     joined(searchTerms(text, SearchPlaces::NotWanted)));
}

void SearchIndex::replace(std::int64_t seq, const Text& before, const Text& now)
{
    if (before == now || seq < lowest())
        return;
    if (before)
        m_connection.run("INSERT INTO search (search, rowid, terms) VALUES ('delete', ?1, ?2)", seq,
                         joined(searchTerms(*before, SearchPlaces::NotWanted)));
    if (now)
        put(seq, *now);
}

bool SearchIndex::buildNext(int records)
{
    const std::int64_t above = lowest();
    if (above == 0)
        return false;
    struct Found
    {
        std::int64_t seq;
        std::optional<std::string> text;
    };
    std::vector<Found> found;
    {
        sqlite::Query query = m_connection.query(
            "SELECT seq, kind, deleted, value FROM records WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2", above,
            records);
        while (query.step()) {
            const auto kind = domain::kindNamed(query.text(1));
            found.push_back({query.integer(0), std::nullopt});
            if (!kind || query.flag(2) || !searchableText(*kind, {}))
                continue;
            // One that cannot be read is a matter for whoever shows it, not a reason to stop here.
            if (const auto value = wire::parseObject(query.textView(3)))
                found.back().text = searchableText(*kind, *value);
        }
    }
    // FTS5 writes a batch in one piece only when its rows go up.
    std::reverse(found.begin(), found.end());
    for (const Found& record : found)
        if (record.text)
            put(record.seq, *record.text);
    const bool more = found.size() == static_cast<std::size_t>(records);
    setLowest(more ? found.front().seq : 0);
    return more;
}

} // namespace matoi::cache
