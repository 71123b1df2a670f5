#include "models/domain/ports/undelivered.h"
#include "tests/support/consolefixture.h"
#include "tests/support/fulldisk.h"

#include <QRegularExpression>
#include <QTest>

using namespace matoi;
using namespace matoi::domain;
using namespace std::chrono_literals;
using test::ConsoleFixture;
using Qt::StringLiterals::operator""_s;

namespace {

Incident incidentNamed(const std::string& title)
{
    Incident incident;
    incident.title = title;
    return incident;
}

TimelineEvent noteOf(Id<Incident> incident, const std::string& text)
{
    TimelineEvent event;
    event.incidentId = incident;
    event.text = text;
    return event;
}

} // namespace

class CacheTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEditIsReadableWhenTheCallReturns();
    void anEditIsThereAfterARestart();
    void createRefusesATakenId();
    void createRefusesWhatTheServiceWouldRefuse();
    void aChangeTouchesOnlyTheFieldsThatDiffer();
    void recordsComeInTheOrderOfCreation();
    void removedRecordsAreListedNoMore();
    void aPageOfTheFeedIsToldOnce();
    void anEditIsToldOnceAndNotAgainWhenItIsWritten();
    void aRemoteChangeOfAnotherFieldIsToldWhileAnEditIsWritten();
    void aHeldRecordKeepsStill();
    void aHeldRecordShowsOwnEdits();
    void twoPeoplesSentencesAreMerged();
    void aCommandFieldThatMovedOnIsAsked();
    void aResolvedConflictIsGoneAtOnceAndSent();
    void aResolutionMustBeAValueOfTheField();
    void effectsExpireAndCanBeDismissed();
    void whatWasNotDeliveredSaysWhatItWasWithItsText();
    void anEffectExpiresByItselfAlsoWhenTheTimerWasTooEarly();
    void editsOnAFullDiskAreWrittenInTheirOrderWhenThereIsRoom();
    void editsOnAFullDiskAreWrittenAtTheEndIfThereIsRoomThen();
    void draftsAreThereAfterARestart();
    void samplesAreReplacedByRange();
    void whatWasReadIsNotMissingAnyMore();
    void anotherQueryForgetsWhatTheOldOneMeasured();
    void theSessionIsRemembered();
    void aFileOfANewerVersionIsRefused();
    void aSubscriptionEndsWhenItIsLetGo();
};

void CacheTest::anEditIsReadableWhenTheCallReturns()
{
    ConsoleFixture console;
    auto repositories = console.repositories();
    const auto id = Id<Incident>::generate();
    QVERIFY(repositories.incidents.create(id, incidentNamed("Checkout is slow")));
    auto record = repositories.incidents.find(id);
    QVERIFY(record);
    QCOMPARE(record->value.title, std::string("Checkout is slow"));
    QCOMPARE(record->meta.unsent, 1);
    QCOMPARE(record->meta.rev, 0);

    Incident changed = record->value;
    changed.impact = Impact::Critical;
    QVERIFY(repositories.incidents.change(*record, changed));
    QCOMPARE(repositories.incidents.find(id)->value.impact, Impact::Critical);
    QCOMPARE(repositories.incidents.all().size(), 1u);
    console.settle();
    QCOMPARE(repositories.incidents.find(id)->value.impact, Impact::Critical);
    QCOMPARE(console.cache().syncState().unsent, 1);
}

void CacheTest::anEditIsThereAfterARestart()
{
    ConsoleFixture console;
    const auto id = Id<Incident>::generate();
    QVERIFY(console.repositories().incidents.create(id, incidentNamed("Checkout is slow")));
    console.reopen();
    const auto record = console.repositories().incidents.find(id);
    QVERIFY(record);
    QCOMPARE(record->value.title, std::string("Checkout is slow"));
    QCOMPARE(console.repositories().outbox.items().size(), 1u);
    QCOMPARE(console.cache().syncState().unsent, 1);
}

void CacheTest::createRefusesATakenId()
{
    ConsoleFixture console;
    const auto there = console.inject(incidentNamed("Checkout is slow"));
    const auto result = console.repositories().incidents.create(there.id, incidentNamed("Another"));
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::AlreadyExists);
}

