#include "models/merge/textmerge.h"
#include "tests/models/merge/documents.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace matoi::merge {
namespace {

using testing::Deletions;
using testing::documents;
using testing::hostileText;
using testing::Language;
using testing::sentencesOf;
using testing::Versions;

constexpr int kEdits = 6;

rc::Gen<Versions> anyDocuments(Deletions deletions = Deletions::Some)
{
    return rc::gen::oneOf(documents(Language::Japanese, kEdits, deletions),
                          documents(Language::English, kEdits, deletions));
}

std::set<std::string> setOf(const std::string& text)
{
    const std::vector<std::string> sentences = sentencesOf(text);
    return {sentences.begin(), sentences.end()};
}

/// Everything a person can still see after the merge: the text and all versions of every conflict.
std::set<std::string> visible(const MergeResult& result)
{
    std::set<std::string> all = setOf(result.text);
    for (const MergeConflict& conflict : result.conflicts) {
        all.merge(setOf(conflict.base));
        all.merge(setOf(conflict.mine));
        all.merge(setOf(conflict.theirs));
    }
    return all;
}

void checkNothingVanished(const Versions& v, const MergeResult& result)
{
    const std::set<std::string> base = setOf(v.base), mine = setOf(v.mine), theirs = setOf(v.theirs);
    const std::set<std::string> seen = visible(result);
    for (const std::string& sentence : mine) {
        if (base.count(sentence) == 0 || theirs.count(sentence) > 0) {
            RC_ASSERT(seen.count(sentence) == 1U);
        }
    }
    for (const std::string& sentence : theirs) {
        if (base.count(sentence) == 0) {
            RC_ASSERT(seen.count(sentence) == 1U);
        }
    }
}

RC_GTEST_PROP(TextMergeProperty, NoAuthorsSentenceVanishesWithoutAConflictRow, ())
{
    const Versions v = *anyDocuments();
    checkNothingVanished(v, mergeText(v.base, v.mine, v.theirs));
}

RC_GTEST_PROP(TextMergeProperty, NoSentenceAppearsThatNobodyWrote, ())
{
    const Versions v = *anyDocuments();
    std::set<std::string> written = setOf(v.base);
    written.merge(setOf(v.mine));
    written.merge(setOf(v.theirs));
    MergeResult result = mergeText(v.base, v.mine, v.theirs);
    while (true) {
        for (const std::string& sentence : sentencesOf(result.text)) {
            RC_ASSERT(written.count(sentence) == 1U);
        }
        if (result.conflicts.empty()) {
            break;
        }
        const MergeConflict conflict = result.conflicts.front();
        result = resolveConflict(result, 0, *rc::gen::element(conflict.base, conflict.mine, conflict.theirs));
    }
}

RC_GTEST_PROP(TextMergeProperty, WhenOneSideDidNothingTheOtherIsTheResultByteForByte, ())
{
    const std::string base = *hostileText(), changed = *hostileText();
    for (const MergeResult& result : {mergeText(base, changed, base), mergeText(base, base, changed),
                                      mergeText(base, changed, changed)}) {
        RC_ASSERT(result.text == changed);
        RC_ASSERT(result.conflicts.empty());
        RC_ASSERT(!result.bothInserted);
    }
}

RC_GTEST_PROP(TextMergeProperty, TokensJoinedAreTheTextByteForByte, ())
{
    const std::string text = *hostileText();
    std::string joined;
    for (const std::string& token : splitSentences(text)) {
        RC_ASSERT(!token.empty());
        joined += token;
    }
    RC_ASSERT(joined == text);
}

RC_GTEST_PROP(TextMergeProperty, EveryConflictShowsMineWhereItSaysAndInOrder, ())
{
    const MergeResult result = mergeText(*hostileText(), *hostileText(), *hostileText());
    std::size_t end = 0;
    for (const MergeConflict& conflict : result.conflicts) {
        RC_ASSERT(conflict.at >= end);
        end = conflict.at + conflict.mine.size();
        RC_ASSERT(end <= result.text.size());
        RC_ASSERT(result.text.substr(conflict.at, conflict.mine.size()) == conflict.mine);
        RC_ASSERT(conflict.mine != conflict.theirs);
    }
}

RC_GTEST_PROP(TextMergeProperty, MergingAgainChangesNothing, ())
{
    const Versions v = *anyDocuments();
    const MergeResult once = mergeText(v.base, v.mine, v.theirs);
    RC_ASSERT(mergeText(v.base, v.mine, v.theirs) == once);
    RC_ASSERT(mergeText(v.theirs, once.text, v.theirs).text == once.text);
    RC_ASSERT(mergeText(once.text, once.text, once.text).text == once.text);
    // A deletion beside an insertion can look like a rewrite the second time; even so nothing may be lost.
    checkNothingVanished({v.base, v.mine, once.text}, mergeText(v.base, v.mine, once.text));
}

RC_GTEST_PROP(TextMergeProperty, AfterALostAnswerMergingMineWithATextThatHoldsItAlreadyDoublesNothing, ())
{
    const Versions v = *anyDocuments(Deletions::None);
    const MergeResult once = mergeText(v.base, v.mine, v.theirs);
    if (once.conflicts.empty()) {
        RC_ASSERT(mergeText(v.base, v.mine, once.text).text == once.text);
        RC_ASSERT(mergeText(v.base, once.text, v.theirs).text == once.text);
    }
}

RC_GTEST_PROP(TextMergeProperty, WhoseTextIsOnTheServerMattersOnlyForTwoInsertionsAtOnePlace, ())
{
    const Versions v = *anyDocuments();
    const MergeResult here = mergeText(v.base, v.mine, v.theirs);
    const MergeResult there = mergeText(v.base, v.theirs, v.mine);
    RC_ASSERT(here.conflicts.size() == there.conflicts.size());
    RC_ASSERT(here.bothInserted == there.bothInserted);
    if (here.conflicts.empty() && !here.bothInserted) {
        RC_ASSERT(here.text == there.text);
    }
    RC_ASSERT(visible(here) == visible(there));
}

RC_GTEST_PROP(TextMergeProperty, ChoosingTheirsEverywhereLeavesNoneOfMyDisputedSentences, ())
{
    const Versions v = *anyDocuments();
    MergeResult result = mergeText(v.base, v.mine, v.theirs);
    std::set<std::string> disputed;
    for (const MergeConflict& conflict : result.conflicts) {
        disputed.merge(setOf(conflict.mine));
    }
    while (!result.conflicts.empty()) {
        const std::size_t last = result.conflicts.size() - 1;
        const std::string theirs = result.conflicts[last].theirs;
        RC_ASSERT(resolve(result, last, theirs) == resolveConflict(result, last, theirs).text);
        result = resolveConflict(result, last, theirs);
    }
    for (const std::string& sentence : sentencesOf(result.text)) {
        RC_ASSERT(disputed.count(sentence) == 0U);
    }
}

} // namespace
} // namespace matoi::merge
