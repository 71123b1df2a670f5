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
