#include "tests/support/fakedesk.h"

#include <QTest>

using namespace matoi;
using namespace matoi::domain;
using namespace std::chrono_literals;
using test::FakeService;
using Desk = test::FakeDesk;

/// What a console reads of metrics by its service.
class SamplesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void samplesAreReadAndProblemsTold();
    void metricsThatDoNotComeHoldUpNothingElse();
    void theSameTimeLastWeekIsReadBesideNow();
};

void SamplesTest::samplesAreReadAndProblemsTold()
{
    FakeService service;
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    const auto metric = Id<MetricDefinition>::generate();
    const Time to = desk.console.clock().now();
    bool works = true;
    service.intercept = [&](const FakeService::Request& request) -> std::optional<FakeService::Response> {
        if (!request.path.startsWith("metric-definitions/"))
            return std::nullopt;
        if (!works)
            return FakeService::problem(503, "unavailable", "Prometheus does not answer");
        const MetricData data{{{to - 15s, 1.5}}, to - 1min, to, to};
        return FakeService::Response{200, QByteArray::fromStdString(wire::toText(wire::toJson(data))), {}};
    };
    int told = 0;
    const auto subscription = desk.console.cache().onSamples([&](Id<MetricDefinition>) { ++told; });
    auto& samples = desk.repositories().metricSamples;
    samples.refresh(metric, to - 1min, to);
    QTRY_COMPARE(samples.samples(metric, to - 1min, to).samples.size(), 1u);
    QVERIFY(service.requests.back().path.contains("step=15"));
    QVERIFY(!samples.problem(metric));
    works = false;
    samples.refresh(metric, to - 1min, to);
    QTRY_VERIFY(samples.problem(metric));
    QCOMPARE(samples.problem(metric)->detail, std::string("Prometheus does not answer"));
    QCOMPARE(samples.samples(metric, to - 1min, to).samples.size(), 1u);
    QVERIFY(told >= 2);
}

void SamplesTest::metricsThatDoNotComeHoldUpNothingElse()
{
    FakeService service;
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    int asked = 0;
    service.intercept = [&](const FakeService::Request& request) -> std::optional<FakeService::Response> {
        if (!request.path.startsWith("metric-definitions/"))
            return std::nullopt;
        ++asked;
        return FakeService::Response{0, {}, {}};
    };
    const Time to = desk.console.clock().now();
    for (int i = 0; i < 20; ++i)
        desk.repositories().metricSamples.refresh(Id<MetricDefinition>::generate(), to - 1min, to);
    QTRY_VERIFY(asked >= 5); // as many as Qt asks at a time
    Incident incident;
    incident.title = "now";
    QVERIFY(desk.repositories().incidents.create(Id<Incident>::generate(), incident));
    QTRY_COMPARE_WITH_TIMEOUT(service.model.history.size(), 1u, 10'000); // not after the metrics' 15 s
}

void SamplesTest::theSameTimeLastWeekIsReadBesideNow()
{
    FakeService service;
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    const auto metric = Id<MetricDefinition>::generate();
    const Time to = desk.console.clock().now();
    service.intercept = [&](const FakeService::Request& request) -> std::optional<FakeService::Response> {
        if (!request.path.startsWith("metric-definitions/"))
            return std::nullopt;
        const bool now = request.path.contains(QByteArray::fromStdString(formatTime(to)));
        const Time end = now ? to : to - 7 * 24h;
        const MetricData data{{{end, now ? 2.0 : 1.0}}, end - 1min, end, to};
        return FakeService::Response{200, QByteArray::fromStdString(wire::toText(wire::toJson(data))), {}};
    };
    auto& samples = desk.repositories().metricSamples;
    samples.refresh(metric, to - 1min, to);
    samples.refresh(metric, to - 7 * 24h - 1min, to - 7 * 24h);
    QTRY_COMPARE(samples.samples(metric, to - 1min, to).samples.size(), 1u);
    QTRY_COMPARE(samples.samples(metric, to - 7 * 24h - 1min, to - 7 * 24h).samples.size(), 1u);
    QVERIFY(samples.missing(metric, to - 7 * 24h - 1min, to - 7 * 24h).empty());
}

QTEST_GUILESS_MAIN(SamplesTest)
#include "samples_test.moc"
