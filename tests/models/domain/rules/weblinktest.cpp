#include "models/domain/rules/weblink.h"

#include <gtest/gtest.h>

namespace matoi::domain::rules {
namespace {

TEST(WebLink, OpensNothingButTheWeb)
{
    EXPECT_TRUE(isHttpUrl("https://example.com/a?b#c"));
    EXPECT_TRUE(isHttpUrl("http://[::1]:8080/"));
    for (const char* other :
         {"", "file:///etc/passwd", "javascript:alert(1)", "HTTPS//x", "https://", "https:///x",
          "https://user@", "https://a b", "https://a\nb", "smb://host/share", "matoi://incident/1"})
        EXPECT_FALSE(isHttpUrl(other)) << other;
}

TEST(WebLink, NamesTheHostWithoutWhatIsAroundIt)
{
    EXPECT_EQ(hostOf("https://user:secret@www.grafana.example:3000/d/x"), "grafana.example");
    EXPECT_EQ(hostOf("http://[::1]:8080/"), "[::1]:8080");
    EXPECT_EQ(hostOf("ftp://example.com"), "");
}

struct Case
{
    const char* url;
    RelatedKind kind;
    const char* title;
};

class Guess : public ::testing::TestWithParam<Case>
{};

TEST_P(Guess, SaysWhatAPastedAddressIs)
{
    const LinkGuess found = guessLink(GetParam().url);
    EXPECT_EQ(found.kind, GetParam().kind) << GetParam().url;
    EXPECT_EQ(found.title, GetParam().title);
}

INSTANTIATE_TEST_SUITE_P(
    Addresses, Guess,
    ::testing::Values(
        Case{"https://hinode.atlassian.net/browse/PAY-3318?focused=1", RelatedKind::Ticket, "PAY-3318"},
        Case{"https://github.com/hinode/checkout/issues/12", RelatedKind::Ticket, "hinode/checkout#12"},
        Case{"https://github.com/hinode/checkout/pull/981/files", RelatedKind::Change, "hinode/checkout#981"},
        Case{"https://gitlab.example/shop/checkout/-/merge_requests/7", RelatedKind::Change,
             "shop/checkout!7"},
        Case{"https://gitlab.example/a/shop/checkout/-/issues/7", RelatedKind::Ticket, "shop/checkout#7"},
        Case{"https://github.com/hinode/checkout/commit/0123456789abcdef", RelatedKind::Change,
             "hinode/checkout 0123456789"},
        Case{"https://grafana.example/d/abc123/checkout-golden-signals?from=now-1h", RelatedKind::Dashboard,
             "Checkout golden signals"},
        Case{"https://hinode.slack.com/archives/C02ABC/p1700", RelatedKind::Chat, "hinode.slack.com"},
        Case{"https://wiki.example/%E9%9A%9C%E5%AE%B3%E5%AF%BE%E5%BF%9C", RelatedKind::Link, "障害対応"},
        Case{"https://wiki.example/a%0Ab%zz", RelatedKind::Link, "A%0Ab%zz"},
        Case{"https://status.example", RelatedKind::Link, "status.example"},
        Case{"not an address", RelatedKind::Link, ""}));

} // namespace
} // namespace matoi::domain::rules
