#pragma once

#include "models/cache/searchtext.h"

#include <string>
#include <string_view>
#include <vector>

namespace matoi::cache {

/// Terms that have to stand one after the other.
struct SearchPhrase
{
    std::vector<std::string> terms;
    bool prefix = false; ///< the last one may go on

    bool operator==(const SearchPhrase&) const = default;
};

/// What was typed: words that all have to be in one text, in any order. A word is found where it begins a
/// word
/// ("sat" in "saturation"); Japanese is found anywhere. "In quotation marks" words stand in that order and
/// whole. A mark that is not closed yet counts as closed at the end. Nothing is an error.
struct SearchQuery
{
    /// Longer input is cut.
    static constexpr std::size_t kLongestText = 1000;
    static constexpr std::size_t kMostPhrases = 24;

    std::vector<SearchPhrase> phrases;

    /// Nothing that could be looked up was typed.
    bool empty() const { return phrases.empty(); }
    bool operator==(const SearchQuery&) const = default;
};

SearchQuery parseSearch(std::string_view text);

/// The query in FTS5's language, for texts that were given to it by joined(). Not for an empty query.
std::string ftsQuery(const SearchQuery& query);

/// Where in the terms a phrase stands: from the first to the last one.
struct SearchMatch
{
    std::size_t first = 0;
    std::size_t last = 0;
    std::size_t phrase = 0;
};

/// All places, by position; empty when one of the phrases is not there at all.
std::vector<SearchMatch> searchMatches(const SearchQuery& query, const SearchTerms& terms);

} // namespace matoi::cache
