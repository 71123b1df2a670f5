#include "backend/http/headers.h"
#include "backend/http/ratelimiter.h"

#include <gtest/gtest.h>

#include <memory>

namespace matoi::http {

using namespace std::chrono_literals;

namespace {

struct FakeClock
{
    std::shared_ptr<std::chrono::steady_clock::time_point> now =
        std::make_shared<std::chrono::steady_clock::time_point>();
    RateLimiter::Clock clock() const
    {
        return [time = now] { return *time; };
    }
};

} // namespace

TEST(RateLimiter, LetsABurstThroughThenOneForEachRefill)
{
    const FakeClock time;
    RateLimiter limiter({2, 3}, time.clock());
    for (int i = 0; i < 3; ++i)
        EXPECT_FALSE(limiter.take("a"));
    EXPECT_EQ(limiter.take("a"), 1s);
    *time.now += 500ms;
    EXPECT_FALSE(limiter.take("a"));
    EXPECT_TRUE(limiter.take("a"));
    *time.now += 1h;
    for (int i = 0; i < 3; ++i)
        EXPECT_FALSE(limiter.take("a"));
    EXPECT_TRUE(limiter.take("a"));
}

TEST(RateLimiter, SaysHowLongToWait)
{
    const FakeClock time;
    RateLimiter limiter({0.1, 1}, time.clock());
    EXPECT_FALSE(limiter.take("a"));
    EXPECT_EQ(limiter.take("a"), 10s);
    *time.now += 10s;
    EXPECT_FALSE(limiter.take("a"));
}

TEST(RateLimiter, KeepsKeysApartAndForgetsOnlyTheLeastRecentlyUsed)
{
    const FakeClock time;
    RateLimiter limiter({1, 1}, time.clock(), 2);
    EXPECT_FALSE(limiter.take("a"));
    EXPECT_FALSE(limiter.take("b"));
    EXPECT_TRUE(limiter.take("a"));
    EXPECT_FALSE(limiter.take("c")); // b is forgotten
    EXPECT_TRUE(limiter.take("a"));
    EXPECT_FALSE(limiter.take("b"));
}

TEST(RateLimiter, HasNoLimitAtRateZero)
{
    RateLimiter limiter({});
    for (int i = 0; i < 1000; ++i)
        EXPECT_FALSE(limiter.take("a"));
}

TEST(RateLimiter, KnowsASignedCallerByTheAccessKeyAndABearerByItsToken)
{
    const auto key = [](std::string authorization) {
        return credentialKey(Headers{{"authorization", std::move(authorization)}});
    };
    const std::string first = key("AWS4-HMAC-SHA256 Credential=AKID/20261118/x/y/aws4_request, Signature=1");
    const std::string again = key("AWS4-HMAC-SHA256 Credential=AKID/20261119/x/y/aws4_request, Signature=2");
    const std::string other = key("AWS4-HMAC-SHA256 Credential=AKIX/20261118/x/y/aws4_request, Signature=1");
    EXPECT_EQ(first, again);
    EXPECT_NE(first, other);
    EXPECT_NE(key("Bearer one"), key("Bearer two"));
    EXPECT_EQ(key("Bearer one").find("one"), std::string::npos);
    EXPECT_EQ(credentialKey(Headers{}), "");
}

TEST(RateLimiter, CountsAnIpv6NetworkAsOneAddress)
{
    EXPECT_EQ(addressKey("2001:db8::1"), addressKey("2001:db8::ffff:2"));
    EXPECT_NE(addressKey("2001:db8:0:1::1"), addressKey("2001:db8:0:2::1"));
    EXPECT_NE(addressKey("192.0.2.1"), addressKey("192.0.2.2"));
}

} // namespace matoi::http
