#include "models/domain/rules/timephrase.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace matoi::domain::rules {
namespace {

using namespace std::chrono;

const ZoneRules tokyo{[](Time) { return seconds(9 * 3600); }};
/// Wed 18 Nov 2026, 15:23:26 in Tokyo.
const Time now = sys_days(2026y / November / 18) + hours(6) + minutes(23) + seconds(26);

Time jst(int d, int h, int m, int s = 0)
{
    return sys_days(2026y / November / day(static_cast<unsigned>(d))) + hours(h - 9) + minutes(m) +
           seconds(s);
}

std::optional<Time> parsed(std::string_view text)
{
    const auto phrase = parseTimePhrase(text, now, tokyo);
    return phrase ? std::optional(phrase->at) : std::nullopt;
}

TEST(TimePhrase, UnderstandsHowLongAgo)
{
    EXPECT_EQ(parsed("10m ago"), now - minutes(10));
    EXPECT_EQ(parsed("-25m"), now - minutes(25));
    EXPECT_EQ(parsed("1h30m ago"), now - minutes(90));
    EXPECT_EQ(parsed("5 min"), now - minutes(5));
    EXPECT_EQ(parsed("10分前"), now - minutes(10));
    EXPECT_EQ(parsed("１時間３０分前"), now - minutes(90));
    EXPECT_EQ(parsed(""), now);
    EXPECT_EQ(parsed("今"), now);
}

TEST(TimePhrase, TakesAClockTimeAsTheLastTimeTheClockShowedIt)
{
    EXPECT_EQ(parsed("14:05"), jst(18, 14, 5));
    EXPECT_EQ(parsed("14:05:30"), jst(18, 14, 5, 30));
    EXPECT_EQ(parsed("1405"), jst(18, 14, 5));
    EXPECT_EQ(parsed("23:10"), jst(17, 23, 10)) << "23:10 today is far ahead: it was yesterday";
    EXPECT_EQ(parsed("15:25"), jst(18, 15, 25)) << "two minutes ahead is ahead";
    EXPECT_TRUE(parseTimePhrase("15:25", now, tokyo)->future);
}

TEST(TimePhrase, UnderstandsUtcYesterdayAndDates)
{
    EXPECT_EQ(parsed("05:30Z"), Time(sys_days(2026y / November / 18) + hours(5) + minutes(30)));
    EXPECT_EQ(parsed("yesterday 23:10"), jst(17, 23, 10));
    EXPECT_EQ(parsed("昨日 23:10"), jst(17, 23, 10));
    EXPECT_EQ(parsed("11-16 9:00"), jst(16, 9, 0));
    EXPECT_EQ(parsed("2026-11-16 09:00"), jst(16, 9, 0));
    EXPECT_EQ(parsed("2026-11-18T05:02:14Z"),
              Time(sys_days(2026y / November / 18) + hours(5) + minutes(2) + seconds(14)));
}

TEST(TimePhrase, RefusesWhatItDoesNotUnderstand)
{
    for (const char* text : {"soon", "25:00", "14:5", "10x ago", "14:05 maybe", "ago", "99-99 10:00", "-"})
        EXPECT_FALSE(parsed(text)) << text;
}

TEST(TimePhrase, TakesTheLaterOfAnHourThatComesTwice)
{
    // Berlin left summer time on 25 Oct 2026 at 01:00 UTC: 02:30 came at 00:30 UTC and at 01:30 UTC.
    const Time change = sys_days(2026y / October / 25) + hours(1);
    const ZoneRules berlin{[change](Time t) { return seconds(t < change ? 7200 : 3600); }};
    const Time at = sys_days(2026y / October / 25) + hours(6);
    EXPECT_EQ(parseTimePhrase("02:30", at, berlin)->at,
              Time(sys_days(2026y / October / 25) + hours(1) + minutes(30)));
    EXPECT_EQ(parseTimePhrase("04:00", at, berlin)->at, Time(sys_days(2026y / October / 25) + hours(3)));
}

TEST(TimePhrase, SurvivesAnyText)
{
    EXPECT_TRUE(rc::check([](const std::string& text) { (void)parseTimePhrase(text, now, tokyo); }));
}

} // namespace
} // namespace matoi::domain::rules
