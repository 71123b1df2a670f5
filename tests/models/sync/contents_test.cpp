#include "models/domain/ports/contents.h"
#include "tests/support/fakedesk.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace matoi;
using namespace matoi::domain;
using namespace std::chrono_literals;
using test::FakeService;
using Connection = SyncState::Connection;
using Place = ContentState::Place;

namespace {

const Id<Incident> incident(Uuid::named("incident"));

struct Desk : test::FakeDesk
{
    using FakeDesk::FakeDesk;
    Contents& contents() { return console.repositories().contents; }

    std::string keep(const std::string& bytes)
    {
        std::optional<Result<KeptContent>> kept;
        const auto waiting =
            contents().keep(std::make_shared<const std::string>(bytes), [&](auto result) { kept = result; });
        if (!QTest::qWaitFor([&] { return kept.has_value(); }) || !*kept)
            return {};
        return (*kept)->sha256;
    }
    Id<TimelineEvent> addEvent(const std::string& sha256, int size)
    {
        TimelineEvent event;
        event.incidentId = incident;
        event.at = console.clock().now();
        event.text = "look at this";
        event.attachments = {{"a.txt", "text/plain", size, sha256, 0, 0}};
        const auto id = Id<TimelineEvent>::generate();
        return console.repositories().timelineEvents.create(id, event) ? id : Id<TimelineEvent>();
    }
    std::optional<Result<ContentBytes>> read(const std::string& sha256)
    {
        std::optional<Result<ContentBytes>> answer;
        const auto waiting = contents().read(sha256, [&](auto result) { answer = result; });
        static_cast<void>(QTest::qWaitFor([&] { return answer.has_value(); }));
        return answer;
    }
};

qsizetype count(const FakeService& service, const QByteArray& method)
{
    return std::count_if(service.requests.begin(), service.requests.end(),
                         [&](const auto& request) { return request.method == method; });
}

} // namespace

class ContentsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contentIsSentBeforeTheEventThatNamesItAndOnce();
    void contentThatNoEventNamesDoesNotLeaveThisComputer();
    void whatWasAttachedOfflineGoesOutOnReturn();
    void aConsoleThatWasClosedInBetweenStillSendsIt();
    void contentThatIsOnTheServiceAlreadyIsNotSentAgain();
    void anUploadThatBreaksOffIsDoneAgain();
    void anUploadHoldsNothingElseUp();
    void anUploadThatIsRefusedIsShownAtTheEvent();
    void aServiceThatLostContentGetsItAgain();
    void howMuchOfAFileHasGoneOutIsToldWhileItGoes();
    void contentOfOthersComesWhenItIsAskedForAndStays();
    void aFetchThatFailsSaysWhyAndCanBeTriedAgain();
    void whatComesWithAnotherHashIsNotKept();
    void aFetchWithoutAConnectionIsTriedWhenThereIsOne();
    void aDamagedFileIsFetchedAgain();
    void aFileIsReadAndTheLimitIsTold();
};

void ContentsTest::contentIsSentBeforeTheEventThatNamesItAndOnce()
{
    FakeService service;
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    const std::string sha256 = desk.keep("the bytes");
    QCOMPARE(sha256, contentHash("the bytes"));
    QCOMPARE(desk.contents().state(sha256).place, Place::OnlyHere);
    desk.addEvent(sha256, 9);
    desk.addEvent(sha256, 9);
    QTRY_VERIFY(desk.hasSentAll());
    QCOMPARE(service.contents.value(QByteArray::fromStdString(sha256)), QByteArray("the bytes"));
    QCOMPARE(count(service, "PUT"), 1);
    const auto put = std::find_if(service.requests.begin(), service.requests.end(),
                                  [](const auto& request) { return request.method == "PUT"; });
    const auto post = std::find_if(service.requests.begin(), service.requests.end(),
                                   [](const auto& request) { return request.method == "POST"; });
    QVERIFY(put < post);
    QCOMPARE(desk.contents().state(sha256).place, Place::Here);
}

