#include "models/merge/textmerge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

namespace matoi::merge {
namespace {

using ::testing::SizeIs;

TEST(TextMerge, KeepsEditsOfTwoPeopleToDifferentSentencesOfOneParagraph)
{
    const MergeResult result =
        mergeText("接続数が増えた。監視は鳴らなかった。", "接続数が急に増えた。監視は鳴らなかった。",
                  "接続数が増えた。監視は一度も鳴らなかった。");
    EXPECT_EQ(result.text, "接続数が急に増えた。監視は一度も鳴らなかった。");
    EXPECT_THAT(result.conflicts, SizeIs(0));
    EXPECT_FALSE(result.bothInserted);
}

TEST(TextMerge, KeepsBothSentencesWhenTwoPeopleInsertAtTheSamePlace)
{
    const MergeResult result = mergeText("A. B.", "A. Mine. B.", "A. Theirs. B.");
    EXPECT_EQ(result.text, "A. Theirs. Mine. B.");
    EXPECT_THAT(result.conflicts, SizeIs(0));
    EXPECT_TRUE(result.bothInserted);
}

TEST(TextMerge, KeepsBothEndingsWhenTwoPeopleGoOnWriting)
{
    EXPECT_EQ(mergeText("A.", "A. Mine.", "A. Theirs.").text, "A. Theirs. Mine.");
    EXPECT_EQ(mergeText("A.\n", "A. Mine.\n", "A. Theirs.\n").text, "A. Theirs. Mine.\n");
    EXPECT_EQ(mergeText("障害。", "障害。私。", "障害。彼。").text, "障害。彼。私。");
    EXPECT_EQ(mergeText("障害。\n次。", "障害。私。\n次。", "障害。彼。\n次。").text, "障害。彼。私。\n次。");
}

TEST(TextMerge, KeepsBothBeginningsInTheParagraphThatTwoPeopleBegin)
{
    const MergeResult result = mergeText("P.\nA.", "P.\nMine. A.", "P.\nTheirs. A.");
    EXPECT_EQ(result.text, "P.\nTheirs. Mine. A.");
}

TEST(TextMerge, DoesNotDoubleMySentenceWhenTheServerHoldsTheMergeAlready)
{
    const auto mergedTwice = [](const std::string& base, const std::string& mine, const std::string& theirs) {
        const std::string once = mergeText(base, mine, theirs).text;
        EXPECT_EQ(mergeText(base, mine, once).text, once);
        return once;
    };
    // Beside a sentence that they deleted, mine looks like a rewrite of it.
    EXPECT_EQ(mergedTwice("最初。障害。復旧。", "最初。私。障害。復旧。", "最初。復旧。"),
              "最初。私。復旧。");
    EXPECT_EQ(mergedTwice("最初。障害。復旧。", "最初。障害。私。復旧。", "最初。復旧。"),
              "最初。私。復旧。");
    EXPECT_EQ(mergedTwice("A.\nB.\nC.", "A. Mine.\nB.\nC.", "A.\nC."), "A. Mine.\nC.");
}

TEST(TextMerge, KeepsBothTextsOnLinesOfTheirOwnWhenTwoPeopleFillAnEmptyField)
{
    const MergeResult result = mergeText("", "Mine.", "Theirs.");
    EXPECT_EQ(result.text, "Theirs.\nMine.");
    EXPECT_TRUE(result.bothInserted);
}

TEST(TextMerge, PutsAnAddedSentenceInItsParagraphAndAnAddedParagraphBelow)
{
    const MergeResult result = mergeText("A.\nB.", "A. Mine.\nB.", "A.\nTheirs.\nB.");
    EXPECT_EQ(result.text, "A. Mine.\nTheirs.\nB.");
    EXPECT_FALSE(result.bothInserted);
}

TEST(TextMerge, AsksWhenBothChangedTheSameSentence)
{
    const MergeResult result =
        mergeText("A. The cause is open. C.", "A. The cause is the pool. C.", "A. The cause is the disk. C.");
    ASSERT_THAT(result.conflicts, SizeIs(1));
    EXPECT_EQ(result.text, "A. The cause is the pool. C.");
    EXPECT_EQ(result.conflicts[0],
              (MergeConflict{"The cause is open.", "The cause is the pool.", "The cause is the disk.", 3}));
    EXPECT_EQ(resolve(result, 0, result.conflicts[0].theirs), "A. The cause is the disk. C.");
}

TEST(TextMerge, AsksWhenIEditedWhatTheyDeleted)
{
    const MergeResult result = mergeText("A. Bee is here. C.", "A. Bee was here. C.", "A. C.");
    ASSERT_THAT(result.conflicts, SizeIs(1));
    EXPECT_EQ(result.text, "A. Bee was here. C.");
    EXPECT_EQ(result.conflicts[0].theirs, "");
    EXPECT_EQ(resolve(result, 0, result.conflicts[0].theirs), "A. C.");
    EXPECT_EQ(resolve(result, 0, result.conflicts[0].mine), "A. Bee was here. C.");
}

TEST(TextMerge, AsksWhenTheyEditedWhatIDeleted)
{
    const MergeResult result = mergeText("A. Bee is here.\nC.", "A.\nC.", "A. Bee was here.\nC.");
    ASSERT_THAT(result.conflicts, SizeIs(1));
    EXPECT_EQ(result.text, "A.\nC.");
    EXPECT_EQ(resolve(result, 0, result.conflicts[0].theirs), "A. Bee was here.\nC.");
    EXPECT_EQ(resolve(result, 0, result.conflicts[0].base), "A. Bee is here.\nC.");
}

TEST(TextMerge, ResolvesSeveralConflictsOneAfterTheOther)
{
    MergeResult result = mergeText("One is. Two is. Three is.", "One was. Two was. Three was.",
                                   "One will be. Two is. Three will be.");
    ASSERT_THAT(result.conflicts, SizeIs(2));
    result = resolveConflict(result, 0, result.conflicts[0].theirs);
    ASSERT_THAT(result.conflicts, SizeIs(1));
    result = resolveConflict(result, 0, "Three is, was and will be.");
    EXPECT_EQ(result.text, "One will be. Two was. Three is, was and will be.");
    EXPECT_THAT(result.conflicts, SizeIs(0));
}

TEST(TextMerge, IgnoresAChoiceForAConflictThatIsNotThere)
{
    EXPECT_EQ(resolve(mergeText("A.", "A.", "B."), 3, "x"), "B.");
}

TEST(TextMerge, KeepsASentenceThatTheyAddedToAParagraphWhichIDeleted)
{
    const MergeResult result = mergeText("P.\nBee.\nC.", "P.\nC.", "P.\nBee. Theirs.\nC.");
    EXPECT_EQ(result.text, "P.\nTheirs.\nC.");
    EXPECT_THAT(result.conflicts, SizeIs(0));
}

TEST(TextMerge, LeavesNoBlankBehindWhenTwoPeopleDeleteNeighbours)
{
    EXPECT_EQ(mergeText("A. B. C.", "A. C.", "A. B.").text, "A.");
    EXPECT_EQ(mergeText("A. B.\nC. D.", "A.\nC. D.", "A. B.\nD.").text, "A.\nD.");
}

TEST(TextMerge, MergesRowsOfATableAndItemsOfAList)
{
    EXPECT_EQ(
        mergeText("| a | 1 |\n| b | 2 |\n", "| a | 1 |\n| b | 3 |\n", "| a | 0 |\n| b | 2 |\n| c | 4 |\n")
            .text,
        "| a | 0 |\n| b | 3 |\n| c | 4 |\n");
    EXPECT_EQ(mergeText("- a\n- b", "- a\n- b\n- mine", "- a\n- b\n- theirs").text,
              "- a\n- b\n- theirs\n- mine");
}

TEST(TextMerge, NeverGluesASentenceToAListItem)
{
    EXPECT_EQ(mergeText("A.", "A. Mine.", "A.\n- theirs").text, "A.\n- theirs\nMine.");
}

TEST(TextMerge, TakesAFencedBlockThatBothChangedAsOneConflict)
{
    const MergeResult result =
        mergeText("See:\n```\na\nb\n```\n", "See:\n```\nA\nb\n```\n", "See:\n```\na\nB\n```\n");
    ASSERT_THAT(result.conflicts, SizeIs(1));
    EXPECT_EQ(result.conflicts[0].theirs, "```\na\nB\n```");
}

TEST(TextMerge, DoesNotTakeAnotherUnicodeFormForAnEdit)
{
    const std::string composed = "原因が不明。", decomposed = "原因か\u3099不明。";
    const MergeResult result = mergeText(composed, decomposed, "原因がディスク。");
    EXPECT_EQ(result.text, "原因がディスク。");
    EXPECT_THAT(result.conflicts, SizeIs(0));
    EXPECT_EQ(mergeText(composed, decomposed, composed).text, decomposed);
}

TEST(TextMerge, DoesNotDoubleASentenceThatBothAdded)
{
    const MergeResult result = mergeText("A. B.", "A. Same. B.", "A. Same. More. B.");
    EXPECT_EQ(result.text, "A. Same. More. B.");
    EXPECT_FALSE(result.bothInserted);
}

TEST(TextMerge, KeepsBytesThatAreNotUtf8)
{
    EXPECT_EQ(mergeText("\xff. B.", "\xfe. B.", "\xff. B\xe3.").text, "\xfe. B\xe3.");
    EXPECT_THAT(mergeText("\xff.", "\xfe.", "\xfd.").conflicts, SizeIs(1));
}

std::string bigText(std::size_t bytes, const std::string& mark)
{
    std::string text;
    for (int i = 0; text.size() < bytes; ++i) {
        text += "接続数が" + std::to_string(i) + mark + "まで増えた。";
        text += i % 5 == 4 ? "\n" : "";
    }
    return text;
}

double millisecondsOf(const std::string& base, const std::string& mine, const std::string& theirs)
{
    const auto start = std::chrono::steady_clock::now();
    const MergeResult result = mergeText(base, mine, theirs);
    const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
    EXPECT_GE(result.text.size(), mine.size() / 2);
    return spent.count();
}

/// Bounds are ten times what a slow machine needs: they catch a quadratic path, not a busy build server.
TEST(TextMerge, MergesLongAndHostileTextsQuickly)
{
    constexpr std::size_t kSize = 100'000;
    const std::string base = bigText(kSize, "");
    std::string mine = base, theirs = base;
    mine.insert(kSize / 3, "私の文。");
    theirs.insert(kSize / 2, "彼の文。");
    const double prose = millisecondsOf(base, mine, theirs);
    const double rewritten = millisecondsOf(base, bigText(kSize, "本"), bigText(kSize, "個"));
    std::string yes, no, fences;
    for (std::size_t i = 0; yes.size() < kSize; ++i) {
        yes += (i * i) % 7 < 3 ? "A. " : "B. ";
        no += (i * i) % 11 < 5 ? "B. " : "A. ";
        fences += "```x\n";
    }
    const double repeated = millisecondsOf(yes, no, yes + no);
    const double unclosed = millisecondsOf(fences, fences + "y", "y" + fences);
    RecordProperty("prose_ms", std::to_string(prose));
    RecordProperty("rewritten_ms", std::to_string(rewritten));
    RecordProperty("repeated_ms", std::to_string(repeated));
    RecordProperty("unclosed_ms", std::to_string(unclosed));
    EXPECT_LT(prose, 500);
    EXPECT_LT(rewritten, 2000);
    EXPECT_LT(repeated, 5000);
    EXPECT_LT(unclosed, 2000);
}

} // namespace
} // namespace matoi::merge
