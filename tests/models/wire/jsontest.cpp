#include "models/wire/json.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace matoi::wire {
namespace {

namespace json = boost::json;

TEST(Json, SaysAtWhichByteItWentWrong)
{
    const auto result = parseJson(R"({"a": 1,})");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, domain::ErrorCode::MalformedInput);
    EXPECT_NE(result.error().detail.find("byte 8"), std::string::npos) << result.error().detail;
}

TEST(Json, RefusesAnEarlyEndAndMoreThanOneValue)
{
    EXPECT_FALSE(parseJson(""));
    EXPECT_FALSE(parseJson("{\"a\""));
    EXPECT_FALSE(parseJson("{} {}"));
    EXPECT_TRUE(parseJson(" {} \n"));
}

TEST(Json, RefusesDeepNestingAndBrokenUtf8)
{
    EXPECT_FALSE(parseJson(std::string(1000, '[') + std::string(1000, ']')));
    EXPECT_FALSE(parseJson("\"\xff\""));
}

json::object randomObject(int depth)
{
    json::object object;
    const int members = *rc::gen::inRange(0, 4);
    for (int i = 0; i < members; ++i) {
        const std::string key(1, static_cast<char>('a' + *rc::gen::inRange(0, 5)));
        switch (*rc::gen::inRange(0, depth > 0 ? 4 : 3)) {
        case 0: object[key] = *rc::gen::inRange(0, 3); break;
        case 1: object[key] = std::string(1, static_cast<char>('x' + *rc::gen::inRange(0, 2))); break;
        case 2: object[key] = json::array{*rc::gen::inRange(0, 2)}; break;
        default: object[key] = randomObject(depth - 1); break;
        }
    }
    return object;
}

TEST(MergePatch, TurnsTheOldValueIntoTheNewOneForAnyPair)
{
    EXPECT_TRUE(rc::check([] {
        const json::object from = randomObject(2);
        const json::object to = randomObject(2);
        json::object patched = from;
        applyMergePatch(patched, mergePatch(from, to));
        RC_ASSERT(patched == to);
    }));
}

TEST(MergePatch, IsEmptyWhenNothingChanged)
{
    EXPECT_TRUE(mergePatch({{"a", 1}, {"b", nullptr}}, {{"a", 1}}).empty());
}

} // namespace
} // namespace matoi::wire
