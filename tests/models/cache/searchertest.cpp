#include "models/domain/ports/search.h"
#include "tests/support/consolefixture.h"

#include <QTest>

#include <thread>

using namespace matoi;
using namespace matoi::domain;
using test::ConsoleFixture;

namespace {

struct Told
{
    std::optional<Result<SearchPage>> page;
    std::thread::id thread;
};

Subscription ask(ConsoleFixture& console, const std::string& text, Told& answer)
{
    SearchRequest request;
    request.text = text;
    return console.repositories().search.find(request, [&answer](Result<SearchPage> page) {
        answer.page = std::move(page);
        answer.thread = std::this_thread::get_id();
    });
}

Id<Incident> incidentWith(ConsoleFixture& console, const std::vector<std::string>& events)
{
    auto repositories = console.repositories();
    Incident incident;
    incident.title = "Checkout";
    const auto id = Id<Incident>::generate();
    static_cast<void>(repositories.incidents.create(id, incident));
    for (const std::string& text : events) {
        TimelineEvent event;
        event.incidentId = id;
        event.text = text;
        static_cast<void>(repositories.timelineEvents.create(Id<TimelineEvent>::generate(), event));
    }
    console.settle();
    return id;
}

} // namespace

/// The search of the real local copy, as a page uses it.
class SearcherTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersLaterOnTheAskingThread()
    {
        ConsoleFixture console;
        const auto incident = incidentWith(console, {"障害を検知"});
        Told answer;
        const auto kept = ask(console, "障害", answer);
        QVERIFY(!answer.page);
        QTRY_VERIFY(answer.page);
        QCOMPARE(answer.thread, std::this_thread::get_id());
        QCOMPARE(answer.page->value().hits.size(), 1u);
        QCOMPARE(answer.page->value().hits.front().incident, incident);
        QCOMPARE(answer.page->value().hits.front().snippet.front(), (SnippetPiece{"障害", true}));
        QVERIFY(!answer.page->value().indexing);
    }

    void findsUnsentEdits()
    {
        ConsoleFixture console;
        incidentWith(console, {"the disk is full"});
        QVERIFY(console.cache().syncState().unsent > 0);
        Told answer;
        const auto kept = ask(console, "disk", answer);
        QTRY_VERIFY(answer.page);
        QCOMPARE(answer.page->value().hits.size(), 1u);
    }

    void tellsNothingToWhoWentOn()
    {
        ConsoleFixture console;
        incidentWith(console, {"disk"});
        Told first;
        Told second;
        auto kept = ask(console, "dis", first);
        kept = ask(console, "disk", second);
        QTRY_VERIFY(second.page);
        QCoreApplication::processEvents();
        QVERIFY(!first.page);
    }

    void answersEverybodyWhoWaits()
    {
        ConsoleFixture console;
        incidentWith(console, {"disk"});
        Told first;
        Told second;
        const auto one = ask(console, "disk", first);
        const auto other = ask(console, "checkout", second);
        QTRY_VERIFY(first.page && second.page);
        QCOMPARE(first.page->value().hits.front().kind, Kind::TimelineEvent);
        QCOMPARE(second.page->value().hits.front().kind, Kind::Incident);
    }

    void maybeLeftInTheMiddle()
    {
        ConsoleFixture console;
        incidentWith(console, std::vector<std::string>(300, "disk"));
        Told answer;
        const auto kept = ask(console, "disk", answer);
        console.reopen(); // ends the thread, whatever it is doing
        Told again;
        const auto other = ask(console, "disk", again);
        QTRY_VERIFY(again.page);
        QCOMPARE(again.page->value().hits.size(), 200u);
        QVERIFY(again.page->value().next);
    }

    void indexesAFileOfAnEarlierVersionAfterTheStart()
    {
        ConsoleFixture console;
        incidentWith(console, std::vector<std::string>(1200, "disk"));
        {
            sqlite::Connection file((console.folder() / "console" / "console.sqlite").string());
            file.run("UPDATE meta SET value = 'of another time' WHERE key = 'search-rules'");
        }
        console.reopen();
        const auto complete = [&] {
            Told answer;
            const auto kept = ask(console, "disk", answer);
            [&] { QTRY_VERIFY(answer.page); }();
            return answer.page && !answer.page->value().indexing && answer.page->value().hits.size() == 200;
        };
        QTRY_VERIFY(complete());
    }
};

QTEST_GUILESS_MAIN(SearcherTest)
#include "searchertest.moc"