void CacheTest::createRefusesWhatTheServiceWouldRefuse()
{
    ConsoleFixture console;
    const auto result = console.repositories().incidents.create(Id<Incident>::generate(), incidentNamed(""));
    QVERIFY(!result);
    QCOMPARE(result.error().field, std::string("title"));
    QVERIFY(console.repositories().incidents.all().empty());
}

void CacheTest::aChangeTouchesOnlyTheFieldsThatDiffer()
{
    ConsoleFixture console;
    const auto seen = console.inject(incidentNamed("Checkout is slow"));
    Incident remote = seen.value;
    remote.impact = Impact::Critical;
    console.inject(seen.id, remote);

    Incident mine = seen.value;
    mine.title = "Checkout fails";
    QVERIFY(console.repositories().incidents.change(seen, mine));
    const auto record = console.repositories().incidents.find(seen.id);
    QCOMPARE(record->value.title, std::string("Checkout fails"));
    QCOMPARE(record->value.impact, Impact::Critical);
    console.settle();
    QCOMPARE(console.repositories().incidents.find(seen.id)->value.impact, Impact::Critical);
    QVERIFY(console.repositories().conflicts.open().empty());
}

void CacheTest::recordsComeInTheOrderOfCreation()
{
    ConsoleFixture console;
    const auto incident = console.inject(incidentNamed("Checkout is slow")).id;
    auto& events = console.repositories().timelineEvents;
    console.inject(noteOf(incident, "one"));
    console.clock().advance(1s);
    QVERIFY(events.create(Id<TimelineEvent>::generate(), noteOf(incident, "two")));
    console.clock().advance(1s);
    console.inject(noteOf(incident, "three"));
    console.inject(noteOf(Id<Incident>::generate(), "of another incident"));
    std::string order;
    for (const auto& event : events.of(incident.uuid()))
        order += event.value.text + ' ';
    QCOMPARE(order, std::string("one two three "));
}

void CacheTest::removedRecordsAreListedNoMore()
{
    ConsoleFixture console;
    const auto here = console.inject(incidentNamed("Removed here"));
    const auto there = console.inject(incidentNamed("Removed there"));
    QVERIFY(console.repositories().incidents.remove(here));
    QCOMPARE(console.repositories().incidents.all().size(), 1u);
    console.inject(there.id, there.value, "Daniel Weber", true);
    QVERIFY(console.repositories().incidents.all().empty());
    QVERIFY(console.repositories().incidents.find(there.id)->meta.deleted);

    const auto onlyHere = Id<Incident>::generate();
    QVERIFY(console.repositories().incidents.create(onlyHere, incidentNamed("Never sent")));
    console.settle();
    QVERIFY(console.repositories().incidents.remove(*console.repositories().incidents.find(onlyHere)));
    console.settle();
    QVERIFY(!console.repositories().incidents.find(onlyHere));
    QCOMPARE(console.cache().syncState().unsent, 1); // the removal of the first alone
}

void CacheTest::aPageOfTheFeedIsToldOnce()
{
    ConsoleFixture console;
    std::vector<std::vector<ChangedRecord>> told;
    const auto subscription = console.cache().onRecords(
        [&](const std::vector<ChangedRecord>& records) { told.push_back(records); });
    std::vector<wire::RecordEnvelope> page;
    const auto incident = Id<Incident>::generate();
    for (int i = 1; i <= 100; ++i) {
        Record<TimelineEvent> record{Id<TimelineEvent>::generate(), noteOf(incident, "event"), {}};
        record.meta.rev = 1;
        record.meta.change = i;
        page.push_back(wire::envelopeFrom(record));
    }
    console.injectPage(page);
    QCOMPARE(told.size(), 1u);
    QCOMPARE(told.front().size(), 100u);
    QCOMPARE(told.front().front().parent, std::optional(incident.uuid()));
}

void CacheTest::anEditIsToldOnceAndNotAgainWhenItIsWritten()
{
    ConsoleFixture console;
    int told = 0;
    const auto subscription = console.cache().onRecords([&](const auto&) { ++told; });
    QVERIFY(
        console.repositories().incidents.create(Id<Incident>::generate(), incidentNamed("Checkout is slow")));
    QCOMPARE(told, 0); // not inside the call
    console.settle();
    QCOMPARE(told, 1);
}

