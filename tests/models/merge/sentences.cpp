#include "models/merge/textmerge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace matoi::merge {
namespace {

using ::testing::ElementsAre;

TEST(SplitSentences, EndsJapaneseSentencesAtTheFullStopAndAfterAClosingBracket)
{
    EXPECT_THAT(splitSentences("障害を検知した。「復旧済み。」次は？連絡！"),
                ElementsAre("障害を検知した。", "「復旧済み。」", "次は？", "連絡！"));
}

TEST(SplitSentences, KeepsTheBlanksBetweenEnglishSentencesApart)
{
    EXPECT_THAT(splitSentences("The pool of v1.2.3 filled at 14:02. Nobody was paged!  Why?"),
                ElementsAre("The pool of v1.2.3 filled at 14:02.", " ", "Nobody was paged!", "  ", "Why?"));
}

TEST(SplitSentences, EndsASentenceAtALineBreakAndKeepsBlankLinesTogether)
{
    EXPECT_THAT(splitSentences("no full stop\r\n\r\n　次の段落"),
                ElementsAre("no full stop", "\r\n\r\n　", "次の段落"));
}

TEST(SplitSentences, TakesAFencedBlockAsOneToken)
{
    EXPECT_THAT(splitSentences("Run this.\n```sh\nls -l. Then.\n\n~~~\n```\nDone."),
                ElementsAre("Run this.", "\n", "```sh\nls -l. Then.\n\n~~~\n```", "\n", "Done."));
}

TEST(SplitSentences, TakesAFenceThatIsStillOpenAsAnOrdinaryLine)
{
    EXPECT_THAT(splitSentences("```sh\nOne. Two."), ElementsAre("```sh", "\n", "One.", " ", "Two."));
}

TEST(SplitSentences, TakesTableRowsListItemsAndHeadingsWhole)
{
    EXPECT_THAT(splitSentences("# Why. Really\n| a. b | c |\n  - one. two.\n12. three. four.\n・五。六。"),
                ElementsAre("# Why. Really", "\n", "| a. b | c |", "\n  ", "- one. two.", "\n",
                            "12. three. four.", "\n", "・五。六。"));
}

TEST(SplitSentences, DoesNotTakeAMinusOrAYearForAListItem)
{
    EXPECT_THAT(splitSentences("-5 degrees. Cold.\n2026. Next."),
                ElementsAre("-5 degrees.", " ", "Cold.", "\n", "2026. Next."));
    EXPECT_THAT(splitSentences("3.5 s. Slow."), ElementsAre("3.5 s.", " ", "Slow."));
}

TEST(SplitSentences, KeepsBytesThatAreNotUtf8)
{
    EXPECT_THAT(splitSentences("\xff\xfe. \xe3\x81"), ElementsAre("\xff\xfe.", " ", "\xe3\x81"));
    EXPECT_THAT(splitSentences(""), ElementsAre());
}

} // namespace
} // namespace matoi::merge
