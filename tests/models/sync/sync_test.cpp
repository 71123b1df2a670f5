#include "models/api/apiclient.h"
#include "tests/support/fakedesk.h"

#include <QElapsedTimer>
#include <QTest>

using namespace matoi;
using namespace matoi::domain;
using namespace std::chrono_literals;
using test::FakeService;
using Desk = test::FakeDesk;
using Connection = SyncState::Connection;

namespace {

boost::json::object incidentValue(const std::string& title)
{
    Incident incident;
    incident.title = title;
    return wire::toJson(incident);
}

} // namespace

class SyncTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itPullsInPagesThenListens();
    void aChangeElsewhereIsVisibleAtOnce();
    void anEditIsSentAtOnce();
    void workDoneOfflineIsSentOnReturn();
    void aLostAnswerIsAskedForAgainAndNothingIsDoneTwice();
    void aLostRequestIsSentAgain();
    void aTokenThatIsNotKnownIsRefusedAndAnotherHelps();
    void aServiceThatComesBackUnderAnotherAddressIsGoneOnWith();
    void aServiceThatIsBusyIsLeftAlone();
    void anEditThatTheServiceRefusesIsStuck();
    void twoDesksThatWriteTheSameSummaryFirstKeepBoth();
    void aRestoredServiceIsComparedAndNothingIsLost();
    void silenceIsSlowAndThenLost();
    void aPlainHttpServiceElsewhereGetsNoToken();
    void earlierRevisionsAreFetched();
    void effectsGoToTheirPaths();
    void goingAwayInTheMiddleOfARequestIsHarmless();
};