void ContentsTest::contentThatNoEventNamesDoesNotLeaveThisComputer()
{
    FakeService service;
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    desk.keep("the wrong screenshot");
    const std::string right = desk.keep("the right one");
    desk.addEvent(right, 13);
    QTRY_VERIFY(desk.hasSentAll());
    QCOMPARE(service.contents.keys(), QList<QByteArray>{QByteArray::fromStdString(right)});
}

void ContentsTest::whatWasAttachedOfflineGoesOutOnReturn()
{
    FakeService service;
    service.goOffline();
    Desk desk(service);
    desk.start();
    const std::string sha256 = desk.keep("the bytes");
    const auto id = desk.addEvent(sha256, 9);
    QTRY_COMPARE(desk.state().unsent, 1);
    QCOMPARE(**desk.read(sha256).value(), std::string("the bytes"));
    service.goOnline();
    QTRY_VERIFY(desk.isLive());
    QTRY_VERIFY(desk.hasSentAll());
    QCOMPARE(count(service, "PUT"), 1);
    QCOMPARE(desk.console.repositories().timelineEvents.find(id)->value.attachments.size(), 1u);
}

void ContentsTest::aConsoleThatWasClosedInBetweenStillSendsIt()
{
    FakeService service;
    Desk desk(service);
    const std::string sha256 = desk.keep("the bytes");
    desk.addEvent(sha256, 9);
    desk.console.settle();
    desk.console.reopen();
    QCOMPARE(desk.contents().state(sha256).place, Place::OnlyHere);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    QTRY_VERIFY(desk.hasSentAll());
    QCOMPARE(service.contents.size(), 1);
    QCOMPARE(service.model.records.size(), 1u);
    desk.sync.reset();
}

void ContentsTest::contentThatIsOnTheServiceAlreadyIsNotSentAgain()
{
    FakeService service;
    service.contents.insert(QByteArray::fromStdString(contentHash("the bytes")), "the bytes");
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    desk.addEvent(desk.keep("the bytes"), 9);
    QTRY_VERIFY(desk.hasSentAll());
    QCOMPARE(count(service, "PUT"), 0);
    QCOMPARE(count(service, "HEAD"), 1);
}

void ContentsTest::anUploadThatBreaksOffIsDoneAgain()
{
    FakeService service;
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    service.loseRequests = 1;
    desk.addEvent(desk.keep("the bytes"), 9);
    QTRY_VERIFY(desk.hasSentAll());
    QCOMPARE(service.contents.size(), 1);
    QCOMPARE(service.model.records.size(), 1u);
}

void ContentsTest::anUploadHoldsNothingElseUp()
{
    FakeService service;
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    service.intercept = [](const FakeService::Request& request) -> std::optional<FakeService::Response> {
        if (request.method == "PUT")
            return FakeService::problem(503, "unavailable");
        return std::nullopt;
    };
    desk.addEvent(desk.keep("the bytes"), 9);
    TimelineEvent event;
    event.incidentId = incident;
    event.text = "rolling back";
    QVERIFY(desk.console.repositories().timelineEvents.create(Id<TimelineEvent>::generate(), event));
    QTRY_COMPARE(service.model.records.size(), 1u);
    QTRY_COMPARE(desk.state().unsent, 1);
    QTRY_VERIFY(desk.console.repositories().outbox.items().front().error);
    service.intercept = nullptr;
    QTRY_VERIFY(desk.hasSentAll());
}

void ContentsTest::anUploadThatIsRefusedIsShownAtTheEvent()
{
    FakeService service;
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    service.intercept = [](const FakeService::Request& request) -> std::optional<FakeService::Response> {
        if (request.method == "PUT")
            return FakeService::problem(413, "too-large", "at most 10 MiB");
        return std::nullopt;
    };
    const auto id = desk.addEvent(desk.keep("the bytes"), 9);
    QTRY_COMPARE(desk.state().stuck, 1);
    QCOMPARE(desk.console.repositories().outbox.items().front().error->detail, std::string("at most 10 MiB"));
    QVERIFY(desk.console.repositories().timelineEvents.find(id));
}

