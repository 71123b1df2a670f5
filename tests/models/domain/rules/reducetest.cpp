#include "models/domain/rules/reduce.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>

namespace matoi::domain::rules {
namespace {

using std::chrono::seconds;

std::vector<MetricSample> walk(std::size_t count)
{
    std::vector<MetricSample> samples;
    for (std::size_t i = 0; i < count; ++i)
        samples.push_back({Time(seconds(i)), std::sin(static_cast<double>(i) * 0.7)});
    return samples;
}

TEST(Reduced, AShortSeriesStaysAsItIsAndWhatIsOutsideTheRangeGoes)
{
    const auto samples = walk(100);
    EXPECT_EQ(reduced(samples, Time(seconds(0)), Time(seconds(99))), samples);
    EXPECT_EQ(reduced(samples, Time(seconds(10)), Time(seconds(19))).size(), 10U);
    EXPECT_TRUE(reduced(samples, Time(seconds(200)), Time(seconds(300))).empty());
}

TEST(Reduced, ASpikeAndAGapAreStillThere)
{
    auto samples = walk(50'000);
    samples[12'345].value = 99;
    for (std::size_t i = 30'000; i < 31'000; ++i)
        samples[i].value = std::nan("");
    const auto few = reduced(samples, Time(seconds(0)), Time(seconds(50'000)));
    EXPECT_LE(few.size(), reducedLimit);
    EXPECT_TRUE(std::any_of(few.begin(), few.end(), [](const auto& one) { return one.value == 99; }));
    EXPECT_TRUE(std::any_of(few.begin(), few.end(), [](const auto& one) {
        return std::isnan(one.value) && one.at >= Time(seconds(30'000)) && one.at < Time(seconds(31'000));
    }));
}

TEST(Reduced, IsNeverLongerThanItsLimitAndStaysInOrderWithTheSameExtremes)
{
    rc::check([](std::vector<int> steps) {
        std::vector<MetricSample> samples;
        Time at{};
        for (const int step : steps) {
            at += std::chrono::milliseconds(1 + std::abs(step % 5000));
            samples.push_back({at, step % 7 == 0 ? std::nan("") : static_cast<double>(step)});
        }
        while (!samples.empty() && samples.size() < 2000)
            for (auto more = samples; auto& sample : more) {
                at += std::chrono::milliseconds(500);
                samples.push_back({at, sample.value});
            }
        const auto few = reduced(samples, Time{}, at);
        RC_ASSERT(few.size() <= reducedLimit);
        RC_ASSERT(
            std::is_sorted(few.begin(), few.end(), [](const auto& a, const auto& b) { return a.at < b.at; }));
        const auto highest = [](const std::vector<MetricSample>& of) {
            double value = -1e300;
            for (const auto& sample : of)
                value = std::isnan(sample.value) ? value : std::max(value, sample.value);
            return value;
        };
        RC_ASSERT(highest(few) == highest(samples));
    });
}

} // namespace
} // namespace matoi::domain::rules