void SyncTest::itPullsInPagesThenListens()
{
    FakeService service;
    for (int i = 0; i < 2500; ++i)
        service.model.put(Kind::Incident, Uuid::generate(), incidentValue("old"), "Daniel");
    Desk desk(service);
    desk.start();
    QTRY_VERIFY_WITH_TIMEOUT(desk.isLive(), 20'000);
    QCOMPARE(desk.repositories().incidents.all().size(), 2500u);
    QCOMPARE(desk.console.cache().session().name, std::string("Misaki Sato"));
    QCOMPARE(desk.sync->epoch(), std::string("epoch-1"));
    QVERIFY(desk.state().syncedAt);
    const auto pages = std::count_if(service.requests.begin(), service.requests.end(),
                                     [](const auto& request) { return request.path.startsWith("changes?"); });
    QCOMPARE(pages, 3);
}

void SyncTest::aChangeElsewhereIsVisibleAtOnce()
{
    FakeService service;
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    std::vector<qint64> times;
    for (int i = 0; i < 11; ++i) {
        const Uuid id = Uuid::generate();
        bool seen = false;
        const auto subscription = desk.console.cache().onRecords([&](const auto& records) {
            seen = std::any_of(records.begin(), records.end(),
                               [&](const auto& record) { return record.id == id; });
        });
        QElapsedTimer timer;
        timer.start();
        service.model.put(Kind::Incident, id, incidentValue("new"), "Daniel");
        QTRY_VERIFY(seen);
        times.push_back(timer.elapsed());
        QVERIFY(desk.repositories().incidents.find(Id<Incident>(id)));
    }
    std::sort(times.begin(), times.end());
    qInfo("visible after %lld ms (median), %lld ms (slowest)", times[times.size() / 2], times.back());
    QVERIFY(times[times.size() / 2] < 5'000);
}

void SyncTest::anEditIsSentAtOnce()
{
    FakeService service;
    const Uuid id = Uuid::generate();
    service.model.put(Kind::Incident, id, incidentValue("a"), "Daniel");
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    const auto seen = *desk.repositories().incidents.find(Id<Incident>(id));
    Incident mine = seen.value;
    mine.title = "b";
    QVERIFY(desk.repositories().incidents.change(seen, mine));
    QTRY_COMPARE(service.model.history.size(), 2u);
    QTRY_COMPARE(desk.state().unsent, 0);
    const auto& request = service.requests.back();
    QCOMPARE(request.method, QByteArray("PATCH"));
    QCOMPARE(request.body, QByteArray("{\"title\":\"b\"}"));
    QCOMPARE(request.headers.value("if-match"), QByteArray("\"1\""));
    QTRY_COMPARE(desk.repositories().incidents.find(seen.id)->meta.rev, 2);
    QCOMPARE(desk.repositories().incidents.find(seen.id)->meta.unsent, 0);
}

void SyncTest::workDoneOfflineIsSentOnReturn()
{
    FakeService service;
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    service.goOffline();
    QTRY_COMPARE(desk.state().connection, Connection::Offline);
    QVERIFY(desk.state().offlineSince);
    QVERIFY(desk.state().retryAt);
    Incident incident;
    incident.title = "made offline";
    const auto id = Id<Incident>::generate();
    QVERIFY(desk.repositories().incidents.create(id, incident));
    TimelineEvent event;
    event.incidentId = id;
    event.text = "seen offline";
    QVERIFY(desk.repositories().timelineEvents.create(Id<TimelineEvent>::generate(), event));
    QTRY_COMPARE(desk.state().unsent, 2);
    service.goOnline();
    QTRY_VERIFY(desk.isLive());
    QTRY_COMPARE(desk.state().unsent, 0);
    QCOMPARE(service.model.history.size(), 2u);
    QCOMPARE(service.model.history[0].kind, Kind::Incident);
    QVERIFY(!desk.state().offlineSince);
}

void SyncTest::aLostAnswerIsAskedForAgainAndNothingIsDoneTwice()
{
    FakeService service;
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    service.loseAnswers = 2;
    Incident incident;
    incident.title = "once";
    QVERIFY(desk.repositories().incidents.create(Id<Incident>::generate(), incident));
    QTRY_VERIFY_WITH_TIMEOUT(service.loseAnswers == 0 && desk.hasSentAll(), 10'000);
    QCOMPARE(service.model.history.size(), 1u);
    QCOMPARE(desk.repositories().incidents.all().size(), 1u);
}

void SyncTest::aLostRequestIsSentAgain()
{
    FakeService service;
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    service.loseRequests = 1;
    desk.repositories().effects.acknowledge(Id<Engagement>::generate());
    QTRY_VERIFY_WITH_TIMEOUT(service.loseRequests == 0 && desk.hasSentAll(), 10'000);
    QCOMPARE(service.model.effects.size(), 1u);
}

void SyncTest::aTokenThatIsNotKnownIsRefusedAndAnotherHelps()
{
    FakeService service;
    Desk desk(service, "wrong");
    desk.start();
    QTRY_COMPARE(desk.state().connection, Connection::Refused);
    desk.sync->setToken("secret");
    QTRY_VERIFY(desk.isLive());
    service.token = "revoked";
    Incident incident;
    incident.title = "kept";
    QVERIFY(desk.repositories().incidents.create(Id<Incident>::generate(), incident));
    QTRY_COMPARE(desk.state().connection, Connection::Refused);
    QCOMPARE(desk.state().unsent, 1);
    QCOMPARE(desk.state().stuck, 0);
    service.token = "new";
    desk.sync->setToken("new");
    QTRY_COMPARE(desk.state().unsent, 0);
}

void SyncTest::aServiceThatComesBackUnderAnotherAddressIsGoneOnWith()
{
    FakeService before;
    const Uuid id = Uuid::generate();
    before.model.put(Kind::Incident, id, incidentValue("a"), "Daniel");
    Desk desk(before);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    FakeService after;
    after.model.put(Kind::Incident, id, incidentValue("a"), "Daniel");
    after.model.put(Kind::Incident, id, incidentValue("b"), "Daniel");
    desk.sync->setBackend(after.url(), "secret");
    QTRY_COMPARE(desk.repositories().incidents.find(Id<Incident>(id))->value.title, std::string("b"));
    QTRY_VERIFY(desk.isLive());
}

void SyncTest::aServiceThatIsBusyIsLeftAlone()
{
    FakeService service;
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    int refused = 0;
    service.intercept = [&](const FakeService::Request& request) -> std::optional<FakeService::Response> {
        if (!request.isWrite() || ++refused > 1)
            return std::nullopt;
        auto busy = FakeService::problem(429, "too-many");
        busy.headers = "Retry-After: 60\r\n";
        return busy;
    };
    Incident incident;
    incident.title = "later";
    QVERIFY(desk.repositories().incidents.create(Id<Incident>::generate(), incident));
    QTRY_COMPARE(refused, 1);
    QTRY_VERIFY(!desk.repositories().outbox.items().empty());
    QTRY_VERIFY(desk.repositories().outbox.items().front().error);
    desk.console.settle();
    QCOMPARE(refused, 1);
    QVERIFY(desk.isLive());
    desk.repositories().outbox.retryNow();
    QTRY_COMPARE(desk.state().unsent, 0);
}

void SyncTest::anEditThatTheServiceRefusesIsStuck()
{
    FakeService service;
    const Uuid id = Uuid::generate();
    service.model.put(Kind::Incident, id, incidentValue("a"), "Daniel");
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    service.intercept = [&](const FakeService::Request& request) -> std::optional<FakeService::Response> {
        return request.isWrite()
                   ? std::optional(FakeService::problem(403, "not-allowed", "viewers do not write"))
                   : std::nullopt;
    };
    const auto seen = *desk.repositories().incidents.find(Id<Incident>(id));
    Incident mine = seen.value;
    mine.title = "b";
    QVERIFY(desk.repositories().incidents.change(seen, mine));
    QTRY_COMPARE(desk.state().stuck, 1);
    QVERIFY(desk.isLive());
    const auto item = desk.repositories().outbox.items().front();
    QCOMPARE(item.error->code, ErrorCode::NotAllowed);
    desk.repositories().outbox.dismiss(item.id);
    QTRY_COMPARE(desk.state().stuck, 0);
    QCOMPARE(desk.repositories().incidents.find(seen.id)->value.title, std::string("a"));
}

void SyncTest::twoDesksThatWriteTheSameSummaryFirstKeepBoth()
{
    FakeService service;
    Desk one(service);
    Desk two(service);
    const auto incident = Id<Incident>::generate();
    const auto id = summaryIdOf(incident);
    QVERIFY(one.repositories().summaries.create(id, {incident, "One says this."}));
    QVERIFY(two.repositories().summaries.create(id, {incident, "Two says that."}));
    one.start();
    QTRY_VERIFY(one.hasSentAll());
    two.start();
    QTRY_VERIFY(two.isLive());
    QTRY_VERIFY(two.hasSentAll());
    QTRY_COMPARE(one.repositories().summaries.find(id)->meta.rev, 2);
    const std::string text = one.repositories().summaries.find(id)->value.text;
    QVERIFY(text.find("One says this.") != std::string::npos);
    QVERIFY(text.find("Two says that.") != std::string::npos);
    QTRY_COMPARE(two.repositories().summaries.find(id)->value.text, text);
}

void SyncTest::aRestoredServiceIsComparedAndNothingIsLost()
{
    FakeService service;
    const Uuid id = Uuid::generate();
    service.model.put(Kind::Incident, id, incidentValue("a"), "Daniel");
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    service.model.put(Kind::Incident, id, incidentValue("after the backup"), "Daniel");
    const Uuid lost = Uuid::generate();
    service.model.put(Kind::Incident, lost, incidentValue("only here now"), "Daniel");
    QTRY_COMPARE(desk.repositories().incidents.all().size(), 2u);
    service.goOffline();
    service.model.restore(1, "epoch-2");
    service.goOnline();
    QTRY_COMPARE(desk.repositories().conflicts.open().size(), 2u);
    QTRY_VERIFY(desk.isLive());
    QCOMPARE(desk.repositories().incidents.find(Id<Incident>(id))->value.title,
             std::string("after the backup"));
    QCOMPARE(desk.repositories().incidents.all().size(), 2u);
    QCOMPARE(service.writes(), 0);
    QCOMPARE(desk.sync->epoch(), std::string("epoch-2"));
}

void SyncTest::silenceIsSlowAndThenLost()
{
    FakeService service;
    Desk desk(service);
    desk.options.slowAfter = 100ms;
    desk.options.lostAfter = 1s;
    desk.start();
    QTRY_VERIFY(desk.isLive());
    QTRY_COMPARE(desk.state().connection, Connection::Slow);
    service.heartbeat();
    QTRY_COMPARE(desk.state().connection, Connection::Live);
    const auto before = service.requests.size();
    QTRY_VERIFY_WITH_TIMEOUT(service.requests.size() > before, 5'000); // connected anew
    QTRY_VERIFY(desk.isLive());
}

void SyncTest::aPlainHttpServiceElsewhereGetsNoToken()
{
    QVERIFY(api::ApiClient::isAcceptable(QUrl(QStringLiteral("https://matoi.example.org"))));
    QVERIFY(api::ApiClient::isAcceptable(QUrl(QStringLiteral("http://localhost:8080"))));
    QVERIFY(api::ApiClient::isAcceptable(QUrl(QStringLiteral("http://[::1]:8080"))));
    QVERIFY(!api::ApiClient::isAcceptable(QUrl(QStringLiteral("http://matoi.example.org"))));
    QVERIFY(!api::ApiClient::isAcceptable(QUrl(QStringLiteral("http://127.0.0.1.example.org"))));
    QVERIFY(!api::ApiClient::isAcceptable(QUrl(QStringLiteral("ftp://localhost"))));
    FakeService service;
    Desk desk(service);
    desk.options.backend = QUrl(QStringLiteral("http://matoi.example.org"));
    desk.start();
    QTRY_COMPARE(desk.state().connection, Connection::Refused);
}

void SyncTest::earlierRevisionsAreFetched()
{
    FakeService service;
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    TimelineEvent before;
    before.incidentId = Id<Incident>::generate();
    before.text = "before";
    service.intercept = [&](const FakeService::Request& request) -> std::optional<FakeService::Response> {
        if (!request.path.endsWith("/history"))
            return std::nullopt;
        const boost::json::object entry{{"rev", 1},
                                        {"value", wire::toJson(before)},
                                        {"at", "2026-11-18T05:02:14.000Z"},
                                        {"by", "Daniel"}};
        return FakeService::Response{200,
                                     QByteArray::fromStdString(wire::toText(
                                         boost::json::object{{"revisions", boost::json::array{entry}}})),
                                     {}};
    };
    std::vector<Revised<TimelineEvent>> revisions;
    desk.repositories().histories.timelineEvent(Id<TimelineEvent>::generate(),
                                                [&](const auto& result) { revisions = result.value(); });
    QTRY_COMPARE(revisions.size(), 1u);
    QCOMPARE(revisions.front().value.text, std::string("before"));
    QCOMPARE(revisions.front().by, std::string("Daniel"));
    service.goOffline();
    std::optional<Error> problem;
    desk.repositories().histories.timelineEvent(Id<TimelineEvent>::generate(),
                                                [&](const auto& result) { problem = result.error(); });
    QTRY_VERIFY(problem);
    QCOMPARE(problem->code, ErrorCode::Unavailable);
}

void SyncTest::effectsGoToTheirPaths()
{
    FakeService service;
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    const auto engagement = Id<Engagement>::generate();
    const auto incident = Id<Incident>::generate();
    const auto pageId = Id<Page>::generate();
    auto& effects = desk.repositories().effects;
    effects.acknowledge(engagement);
    effects.escalate(engagement);
    effects.stop(engagement);
    effects.page(incident, Id<Contact>::generate(), "checkout is down");
    effects.receipt(pageId, PageState::Read);
    QTRY_COMPARE(service.model.effects.size(), 5u);
    QTRY_COMPARE(desk.state().unsent, 0);
    QList<QByteArray> paths;
    for (const auto& request : service.requests)
        if (request.isWrite()) {
            paths << request.path;
            QVERIFY(!request.headers.value("idempotency-key").isEmpty());
        }
    const QByteArray id = QByteArray::fromStdString(engagement.toString());
    QCOMPARE(paths.value(0), "engagements/" + id + "/acknowledge");
    QCOMPARE(paths.value(1), "engagements/" + id + "/escalate");
    QCOMPARE(paths.value(2), "engagements/" + id + "/stop");
    QCOMPARE(paths.value(3), "incidents/" + QByteArray::fromStdString(incident.toString()) + "/engagements");
    QCOMPARE(paths.value(4), "pages/" + QByteArray::fromStdString(pageId.toString()) + "/receipts");
    QCOMPARE(service.requests.back().body, QByteArray("{\"state\":\"read\"}"));
}

void SyncTest::goingAwayInTheMiddleOfARequestIsHarmless()
{
    FakeService service;
    for (int i = 0; i < 20; ++i) {
        Desk desk(service);
        Incident incident;
        incident.title = "now";
        QVERIFY(desk.repositories().incidents.create(Id<Incident>::generate(), incident));
        desk.start();
        const auto seen = service.requests.size() + static_cast<std::size_t>(i % 4);
        QTRY_VERIFY(service.requests.size() >= seen);
    }
}

QTEST_GUILESS_MAIN(SyncTest)
#include "sync_test.moc"
