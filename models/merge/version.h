#pragma once

#include "models/merge/alignment.h"
#include "models/merge/sentenceids.h"
#include "models/merge/sentences.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace matoi::merge {

/// What an author added between two sentences of the base: sentences [begin, end) of his text. Those before
/// `turn` come before the base's white space (they go on with the paragraph above), the others after it.
struct Insertion
{
    std::size_t begin = 0, turn = 0, end = 0;
};

/// One of the three texts, with what its author did to every sentence and in every gap of the base.
/// The base itself is a version that did nothing.
struct Version
{
    Sentences text;
    std::vector<IdentifiedSentence> sentences;
    std::vector<std::size_t>
        target; ///< for each sentence of the base: kept or rewritten here, or kNoSentence
    std::vector<Insertion> insertions; ///< for each gap of the base, one more than it has sentences

    SentenceId id(std::size_t sentence) const { return sentences[sentence].id; }
};

Version readVersion(std::string_view text, SentenceIds& ids);

/// Fills `target` and `insertions` of both versions.
void compareWithBase(const Version& base, Version& mine, Version& theirs);

} // namespace matoi::merge
