#include "models/itemmodels/incidentmetrics.h"

#include "tests/support/story.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>

using namespace matoi;
using namespace matoi::domain;
using itemmodels::ChartSeries;
using itemmodels::IncidentMetrics;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr auto week = hours(24 * 7);

} // namespace

class IncidentMetricsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_story = std::make_unique<test::Story>();
        m_metrics = std::make_unique<IncidentMetrics>(m_story->memory.ports, m_story->memory.notifier,
                                                      m_story->clock);
        m_metrics->setIncident(m_story->checkout);
        m_latency = m_story->memory.incidents.find(m_story->checkout)->value.metrics.front();
    }
    void cleanup()
    {
        m_metrics.reset();
        m_story.reset();
    }

    void onlyWhatIsMissingIsAskedFor()
    {
        const Time now = m_story->clock.now();
        samples().known[m_latency] = {m_metrics->from(), now};
        m_story->clock.advance(seconds(15));
        samples().asked.clear();
        samples().refreshed.clear();
        m_metrics->refresh();
        const auto asked = askedOf(m_latency);
        QCOMPARE(asked.size(), 1u);
        QCOMPARE(asked[0].to, m_story->clock.now());
        // A little of what is known too: the newest samples may have been coming in still.
        QVERIFY(asked[0].from < now);
        QVERIFY(asked[0].from > now - minutes(5));
    }

    void newSamplesAreAppendedAndTheRestStays()
    {
        ChartSeries* series = m_metrics->series().front();
        QSignalSpy replaced(series, &ChartSeries::replaced);
        QSignalSpy appended(series, &ChartSeries::appended);
        const auto before = series->pyramid().size();
        m_story->clock.advance(seconds(30));
        samples().data[m_latency].push_back({m_story->clock.now() - seconds(1), 0.7});
        m_story->memory.notifier.tellSamples(m_latency);
        QCOMPARE(replaced.size(), 0);
        QCOMPARE(appended.size(), 1);
        QCOMPARE(series->pyramid().size(), before + 1);
        QCOMPARE(series->lastSample()->value, 0.7);
    }

    void aLongRangeIsReadInPiecesThatTheServiceGives()
    {
        auto metric = *m_story->memory.metricDefinitions.find(m_latency);
        metric.value.stepSeconds = 5;
        m_story->memory.metricDefinitions.put(m_latency, metric.value);
        samples().asked.clear();
        samples().refreshed.clear();
        const Time now = m_story->clock.now();
        m_metrics->setSpan(TimeSpan{now - hours(24), now});
        m_metrics->refresh();
        const auto asked = askedOf(m_latency);
        QVERIFY(asked.size() > 1);
        QCOMPARE(asked.front().from, now - hours(24));
        QCOMPARE(asked.back().to, now);
        for (const TimeSpan& one : asked)
            QVERIFY((one.to - one.from) / seconds(5) <= 11'000);
    }

    void lastWeekStandsWhereThisWeekDoes()
    {
        const Time now = m_story->clock.now();
        samples().data[m_latency].insert(samples().data[m_latency].begin(), {now - minutes(10) - week, 0.41});
        ChartSeries* series = m_metrics->series().front();
        QVERIFY(series->reference().empty());
        const auto scale = series->scale();
        m_metrics->setReference(Duration(week));
        QCOMPARE(series->referenceAt(now - minutes(10))->value, 0.41);
        QCOMPARE(series->scale(), scale);
        samples().asked.clear();
        samples().refreshed.clear();
        m_metrics->refresh();
        const auto asked = askedOf(m_latency);
        QCOMPARE(asked.size(), 2u);
        QCOMPARE(asked[1].from, m_metrics->from() - week);
        m_metrics->setReference(std::nullopt);
        QVERIFY(series->reference().empty());
    }

    void whatTheServiceDoesNotKnowYetIsNotAskedFor()
    {
        auto metric = *m_story->memory.metricDefinitions.find(m_latency);
        metric.value.query = "latency_p50";
        m_story->memory.metricDefinitions.put(m_latency, metric.value, 1);
        samples().refreshed.clear();
        samples().asked.clear();
        m_metrics->refresh();
        QVERIFY(askedOf(m_latency).empty());
        m_story->memory.metricDefinitions.put(m_latency, metric.value, 0);
        QCOMPARE(askedOf(m_latency).size(), 1u);
    }

    void aChartWithoutSamplesSaysThatItIsOfflineAndThenThatItLoads()
    {
        samples().data[m_latency].clear();
        samples().readAt = Time{};
        SyncState state = m_story->memory.notifier.syncState();
        state.connection = SyncState::Connection::Offline;
        m_story->memory.notifier.setSyncState(state);
        m_story->memory.notifier.tellSamples(m_latency);
        const auto again = std::make_unique<IncidentMetrics>(m_story->memory.ports, m_story->memory.notifier,
                                                             m_story->clock);
        again->setIncident(m_story->checkout);
        QCOMPARE(again->series().front()->load(), ChartSeries::Load::Offline);
        state.connection = SyncState::Connection::Live;
        m_story->memory.notifier.setSyncState(state);
        QCOMPARE(again->series().front()->load(), ChartSeries::Load::Loading);
    }

    void oneChartFailsAloneAndIsAskedForAgainWhole()
    {
        samples().problems.emplace(m_latency,
                                   Error{ErrorCode::Unavailable, {}, "Prometheus does not answer"});
        m_story->memory.notifier.tellSamples(m_latency);
        QCOMPARE(m_metrics->series()[0]->load(), ChartSeries::Load::Failed);
        QCOMPARE(m_metrics->series()[1]->load(), ChartSeries::Load::Ready);
        samples().asked.clear();
        samples().refreshed.clear();
        m_metrics->reread(*m_metrics->series()[0]);
        QCOMPARE(samples().refreshed, std::vector{m_latency});
        QCOMPARE(samples().asked[0].from, m_metrics->from());
    }

private:
    test::MemorySamples& samples() { return m_story->memory.metricSamples; }
    std::vector<TimeSpan> askedOf(Id<MetricDefinition> metric)
    {
        std::vector<TimeSpan> out;
        for (std::size_t i = 0; i < samples().refreshed.size(); ++i)
            if (samples().refreshed[i] == metric)
                out.push_back(samples().asked[i]);
        return out;
    }

    std::unique_ptr<test::Story> m_story;
    std::unique_ptr<IncidentMetrics> m_metrics;
    Id<MetricDefinition> m_latency;
};

QTEST_GUILESS_MAIN(IncidentMetricsTest)
#include "incidentmetricstest.moc"
