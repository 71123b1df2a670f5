#include "models/cache/searchquery.h"

#include <algorithm>

namespace matoi::cache {
namespace {

std::string_view cut(std::string_view text, std::size_t most)
{
    if (text.size() <= most)
        return text;
    // Not within a character.
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U)
        --most;
    return text.substr(0, most);
}

/// “Typographic” marks are what an editor or an input method makes of the plain ones.
std::string plainQuotes(std::string text)
{
    for (const std::string_view mark : {"\u201C", "\u201D", "\u201E"})
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
            text.replace(at, mark.size(), "\"");
    return text;
}

void add(SearchQuery& query, std::string_view piece, bool quoted)
{
    const SearchTerms cutUp = searchTerms(piece, SearchPlaces::NotWanted);
    if (cutUp.terms.empty() || query.phrases.size() >= SearchQuery::kMostPhrases)
        return;
    SearchPhrase phrase;
    for (const SearchTerm& term : cutUp.terms)
        phrase.terms.emplace_back(cutUp.text(term));
    const SearchTerm& last = cutUp.terms.back();
    const bool second = cutUp.terms.size() > 1 && !cutUp.terms[cutUp.terms.size() - 2].endsRun;
    if (last.unspaced && second)
        phrase.terms.pop_back(); // the character before has it in its pair; in the text, more may follow
    else
        phrase.prefix = last.unspaced || !quoted;
    if (std::find(query.phrases.begin(), query.phrases.end(), phrase) == query.phrases.end())
        query.phrases.push_back(std::move(phrase));
}

bool equal(const SearchPhrase& phrase, const SearchTerms& terms, std::size_t first)
{
    for (std::size_t i = 0; i < phrase.terms.size(); ++i) {
        const std::string_view there = terms.text(terms.terms[first + i]);
        const bool open = phrase.prefix && i + 1 == phrase.terms.size();
        if (open ? !there.starts_with(phrase.terms[i]) : there != phrase.terms[i])
            return false;
    }
    return true;
}

} // namespace

SearchQuery parseSearch(std::string_view text)
{
    // Folded first: spaces and quotation marks come in full width too.
    const std::string plain = plainQuotes(folded(cut(text, SearchQuery::kLongestText)));
    SearchQuery query;
    std::size_t at = 0;
    while (at < plain.size()) {
        const bool quoted = plain[at] == '"';
        const std::size_t begin = quoted ? at + 1 : at;
        const std::size_t end =
            std::min(plain.find_first_of(quoted ? "\"" : " \t\r\n\"", begin), plain.size());
        // Still being typed: its last word may go on.
        const bool closed = quoted && end < plain.size();
        add(query, std::string_view(plain).substr(begin, end - begin), closed);
        at = end < plain.size() && (quoted || plain[end] != '"') ? end + 1 : end;
    }
    return query;
}

std::string ftsQuery(const SearchQuery& query)
{
    std::string text;
    for (const SearchPhrase& phrase : query.phrases) {
        text += text.empty() ? "\"" : " AND \"";
        for (std::size_t i = 0; i < phrase.terms.size(); ++i)
            text += (i > 0 ? " " : "") + phrase.terms[i];
        text += phrase.prefix ? "\" *" : "\"";
    }
    return text;
}

std::vector<SearchMatch> searchMatches(const SearchQuery& query, const SearchTerms& terms)
{
    std::vector<SearchMatch> matches;
    for (std::size_t number = 0; number < query.phrases.size(); ++number) {
        const SearchPhrase& phrase = query.phrases[number];
        const std::size_t before = matches.size();
        for (std::size_t first = 0; first + phrase.terms.size() <= terms.terms.size(); ++first)
            if (equal(phrase, terms, first))
                matches.push_back({first, first + phrase.terms.size() - 1, number});
        if (matches.size() == before)
            return {};
    }
    std::sort(matches.begin(), matches.end(),
              [](const SearchMatch& a, const SearchMatch& b) { return a.first < b.first; });
    return matches;
}

} // namespace matoi::cache