void CacheTest::aRemoteChangeOfAnotherFieldIsToldWhileAnEditIsWritten()
{
    ConsoleFixture console;
    const auto seen = console.inject(incidentNamed("Checkout is slow"));
    Incident lastTold;
    const auto subscription = console.cache().onRecords(
        [&](const auto&) { lastTold = console.repositories().incidents.find(seen.id)->value; });
    Incident mine = seen.value;
    mine.title = "Checkout fails";
    QVERIFY(console.repositories().incidents.change(seen, mine));
    Incident remote = seen.value;
    remote.impact = Impact::Critical;
    console.inject(seen.id, remote);
    QCOMPARE(lastTold.title, std::string("Checkout fails"));
    QCOMPARE(lastTold.impact, Impact::Critical);
}

void CacheTest::aHeldRecordKeepsStill()
{
    ConsoleFixture console;
    const auto incident = console.inject(incidentNamed("Checkout is slow")).id;
    const auto summary = console.inject(summaryIdOf(incident), Summary{incident, "Cause unknown."});
    int told = 0;
    const auto subscription = console.cache().onRecords([&](const auto&) { ++told; });
    auto hold = console.cache().holds().hold(Kind::Summary, summary.id.uuid());
    console.inject(summary.id, Summary{incident, "Cause unknown. Rollback runs."});
    QCOMPARE(told, 0);
    QCOMPARE(console.repositories().summaries.find(summary.id)->value.text, std::string("Cause unknown."));
    QCOMPARE(console.repositories().summaries.of(incident.uuid()).front().value.text,
             std::string("Cause unknown."));
    hold.reset();
    console.settle();
    QCOMPARE(told, 1);
    QCOMPARE(console.repositories().summaries.find(summary.id)->value.text,
             std::string("Cause unknown. Rollback runs."));
}

void CacheTest::aHeldRecordShowsOwnEdits()
{
    ConsoleFixture console;
    const auto incident = console.inject(incidentNamed("Checkout is slow")).id;
    const auto seen = console.inject(summaryIdOf(incident), Summary{incident, "Cause unknown."});
    auto& summaries = console.repositories().summaries;
    auto hold = console.cache().holds().hold(Kind::Summary, seen.id.uuid());
    console.inject(seen.id, Summary{incident, "Cause unknown. Rollback runs."});
    QVERIFY(summaries.change(seen, Summary{incident, "Card payments fail. Cause unknown."}));
    console.settle();
    QCOMPARE(summaries.find(seen.id)->value.text, std::string("Card payments fail. Cause unknown."));
    hold.reset();
    QCOMPARE(summaries.find(seen.id)->value.text,
             std::string("Card payments fail. Cause unknown. Rollback runs."));
}

void CacheTest::twoPeoplesSentencesAreMerged()
{
    ConsoleFixture console;
    const auto incident = console.inject(incidentNamed("Checkout is slow")).id;
    auto& summaries = console.repositories().summaries;
    const auto seen = console.inject(summaryIdOf(incident), Summary{incident, "Cause unknown."});
    QVERIFY(summaries.change(seen, Summary{incident, "Card payments fail. Cause unknown."}));
    console.settle();
    console.inject(seen.id, Summary{incident, "Cause unknown. Rollback runs."});
    QCOMPARE(summaries.find(seen.id)->value.text,
             std::string("Card payments fail. Cause unknown. Rollback runs."));
    QVERIFY(console.repositories().conflicts.open().empty());
    QCOMPARE(summaries.find(seen.id)->meta.unsent, 1);
}

