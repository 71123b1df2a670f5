#include "backend/channels/zonedtime.h"

#include <gtest/gtest.h>

namespace matoi::channels {
namespace {

using namespace std::chrono;

const domain::Time time = sys_days(2026y / November / 18) + hours(5) + minutes(28) + seconds(36);

TEST(ZonedTime, IsTheContactsWallClock)
{
    EXPECT_EQ(clockWithZone(time, "Asia/Tokyo"), "14:28:36 JST");
    EXPECT_EQ(clockIn(time, "Europe/Madrid"), "06:28:36");
    EXPECT_EQ(clockIn(sys_days(2026y / July / 1) + hours(5), "Europe/Madrid"), "07:00:00");
    EXPECT_EQ(clockWithZone(time, "UTC"), "05:28:36 UTC");
    EXPECT_EQ(clockIn(time, "Mars/Olympus"), "05:28:36");
}

TEST(ZonedTime, WritesTheDateOfAMailAndElapsedTime)
{
    EXPECT_EQ(mailDate(time), "Wed, 18 Nov 2026 05:28:36 +0000");
    EXPECT_EQ(elapsed(hours(30) + minutes(2)), "30:02:00");
    EXPECT_EQ(elapsed(-hours(1)), "00:00:00");
}

} // namespace
} // namespace matoi::channels
