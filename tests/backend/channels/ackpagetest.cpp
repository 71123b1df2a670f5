#include "backend/channels/ackpage.h"

#include "tests/backend/channels/pagecontentfixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace matoi::channels {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(AckPage, OffersTheTwoAnswersAsFormsThatPost)
{
    const std::string html = renderAckPage(AckPageState::Open, kenjisPage());
    EXPECT_THAT(html, HasSubstr("<form method=\"post\">"));
    EXPECT_THAT(html, HasSubstr("value=\"acknowledge\">Acknowledge<"));
    EXPECT_THAT(html, HasSubstr("value=\"refuse\">I cannot. Page the next person now<"));
    EXPECT_THAT(html, HasSubstr("14:33:36"));
    EXPECT_THAT(html, Not(HasSubstr("<script")));
}

/// "inherit" within the shorthand makes browsers drop all of it: the button had the smallest text of the
/// page.
TEST(AckPage, WritesItsButtonsLarge)
{
    const std::string html = renderAckPage(AckPageState::Open, kenjisPage());
    const auto rule = html.find("button{");
    ASSERT_NE(rule, std::string::npos);
    const std::string button = html.substr(rule, html.find('}', rule) - rule);
    EXPECT_THAT(button, HasSubstr("font-size:20px"));
    EXPECT_THAT(button, Not(HasSubstr("font:")));
}

TEST(AckPage, SpeaksTheContactsLanguage)
{
    const std::string html = renderAckPage(AckPageState::Open, kenjisPage("ja"));
    EXPECT_THAT(html, HasSubstr("lang=\"ja\""));
    EXPECT_THAT(html, HasSubstr("応答する"));
    EXPECT_THAT(html, Not(HasSubstr("Acknowledge")));
}

TEST(AckPage, HasNoButtonOnceItIsOver)
{
    for (const auto state : {AckPageState::Acknowledged, AckPageState::TakenByOther, AckPageState::Refused,
                             AckPageState::RefusedLate, AckPageState::RefusedLast, AckPageState::Over})
        EXPECT_THAT(renderAckPage(state, kenjisPage(), "Aiko Tanaka"), Not(HasSubstr("<button")));
    EXPECT_THAT(renderAckPage(AckPageState::TakenByOther, kenjisPage(), "Aiko Tanaka"),
                HasSubstr("Aiko Tanaka acknowledged before you"));
}

TEST(AckPage, PromisesAnotherPageOnlyWhenThereWillBeOne)
{
    PageContent last = kenjisPage();
    last.refusalPages = false;
    EXPECT_THAT(renderAckPage(AckPageState::Open, last), Not(HasSubstr("next person")));
    for (const auto state : {AckPageState::RefusedLate, AckPageState::RefusedLast})
        for (const char* language : {"en", "ja"}) {
            const std::string html = renderAckPage(state, kenjisPage(language));
            EXPECT_THAT(html, Not(HasSubstr("is paged now")));
            EXPECT_THAT(html, Not(HasSubstr("次の人を呼び出しています")));
        }
}

TEST(AckPage, EscapesWhatCameFromOutside)
{
    EXPECT_THAT(renderAckPage(AckPageState::TakenByOther, kenjisPage(), "<img>"), Not(HasSubstr("<img>")));
}

} // namespace
} // namespace matoi::channels