void ContentsTest::aServiceThatLostContentGetsItAgain()
{
    FakeService service;
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    const std::string sha256 = desk.keep("the bytes");
    desk.addEvent(sha256, 9);
    QTRY_VERIFY(desk.hasSentAll());
    service.contents.clear();
    service.intercept = [&](const FakeService::Request& request) -> std::optional<FakeService::Response> {
        if (request.method != "POST" || !service.contents.isEmpty())
            return std::nullopt;
        return FakeService::Response{
            422,
            R"({"type":"urn:matoi:problem:invalid-value","status":422,"field":"attachments[0].sha256",)"
            R"("detail":"there is no such content"})",
            {}};
    };
    desk.addEvent(sha256, 9);
    QTRY_VERIFY(desk.hasSentAll());
    QCOMPARE(service.contents.size(), 1);
    QCOMPARE(desk.state().stuck, 0);
}

void ContentsTest::howMuchOfAFileHasGoneOutIsToldWhileItGoes()
{
    FakeService service;
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    const std::string bytes(9'000'000, 'x');
    std::vector<std::int64_t> sent;
    const auto told = desk.contents().onContent([&](const std::string& changed) {
        const auto state = desk.contents().state(changed);
        if (state.place == Place::OnlyHere && state.sent)
            sent.push_back(*state.sent);
    });
    const std::string sha256 = desk.keep(bytes);
    desk.addEvent(sha256, static_cast<std::int64_t>(bytes.size()));
    QTRY_COMPARE(desk.contents().state(sha256).place, Place::Here);
    QTRY_VERIFY(!desk.contents().state(sha256).sent);
    QVERIFY(!sent.empty());
    QVERIFY(std::is_sorted(sent.begin(), sent.end()));
    QVERIFY(sent.back() <= static_cast<std::int64_t>(bytes.size()));
}

