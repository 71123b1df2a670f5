#include "models/domain/ports/similar.h"
#include "tests/support/consolefixture.h"

#include <QElapsedTimer>
#include <QTest>

#include <set>
#include <thread>

using namespace matoi;
using namespace matoi::domain;
using std::chrono::hours;
using std::chrono::minutes;
using test::ConsoleFixture;

namespace {

using Found = std::vector<SimilarIncident>;

Incident incidentNamed(const std::string& title, const std::string& service = {})
{
    Incident incident;
    incident.number = 1;
    incident.title = title;
    incident.service = service;
    incident.status = IncidentStatus::Resolved;
    incident.startedAt = Time(hours(1000));
    incident.detectedAt = incident.startedAt;
    incident.mitigatedAt = incident.startedAt + minutes(30);
    incident.resolvedAt = incident.startedAt + minutes(40);
    return incident;
}

RelatedItem alarm(Id<Incident> incident, const std::string& title)
{
    RelatedItem item;
    item.incidentId = incident;
    item.relatedKind = RelatedKind::Alarm;
    item.title = title;
    return item;
}

Found ask(ConsoleFixture& console, Id<Incident> incident)
{
    console.settle();
    std::optional<Result<Found>> answer;
    std::thread::id thread;
    const auto kept = console.repositories().similar.find(incident, 5, [&](Result<Found> found) {
        answer = std::move(found);
        thread = std::this_thread::get_id();
    });
    if (answer || !QTest::qWaitFor([&] { return answer.has_value(); }, 20'000) || !*answer)
        return {};
    return thread == std::this_thread::get_id() ? **answer : Found();
}

} // namespace

/// Similar incidents out of the real local copy.
class SimilarFinderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsThoseWithTheSameAlarmServiceAndWords()
    {
        ConsoleFixture console;
        const auto add = [&](const Incident& incident) {
            return console.inject(Id<Incident>::generate(), incident).id;
        };
        Incident open = incidentNamed("決済障害：価格計算が遅い", "checkout-api");
        open.status = IncidentStatus::Mitigating;
        const auto now = add(open);
        const auto sameAlarm = add(incidentNamed("Something else"));
        const auto sameWords = add(incidentNamed("決済障害：価格計算サーバーが停止"));
        add(incidentNamed("Login errors for iOS"));
        Incident unresolved = incidentNamed("決済障害：価格計算が遅い", "checkout-api");
        unresolved.status = IncidentStatus::Open;
        add(unresolved);
        Incident drill = incidentNamed("決済障害：価格計算が遅い", "checkout-api");
        drill.drill = true;
        add(drill);
        for (const auto incident : {now, sameAlarm})
            console.inject(Id<RelatedItem>::generate(), alarm(incident, "CheckoutSlow"));
        const Found found = ask(console, now);
        QCOMPARE(found.size(), std::size_t(2));
        QCOMPARE(found[0].incident.id, sameAlarm);
        QCOMPARE(found[0].why.alarms, std::vector<std::string>{"CheckoutSlow"});
        QCOMPARE(found[1].incident.id, sameWords);
        QCOMPARE(std::set<std::string>(found[1].why.words.begin(), found[1].why.words.end()),
                 (std::set<std::string>{"決済障害", "価格計算"}));
        QCOMPARE(found[1].incident.value.title, std::string("決済障害：価格計算サーバーが停止"));
    }

    void saysWhatFixedThem()
    {
        ConsoleFixture console;
        Incident open = incidentNamed("Slow", "checkout-api");
        open.status = IncidentStatus::Open;
        const auto now = console.inject(Id<Incident>::generate(), open).id;
        const auto past = console.inject(Id<Incident>::generate(), incidentNamed("Then", "checkout-api")).id;
        TimelineEvent action;
        action.incidentId = past;
        action.at = Time(hours(1000)) + minutes(20);
        action.eventKind = EventKind::Action;
        action.text = "Restarted the pool. It helped.";
        console.inject(Id<TimelineEvent>::generate(), action);
        QCOMPARE(ask(console, now).front().remedy->text, std::string("Restarted the pool."));
        Analysis analysis;
        analysis.incidentId = past;
        analysis.title = "Then";
        analysis.questions = {
            {"how", QuestionCategory::Mitigation, "How was it mitigated?", "どう緩和したか", "", ""}};
        const auto id = console.inject(analysisIdOf(past), analysis).id;
        console.inject(answerIdOf(id, "how"), Answer{past, id, "how", "A rollback of the deploy."});
        QCOMPARE(ask(console, now).front().remedy->text, std::string("A rollback of the deploy."));
    }

    void leavesOutWhatIsLinkedOrRefusedAndLearnsFromTheRefusal()
    {
        ConsoleFixture console;
        Incident open = incidentNamed("Slow", "checkout-api");
        open.status = IncidentStatus::Open;
        const auto now = console.inject(Id<Incident>::generate(), open).id;
        const auto later = console.inject(Id<Incident>::generate(), open).id;
        const auto past = console.inject(Id<Incident>::generate(), incidentNamed("Then", "checkout-api")).id;
        QCOMPARE(ask(console, now).size(), std::size_t(1));
        RelatedItem item;
        item.incidentId = now;
        item.relatedKind = RelatedKind::Incident;
        item.otherId = past;
        item.refused = true;
        QVERIFY(console.repositories().relatedItems.create(relatedIncidentIdOf(now, past), item));
        QVERIFY2(ask(console, now).empty(), "also when the service has not heard of it yet");
        QVERIFY2(ask(console, later).empty(), "the same service alone is not enough any more");
    }

    void answersNothingForAnIncidentThatIsNotHere()
    {
        ConsoleFixture console;
        QVERIFY(ask(console, Id<Incident>::generate()).empty());
    }

    /// A bound that only an answer with a quadratic step in it misses, on any machine.
    void isQuickAmongThousands()
    {
        ConsoleFixture console;
        Incident open = incidentNamed("Checkout is slow in region 7", "service-7");
        open.status = IncidentStatus::Open;
        const auto now = console.inject(Id<Incident>::generate(), open).id;
        std::vector<wire::RecordEnvelope> page;
        for (int i = 0; i < 3000; ++i) {
            const std::string place = std::to_string(i % 50);
            Record<Incident> record{Id<Incident>::generate(),
                                    incidentNamed("Checkout is slow in region " + place, "service-" + place),
                                    {}};
            record.meta.rev = 1;
            record.meta.change = 100 + i;
            page.push_back(wire::envelopeFrom(record));
        }
        console.injectPage(std::move(page));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(ask(console, now).size(), std::size_t(5));
        qInfo("3,000 incidents compared in %lld ms", timer.elapsed());
        QVERIFY(timer.elapsed() < 10'000);
    }
};

QTEST_GUILESS_MAIN(SimilarFinderTest)
#include "similarfindertest.moc"
