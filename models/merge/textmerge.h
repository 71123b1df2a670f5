#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace matoi::merge {

/// One place where both authors changed the same sentence differently, or one edited what the other deleted.
/// All three versions are here, so nothing is lost while it waits for a person. A version in which the
/// sentence was deleted is empty, or holds only the white space that stands in its place.
struct MergeConflict
{
    std::string base, mine, theirs;
    /// Byte offset in MergeResult::text where `mine` stands now: text.substr(at, mine.size()) == mine.
    std::size_t at = 0;

    bool operator==(const MergeConflict&) const = default;
};

struct MergeResult
{
    /// The merged text. At a conflict it holds `mine`, provisionally.
    std::string text;
    /// In the order of the text. Empty: the merge is clean.
    std::vector<MergeConflict> conflicts;
    /// Both authors added different sentences at one place. Both are kept, theirs first; worth a look.
    bool bothInserted = false;

    bool operator==(const MergeResult&) const = default;
};

/// Merges two texts that both started from `base`, sentence by sentence. `theirs` is the text that the server
/// already has, so its insertions come first. Never fails: bytes that are not UTF-8 are kept as they are.
/// Sentences are compared in Unicode NFC and stored as typed.
MergeResult mergeText(std::string_view base, std::string_view mine, std::string_view theirs);

/// Sentences and the white space between them, in turn; joined, they are the text, byte for byte.
/// A fenced code block, a table row, a list item and a heading are one token each; so is a run of blanks and
/// line breaks.
std::vector<std::string> splitSentences(std::string_view text);

/// Puts `chosen` (one of the three versions, or what a person wrote instead) in the place of conflict
/// `index`. That conflict is gone from the answer and the offsets of the later ones are moved. An index that
/// does not exist changes nothing.
MergeResult resolveConflict(MergeResult result, std::size_t index, std::string_view chosen);

/// The text alone after one choice.
std::string resolve(const MergeResult& result, std::size_t index, std::string_view chosen);

} // namespace matoi::merge
