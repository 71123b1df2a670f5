#include "models/itemmodels/chartpyramid.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <map>

using namespace matoi;
using namespace matoi::itemmodels;
using domain::Duration;
using domain::Time;

namespace {

constexpr double noValue = std::numeric_limits<double>::quiet_NaN();
constexpr Duration period{1000};

Time at(std::int64_t milliseconds)
{
    return Time(Duration(milliseconds));
}

/// Samples a monitoring source could send: mostly one a period, some missing, some NaN, some runs of NaN.
rc::Gen<std::vector<ChartSample>> genSamples()
{
    // inRange shrinks with rapidcheck's size; here every run wants the whole ranges.
    return rc::gen::resize(
        rc::kNominalSize, rc::gen::exec([] {
            const auto size = *rc::gen::inRange<std::size_t>(0, 700);
            std::vector<ChartSample> samples;
            std::int64_t time = *rc::gen::inRange<std::int64_t>(-5000, 5000);
            auto silent = 0;
            for (std::size_t index = 0; index < size; ++index) {
                const auto dice = *rc::gen::inRange(0, 100);
                if (dice == 0)
                    silent = *rc::gen::inRange(1, 80);
                const auto value = silent-- > 0 || dice < 4 ? noValue : *rc::gen::inRange(-1000, 1000) / 7.0;
                samples.push_back({at(time), value});
                time += dice > 96 ? *rc::gen::inRange(1001, 9000) : *rc::gen::inRange(1, 1001);
            }
            return samples;
        }));
}

bool naiveJoin(const std::vector<ChartSample>& samples, std::optional<std::size_t> earlier, std::size_t later)
{
    return earlier && *earlier + 1 == later && samples[later].time - samples[*earlier].time <= 2 * period;
}

/// The same answer by reading every sample.
ChartSlice naive(const std::vector<ChartSample>& samples, Time from, Time to, int pixels)
{
    ChartSlice slice;
    std::vector<std::size_t> inside;
    std::optional<std::size_t> before;
    std::optional<std::size_t> after;
    std::size_t count = 0;
    for (std::size_t index = 0; index < samples.size(); ++index) {
        const auto time = samples[index].time;
        count += time >= from && time < to;
        if (std::isnan(samples[index].value))
            continue;
        if (time < from)
            before = index;
        else if (time < to)
            inside.push_back(index);
        else if (!after)
            after = index;
    }
    const auto point = [&](std::size_t index, std::optional<std::size_t> previous) {
        return ChartPoint{samples[index].time, samples[index].value, naiveJoin(samples, previous, index)};
    };
    slice.dense = count >= 2 * static_cast<std::size_t>(pixels);
    if (!slice.dense) {
        if (before)
            inside.insert(inside.begin(), *before);
        if (after)
            inside.push_back(*after);
        std::optional<std::size_t> previous;
        for (const auto index : inside) {
            slice.points.push_back(point(index, previous));
            previous = index;
        }
        return slice;
    }
    auto previous = before;
    if (before)
        slice.before = point(*before, {});
    std::map<int, ChartColumn> columns;
    for (const auto index : inside) {
        const auto column =
            static_cast<int>((samples[index].time - from).count() * pixels / (to - from).count());
        const auto value = samples[index].value;
        const auto [found, fresh] = columns.try_emplace(
            column, ChartColumn{column, naiveJoin(samples, previous, index), value, value, value, value});
        auto& entry = found->second;
        entry.last = value;
        entry.min = std::min(entry.min, value);
        entry.max = std::max(entry.max, value);
        previous = index;
    }
    for (const auto& [number, column] : columns)
        slice.columns.push_back(column);
    if (after)
        slice.after = point(*after, previous);
    return slice;
}

void assertSame(const std::optional<ChartPoint>& actual, const std::optional<ChartPoint>& expected)
{
    RC_ASSERT(actual.has_value() == expected.has_value());
    if (!actual)
        return;
    RC_ASSERT(actual->time == expected->time);
    RC_ASSERT(actual->value == expected->value);
    RC_ASSERT(actual->joined == expected->joined);
}

void assertSame(const ChartSlice& actual, const ChartSlice& expected)
{
    RC_ASSERT(actual.dense == expected.dense);
    RC_ASSERT(actual.points.size() == expected.points.size());
    for (std::size_t index = 0; index < actual.points.size(); ++index)
        assertSame(std::optional(actual.points[index]), std::optional(expected.points[index]));
    RC_ASSERT(actual.columns.size() == expected.columns.size());
    for (std::size_t index = 0; index < actual.columns.size(); ++index) {
        const auto& left = actual.columns[index];
        const auto& right = expected.columns[index];
        RC_ASSERT(left.column == right.column);
        RC_ASSERT(left.joined == right.joined);
        RC_ASSERT(left.first == right.first);
        RC_ASSERT(left.last == right.last);
        RC_ASSERT(left.min == right.min);
        RC_ASSERT(left.max == right.max);
    }
    assertSame(actual.before, expected.before);
    assertSame(actual.after, expected.after);
}

void assertAnswers(const ChartPyramid& pyramid, const std::vector<ChartSample>& samples)
{
    const auto start = samples.empty() ? 0 : samples.front().time.time_since_epoch().count();
    const auto stop = samples.empty() ? 1 : samples.back().time.time_since_epoch().count();
    for (int round = 0; round < 4; ++round) {
        const auto from = *rc::gen::inRange<std::int64_t>(start - 2000, stop + 2000);
        const auto to = from + *rc::gen::inRange<std::int64_t>(1, stop - start + 3000);
        const auto pixels = *rc::gen::element(1, 2, 3, 7, 40, 300);
        ChartSlice slice;
        pyramid.query(at(from), at(to), pixels, slice);
        assertSame(slice, naive(samples, at(from), at(to), pixels));
    }
}

} // namespace

