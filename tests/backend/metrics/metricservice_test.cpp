#include "backend/metrics/metricservice.h"
#include "backend/store/records.h"
#include "tests/support/memorystore.h"

#include <gtest/gtest.h>

namespace matoi::metrics {
namespace {

using namespace domain;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class Recorder final : public MetricProvider
{
public:
    Result<std::vector<MetricSample>> samples(const std::string& query, const MetricRange& range,
                                              const std::optional<DrillAnchor>&) override
    {
        lastQuery = query;
        lastRange = range;
        return std::vector<MetricSample>{{range.from, 1.0}};
    }
    std::string lastQuery;
    MetricRange lastRange;
};

class Metrics : public ::testing::Test
{
protected:
    template <class T> Id<T> add(const T& value)
    {
        const auto id = Id<T>::generate();
        store.write([&](auto& tx) { store::put(tx, id, value, "test"); });
        return id;
    }
    Id<MetricDefinition> metric(MetricSource source, const std::string& query)
    {
        MetricDefinition definition;
        definition.title = "Latency";
        definition.source = source;
        definition.query = query;
        definition.stepSeconds = 15;
        return add(definition);
    }

    test::MemoryStore store;
    std::shared_ptr<Recorder> prometheus = std::make_shared<Recorder>();
    std::shared_ptr<Recorder> europe = std::make_shared<Recorder>();
    MetricService service{{{"", prometheus}, {"europe", europe}}};
};

TEST_F(Metrics, AsksForTheLastHourOnWholeStepsUnlessToldOtherwise)
{
    store.now += seconds(7);
    const auto data = service.data(store, metric(MetricSource::Prometheus, "up"), {}, {}, {});
    ASSERT_TRUE(data);
    EXPECT_EQ(prometheus->lastQuery, "up");
    EXPECT_EQ(prometheus->lastRange.from, store.now - seconds(7) - hours(1));
    EXPECT_EQ(prometheus->lastRange.step, seconds(15));
    EXPECT_EQ(data->readAt, store.now);
}

TEST_F(Metrics, ARangeOfTooManyPointsSaysWhichStepWillDo)
{
    const auto id = metric(MetricSource::Prometheus, "up");
    const auto refused = service.data(store, id, store.now - hours(24 * 30), store.now, seconds(15));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "step");
    const auto words = refused.error().detail;
    const int step = std::stoi(words.substr(words.rfind(' ') + 1));
    EXPECT_TRUE(service.data(store, id, store.now - hours(24 * 30), store.now, seconds(step))) << words;
    EXPECT_FALSE(service.data(store, id, store.now, store.now - hours(1), {}));
}

TEST_F(Metrics, ADrillsMetricFollowsItsIncident)
{
    Incident incident;
    incident.title = "Drill";
    incident.drill = true;
    incident.startedAt = store.now - minutes(20);
    incident.metrics = {metric(MetricSource::Drill, "latency")};
    add(incident);
    const auto data = service.data(store, incident.metrics[0], store.now - minutes(30), store.now, {});
    ASSERT_TRUE(data);
    EXPECT_LT(data->samples.front().value, 0.3);
    EXPECT_GT(data->samples.back().value, 2.0);
}

TEST_F(Metrics, SaysWhenNoPrometheusIsSetUp)
{
    MetricService bare({});
    const auto refused = bare.data(store, metric(MetricSource::Prometheus, "up"), {}, {}, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Unavailable);
    EXPECT_EQ(bare.data(store, Id<MetricDefinition>::generate(), {}, {}, {}).error().code,
              ErrorCode::NotFound);
}

TEST_F(Metrics, AnAnswerEndsNowHoweverFarAheadTheAskersClockIs)
{
    const auto id = metric(MetricSource::Prometheus, "up");
    const auto data = service.data(store, id, store.now - minutes(5), store.now + minutes(5), {});
    ASSERT_TRUE(data);
    EXPECT_EQ(data->to, store.now);
    EXPECT_EQ(prometheus->lastRange.to, store.now);
}

TEST_F(Metrics, AsksTheSourceThatTheDefinitionNamesAndNoOther)
{
    MetricDefinition definition;
    definition.title = "Latency in Europe";
    definition.query = "latency";
    definition.sourceName = "europe";
    ASSERT_TRUE(service.data(store, add(definition), {}, {}, {}));
    EXPECT_EQ(europe->lastQuery, "latency");
    EXPECT_TRUE(prometheus->lastQuery.empty());
    EXPECT_EQ(service.sourceNames(), (std::vector<std::string>{"", "europe"}));

    definition.sourceName = "mars";
    const auto refused = service.data(store, add(definition), {}, {}, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Unavailable);
    EXPECT_NE(refused.error().detail.find("\"mars\""), std::string::npos);
}

} // namespace
} // namespace matoi::metrics
