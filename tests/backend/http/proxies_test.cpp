#include "backend/http/proxies.h"

#include <gtest/gtest.h>

namespace matoi::http {

using boost::asio::ip::make_address;

TEST(TrustedProxies, BelievesNobodyByDefault)
{
    const TrustedProxies proxies;
    EXPECT_EQ(proxies.clientAddress(make_address("127.0.0.1"), "203.0.113.9"), "127.0.0.1");
}

TEST(TrustedProxies, TakesTheLastAddressThatIsNoProxy)
{
    const auto proxies = TrustedProxies::parse({"10.0.0.0/8", "::1", "192.168.4.0/22"});
    ASSERT_TRUE(proxies);
    const auto client = [&](const char* peer, const char* field) {
        return proxies->clientAddress(make_address(peer), field);
    };
    EXPECT_EQ(client("10.1.2.3", "198.51.100.1, 203.0.113.9"), "203.0.113.9");
    EXPECT_EQ(client("::1", "198.51.100.1, 203.0.113.9 ,10.9.9.9"), "203.0.113.9");
    EXPECT_EQ(client("192.168.7.255", "2001:db8::7"), "2001:db8::7");
    EXPECT_EQ(client("192.168.8.0", "2001:db8::7"), "192.168.8.0");
    EXPECT_EQ(client("203.0.113.1", "198.51.100.1"), "203.0.113.1");
    EXPECT_EQ(client("10.1.2.3", ""), "10.1.2.3");
    EXPECT_EQ(client("10.1.2.3", "198.51.100.1, unknown"), "10.1.2.3");
}

TEST(TrustedProxies, WritesAMappedAddressAsIpv4)
{
    const auto proxies = TrustedProxies::parse({"10.0.0.0/8"});
    EXPECT_EQ(proxies->clientAddress(make_address("::ffff:10.0.0.1"), "::ffff:203.0.113.9"), "203.0.113.9");
}

TEST(TrustedProxies, RefusesWhatIsNoNetwork)
{
    for (const char* text : {"", "proxy", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "::1/129", "10.0.0.0/8 "})
        EXPECT_FALSE(TrustedProxies::parse({text})) << text;
}

} // namespace matoi::http
