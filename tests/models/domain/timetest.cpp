#include "models/domain/time.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace matoi::domain {
namespace {

using namespace std::chrono;

TEST(Time, ReadsBackEveryMillisecondItWrites)
{
    EXPECT_TRUE(rc::check([] {
        const Time time(milliseconds(*rc::gen::inRange<long long>(0, 4102444800000LL)));
        RC_ASSERT(parseTime(formatTime(time)) == time);
    }));
}

TEST(Time, UnderstandsOffsetsAndFractions)
{
    const Time expected = sys_days(2026y / November / 18) + hours(5) + minutes(2) + seconds(14);
    EXPECT_EQ(parseTime("2026-11-18T05:02:14Z"), expected);
    EXPECT_EQ(parseTime("2026-11-18T14:02:14+09:00"), expected);
    EXPECT_EQ(parseTime("2026-11-18T05:02:14.123456789Z"), expected + milliseconds(123));
    EXPECT_EQ(parseTime("2026-11-18t05:02:14z"), expected);
}

TEST(Time, RefusesImpossibleDatesAndMissingZones)
{
    for (const char* text :
         {"2026-02-30T00:00:00Z", "2026-11-18T05:02:14", "2026-11-18", "2026-11-18T25:00:00Z",
          "2026-11-18T05:02:14Zjunk", "", "2026-11-18T05:02:14.Z", "x"})
        EXPECT_FALSE(parseTime(text)) << text;
}

} // namespace
} // namespace matoi::domain