void CacheTest::aCommandFieldThatMovedOnIsAsked()
{
    ConsoleFixture console;
    int told = 0;
    const auto subscription = console.cache().onConflicts([&] { ++told; });
    Incident value = incidentNamed("Checkout is slow");
    const auto seen = console.inject(value);
    value.impact = Impact::High;
    QVERIFY(console.repositories().incidents.change(seen, value));
    console.settle();
    value.impact = Impact::Critical;
    console.inject(seen.id, value, "Aiko Tanaka");

    const auto conflicts = console.repositories().conflicts.open();
    QCOMPARE(conflicts.size(), 1u);
    QCOMPARE(told, 1);
    QCOMPARE(conflicts.front().conflictKind, ConflictKind::Field);
    QCOMPARE(conflicts.front().field, std::string("impact"));
    QCOMPARE(conflicts.front().base, std::string("3"));
    QCOMPARE(conflicts.front().mine, std::string("2"));
    QCOMPARE(conflicts.front().theirs, std::string("1"));
    QCOMPARE(conflicts.front().theirsBy, std::string("Aiko Tanaka"));
    QCOMPARE(console.repositories().incidents.find(seen.id)->value.impact, Impact::High);
}

void CacheTest::aResolvedConflictIsGoneAtOnceAndSent()
{
    ConsoleFixture console;
    Incident value = incidentNamed("Checkout is slow");
    const auto seen = console.inject(value);
    value.impact = Impact::High;
    QVERIFY(console.repositories().incidents.change(seen, value));
    value.impact = Impact::Critical;
    console.inject(seen.id, value);

    auto& conflicts = console.repositories().conflicts;
    QVERIFY(conflicts.resolve(conflicts.open().front().id, "1"));
    QVERIFY(conflicts.open().empty());
    QCOMPARE(console.repositories().incidents.find(seen.id)->value.impact, Impact::Critical);
    console.settle();
    QVERIFY(conflicts.open().empty());
    QVERIFY(console.repositories().outbox.items().empty()); // it is what the service has
    QCOMPARE(console.repositories().incidents.find(seen.id)->value.impact, Impact::Critical);
}

void CacheTest::aResolutionMustBeAValueOfTheField()
{
    ConsoleFixture console;
    Incident value = incidentNamed("Checkout is slow");
    const auto seen = console.inject(value);
    value.impact = Impact::High;
    QVERIFY(console.repositories().incidents.change(seen, value));
    value.impact = Impact::Critical;
    console.inject(seen.id, value);
    auto& conflicts = console.repositories().conflicts;
    const auto result = conflicts.resolve(conflicts.open().front().id, "9");
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::InvalidValue);
    QCOMPARE(conflicts.open().size(), 1u);
}

void CacheTest::effectsExpireAndCanBeDismissed()
{
    ConsoleFixture console;
    console.repositories().effects.page(Id<Incident>::generate(), Id<Contact>::generate(),
                                        "checkout is down");
    console.settle();
    QCOMPARE(console.cache().syncState().unsent, 1);
    console.clock().advance(1min + 59s);
    console.cache().expireEffects();
    console.settle();
    QCOMPARE(console.cache().syncState().expired, 0);
    console.clock().advance(1s);
    console.cache().expireEffects();
    console.settle();
    QCOMPARE(console.cache().syncState().expired, 1);
    QCOMPARE(console.cache().syncState().unsent, 0);
    const auto items = console.repositories().outbox.items();
    QCOMPARE(items.front().state, OutboxItem::State::Expired);
    QCOMPARE(items.front().action, std::string("page"));
    console.repositories().outbox.dismiss(items.front().id);
    console.settle();
    QCOMPARE(console.cache().syncState().expired, 0);
}

void CacheTest::whatWasNotDeliveredSaysWhatItWasWithItsText()
{
    ConsoleFixture console;
    const auto incident = Id<Incident>::generate();
    const auto contact = Id<Contact>::generate();
    console.repositories().effects.page(incident, contact, "checkout is down");
    console.settle();
    QVERIFY2(undeliveredOf(console.repositories().outbox).empty(), "it still waits");
    console.clock().advance(2min);
    console.cache().expireEffects();
    console.settle();
    const auto all = undeliveredOf(console.repositories().outbox);
    QCOMPARE(all.size(), 1u);
    QCOMPARE(all.front().incident, std::optional(incident));
    QCOMPARE(all.front().contact, std::optional(contact));
    QCOMPARE(all.front().item.text, std::string("checkout is down"));
    QVERIFY(!all.front().mayHaveHappened);
}

