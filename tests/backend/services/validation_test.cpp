#include "backend/services/validation.h"

#include <gtest/gtest.h>

namespace matoi::services {
namespace {

TEST(Validation, TimeZonesHaveTheShapeOfIanaNames)
{
    for (const char* good : {"UTC", "Asia/Tokyo", "America/Argentina/Ushuaia", "Etc/GMT+9"})
        EXPECT_TRUE(isTimeZone(good)) << good;
    for (const char* bad : {"", "/Tokyo", "Asia//Tokyo", "Asia/", "Tokyo time"})
        EXPECT_FALSE(isTimeZone(bad)) << bad;
}

TEST(Validation, DaysExist)
{
    EXPECT_TRUE(isDate("2028-02-29"));
    for (const char* bad : {"2026-02-29", "2026-13-01", "2026-1-01", "26-01-01", "2026/01/01", "2026-01-0x"})
        EXPECT_FALSE(isDate(bad)) << bad;
}

TEST(Validation, MailAddressesCannotEndAHeaderLine)
{
    for (const char* good : {"a@b", "first.last+tag@mail.example.com"})
        EXPECT_TRUE(isMailAddress(good)) << good;
    for (const char* bad : {"", "a", "@b", "a@", "a b@c", "a@b\n", "a@b..c", "<a@b>", "a@b,c@d", "a@b@c"})
        EXPECT_FALSE(isMailAddress(bad)) << bad;
}

TEST(Validation, OnlyHttpUrlsWithAHostAreUrls)
{
    for (const char* good : {"http://a", "https://user@host:8080/x"})
        EXPECT_TRUE(isHttpUrl(good)) << good;
    for (const char* bad : {"", "http://", "https:///x", "ftp://a", "http://a b", "javascript:alert(1)"})
        EXPECT_FALSE(isHttpUrl(bad)) << bad;
}

TEST(Validation, ATextIsCutBetweenCharacters)
{
    EXPECT_EQ(cutText("障害", 4), "障");
    EXPECT_EQ(cutText("障害", 6), "障害");
}

TEST(Validation, WhatAnotherProgramAnsweredBecomesOneLineOfText)
{
    EXPECT_EQ(readableLine("  550 5.1.1\r\n no such user\t", 100), "550 5.1.1 no such user");
    EXPECT_EQ(readableLine(std::string("a\0b\x7f", 4), 100), "a b");
    EXPECT_EQ(readableLine("caf\xe9 \xe9\x9a", 100), "caf\xef\xbf\xbd \xef\xbf\xbd");
    EXPECT_EQ(readableLine("障害", 5), "障");
    EXPECT_EQ(readableLine("\r\n", 5), "");
}

} // namespace
} // namespace matoi::services
