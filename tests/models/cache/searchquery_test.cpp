#include "models/cache/searchquery.h"
#include "models/cache/searchsnippet.h"

#include <gmock/gmock.h>

namespace {

using namespace matoi;
using cache::joined;
using cache::parseSearch;
using cache::SearchPhrase;
using cache::searchTerms;
using testing::ElementsAre;
using testing::IsEmpty;

std::string terms(std::string_view text)
{
    return joined(searchTerms(text));
}

bool finds(std::string_view query, std::string_view text)
{
    return !cache::searchSnippet(text, parseSearch(query)).empty();
}

/// The snippet with its hits in brackets.
std::string marked(std::string_view text, std::string_view query)
{
    std::string result;
    for (const domain::SnippetPiece& piece : cache::searchSnippet(text, parseSearch(query)))
        result += piece.hit ? "[" + piece.text + "]" : piece.text;
    return result;
}

TEST(SearchText, CutsWordsWhereTheyEnd)
{
    EXPECT_EQ(terms("CPU saturation on web-prod, 5xx over 3 %"), "cpu saturation on web prod 5xx over 3");
}

TEST(SearchText, CutsJapaneseIntoPairsAndALastCharacter)
{
    EXPECT_EQ(terms("障害対応"), "障害 害対 対応 応");
    EXPECT_EQ(terms("DBの障害"), "db の障 障害 害");
    EXPECT_EQ(terms("エラー率"), "エラ ラー ー率 率");
}

TEST(SearchText, MakesHalfAndFullWidthTheSame)
{
    EXPECT_EQ(terms("ﾍﾟｲﾒﾝﾄ ＡＰＩ ５００"), terms("ペイメント api 500"));
}

TEST(SearchText, KeepsAnAccentWithItsLetterHoweverItIsWritten)
{
    EXPECT_EQ(terms("Caf\u00E9"), terms("cafe\u0301"));
    EXPECT_EQ(terms("Straße"), "strasse");
}

TEST(SearchText, TakesWhatIsNotUtf8)
{
    EXPECT_EQ(terms("disk\xff\xfe"
                    "full"),
              "disk full");
    EXPECT_EQ(terms("\xe9\x9a"), "");
}

TEST(SearchText, KnowsWhereATermStoodInTheOriginal)
{
    const std::string text = "ＡＰＩのｶﾞｰﾄﾞ";
    const auto found = searchTerms(text);
    const auto& api = found.terms.front();
    EXPECT_EQ(text.substr(api.begin, api.end - api.begin), "ＡＰＩ");
    const auto& guard = found.terms[2];
    EXPECT_EQ(found.text(guard), "ガー");
    EXPECT_EQ(text.substr(guard.begin, guard.end - guard.begin), "ｶﾞｰ");
    EXPECT_EQ(text.substr(guard.begin, guard.firstEnd - guard.begin), "ｶﾞ");
}

TEST(SearchQuery, TakesEachWordAsABeginning)
{
    EXPECT_THAT(parseSearch("check slow").phrases,
                ElementsAre(SearchPhrase{{"check"}, true}, SearchPhrase{{"slow"}, true}));
}

TEST(SearchQuery, TakesQuotedWordsInTheirOrderAndWhole)
{
    EXPECT_THAT(parseSearch("\"disk full\"").phrases, ElementsAre(SearchPhrase{{"disk", "full"}, false}));
}

TEST(SearchQuery, TakesAMarkThatIsNotClosedYetAsTyping)
{
    EXPECT_THAT(parseSearch("\"disk fu").phrases, ElementsAre(SearchPhrase{{"disk", "fu"}, true}));
}

TEST(SearchQuery, KnowsFullWidthSpacesAndTypographicMarks)
{
    EXPECT_EQ(parseSearch("障害　対応"), parseSearch("障害 対応"));
    EXPECT_EQ(parseSearch("“disk full”"), parseSearch("\"disk full\""));
}

TEST(SearchQuery, LooksForNothingWhereThereIsNoWord)
{
    for (const char* text : {"", "   ", "\"", "\"\"", "%", "***", "-", "()", "NEAR(", "\" \" \""})
        EXPECT_THAT(parseSearch(text).phrases,
                    text == std::string("NEAR(") ? testing::SizeIs(1) : testing::SizeIs(0))
            << text;
}

TEST(SearchQuery, IsCutWhenItIsTooLong)
{
    std::string text;
    for (int i = 0; i < 1000; ++i)
        text += "w" + std::to_string(i) + " ";
    EXPECT_EQ(parseSearch(text).phrases.size(), cache::SearchQuery::kMostPhrases);
    EXPECT_EQ(parseSearch(std::string(5000, 'x')).phrases.front().terms.front().size(),
              cache::SearchQuery::kLongestText);
}

TEST(SearchSnippet, FindsTwoCharactersOfJapaneseAnywhere)
{
    EXPECT_TRUE(finds("障害", "決済サービスの障害対応を始めた"));
    EXPECT_TRUE(finds("対応", "決済サービスの障害対応を始めた"));
    EXPECT_FALSE(finds("害障", "決済サービスの障害対応を始めた"));
    EXPECT_FALSE(finds("障害", "障、害"));
}

TEST(SearchSnippet, FindsOneCharacterToo)
{
    EXPECT_EQ(marked("決済が遅い", "済"), "決[済]が遅い");
    EXPECT_EQ(marked("決済が遅い", "い"), "決済が遅[い]");
}

TEST(SearchSnippet, FindsWordsFromTheirBeginning)
{
    EXPECT_EQ(marked("CPU saturation on web-prod", "sat web-pr"), "CPU [saturation] on [web-prod]");
    EXPECT_FALSE(finds("ration", "CPU saturation"));
    EXPECT_FALSE(finds("\"satur\"", "CPU saturation"));
}

TEST(SearchSnippet, FindsWhatIsWrittenTogether)
{
    EXPECT_EQ(marked("503エラーが増えた", "503エラー"), "[503エラー]が増えた");
    EXPECT_FALSE(finds("503エラー", "503のエラー"));
    EXPECT_TRUE(finds("DB障", "DB障害"));
}

TEST(SearchSnippet, ShowsTheOriginalLetters)
{
    EXPECT_EQ(marked("ﾍﾟｲﾒﾝﾄ ＡＰＩが停止", "ペイ api"), "[ﾍﾟｲ]ﾒﾝﾄ [ＡＰＩ]が停止");
}

TEST(SearchSnippet, IsOneLineAroundTheWordsThatStandTogether)
{
    const std::string filler(300, 'x');
    const std::string text = "disk\n\n" + filler + "\n**disk**  is\tfull " + filler;
    EXPECT_THAT(marked(text, "disk full"), testing::StartsWith("…[disk] is [full] xxx"));
    EXPECT_THAT(marked(text, "disk full"), testing::EndsWith("x…"));
}

TEST(SearchSnippet, NeedsEveryWord)
{
    EXPECT_FALSE(finds("disk empty", "the disk is full"));
}

} // namespace
