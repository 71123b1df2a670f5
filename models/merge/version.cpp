#include "models/merge/version.h"

#include <algorithm>
#include <unordered_set>

namespace matoi::merge {

namespace {

std::ptrdiff_t lineBreaks(std::string_view run)
{
    return std::count(run.begin(), run.end(), '\n');
}

/// The inserted sentences have one run of white space more than there are of them; the one that the base has
/// at this place, told by its line breaks, divides them. The first that fits is taken.
std::size_t turnOf(std::string_view baseRun, const std::vector<std::string_view>& runs, std::size_t begin,
                   std::size_t end)
{
    for (std::size_t i = begin; i <= end; ++i) {
        if (lineBreaks(runs[i]) == lineBreaks(baseRun)) {
            return i;
        }
    }
    return begin;
}

void findChanges(const Version& base, Version& version, const std::unordered_set<SentenceId>& isInsertion)
{
    version.target = align(base.sentences, version.sentences, isInsertion);
    version.insertions.assign(base.sentences.size() + 1, Insertion{});
    std::size_t begin = 0;
    for (std::size_t gap = 0; gap <= base.sentences.size(); ++gap) {
        const bool last = gap == base.sentences.size();
        if (!last && version.target[gap] == kNoSentence) {
            continue;
        }
        const std::size_t end = last ? version.sentences.size() : version.target[gap];
        if (begin < end) {
            const std::size_t turn = turnOf(base.text.runs[gap], version.text.runs, begin, end);
            version.insertions[gap] = {begin, turn, end};
        }
        begin = end + 1;
    }
}

using Ids = std::unordered_set<SentenceId>;

Ids idsOf(const Version& version)
{
    Ids ids;
    for (const IdentifiedSentence& sentence : version.sentences) {
        ids.insert(sentence.id);
    }
    return ids;
}

/// Adds the sentences that `version` seems to have put in the place of an old one, while `other` has them too
/// but not in that place. Returns whether there were any.
bool addContradictions(const Version& base, const Version& version, const Version& other, const Ids& otherIds,
                       Ids& insertions)
{
    const std::size_t before = insertions.size();
    for (std::size_t i = 0; i < base.sentences.size(); ++i) {
        if (version.target[i] == kNoSentence || version.id(version.target[i]) == base.id(i)) {
            continue;
        }
        const SentenceId id = version.id(version.target[i]);
        const bool alike = other.target[i] != kNoSentence && other.id(other.target[i]) == id;
        if (!alike && otherIds.count(id) > 0) {
            insertions.insert(id);
        }
    }
    return insertions.size() > before;
}

} // namespace

Version readVersion(std::string_view text, SentenceIds& ids)
{
    Version version;
    version.text = parseSentences(text);
    version.sentences = ids.identify(version.text);
    return version;
}

void compareWithBase(const Version& base, Version& mine, Version& theirs)
{
    // A new sentence that both have may seem a rewrite to one and an insertion to the other, and would come
    // out twice; above all when a text that already holds mine is merged with mine again. Then it is an
    // insertion.
    constexpr int maxRounds = 4;
    const Ids myIds = idsOf(mine), theirIds = idsOf(theirs);
    Ids insertions;
    for (int round = 0; round < maxRounds; ++round) {
        findChanges(base, mine, insertions);
        findChanges(base, theirs, insertions);
        const bool byMe = addContradictions(base, mine, theirs, theirIds, insertions);
        const bool byThem = addContradictions(base, theirs, mine, myIds, insertions);
        if (!byMe && !byThem) {
            return;
        }
    }
}

} // namespace matoi::merge
