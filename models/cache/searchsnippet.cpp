#include "models/cache/searchsnippet.h"

#include <algorithm>
#include <set>

namespace matoi::cache {
namespace {

/// In bytes: some 80 letters, or 30 characters of Japanese, before and after which words count as close.
constexpr std::size_t window = 110;
constexpr std::size_t before = 36;
constexpr std::size_t after = 260;

struct Range
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

Range rangeOf(const SearchMatch& match, const SearchTerms& terms, const SearchPhrase& phrase)
{
    const SearchTerm& last = terms.terms[match.last];
    // A pair of characters that was found by its first one.
    const bool half = phrase.prefix && last.unspaced;
    return {terms.terms[match.first].begin, half ? last.firstEnd : last.end};
}

/// The match from which on most different phrases are near.
std::size_t best(const std::vector<SearchMatch>& matches, const std::vector<Range>& ranges)
{
    std::size_t chosen = 0;
    std::size_t most = 0;
    for (std::size_t i = 0; i < matches.size(); ++i) {
        std::set<std::size_t> near;
        for (std::size_t j = i; j < matches.size() && ranges[j].begin < ranges[i].begin + window; ++j)
            near.insert(matches[j].phrase);
        if (near.size() > most) {
            most = near.size();
            chosen = i;
        }
    }
    return chosen;
}

bool continues(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::size_t backToCharacter(std::string_view text, std::size_t at)
{
    while (at > 0 && at < text.size() && continues(text[at]))
        --at;
    return at;
}

/// A little before the match, at the beginning of a word where there is one near.
std::size_t startFor(std::string_view text, std::size_t match)
{
    if (match <= before)
        return 0;
    const std::size_t wanted = match - before;
    const std::size_t space = text.find_first_of(" \n\t", wanted);
    return space < match ? space + 1 : backToCharacter(text, wanted);
}

/// White space becomes one space, and marks of bold text and code go.
void append(std::vector<domain::SnippetPiece>& pieces, std::string_view text, bool hit)
{
    std::string plain;
    const auto endsInSpace = [&] {
        const std::string& last = plain.empty() && !pieces.empty() ? pieces.back().text : plain;
        return last.empty() || last.back() == ' ';
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '`' || text.substr(i, 2) == "**" || (c == '*' && i > 0 && text[i - 1] == '*'))
            continue;
        if (static_cast<unsigned char>(c) > ' ')
            plain += c;
        else if (!endsInSpace())
            plain += ' ';
    }
    if (plain.empty())
        return;
    if (!pieces.empty() && pieces.back().hit == hit)
        pieces.back().text += plain;
    else
        pieces.push_back({std::move(plain), hit});
}

} // namespace

std::vector<domain::SnippetPiece> searchSnippet(std::string_view text, const SearchQuery& query)
{
    const SearchTerms terms = searchTerms(text);
    const std::vector<SearchMatch> matches = searchMatches(query, terms);
    if (matches.empty())
        return {};
    std::vector<Range> ranges;
    for (const SearchMatch& match : matches)
        ranges.push_back(rangeOf(match, terms, query.phrases[match.phrase]));
    const std::size_t first = best(matches, ranges);
    std::size_t at = startFor(text, ranges[first].begin);
    const std::size_t end = std::max(
        backToCharacter(text, std::min(text.size(), ranges[first].begin + after)), ranges[first].end);

    std::vector<domain::SnippetPiece> pieces;
    if (at > 0)
        pieces.push_back({"…", false});
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        if (ranges[i].end <= at || ranges[i].end > end)
            continue;
        const std::size_t begin = std::max(ranges[i].begin, at);
        append(pieces, text.substr(at, begin - at), false);
        append(pieces, text.substr(begin, ranges[i].end - begin), true);
        at = ranges[i].end;
    }
    append(pieces, text.substr(at, end - at), false);
    if (end < text.size())
        append(pieces, "…", false);
    return pieces;
}

} // namespace matoi::cache
