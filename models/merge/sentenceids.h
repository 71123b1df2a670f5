#pragma once

#include "models/merge/alignment.h"
#include "models/merge/sentences.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace matoi::merge {

/// Gives equal sentences equal ids. Canonically equivalent ones (が in one code point or in two, as some
/// keyboards and file systems write it) are equal; bytes that are not UTF-8 are equal only to themselves.
class SentenceIds
{
public:
    std::vector<IdentifiedSentence> identify(const Sentences& text);

private:
    SentenceId idOf(std::string_view sentence);

    std::unordered_map<std::string, SentenceId> m_ids;
};

} // namespace matoi::merge
