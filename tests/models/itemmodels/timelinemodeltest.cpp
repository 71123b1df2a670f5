#include "models/itemmodels/timelinemodel.h"

#include "tests/support/story.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace matoi;
using namespace Qt::StringLiterals;
using itemmodels::TimelineModel;
using matoi::test::Story;

namespace {

struct Fixture
{
    Fixture()
        : model(story.memory.ports, story.memory.notifier,
                {[](const domain::TimelineEvent& event) { return QString::fromStdString(event.text); },
                 [](const TimelineModel::Row&) { return u"row"_s; }},
                QTimeZone("Asia/Tokyo"))
        , tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        model.setIncident(story.invoices);
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