TEST(ChartPyramid, ShowsWhatReadingEverySampleWouldShow)
{
    EXPECT_TRUE(rc::check([] {
        const auto samples = *genSamples();
        assertAnswers(ChartPyramid(samples, period), samples);
    }));
}

TEST(ChartPyramid, GrownSampleBySampleAnswersAsIfBuiltAtOnce)
{
    EXPECT_TRUE(rc::check([] {
        const auto samples = *genSamples();
        const auto head = samples.empty() ? 0 : *rc::gen::inRange<std::size_t>(0, samples.size());
        ChartPyramid pyramid({samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(head)}, period);
        for (auto index = head; index < samples.size(); ++index)
            RC_ASSERT(pyramid.append(samples[index]));
        assertAnswers(pyramid, samples);
    }));
}

TEST(ChartPyramid, TakesCorrectionsAndLateSamples)
{
    EXPECT_TRUE(rc::check([] {
        auto samples = *genSamples();
        RC_PRE(!samples.empty());
        ChartPyramid pyramid(samples, period);
        for (int round = 0; round < 5; ++round) {
            const auto index = *rc::gen::inRange<std::size_t>(0, samples.size());
            const ChartSample change{samples[index].time + Duration(*rc::gen::element(0, 0, -1)),
                                     *rc::gen::element(noValue, 5000.0, -5000.0, 1.0)};
            const auto place = std::lower_bound(samples.begin(), samples.end(), change.time,
                                                [](const auto& one, Time time) { return one.time < time; });
            const bool known = place != samples.end() && place->time == change.time;
            RC_ASSERT(pyramid.append(change) == known);
            if (known)
                place->value = change.value;
            else
                samples.insert(place, change);
        }
        assertAnswers(pyramid, samples);
    }));
}

TEST(ChartPyramid, FindsTheNearestSampleThatHasAValue)
{
    EXPECT_TRUE(rc::check([] {
        const auto samples = *genSamples();
        const ChartPyramid pyramid(samples, period);
        const auto time = at(*rc::gen::inRange<std::int64_t>(-6000, 400000));
        const Duration within(*rc::gen::inRange(0, 60000));
        std::optional<Duration> best;
        for (const auto& sample : samples)
            if (const auto distance = std::chrono::abs(sample.time - time);
                !std::isnan(sample.value) && distance <= within && (!best || distance < *best))
                best = distance;
        const auto found = pyramid.nearest(time, within);
        RC_ASSERT(found.has_value() == best.has_value());
        if (found)
            RC_ASSERT(std::chrono::abs(pyramid.at(*found).time - time) == *best);
    }));
}

TEST(ChartPyramid, OneMissingSampleDoesNotBreakTheLineButTwoDo)
{
    const ChartPyramid pyramid({{at(0), 1}, {at(2000), 2}, {at(5000), 3}}, period);
    ChartSlice slice;
    pyramid.query(at(0), at(6000), 100, slice);
    ASSERT_EQ(slice.points.size(), 3U);
    EXPECT_TRUE(slice.points[1].joined);
    EXPECT_FALSE(slice.points[2].joined);
}

TEST(ChartPyramid, PutsSamplesInOrderAndKeepsTheLaterOfTwoAtOneTime)
{
    const ChartPyramid pyramid({{at(2000), 2}, {at(1000), 1}, {at(2000), 7}}, period);
    ASSERT_EQ(pyramid.size(), 2U);
    EXPECT_EQ(pyramid.at(0).value, 1);
    EXPECT_EQ(pyramid.at(1).value, 7);
}

TEST(ChartPyramid, AnInfiniteValueIsAGap)
{
    const ChartPyramid pyramid({{at(0), 1}, {at(1000), std::numeric_limits<double>::infinity()}}, period);
    ASSERT_TRUE(pyramid.last());
    EXPECT_EQ(pyramid.last()->value, 1);
}

TEST(ChartPyramid, AnswersNothingForNothing)
{
    ChartSlice slice;
    ChartPyramid().query(at(0), at(10), 100, slice);
    EXPECT_TRUE(slice.empty());
    ChartPyramid({{at(0), 1}}, period).query(at(10), at(10), 100, slice);
    EXPECT_TRUE(slice.empty());
    EXPECT_FALSE(ChartPyramid().nearest(at(0), Duration(1000)));
    EXPECT_FALSE(ChartPyramid().last());
}
