#include "backend/channels/pagemail.h"

#include "tests/backend/channels/pagecontentfixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace matoi::channels {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(PageMail, StartsItsSubjectWithTheImpact)
{
    EXPECT_EQ(renderPageMail(kenjisPage()).subject,
              "[1 Critical] Page for you: Checkout slow <and> failing (INC-2041)");
    EXPECT_EQ(renderPageMail(kenjisPage("ja")).subject,
              "【1 緊急】呼び出し：Checkout slow <and> failing（INC-2041）");
}

TEST(PageMail, SaysWhoCallsWhatComesNextAndByWhenInTheContactsZone)
{
    const std::string text = renderPageMail(kenjisPage()).text;
    EXPECT_THAT(text, HasSubstr("Misaki Sato pages you: held card authorisations"));
    EXPECT_THAT(text, HasSubstr("14:28:36 JST"));
    EXPECT_THAT(text, HasSubstr("14:30:36  you are paged by webhook"));
    EXPECT_THAT(text, HasSubstr("14:33:36  Aiko Tanaka is paged too, by e-mail"));
    EXPECT_THAT(text, HasSubstr("https://matoi.hinode.example/a/tok"));
    EXPECT_THAT(text, HasSubstr("00:26:22"));
}

TEST(PageMail, HoldsTheSameInItsTwoForms)
{
    const PageMail mail = renderPageMail(kenjisPage());
    for (const char* fact : {"held card authorisations", "Aiko Tanaka", "a/tok", "Misaki Sato",
                             "About 52% of checkouts fail."}) {
        EXPECT_THAT(mail.text, HasSubstr(fact));
        EXPECT_THAT(mail.html, HasSubstr(fact));
    }
}

TEST(PageMail, LetsNothingFromOutsideBecomeMarkup)
{
    PageContent content = kenjisPage();
    content.reason = "<script>alert(1)</script>";
    content.ackUrl = "https://x/\"onclick=\"";
    const std::string html = renderPageMail(content).html;
    EXPECT_THAT(html, Not(HasSubstr("<script>")));
    EXPECT_THAT(html, Not(HasSubstr("\"onclick")));
    EXPECT_THAT(html, HasSubstr("Checkout slow &lt;and&gt; failing"));
}

TEST(PageMail, SaysThatADrillIsOne)
{
    PageContent content = kenjisPage();
    content.drill = true;
    EXPECT_THAT(renderPageMail(content).subject, HasSubstr("DRILL"));
    EXPECT_THAT(renderPageMail(content).text, HasSubstr("DRILL"));
    EXPECT_THAT(renderPageMail(content).html, HasSubstr("DRILL"));
}

} // namespace
} // namespace matoi::channels
