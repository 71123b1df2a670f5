#include "backend/metrics/drillmetrics.h"

#include <gtest/gtest.h>

namespace matoi::metrics {
namespace {

using domain::Time;
using std::chrono::minutes;
using std::chrono::seconds;

const Time start = *domain::parseTime("2026-11-18T05:00:00Z");

class DrillMetricsTest : public ::testing::Test
{
protected:
    std::vector<domain::MetricSample> ask(const std::string& query,
                                          std::optional<DrillAnchor> anchor = DrillAnchor{start, {}})
    {
        const auto answer = provider.samples(query, range, anchor);
        EXPECT_TRUE(answer) << answer.error().detail;
        return answer.value_or(std::vector<domain::MetricSample>());
    }
    double at(const std::vector<domain::MetricSample>& samples, Time time)
    {
        for (const auto& sample : samples)
            if (sample.at == time)
                return sample.value;
        ADD_FAILURE() << "no sample at " << domain::formatTime(time);
        return 0;
    }

    Time now = start + minutes(60);
    DrillMetrics provider{[this] { return now; }};
    MetricRange range{start - minutes(10), start + minutes(60), seconds(15)};
};

TEST_F(DrillMetricsTest, IsHealthyThenFailsAndRecoversOnceMitigated)
{
    const auto samples = ask("latency", DrillAnchor{start, start + minutes(20)});
    EXPECT_LT(at(samples, start - minutes(5)), 0.25);
    EXPECT_GT(at(samples, start + minutes(6)), 2.0);
    EXPECT_GT(at(samples, start + minutes(20)), 2.0);
    EXPECT_LT(at(samples, start + minutes(35)), 0.25);
}

TEST_F(DrillMetricsTest, GivesTheSameNumbersEveryTime)
{
    EXPECT_EQ(ask("errors"), ask("errors"));
    EXPECT_NE(ask("errors")[0].value, ask("errors")[1].value);
}

TEST_F(DrillMetricsTest, KnowsNothingOfTheFuture)
{
    now = start + minutes(1);
    EXPECT_EQ(ask("requests").back().at, now);
}

TEST_F(DrillMetricsTest, SpeedMakesAnHourAMinute)
{
    EXPECT_GT(at(ask("latency?speed=60"), start + seconds(15)), 2.0);
    EXPECT_LT(at(ask("latency"), start + seconds(15)), 0.4);
}

TEST_F(DrillMetricsTest, ABeginInTheQueryWinsOverTheIncident)
{
    const auto samples = ask("saturation?start=2026-11-18T05:30:00Z&speed=5");
    EXPECT_LT(at(samples, start + minutes(20)), 50);
    EXPECT_GT(at(samples, start + minutes(40)), 90);
}

TEST_F(DrillMetricsTest, IsHealthyWithoutABegin)
{
    for (const auto& sample : ask("latency", std::nullopt))
        EXPECT_LT(sample.value, 0.25);
}

TEST_F(DrillMetricsTest, RefusesWhatItDoesNotKnow)
{
    for (const char* query :
         {"", "cpu", "latency?speed=0", "latency?speed=x", "latency?start=now", "latency?x=1"}) {
        const auto answer = provider.samples(query, range, std::nullopt);
        ASSERT_FALSE(answer) << query;
        EXPECT_EQ(answer.error().field, "query");
    }
}

} // namespace
} // namespace matoi::metrics
