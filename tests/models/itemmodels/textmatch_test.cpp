#include "models/itemmodels/textmatch.h"

#include <gtest/gtest.h>

namespace matoi::itemmodels {
namespace {

std::optional<TextMatch> match(const char* typed, const char* shown, const char* hidden = "")
{
    return matchWords(searchWords(QString::fromUtf8(typed)), QString::fromUtf8(shown),
                      QString::fromUtf8(hidden));
}

TEST(TextMatch, WantsEveryWordInAnyOrder)
{
    EXPECT_TRUE(match("ken page", "Page Kenji Mori"));
    EXPECT_FALSE(match("page aiko", "Page Kenji Mori"));
}

TEST(TextMatch, MarksWhatWasTypedWhereAWordStartsWithIt)
{
    const auto found = match("ken", "Broken, says Kenji");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->spans, (std::vector<TextMatch::Span>{{13, 3}}));
}

TEST(TextMatch, PutsTheStartOfTheTextBeforeAWordsStartBeforeAMiddle)
{
    EXPECT_GT(match("page", "Page Kenji")->score, match("page", "Open page")->score);
    EXPECT_GT(match("page", "Open page")->score, match("page", "Homepage")->score);
}

TEST(TextMatch, FindsSynonymsOnlyFromTheirStartAndMarksNothing)
{
    const auto found = match("oncall", "Kenji Mori", "payments oncall");
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->spans.empty());
    EXPECT_FALSE(match("call", "Kenji Mori", "payments oncall"));
}

TEST(TextMatch, FindsJapaneseInsideAWord)
{
    const auto found = match("障害", "決済の障害が発生");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->spans, (std::vector<TextMatch::Span>{{3, 2}}));
}

TEST(TextMatch, MarksLettersOnceThatTwoWordsFound)
{
    const auto found = match("ken kenji", "Kenji");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->spans, (std::vector<TextMatch::Span>{{0, 5}}));
}

TEST(TextMatch, TakesAWideSpaceForASpace)
{
    EXPECT_EQ(searchWords(QString::fromUtf8("決済　障害")),
              QStringList({QString::fromUtf8("決済"), QString::fromUtf8("障害")}));
}

} // namespace
} // namespace matoi::itemmodels
