// uses: models/cache
// corpus: search
#include "models/cache/searchquery.h"
#include "models/cache/searchsnippet.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

/// A query is one line, the text that it is looked for in is the rest. A text that is searched for whole is
/// found, the places of terms lie in the text and ascend, and a snippet holds what the text holds.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace matoi::cache;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::size_t line = bytes.find('\n');
    const std::string_view typed = bytes.substr(0, line);
    const std::string_view text = line == std::string_view::npos ? typed : bytes.substr(line + 1);

    const SearchTerms terms = searchTerms(text);
    std::uint32_t last = 0;
    for (const SearchTerm& term : terms.terms) {
        if (term.begin < last || term.firstEnd < term.begin || term.end < term.firstEnd ||
            term.end > text.size())
            std::abort();
        if (term.at + term.length > terms.folded.size() || term.length == 0)
            std::abort();
        last = term.begin;
    }
    const SearchQuery query = parseSearch(typed);
    if (!query.empty() && ftsQuery(query).empty())
        std::abort();
    if (searchSnippet(text, query).empty() != searchMatches(query, terms).empty())
        std::abort();
    if (typed.size() <= SearchQuery::kLongestText && !query.empty() &&
        typed.find('"') == std::string_view::npos && searchSnippet(typed, query).empty())
        std::abort();
    return 0;
}
