#include "models/itemmodels/timelinemodel.h"

#include "tests/support/story.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <random>

using namespace matoi;
using namespace Qt::StringLiterals;
using itemmodels::TimelineModel;
using matoi::test::Story;

namespace {

struct Fixture
{
    Fixture()
        : Fixture(story.memory)
    {
        model.setIncident(story.invoices);
    }
    explicit Fixture(matoi::test::MemoryRepositories& memory)
        : model(memory.ports, memory.notifier,
                {[](const domain::TimelineEvent& event) { return QString::fromStdString(event.text); },
                 [](const TimelineModel::Row&) { return u"row"_s; }},
                QTimeZone("Asia/Tokyo"))
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {}

    /// The same events and settings, opened now.
    explicit Fixture(Fixture& other)
        : Fixture(other.story.memory)
    {
        model.setFilter(other.model.filter());
        model.setWords(other.model.words());
        model.setNewestFirst(other.model.newestFirst());
        model.setIncident(other.model.incident());
    }

    void putMany(int count)
    {
        std::vector<std::pair<domain::Id<domain::TimelineEvent>, domain::TimelineEvent>> events;
        domain::TimelineEvent event;
        event.incidentId = story.invoices;
        for (int i = 0; i < count; ++i) {
            event.at = Story::at(2, 0) + std::chrono::seconds(20 * i);
            event.text = "event " + std::to_string(i);
            events.emplace_back(domain::Id<domain::TimelineEvent>::generate(), event);
        }
        story.memory.timelineEvents.putAll(events);
    }
    domain::Id<domain::TimelineEvent> put(const char* text, domain::Time at,
                                          domain::EventKind kind = domain::EventKind::Note)
    {
        domain::TimelineEvent event;
        event.incidentId = story.invoices;
        event.text = text;
        event.at = at;
        event.eventKind = kind;
        const auto id = domain::Id<domain::TimelineEvent>::generate();
        story.memory.timelineEvents.put(id, event);
        return id;
    }
    QStringList rows() const
    {
        QStringList out;
        for (int i = 0; i < model.rowCount(); ++i) {
            const auto& row = model.row(i);
            out.append(row.kind == TimelineModel::RowKind::Day   ? row.day.toString(u"d"_s)
                       : row.kind == TimelineModel::RowKind::Gap ? u"gap"_s
                                                                 : row.entry->text);
        }
        return out;
    }

    Story story;
    TimelineModel model;
    QAbstractItemModelTester tester;
};

} // namespace

class TimelineModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headsDaysAndNamesGaps()
    {
        Fixture f;
        f.put("a", Story::at(23, 50));
        f.put("b", Story::at(23, 55));
        f.put("c", Story::at(24, 5));
        f.put("d", Story::at(24, 25));
        QCOMPARE(f.rows(), (QStringList{u"19"_s, u"d"_s, u"gap"_s, u"c"_s, u"18"_s, u"b"_s, u"a"_s}));
        f.model.setNewestFirst(false);
        QCOMPARE(f.rows(), (QStringList{u"18"_s, u"a"_s, u"b"_s, u"19"_s, u"c"_s, u"gap"_s, u"d"_s}));
    }

    void exactlyFifteenMinutesAreNoGap()
    {
        Fixture f;
        f.put("a", Story::at(14, 0));
        f.put("b", Story::at(14, 15));
        QCOMPARE(f.model.rowCount(), 3);
    }

    void oneEventMoreIsOneInsertion()
    {
        Fixture f;
        for (int i = 0; i < 50; ++i)
            f.put("old", Story::at(14, i));
        QSignalSpy inserted(&f.model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&f.model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy reset(&f.model, &QAbstractItemModel::modelReset);
        f.put("new", Story::at(14, 20, 30));
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(inserted.front().at(1), inserted.front().at(2));
        QCOMPARE(removed.size() + reset.size(), 0);
    }

    void anEventThatMovesInTimeKeepsItsIndex()
    {
        Fixture f;
        f.put("a", Story::at(14, 0));
        const auto moved = f.put("b", Story::at(14, 5));
        f.put("c", Story::at(14, 10));
        const QPersistentModelIndex index = f.model.indexOf(moved);
        auto record = *f.story.memory.timelineEvents.find(moved);
        record.value.at = Story::at(14, 12);
        f.story.memory.timelineEvents.put(moved, record.value);
        QCOMPARE(f.rows(), (QStringList{u"18"_s, u"b"_s, u"c"_s, u"a"_s}));
        QCOMPARE(index.row(), 1);
    }

    void turningTheOrderKeepsIndexes()
    {
        Fixture f;
        const auto id = f.put("a", Story::at(14, 0));
        f.put("b", Story::at(14, 40));
        const QPersistentModelIndex index = f.model.indexOf(id);
        f.model.setNewestFirst(false);
        QCOMPARE(index, QPersistentModelIndex(f.model.indexOf(id)));
    }

    void filtersListAndCountWithoutGaps()
    {
        Fixture f;
        f.put("a", Story::at(14, 0), domain::EventKind::Decision);
        f.put("b", Story::at(14, 20));
        f.put("c", Story::at(14, 50), domain::EventKind::Decision);
        QCOMPARE(f.model.count(TimelineModel::Filter::Decisions), 2);
        f.model.setFilter(TimelineModel::Filter::Decisions);
        QCOMPARE(f.rows(), (QStringList{u"18"_s, u"c"_s, u"a"_s}));
        f.model.setWords(u"A"_s);
        QCOMPARE(f.rows(), (QStringList{u"18"_s, u"a"_s}));
        f.model.setWords({});
        f.model.setFilter(TimelineModel::Filter::All);
        QCOMPARE(f.model.rowCount(), 6);
    }

    void aHeldEventStaysWhenItIsTakenAway()
    {
        Fixture f;
        const auto id = f.put("a", Story::at(14, 0));
        f.model.hold(id);
        f.model.setFilter(TimelineModel::Filter::Decisions);
        QCOMPARE(f.rows(), (QStringList{u"18"_s, u"a"_s}));
        QVERIFY(f.story.memory.timelineEvents.remove(*f.story.memory.timelineEvents.find(id)).has_value());
        QVERIFY(f.model.row(1).entry->gone);
        f.model.hold(std::nullopt);
        QCOMPARE(f.model.rowCount(), 0);
    }

    /// Whatever way the rows came about, they are those of a timeline that is opened now.
    void changesOneByOneComeToWhatOpeningAnewShows()
    {
        Fixture f;
        std::mt19937 random(7);
        std::vector<domain::Id<domain::TimelineEvent>> ids;
        const auto any = [&](std::size_t below) { return static_cast<int>(random() % below); };
        const auto time = [&] { return Story::at(20 + any(8), any(60), any(3)); };
        for (int step = 0; step < 600; ++step) {
            const int what = any(10);
            if (what < 4 || ids.empty()) {
                ids.push_back(f.put(any(2) == 0 ? "alpha" : "beta", time(),
                                    any(3) == 0 ? domain::EventKind::Decision : domain::EventKind::Note));
            } else if (what < 7) {
                const auto id = ids[static_cast<std::size_t>(any(ids.size()))];
                auto value = f.story.memory.timelineEvents.find(id)->value;
                value.at = any(2) == 0 ? time() : value.at + std::chrono::seconds(any(5));
                value.pinned = any(2) == 0;
                const QPersistentModelIndex index = f.model.indexOf(id);
                f.story.memory.timelineEvents.put(id, value);
                if (index.isValid())
                    QCOMPARE(QModelIndex(index), f.model.indexOf(id));
            } else if (what < 8) {
                const auto place = ids.begin() + any(ids.size());
                QVERIFY(f.story.memory.timelineEvents.remove(*f.story.memory.timelineEvents.find(*place))
                            .has_value());
                ids.erase(place);
            } else if (what == 8) {
                f.model.setFilter(any(2) == 0 ? TimelineModel::Filter::All
                                              : TimelineModel::Filter::Decisions);
            } else if (any(3) == 0) {
                f.model.setNewestFirst(any(2) == 0);
            } else {
                f.model.setWords(any(2) == 0 ? u"alpha"_s : QString());
            }
            Fixture fresh(f);
            QCOMPARE(f.rows(), fresh.rows());
            for (int i = 0; i < f.model.rowCount(); ++i) {
                QCOMPARE(f.model.row(i).count, fresh.model.row(i).count);
                QVERIFY(f.model.row(i).from == fresh.model.row(i).from);
                QVERIFY(f.model.row(i).to == fresh.model.row(i).to);
            }
            for (int i = 0; i < TimelineModel::filterCount; ++i)
                QCOMPARE(f.model.count(static_cast<TimelineModel::Filter>(i)),
                         fresh.model.count(static_cast<TimelineModel::Filter>(i)));
            QCOMPARE(f.model.pinned().size(), fresh.model.pinned().size());
        }
    }

    void theLatestOfALongTimelineIsThereAtOnceAndTheRestFollows()
    {
        Fixture f;
        f.story.memory.timelines.heldBack = true;
        f.putMany(3000);
        f.model.setIncident({});
        f.model.setIncident(f.story.invoices);
        QCOMPARE(f.model.count(TimelineModel::Filter::All), TimelineModel::readAtOnce);
        QCOMPARE(f.model.expected(), 3000);
        QCOMPARE(f.rows().at(1), u"event 2999"_s);
        QSignalSpy inserted(&f.model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&f.model, &QAbstractItemModel::rowsRemoved);
        while (f.story.memory.timelines.hand(700)) {
        }
        QCOMPARE(f.model.count(TimelineModel::Filter::All), 3000);
        QVERIFY(!f.model.expected());
        QVERIFY(inserted.size() <= 5);
        QCOMPARE(removed.size(), 0);
        f.story.memory.timelines.heldBack = false;
        Fixture fresh(f);
        QCOMPARE(f.rows(), fresh.rows());
        QCOMPARE(f.model.row(0).count, fresh.model.row(0).count);
    }

    void whatIsWrittenWhileTheRestIsReadTakesItsPlace()
    {
        Fixture f;
        f.story.memory.timelines.heldBack = true;
        f.putMany(2000);
        f.model.setIncident({});
        f.model.setIncident(f.story.invoices);
        f.model.setNewestFirst(false);
        f.story.memory.timelines.hand(600);
        f.put("written meanwhile", Story::at(2, 0, 30));
        while (f.story.memory.timelines.hand(600)) {
        }
        QCOMPARE(f.model.count(TimelineModel::Filter::All), 2001);
        f.story.memory.timelines.heldBack = false;
        Fixture fresh(f);
        fresh.model.setNewestFirst(false);
        QCOMPARE(f.rows(), fresh.rows());
    }

    void manyChangesAtOnceKeepTheIndexThatSomebodyHolds()
    {
        Fixture f;
        for (int i = 0; i < 40; ++i)
            f.put("old", Story::at(14, i));
        const auto id = f.put("chosen", Story::at(14, 20, 30));
        const QPersistentModelIndex index = f.model.indexOf(id);
        f.model.setFilter(TimelineModel::Filter::Decisions);
        QVERIFY(!index.isValid());
        f.model.setFilter(TimelineModel::Filter::All);
        const QPersistentModelIndex again = f.model.indexOf(id);
        f.model.setWords(u"chosen"_s);
        QCOMPARE(again, QPersistentModelIndex(f.model.indexOf(id)));
        f.model.setWords({});
        QCOMPARE(again, QPersistentModelIndex(f.model.indexOf(id)));
        QCOMPARE(f.model.rowCount(), 42);
    }

    void eventsOfOtherIncidentsDoNotShow()
    {
        Fixture f;
        QSignalSpy changed(&f.model, &TimelineModel::eventsChanged);
        domain::TimelineEvent event;
        event.incidentId = f.story.search;
        f.story.memory.timelineEvents.put(domain::Id<domain::TimelineEvent>::generate(), event);
        QCOMPARE(changed.size(), 0);
        QCOMPARE(f.model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TimelineModelTest)
#include "timelinemodeltest.moc"
