#include "models/wire/recordjson.h"
#include "tests/backend/services/world.h"

#include <boost/json.hpp>

namespace matoi::test {
namespace {

class MetricRules : public ::testing::Test
{
protected:
    MetricSnapshot snapshot()
    {
        SnapshotSeries series;
        series.metricId = Id<MetricDefinition>::generate();
        series.title = "Checkout p99 latency";
        series.samples = {{world.store.now - minutes(3), 0.4}, {world.store.now - minutes(2), std::nan("")}};
        MetricSnapshot value;
        value.incidentId = incident;
        value.from = world.store.now - minutes(10);
        value.to = world.store.now;
        value.at = world.store.now - minutes(1);
        value.by = "Sato Misaki";
        value.note = "before the roll-back";
        value.series = {series};
        return value;
    }
    std::vector<Record<TimelineEvent>> pinEvents()
    {
        auto events = world.all<TimelineEvent>(incident.uuid());
        std::erase_if(events, [](const auto& event) { return event.value.type != eventtype::metricsPinned; });
        return events;
    }

    World world;
    Id<Incident> incident = world.incident();
};

TEST_F(MetricRules, ASnapshotIsOnTheTimelineAndItsEventNamesIt)
{
    const auto made = world.create(Kind::MetricSnapshot, wire::toJson(snapshot()), responder());
    ASSERT_TRUE(made) << made.error().field << made.error().detail;
    const auto events = pinEvents();
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].value.values.at("snapshot"), made->id.toString());
    EXPECT_EQ(events[0].value.text, "Snapshot of Checkout p99 latency: before the roll-back");
    EXPECT_EQ(events[0].value.at, snapshot().at);
    EXPECT_EQ(world.get(Id<MetricSnapshot>(made->id)).value.by, "Sato Misaki");
}

TEST_F(MetricRules, OnlyTheNoteOfASnapshotChanges)
{
    const auto made = world.create(Kind::MetricSnapshot, wire::toJson(snapshot()), responder());
    ASSERT_TRUE(made);
    const auto id = Id<MetricSnapshot>(made->id);
    EXPECT_TRUE(world.change(id, {{"note", "the worst of it"}}));
    EXPECT_EQ(world.change(id, {{"to", formatTime(world.store.now + minutes(1))}}).error().field, "to");
    auto other = snapshot();
    other.series[0].samples.clear();
    EXPECT_EQ(world.change(id, {{"series", wire::toJson(other).at("series")}}).error().field, "series");
    EXPECT_EQ(pinEvents().size(), 1U);
}

TEST_F(MetricRules, APinThatIsTakenBackLeavesNoEventBehind)
{
    const auto made = world.create(Kind::MetricSnapshot, wire::toJson(snapshot()), responder());
    ASSERT_TRUE(made);
    ASSERT_TRUE(world.remove(Id<MetricSnapshot>(made->id), responder()));
    EXPECT_TRUE(pinEvents().empty());
}

TEST_F(MetricRules, TheSameSnapshotSentTwiceIsOne)
{
    services::NewRecord record;
    record.kind = Kind::MetricSnapshot;
    record.id = Uuid::named("a snapshot");
    record.value = wire::toJson(snapshot());
    ASSERT_TRUE(world.create(record, responder()));
    EXPECT_TRUE(world.create(record, responder()));
    EXPECT_EQ(pinEvents().size(), 1U);
}

TEST_F(MetricRules, ASnapshotWithoutAChartOrWithSamplesOutsideItsRangeIsRefused)
{
    const auto field = [&](const MetricSnapshot& value) {
        const auto made = world.create(Kind::MetricSnapshot, wire::toJson(value), responder());
        return made ? std::string() : made.error().field;
    };
    auto value = snapshot();
    value.series.clear();
    EXPECT_EQ(field(value), "series");
    value = snapshot();
    value.to = value.from;
    EXPECT_EQ(field(value), "to");
    value = snapshot();
    value.series[0].samples.push_back({world.store.now + minutes(1), 1});
    EXPECT_EQ(field(value), "series[0].samples");
    value = snapshot();
    std::swap(value.series[0].samples[0], value.series[0].samples[1]);
    EXPECT_EQ(field(value), "series[0].samples");
}

TEST_F(MetricRules, AMetricNamesAPrometheusOnlyWhenItIsReadFromOne)
{
    const auto metric = [&](boost::json::object extra) {
        boost::json::object value{{"title", "Latency"}, {"query", "up"}};
        for (const auto& member : extra)
            value[member.key()] = member.value();
        const auto made = world.create(Kind::MetricDefinition, value);
        return made ? std::string() : made.error().field;
    };
    EXPECT_EQ(metric({{"sourceName", "eu"}}), "");
    EXPECT_EQ(metric({{"sourceName", "eu"}, {"source", "drill"}}), "sourceName");
    EXPECT_EQ(metric({{"threshold", {{"value", 1}, {"datapoints", 3}, {"periods", 5}}}}), "");
    EXPECT_EQ(metric({{"threshold", {{"value", 1}, {"datapoints", 3}}}}), "threshold.datapoints");
}

} // namespace
} // namespace matoi::test