void ContentsTest::contentOfOthersComesWhenItIsAskedForAndStays()
{
    FakeService service;
    const std::string bytes(300'000, 'x');
    const std::string sha256 = contentHash(bytes);
    service.contents.insert(QByteArray::fromStdString(sha256), QByteArray::fromStdString(bytes));
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    QCOMPARE(desk.contents().state(sha256).place, Place::Away);
    QCOMPARE((*desk.read(sha256)).error().code, ErrorCode::NotFound);
    std::vector<Place> places;
    const auto told = desk.contents().onContent(
        [&](const std::string& changed) { places.push_back(desk.contents().state(changed).place); });
    desk.contents().fetch(sha256);
    desk.contents().fetch(sha256);
    QCOMPARE(desk.contents().state(sha256).place, Place::Coming);
    QTRY_COMPARE(desk.contents().state(sha256).place, Place::Here);
    QCOMPARE(places.front(), Place::Coming);
    QTRY_COMPARE(places.back(), Place::Here);
    QCOMPARE(**desk.read(sha256).value(), bytes);
    QCOMPARE(count(service, "GET"), 4); // me, changes, the stream, and this one once
    service.goOffline();
    desk.sync.reset();
    desk.console.reopen();
    QCOMPARE(**desk.read(sha256).value(), bytes);
}

void ContentsTest::aFetchThatFailsSaysWhyAndCanBeTriedAgain()
{
    FakeService service;
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    const std::string sha256 = contentHash("late");
    desk.contents().fetch(sha256);
    QTRY_COMPARE(desk.contents().state(sha256).place, Place::Failed);
    QCOMPARE(desk.contents().state(sha256).problem->code, ErrorCode::NotFound);
    service.contents.insert(QByteArray::fromStdString(sha256), "late");
    desk.contents().fetch(sha256);
    QTRY_COMPARE(desk.contents().state(sha256).place, Place::Here);
}

void ContentsTest::whatComesWithAnotherHashIsNotKept()
{
    FakeService service;
    const std::string sha256 = contentHash("the right bytes");
    service.contents.insert(QByteArray::fromStdString(sha256), "other bytes");
    Desk desk(service);
    desk.start();
    QTRY_VERIFY(desk.isLive());
    desk.contents().fetch(sha256);
    QTRY_COMPARE(desk.contents().state(sha256).place, Place::Failed);
    QCOMPARE((*desk.read(sha256)).error().code, ErrorCode::NotFound);
}

void ContentsTest::aFetchWithoutAConnectionIsTriedWhenThereIsOne()
{
    FakeService service;
    service.contents.insert(QByteArray::fromStdString(contentHash("x")), "x");
    service.goOffline();
    Desk desk(service);
    desk.start();
    QTRY_COMPARE(desk.state().connection, Connection::Offline);
    const std::string sha256 = contentHash("x");
    desk.contents().fetch(sha256);
    QTRY_COMPARE(desk.contents().state(sha256).place, Place::Failed);
    QCOMPARE(desk.contents().state(sha256).problem->code, ErrorCode::Unavailable);
    // Whoever shows it asks again when it is told that it may.
    const auto told = desk.contents().onContent([&](const std::string& changed) {
        if (desk.contents().state(changed).place == Place::Away)
            desk.contents().fetch(changed);
    });
    service.goOnline();
    QTRY_COMPARE(desk.contents().state(sha256).place, Place::Here);
}

void ContentsTest::aDamagedFileIsFetchedAgain()
{
    FakeService service;
    Desk desk(service);
    const std::string sha256 = desk.console.injectContent("the bytes");
    service.contents.insert(QByteArray::fromStdString(sha256), "the bytes");
    QFile file(QString::fromStdString(desk.console.cache().syncAccess().contentFile(sha256).string()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("garbage");
    file.close();
    desk.start();
    QTRY_VERIFY(desk.isLive());
    QCOMPARE(desk.contents().state(sha256).place, Place::Here);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"not readable any more"_s));
    QVERIFY(!*desk.read(sha256));
    QCOMPARE(desk.contents().state(sha256).place, Place::Away);
    desk.contents().fetch(sha256);
    QTRY_COMPARE(desk.contents().state(sha256).place, Place::Here);
    QCOMPARE(**desk.read(sha256).value(), std::string("the bytes"));
}

void ContentsTest::aFileIsReadAndTheLimitIsTold()
{
    FakeService service;
    Desk desk(service);
    const auto keepFile = [&](const QString& path) {
        std::optional<Result<KeptContent>> kept;
        const auto waiting =
            desk.contents().keepFile(path.toStdString(), [&](auto result) { kept = std::move(result); });
        static_cast<void>(QTest::qWaitFor([&] { return kept.has_value(); }));
        return *kept;
    };
    const QTemporaryDir folder;
    const auto fileOf = [&](const QString& name, const QByteArray& bytes) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
        return file.fileName();
    };
    const auto kept = keepFile(fileOf(u"障害.log"_s, "what happened"));
    QVERIFY(kept);
    QCOMPARE(kept->size, 13);
    QCOMPARE(*kept->bytes, std::string("what happened"));
    QCOMPARE(keepFile(fileOf(u"large"_s, QByteArray(maxAttachmentBytes + 1, 'x'))).error().code,
             ErrorCode::TooLarge);
    QCOMPARE(keepFile(fileOf(u"empty"_s, {})).error().code, ErrorCode::InvalidValue);
    QCOMPARE(keepFile(folder.filePath(u"nowhere"_s)).error().code, ErrorCode::NotFound);
    QCOMPARE(keepFile(folder.path()).error().code, ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(ContentsTest)
#include "contents_test.moc"
