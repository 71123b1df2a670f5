#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace matoi::merge {

/// Stands for the text of a sentence: equal ids, equal sentences.
using SentenceId = std::uint32_t;

struct IdentifiedSentence
{
    SentenceId id = 0;
    std::string_view text;
};

inline constexpr std::size_t kNoSentence = std::numeric_limits<std::size_t>::max();

/// For every sentence of `base`, the index in `other` of the same one, or kNoSentence. Indices ascend.
/// Unique sentences are matched first (patience), what is left between them by Myers' algorithm; where that
/// would take too long, sentences stay unmatched.
std::vector<std::size_t> matchEqual(const std::vector<IdentifiedSentence>& base,
                                    const std::vector<IdentifiedSentence>& other);

/// As matchEqual; then sentences that were rewritten are paired too, by likeness and, where nothing is alike,
/// by their order. A sentence of `other` for which `isInsertion` holds its id is never taken for a rewrite.
std::vector<std::size_t> align(const std::vector<IdentifiedSentence>& base,
                               const std::vector<IdentifiedSentence>& other,
                               const std::unordered_set<SentenceId>& isInsertion);

} // namespace matoi::merge
