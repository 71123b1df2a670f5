#include "models/domain/ports/timelines.h"
#include "tests/support/consolefixture.h"

#include <QTest>

#include <set>
#include <thread>

using namespace matoi;
using namespace matoi::domain;
using test::ConsoleFixture;

namespace {

/// What came of one reading.
struct Told
{
    std::vector<Record<TimelineEvent>> events;
    int portions = 0;
    bool last = false;
    std::thread::id thread;
};

Subscription read(ConsoleFixture& console, Id<Incident> incident, Told& told)
{
    return console.repositories().timelines.read(incident, [&told](Timelines::Portion portion) {
        told.events.insert(told.events.end(), portion.events.begin(), portion.events.end());
        ++told.portions;
        told.last = portion.last;
        told.thread = std::this_thread::get_id();
    });
}

struct Incidents : ConsoleFixture
{
    Incidents()
    {
        Incident value;
        value.title = "Checkout";
        incident = inject(value).id;
        value.title = "Search";
        other = inject(value).id;
    }
    TimelineEvent event(const std::string& text, int minute) const
    {
        TimelineEvent event;
        event.incidentId = incident;
        event.text = text;
        event.at = clockTime + std::chrono::minutes(minute);
        return event;
    }
    void injectMany(int count)
    {
        std::vector<wire::RecordEnvelope> page;
        for (int i = 0; i < count; ++i) {
            Record<TimelineEvent> record{Id<TimelineEvent>::generate(), event("event", i), {}};
            record.meta.rev = 1;
            record.meta.change = 10 + i;
            page.push_back(wire::envelopeFrom(record));
        }
        injectPage(page);
    }
    std::vector<std::string> latest(int limit)
    {
        std::vector<std::string> texts;
        for (const auto& one : repositories().timelines.latest(incident, limit))
            texts.push_back(one.value.text);
        return texts;
    }
    int count() { return repositories().timelines.count(incident); }

    Id<Incident> incident;
    Id<Incident> other;
    const Time clockTime = clock().now() - std::chrono::hours(100);
};

using Texts = std::vector<std::string>;

} // namespace

/// The timelines of the real local copy, as a model reads them.
class TimelineReaderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithWhatHappenedLastWheneverItWasWritten()
    {
        Incidents f;
        f.inject(f.event("last", 30));
        f.inject(f.event("first", 10));
        f.inject(f.event("middle", 20));
        TimelineEvent elsewhere = f.event("elsewhere", 40);
        elsewhere.incidentId = f.other;
        f.inject(elsewhere);
        f.settle();
        QVERIFY(f.latest(2) == (Texts{"last", "middle"}));
        QCOMPARE(f.count(), 3);
    }

    void countsAndListsEditsThatAreNotOnTheDiskYet()
    {
        Incidents f;
        const auto last = f.inject(f.event("last", 30));
        f.inject(f.event("middle", 20));
        f.inject(f.event("first", 10));
        f.settle();
        auto events = f.repositories();
        QVERIFY(events.timelineEvents.create(Id<TimelineEvent>::generate(), f.event("new", 25)).has_value());
        QVERIFY(events.timelineEvents.remove(last).has_value());
        QVERIFY(f.latest(2) == (Texts{"new", "middle"}));
        QCOMPARE(f.count(), 3);
        f.settle();
        QVERIFY(f.latest(2) == (Texts{"new", "middle"}));
        QCOMPARE(f.count(), 3);
    }

    void readsAllInPortionsAndHandsThemOverOnTheAskingThread()
    {
        Incidents f;
        f.injectMany(2500);
        Told told;
        const auto kept = read(f, f.incident, told);
        QTRY_VERIFY(told.last);
        QCOMPARE(told.events.size(), std::size_t(2500));
        QVERIFY(told.portions >= 3);
        QVERIFY(told.thread == std::this_thread::get_id());
        QVERIFY(std::is_sorted(told.events.begin(), told.events.end(),
                               [](const auto& a, const auto& b) { return a.value.at > b.value.at; }));
    }

    void aPortionNeverBringsBackWhatAnEditHasJustChanged()
    {
        Incidents f;
        const auto changed = f.inject(f.event("before", 10));
        const auto removed = f.inject(f.event("removed", 20));
        f.inject(f.event("untouched", 30));
        f.settle();
        auto repositories = f.repositories();
        const auto written = Id<TimelineEvent>::generate();
        QVERIFY(repositories.timelineEvents.create(written, f.event("not on the disk", 5)).has_value());
        Told told;
        const auto kept = read(f, f.incident, told);
        // Told from here on by the notifier, but the reading may have begun already.
        TimelineEvent after = changed.value;
        after.text = "after";
        QVERIFY(repositories.timelineEvents.change(changed, after).has_value());
        QVERIFY(repositories.timelineEvents.remove(removed).has_value());
        QTRY_VERIFY(told.last);
        std::set<std::string> texts;
        for (const auto& event : told.events)
            texts.insert(event.value.text);
        QVERIFY(texts == (std::set<std::string>{"after", "untouched", "not on the disk"}));
    }

    void aReadingThatIsLetGoTellsNothing()
    {
        Incidents f;
        f.inject(f.event("event", 1));
        f.settle();
        Told told;
        auto kept = read(f, f.incident, told);
        kept.reset();
        f.settle();
        Told other;
        const auto next = read(f, f.incident, other);
        QTRY_VERIFY(other.last);
        QCOMPARE(told.portions, 0);
    }

    void aCacheThatGoesInTheMiddleOfAReadingEndsIt()
    {
        Incidents f;
        f.injectMany(1500);
        Told told;
        const auto kept = read(f, f.incident, told);
        f.reopen();
        QCOMPARE(f.count(), 1500);
    }
};

QTEST_GUILESS_MAIN(TimelineReaderTest)
#include "timelinereadertest.moc"
