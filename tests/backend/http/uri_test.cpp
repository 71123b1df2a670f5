#include "backend/http/uri.h"

#include <gmock/gmock.h>

namespace matoi::http {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Uri, TakesAPathApartBeforeItDecodesSoThatAnEncodedSlashStaysInItsSegment)
{
    const auto target = parseTarget("/incidents/a%2Fb%20c/events");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/incidents/a%2Fb%20c/events");
    EXPECT_THAT(target->segments, ElementsAre("incidents", "a/b c", "events"));
}

TEST(Uri, KeepsThePlusOfAPathAndReadsTheOneOfAQueryAsASpace)
{
    const auto target = parseTarget("/a+b?q=a+b&r=a%2Bb");
    ASSERT_TRUE(target);
    EXPECT_THAT(target->segments, ElementsAre("a+b"));
    EXPECT_EQ(target->query.get("q"), "a b");
    EXPECT_EQ(target->query.get("r"), "a+b");
}

TEST(Uri, KeepsRepeatedParametersInOrder)
{
    const auto target = parseTarget("/tags?key=b&&key=a&flag&empty=");
    ASSERT_TRUE(target);
    EXPECT_THAT(target->query.all("key"), ElementsAre("b", "a"));
    EXPECT_EQ(target->query.get("flag"), "");
    EXPECT_EQ(target->query.get("empty"), "");
    EXPECT_FALSE(target->query.get("missing"));
}

TEST(Uri, GivesNoSegmentsForTheRootAndAnEmptyOneForATrailingSlash)
{
    EXPECT_THAT(parseTarget("/")->segments, IsEmpty());
    EXPECT_THAT(parseTarget("*")->segments, IsEmpty());
    EXPECT_THAT(parseTarget("/?a=1")->segments, IsEmpty());
    EXPECT_THAT(parseTarget("/a/")->segments, ElementsAre("a", ""));
    EXPECT_THAT(parseTarget("//")->segments, ElementsAre("", ""));
}

TEST(Uri, AcceptsTheAbsoluteFormThatProxiesSend)
{
    EXPECT_EQ(parseTarget("http://matoi.example:8080/a/b?c=d")->path, "/a/b");
    EXPECT_EQ(parseTarget("HTTPS://matoi.example")->path, "/");
    EXPECT_EQ(parseTarget("http://matoi.example?c=d")->query.get("c"), "d");
}

TEST(Uri, RefusesWhatCouldMeanTwoThings)
{
    for (const char* target : {"", "a", "/%", "/%2", "/%zz", "/%00", "/a b", "/a#b", "/caf\xC3\xA9", "/%FF",
                               "/?a=%C0%80", "/?%ED%A0%80=1", "/%F4%90%80%80", "/%E2%82", "ftp://a/b"})
        EXPECT_FALSE(parseTarget(target)) << target;
    std::string many = "/?";
    for (int i = 0; i < 300; ++i)
        many += "a&";
    EXPECT_FALSE(parseTarget(many));
}

TEST(Uri, DecodesJapaneseAndEncodesItBackToTheSameBytes)
{
    const auto target = parseTarget("/%E9%9A%9C%E5%AE%B3");
    ASSERT_TRUE(target);
    EXPECT_THAT(target->segments, ElementsAre("障害"));
    EXPECT_EQ(percentEncode("障害"), "%E9%9A%9C%E5%AE%B3");
    EXPECT_EQ(percentEncode("a-b.c_d~e f/"), "a-b.c_d~e%20f%2F");
}

} // namespace matoi::http
