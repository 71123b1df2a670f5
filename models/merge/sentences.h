#pragma once

#include <string_view>
#include <vector>

namespace matoi::merge {

struct Sentence
{
    std::string_view text;
    /// A list item, table row, heading or fenced block: it stays what it is only on lines of its own.
    bool wholeLine = false;
};

/// A text is white space and sentences in turn: runs[0] sentences[0] runs[1] … sentences[n-1] runs[n].
/// Runs may be empty (Japanese sentences follow each other without a blank); sentences never are.
/// All views point into the text that was parsed.
struct Sentences
{
    std::vector<Sentence> sentences;
    std::vector<std::string_view> runs;
};

/// Boundaries after UAX 29 (ICU, root locale), so 。！？ and a closing 」 after them end a sentence, and so
/// does a line break.
Sentences parseSentences(std::string_view text);

} // namespace matoi::merge
