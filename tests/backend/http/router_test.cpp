#include "backend/http/router.h"
#include "backend/http/uri.h"

#include <gmock/gmock.h>

#include <stdexcept>

namespace matoi::http {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

namespace {

Handler nothing()
{
    return [](Request) -> boost::asio::awaitable<Response> { co_return noContent(); };
}

class RouterTest : public testing::Test
{
protected:
    void add(const char* method, const char* pattern) { m_router.route(method, pattern, nothing()); }
    Router::Match match(const char* method, const char* path) const
    {
        return m_router.match(method, parseTarget(path)->segments);
    }
    std::string matched(const char* method, const char* path) const
    {
        const auto found = match(method, path);
        return found.route ? found.route->method + " " + found.route->pattern : "";
    }

    Router m_router;
};

} // namespace

TEST_F(RouterTest, CapturesDecodedSegmentsByName)
{
    add("GET", "/incidents/{incident}/events/{event}");
    const auto found = match("GET", "/incidents/a%2Fb/events/7");
    ASSERT_TRUE(found.route);
    EXPECT_THAT(found.captures, ElementsAre(Pair("incident", "a/b"), Pair("event", "7")));
}

TEST_F(RouterTest, PrefersALiteralToACaptureAndACaptureToTheRestOfThePath)
{
    add("GET", "/{rest+}");
    add("GET", "/incidents/{id}");
    add("GET", "/incidents/open");
    EXPECT_EQ(matched("GET", "/incidents/open"), "GET /incidents/open");
    EXPECT_EQ(matched("GET", "/incidents/7"), "GET /incidents/{id}");
    EXPECT_EQ(matched("GET", "/incidents/7/events"), "GET /{rest+}");
    EXPECT_THAT(match("GET", "/a/b/c").captures, ElementsAre(Pair("rest", "a/b/c")));
}

TEST_F(RouterTest, FindsTheCaptureOfOneMethodBehindTheLiteralOfAnother)
{
    add("POST", "/incidents/merge");
    add("GET", "/incidents/{id}");
    EXPECT_EQ(matched("GET", "/incidents/merge"), "GET /incidents/{id}");
    EXPECT_THAT(match("PUT", "/incidents/merge").allowed, ElementsAre("GET", "HEAD", "POST"));
}

TEST_F(RouterTest, KnowsAPathWithASecretAlsoWhenItIsNotQuiteRight)
{
    m_router.route("GET", "/a/{token}", nothing(), {.secretInTarget = true});
    add("GET", "/items/{id}");
    const auto pattern = [this](const char* path) {
        return m_router.secretPattern(parseTarget(path)->segments);
    };
    for (const char* path : {"/a/secret", "/a/secret/", "//a/secret", "/a//secret", "/a/secret/more"})
        EXPECT_EQ(pattern(path), "/a/{token}") << path;
    for (const char* path : {"/", "/a", "/a/", "/items/7", "/b/a/secret"})
        EXPECT_EQ(pattern(path), "") << path;
}

TEST_F(RouterTest, TellsAnUnknownPathFromAMethodThatThePathDoesNotHave)
{
    add("GET", "/incidents");
    add("POST", "/incidents");
    EXPECT_FALSE(match("DELETE", "/incidents").route);
    EXPECT_THAT(match("DELETE", "/incidents").allowed, ElementsAre("GET", "HEAD", "POST"));
    EXPECT_THAT(match("GET", "/incident").allowed, IsEmpty());
    EXPECT_THAT(match("GET", "/incidents/").allowed, IsEmpty());
}

TEST_F(RouterTest, DoesNotCaptureAnEmptySegment)
{
    add("GET", "/incidents/{id}");
    EXPECT_EQ(matched("GET", "/incidents/"), "");
}

TEST_F(RouterTest, AnswersHeadWithGetUnlessItHasItsOwn)
{
    add("GET", "/a");
    add("GET", "/b");
    add("HEAD", "/b");
    EXPECT_EQ(matched("HEAD", "/a"), "GET /a");
    EXPECT_EQ(matched("HEAD", "/b"), "HEAD /b");
}

TEST_F(RouterTest, RefusesPatternsThatAreMalformedOrTaken)
{
    add("GET", "/a/{id}");
    add("GET", "/");
    for (const char* pattern :
         {"", "a", "//", "/a//b", "/a/", "/{}", "/{+}", "/{a", "/{a+}/b", "/a/{other}", "/"})
        EXPECT_THROW(add("GET", pattern), std::logic_error) << pattern;
    EXPECT_NO_THROW(add("POST", "/a/{other}"));
}

TEST_F(RouterTest, ListsItsRoutes)
{
    add("GET", "/b/{id}");
    add("GET", "/a");
    ASSERT_EQ(m_router.routes().size(), 2U);
    EXPECT_EQ(m_router.routes().front()->pattern, "/a");
}

TEST(Request, FailsLoudlyForACaptureThatTheRouteDoesNotHave)
{
    Request request;
    request.captures = {{"id", "7"}};
    EXPECT_EQ(request.capture("id"), "7");
    EXPECT_THROW(request.capture("incident"), std::logic_error);
}

} // namespace matoi::http
