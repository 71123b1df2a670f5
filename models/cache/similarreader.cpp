#include "models/cache/similarreader.h"

#include "models/cache/searchtext.h"
#include "models/wire/json.h"
#include "models/wire/recordjson.h"

#include <boost/json.hpp>

#include <algorithm>

namespace matoi::cache {

using namespace domain;
using rules::SimilarTo;

namespace {

/// What an incident says about itself in its first lines; more would drown that.
constexpr std::size_t comparedText = 2000;
constexpr std::size_t shownPhrases = 3;

template <class T> std::optional<T> valueFrom(std::string_view text)
{
    const auto value = wire::parseJson(text);
    auto read = value ? wire::fromJson<T>(*value, wire::Unknown::Ignore) : Result<T>(T{});
    return value && read ? std::optional(std::move(*read)) : std::nullopt;
}

bool isOneCharacter(std::string_view term)
{
    return std::count_if(term.begin(), term.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }) < 2;
}

std::vector<std::string> wordsOf(const std::string& text)
{
    const SearchTerms terms = searchTerms(text, SearchPlaces::NotWanted);
    std::vector<std::string> words;
    for (const SearchTerm& term : terms.terms)
        if (!isOneCharacter(terms.text(term)))
            words.emplace_back(terms.text(term));
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

/// Pairs of Japanese characters that stand one after the other are one phrase again: 決済障, not 決済 and
/// 済障.
std::vector<std::string> phrasesOf(const std::string& text, const std::vector<std::string>& words)
{
    const SearchTerms terms = searchTerms(text);
    std::vector<std::pair<std::size_t, std::string>> found; // by the rarest word in it
    std::size_t end = 0;
    for (const SearchTerm& term : terms.terms) {
        const auto word = std::find(words.begin(), words.end(), terms.text(term));
        if (word == words.end())
            continue;
        const auto rank = static_cast<std::size_t>(word - words.begin());
        if (term.unspaced && term.begin < end) {
            found.back().first = std::min(found.back().first, rank);
            found.back().second += text.substr(end, term.end - end);
        } else {
            found.emplace_back(rank, text.substr(term.begin, term.end - term.begin));
        }
        end = term.end;
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> phrases;
    std::set<std::string> folds;
    for (const auto& [rank, phrase] : found)
        if (phrases.size() < shownPhrases && folds.insert(folded(phrase)).second)
            phrases.push_back(phrase);
    return phrases;
}

std::string shortened(std::string text)
{
    if (text.size() > comparedText)
        text.resize(comparedText);
    return text;
}

} // namespace

template <class T> std::vector<T> SimilarReader::valuesOf(Uuid incident, std::string_view condition) const
{
    std::vector<T> out;
    sqlite::Query query = m_connection.query("SELECT value FROM records WHERE kind = ?1 AND parent = ?2 AND "
                                             "deleted = 0 AND " +
                                                 std::string(condition) + " ORDER BY created_at, seq",
                                             name(T::kind), incident);
    while (query.step())
        if (auto value = valueFrom<T>(query.textView(0)))
            out.push_back(std::move(*value));
    return out;
}

/// Alarms by their names; of links between incidents those of this one.
void SimilarReader::readRelated(Uuid incident)
{
    sqlite::Query query = m_connection.query(
        "SELECT parent, json_extract(value, '$.title'), json_extract(value, '$.otherId') FROM records "
        "WHERE kind = 'related-item' AND deleted = 0 AND (json_extract(value, '$.relatedKind') = 'alarm' OR "
        "(parent = ?1 AND json_extract(value, '$.relatedKind') = 'incident'))",
        incident);
    while (query.step()) {
        const auto parent = query.maybeUuid(0);
        const auto other = query.isNull(2) ? std::nullopt : Uuid::parse(query.text(2));
        if (other)
            m_known.insert(*other);
        else if (parent)
            m_alarms[*parent].push_back(query.text(1));
    }
    for (auto& [id, names] : m_alarms) {
        std::sort(names.begin(), names.end());
        names.erase(std::unique(names.begin(), names.end()), names.end());
    }
}

/// What people refused beside other incidents of this service is less likely here, too.
void SimilarReader::readRefusals(Uuid incident, const std::string& service)
{
    if (service.empty())
        return;
    sqlite::Query query = m_connection.query(
        "SELECT json_extract(r.value, '$.otherId') FROM records r JOIN records i ON i.kind = 'incident' AND "
        "i.id = r.parent WHERE r.kind = 'related-item' AND r.deleted = 0 AND r.parent <> ?1 AND "
        "json_extract(r.value, '$.refused') = 1 AND json_extract(i.value, '$.service') = ?2",
        incident, service);
    while (query.step())
        if (const auto other = query.isNull(0) ? std::nullopt : Uuid::parse(query.text(0)))
            ++m_refusals[*other];
}

std::string SimilarReader::summaryOf(Uuid incident)
{
    return m_connection
        .text("SELECT json_extract(value, '$.text') FROM records WHERE kind = 'summary' AND parent = ?1 AND "
              "deleted = 0",
              incident)
        .value_or(std::string());
}

std::vector<SimilarReader::Traits> SimilarReader::past(const Record<Incident>& incident)
{
    std::vector<Traits> all;
    // Only what is compared: the body that opened an incident may be 64 KiB.
    sqlite::Query query = m_connection.query(
        "SELECT id, json_extract(value, '$.title'), json_extract(value, '$.service'), "
        "json_extract(value, '$.planName'), json_extract(value, '$.tags'), json_extract(value, "
        "'$.startedAt') "
        "FROM records WHERE kind = 'incident' AND deleted = 0 AND id <> ?1 AND "
        "json_extract(value, '$.status') = 'resolved' AND json_extract(value, '$.drill') = ?2",
        incident.id.uuid(), incident.value.drill);
    const auto text = [&](int column) { return query.isNull(column) ? std::string() : query.text(column); };
    while (query.step() && !m_cancelled()) {
        const Uuid id = query.uuid(0);
        if (m_known.contains(id))
            continue;
        Traits traits;
        traits.id = Id<Incident>(id);
        traits.service = text(2);
        traits.plan = text(3);
        if (const auto tags = wire::parseJson(text(4)); tags && tags->is_array())
            for (const auto& tag : tags->get_array())
                if (tag.is_string())
                    traits.tags.emplace_back(tag.get_string());
        traits.startedAt = parseTime(text(5)).value_or(Time{});
        traits.words = wordsOf(shortened(text(1) + '\n' + summaryOf(id)));
        if (const auto alarms = m_alarms.find(id); alarms != m_alarms.end())
            traits.alarms = alarms->second;
        if (const auto refusals = m_refusals.find(id); refusals != m_refusals.end())
            traits.refusals = refusals->second;
        all.push_back(std::move(traits));
    }
    return all;
}

std::optional<rules::Remedy> SimilarReader::remedyOf(const Record<Incident>& incident)
{
    const Uuid id = incident.id.uuid();
    const auto analyses = valuesOf<Analysis>(id);
    return rules::whatFixed(
        incident.value, analyses.empty() ? std::vector<Question>() : analyses.front().questions,
        valuesOf<Answer>(id), valuesOf<Decision>(id),
        valuesOf<TimelineEvent>(id, "(json_extract(value, '$.eventKind') IN ('action', 'decision') OR "
                                    "json_extract(value, '$.type') = 'incident.recovered')"));
}

SimilarIncident SimilarReader::describe(SimilarTo found, const std::string& ownText)
{
    SimilarIncident similar;
    similar.incident.id = found.id;
    const auto text =
        m_connection.text("SELECT value FROM records WHERE kind = 'incident' AND id = ?1", found.id.uuid());
    if (auto value = text ? valueFrom<Incident>(*text) : std::nullopt)
        similar.incident.value = std::move(*value);
    similar.why = std::move(found.why);
    similar.why.words = phrasesOf(ownText, similar.why.words);
    similar.remedy = remedyOf(similar.incident);
    return similar;
}

std::vector<SimilarIncident> SimilarReader::find(Id<Incident> id, std::size_t limit)
{
    const sqlite::Transaction oneState(m_connection, sqlite::Transaction::Mode::Read);
    const auto text = m_connection.text(
        "SELECT value FROM records WHERE kind = 'incident' AND id = ?1 AND deleted = 0", id.uuid());
    auto value = text ? valueFrom<Incident>(*text) : std::nullopt;
    if (!value)
        return {};
    const Record<Incident> incident{id, std::move(*value), {}};
    readRelated(id.uuid());
    readRefusals(id.uuid(), incident.value.service);
    const std::string ownText = shortened(incident.value.title + '\n' + summaryOf(id.uuid()));
    Traits own{id, incident.value.service, incident.value.planName,  incident.value.tags,
               {}, wordsOf(ownText),       incident.value.startedAt, 0};
    if (const auto alarms = m_alarms.find(id.uuid()); alarms != m_alarms.end())
        own.alarms = alarms->second;
    std::vector<SimilarIncident> out;
    for (SimilarTo& one : rules::rankSimilar(own, past(incident), limit))
        if (!m_cancelled())
            out.push_back(describe(std::move(one), ownText));
    return out;
}

} // namespace matoi::cache
