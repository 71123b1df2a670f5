#include "models/commands/metriccommands.h"

#include "models/domain/rules/reduce.h"
#include "tests/support/memoryrepositories.h"

#include <gtest/gtest.h>

namespace matoi::commands {
namespace {

using namespace domain;
using std::chrono::minutes;
using std::chrono::seconds;

class MetricCommandsTest : public testing::Test
{
protected:
    MetricCommandsTest() { memory.incidents.put(incident, {.title = "Checkout slow"}); }

    std::vector<Id<MetricDefinition>> shown() { return memory.incidents.find(incident)->value.metrics; }
    MetricDefinition latency()
    {
        MetricDefinition metric;
        metric.title = "Checkout p99 latency";
        metric.query = "histogram_quantile(0.99, …)";
        return metric;
    }
    MetricSnapshot snapshot(std::size_t samples)
    {
        MetricSnapshot value;
        value.incidentId = incident;
        value.from = clock.now() - seconds(samples);
        value.to = clock.now();
        value.series.resize(1);
        value.series[0].title = "Checkout p99 latency";
        for (std::size_t i = 0; i < samples; ++i)
            value.series[0].samples.push_back({value.from + seconds(i), static_cast<double>(i)});
        return value;
    }

    test::MovableClock clock{Time(std::chrono::hours(100))};
    test::MemoryRepositories memory{clock};
    EditHistory history;
    Id<Incident> incident = Id<Incident>::generate();
    MetricCommands metrics{memory.ports, memory.notifier, clock, history};
};

TEST_F(MetricCommandsTest, ANewMetricIsShownAtOnceAndUndoTakesItAway)
{
    const auto id = metrics.define(incident, latency());
    ASSERT_TRUE(id);
    EXPECT_EQ(shown(), std::vector{*id});
    ASSERT_TRUE(history.undo());
    EXPECT_TRUE(shown().empty());
    EXPECT_FALSE(memory.metricDefinitions.find(*id));
}

TEST_F(MetricCommandsTest, AMetricNeedsATitleAndAQuery)
{
    auto metric = latency();
    metric.title = " ";
    EXPECT_EQ(metrics.define(incident, metric).error().field, "title");
    metric = latency();
    metric.query.clear();
    EXPECT_EQ(metrics.define(incident, metric).error().field, "query");
    EXPECT_TRUE(shown().empty());
}

TEST_F(MetricCommandsTest, TakingAMetricOffKeepsItAndWhatOthersLinkedMeanwhile)
{
    const auto first = metrics.define(incident, latency());
    ASSERT_TRUE(metrics.unlink(incident, *first));
    EXPECT_TRUE(memory.metricDefinitions.find(*first));
    const auto second = Id<MetricDefinition>::generate();
    ASSERT_TRUE(metrics.link(incident, second));
    ASSERT_TRUE(metrics.link(incident, *first));
    EXPECT_EQ(shown(), (std::vector{second, *first}));
    ASSERT_TRUE(history.undo());
    EXPECT_EQ(shown(), std::vector{second});
}

TEST_F(MetricCommandsTest, APinKeepsFewSamplesOfManyAndSaysWhoAndWhen)
{
    const auto id = metrics.pin(snapshot(20'000));
    ASSERT_TRUE(id);
    const auto pinned = memory.metricSnapshots.find(*id)->value;
    EXPECT_LE(pinned.series[0].samples.size(), rules::reducedLimit);
    EXPECT_EQ(pinned.by, "Misaki Sato");
    EXPECT_EQ(pinned.at, clock.now());
    EXPECT_EQ(metrics.pin(MetricSnapshot{}).error().field, "series");
    ASSERT_TRUE(history.undo());
    EXPECT_FALSE(memory.metricSnapshots.find(*id));
}

TEST_F(MetricCommandsTest, ANoteIsUndoneAlone)
{
    const auto id = metrics.pin(snapshot(10));
    ASSERT_TRUE(metrics.setNote(*memory.metricSnapshots.find(*id), "the worst of it"));
    EXPECT_EQ(memory.metricSnapshots.find(*id)->value.note, "the worst of it");
    ASSERT_TRUE(history.undo());
    EXPECT_EQ(memory.metricSnapshots.find(*id)->value.note, "");
}

} // namespace
} // namespace matoi::commands