void CacheTest::anEffectExpiresByItselfAlsoWhenTheTimerWasTooEarly()
{
    ConsoleFixture console;
    console.clock().advance(-(1min + 59s + 900ms));
    console.repositories().effects.page(Id<Incident>::generate(), Id<Contact>::generate(), "down");
    console.settle();
    console.clock().advance(1min + 59s + 900ms);
    console.reopen(); // arms the timer for the last 100 ms, of which the clock lets only half pass
    console.clock().advance(50ms);
    QTest::qWait(150); // that the timer has fired once cannot be seen
    QCOMPARE(console.cache().syncState().expired, 0);
    console.clock().advance(50ms);
    QTRY_COMPARE(console.cache().syncState().expired, 1);
}

void CacheTest::editsOnAFullDiskAreWrittenInTheirOrderWhenThereIsRoom()
{
    ConsoleFixture console;
    auto& incidents = console.repositories().incidents;
    const auto id = Id<Incident>::generate();
    {
        console.settle(); // what the start does is done
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"not written, trying again"_s));
        const test::FullDisk full;
        QVERIFY(incidents.create(id, incidentNamed("Checkout is down")));
        console.repositories().drafts.setDraft("note:1", "older");
        QTRY_VERIFY(!console.cache().syncState().problem.empty());
    }
    // There is room again, and nothing was tried again yet.
    QVERIFY(incidents.change(*incidents.find(id), incidentNamed("Checkout is slow")));
    console.repositories().drafts.setDraft("note:1", "newer");
    QTRY_VERIFY(console.cache().syncState().problem.empty());
    QTRY_COMPARE(console.cache().syncState().unsent, 1);
    QCOMPARE(incidents.find(id)->value.title, std::string("Checkout is slow"));
    console.reopen();
    const auto kept = console.repositories().incidents.find(id);
    QVERIFY(kept);
    QCOMPARE(kept->value.title, std::string("Checkout is slow"));
    QCOMPARE(console.repositories().drafts.draft("note:1"), std::optional<std::string>("newer"));
}

void CacheTest::editsOnAFullDiskAreWrittenAtTheEndIfThereIsRoomThen()
{
    ConsoleFixture console;
    const auto id = Id<Incident>::generate();
    {
        console.settle(); // what the start does is done
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"not written, trying again"_s));
        const test::FullDisk full;
        QVERIFY(console.repositories().incidents.create(id, incidentNamed("Checkout is down")));
        QTRY_VERIFY(!console.cache().syncState().problem.empty());
    }
    console.reopen();
    QVERIFY(console.repositories().incidents.find(id));
}

void CacheTest::draftsAreThereAfterARestart()
{
    ConsoleFixture console;
    console.repositories().drafts.setDraft("note:1", "障害の原因は");
    QCOMPARE(console.repositories().drafts.draft("note:1"), std::optional<std::string>("障害の原因は"));
    console.reopen();
    QCOMPARE(console.repositories().drafts.draft("note:1"), std::optional<std::string>("障害の原因は"));
    console.repositories().drafts.setDraft("note:1", "");
    QVERIFY(!console.repositories().drafts.draft("note:1"));
    console.reopen();
    QVERIFY(!console.repositories().drafts.draft("note:1"));
}

void CacheTest::samplesAreReplacedByRange()
{
    ConsoleFixture console;
    const auto metric = Id<MetricDefinition>::generate();
    const Time start = console.clock().now() - 1h;
    const auto store = [&](std::vector<MetricSample> samples, Time from, Time to) {
        console.cache().syncAccess().storeSamples(metric, {std::move(samples), from, to, to}, [](bool) {});
        console.settle();
    };
    int told = 0;
    const auto subscription =
        console.cache().onSamples([&](Id<MetricDefinition> id) { told += id == metric; });
    store({{start, 1}, {start + 15s, 2}, {start + 30s, 3}}, start, start + 30s);
    store({{start + 15s, 20}, {start + 45s, std::nan("")}}, start + 15s, start + 45s);
    const MetricData data = console.repositories().metricSamples.samples(metric, start, start + 1min);
    QCOMPARE(told, 2);
    QCOMPARE(data.samples.size(), 3u);
    QCOMPARE(data.samples[1].value, 20.0);
    QVERIFY(std::isnan(data.samples[2].value));
    QCOMPARE(data.readAt, start + 45s);
    store({}, start + 24h * 40, start + 24h * 40);
    console.clock().advance(24h * 31);
    store({}, start + 24h * 40, start + 24h * 40);
    QVERIFY(console.repositories().metricSamples.samples(metric, start, start + 1min).samples.empty());
}

