#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace matoi::cache {

/// One thing that the index knows. A word of a script that is written with spaces is one term; in a script
/// without (Japanese, Chinese, Thai …) every two neighbouring characters are one, and the last character of a
/// run stands alone, so that 障害対応 is 障害, 害対, 対応, 応: any two characters can be looked up, and any
/// one as a beginning.
struct SearchTerm
{
    std::uint32_t at = 0; ///< in SearchTerms::folded
    std::uint32_t length = 0;
    std::uint32_t begin = 0; ///< in the text as it was given
    std::uint32_t end = 0;
    std::uint32_t firstEnd = 0; ///< where its first character ends
    bool unspaced = false;
    bool endsRun = false; ///< the last term of its run

    bool operator==(const SearchTerm&) const = default;
};

struct SearchTerms
{
    /// The text as it is compared: compatibility forms (half and full width, ligatures) made one, case
    /// removed.
    std::string folded;
    std::vector<SearchTerm> terms;

    std::string_view text(const SearchTerm& term) const
    {
        return std::string_view(folded).substr(term.at, term.length);
    }
};

/// Whether `begin`, `end` and `firstEnd` are filled in: only showing a hit needs them, and they cost time.
enum class SearchPlaces
{
    Wanted,
    NotWanted
};

/// Never fails: bytes that are not UTF-8 separate terms.
SearchTerms searchTerms(std::string_view text, SearchPlaces places = SearchPlaces::Wanted);

/// Unicode NFKC with case folding.
std::string folded(std::string_view text);

/// Terms with a space between each two: what is handed to FTS5.
std::string joined(const SearchTerms& terms);

/// Changes when the same text would have other terms: an index that was built by other rules is built anew.
std::string searchRules();

} // namespace matoi::cache