void CacheTest::whatWasReadIsNotMissingAnyMore()
{
    ConsoleFixture console;
    const auto metric = Id<MetricDefinition>::generate();
    const Time start = console.clock().now() - 1h;
    const auto store = [&](Time from, Time to) {
        console.cache().syncAccess().storeSamples(metric, {{}, from, to, to}, [](bool) {});
        console.settle();
    };
    const auto missing = [&](Time from, Time to) {
        return console.repositories().metricSamples.missing(metric, from, to);
    };
    using Gaps = std::vector<TimeSpan>;
    QCOMPARE(missing(start, start + 60min), (Gaps{{start, start + 60min}}));
    store(start + 10min, start + 20min);
    store(start + 30min, start + 40min);
    QCOMPARE(missing(start, start + 60min),
             (Gaps{{start, start + 10min}, {start + 20min, start + 30min}, {start + 40min, start + 60min}}));
    store(start + 15min, start + 30min);
    QCOMPARE(missing(start + 10min, start + 40min), Gaps{});
    QCOMPARE(missing(start + 5min, start + 45min),
             (Gaps{{start + 5min, start + 10min}, {start + 40min, start + 45min}}));
    const MetricData data = console.repositories().metricSamples.samples(metric, start, start + 1h);
    QCOMPARE(data.readAt, start + 40min);
}

void CacheTest::anotherQueryForgetsWhatTheOldOneMeasured()
{
    ConsoleFixture console;
    auto& metrics = console.repositories().metricDefinitions;
    const auto id = Id<MetricDefinition>::generate();
    MetricDefinition metric;
    metric.title = "Latency";
    metric.query = "latency_p99";
    QVERIFY(metrics.create(id, metric));
    const Time start = console.clock().now() - 1h;
    console.cache().syncAccess().storeSamples(id, {{{start, 1}}, start, start + 1min, start}, [](bool) {});
    console.settle();
    metric.title = "Latency of the checkout";
    QVERIFY(metrics.change(*metrics.find(id), metric));
    console.settle();
    QCOMPARE(console.repositories().metricSamples.samples(id, start, start + 1min).samples.size(), 1u);
    metric.query = "latency_p50";
    QVERIFY(metrics.change(*metrics.find(id), metric));
    console.settle();
    QVERIFY(console.repositories().metricSamples.samples(id, start, start + 1min).samples.empty());
    QCOMPARE(console.repositories().metricSamples.missing(id, start, start + 1min).size(), 1u);
}

void CacheTest::theSessionIsRemembered()
{
    ConsoleFixture console;
    const auto contact = Id<Contact>::generate();
    console.cache().setSession({"Misaki Sato", "commander", contact, {"", "eu"}});
    console.reopen();
    QCOMPARE(console.cache().session().name, std::string("Misaki Sato"));
    QCOMPARE(console.cache().session().contactId, std::optional(contact));
    QCOMPARE(console.cache().session().metricSources, (std::vector<std::string>{"", "eu"}));
}

void CacheTest::aFileOfANewerVersionIsRefused()
{
    ConsoleFixture console;
    const auto folder = console.folder() / "newer";
    std::filesystem::create_directories(folder);
    {
        sqlite::Connection file((folder / "console.sqlite").string());
        file.script("PRAGMA user_version = 999");
    }
    const auto opened = cache::Cache::open({folder, sync::rebase, nullptr});
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::Unavailable);
}

void CacheTest::aSubscriptionEndsWhenItIsLetGo()
{
    ConsoleFixture console;
    int told = 0;
    auto subscription = console.cache().onRecords([&](const auto&) { ++told; });
    subscription.reset();
    console.inject(incidentNamed("Checkout is slow"));
    QCOMPARE(told, 0);
}

QTEST_GUILESS_MAIN(CacheTest)
#include "cache_test.moc"
