#include "tests/support/servicedesk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace matoi;
using namespace matoi::domain;
using test::Desk;
using test::Service;

/// Two consoles and matoid, while an incident is restricted and opened again.
class RestrictedTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anotherConsoleDropsItAndGetsAllOfItBack();
    void aConsoleThatWasAwayEndsWhereItShould();
    void anotherTokenOverTheSameCopySeesWhatItMay();
    void whatWasTypedIsRefusedAndKept();

private:
    Id<Incident> startIncident(Desk& desk);
    static Id<Task> addTask(Desk& desk, Id<Incident> incident, const std::string& title);
    template <class F> static void edit(Desk& desk, Id<Incident> id, F&& change)
    {
        const auto base = desk.repositories().incidents.find(id);
        QVERIFY(base);
        Incident value = base->value;
        change(value);
        QVERIFY(desk.repositories().incidents.change(*base, value));
        QTRY_VERIFY(desk.hasSentAll());
    }
    static void restrict(Desk& desk, Id<Incident> id, bool on)
    {
        edit(desk, id, [&](Incident& incident) { incident.restricted = on; });
    }
    static std::size_t tasks(Desk& desk, Id<Incident> id)
    {
        return desk.repositories().tasks.of(id.uuid()).size();
    }

    std::unique_ptr<Service> m_service;
    std::string m_mei;
    std::string m_daniel;
};

void RestrictedTest::init()
{
    if (!QFile::exists(Service::program()))
        QSKIP("matoid is not built");
    m_service = std::make_unique<Service>();
    m_mei = m_service->token(u"Mei"_s, u"commander"_s, u"mei"_s);
    m_daniel = m_service->token(u"Daniel"_s, u"commander"_s, u"daniel"_s);
    QVERIFY(!m_mei.empty() && !m_daniel.empty());
    QVERIFY(m_service->start());
}

Id<Incident> RestrictedTest::startIncident(Desk& desk)
{
    Incident incident;
    incident.title = "A key has leaked";
    incident.startedAt = SystemClock().now();
    const auto id = Id<Incident>::generate();
    return desk.repositories().incidents.create(id, incident) ? id : Id<Incident>();
}

Id<Task> RestrictedTest::addTask(Desk& desk, Id<Incident> incident, const std::string& title)
{
    Task task;
    task.incidentId = incident;
    task.title = title;
    const auto id = Id<Task>::generate();
    return desk.repositories().tasks.create(id, task) ? id : Id<Task>();
}

void RestrictedTest::anotherConsoleDropsItAndGetsAllOfItBack()
{
    Desk mei(*m_service, m_mei);
    Desk daniel(*m_service, m_daniel);
    QTRY_VERIFY_WITH_TIMEOUT(mei.isLive() && daniel.isLive(), 20'000);
    const auto id = startIncident(mei);
    addTask(mei, id, "before");
    QTRY_COMPARE(tasks(daniel, id), 1U);

    restrict(mei, id, true);
    QTRY_VERIFY(!daniel.repositories().incidents.find(id));
    QCOMPARE(tasks(daniel, id), 0U);
    QVERIFY(daniel.repositories().timelineEvents.of(id.uuid()).empty());
    addTask(mei, id, "while it is restricted");
    QTRY_VERIFY(mei.hasSentAll());
    QTRY_VERIFY(mei.repositories().incidents.find(id)->value.restricted);
    QCOMPARE(mei.repositories().incidents.find(id)->value.seenBy.size(), 1U);

    const auto contact = daniel.console.cache().session().contactId;
    QVERIFY(contact);
    edit(mei, id, [&](Incident& incident) { incident.visibleTo.push_back(*contact); });
    QTRY_VERIFY(daniel.repositories().incidents.find(id));
    QTRY_COMPARE(tasks(daniel, id), 2U);
    edit(mei, id, [&](Incident& incident) { std::erase(incident.visibleTo, *contact); });
    QTRY_VERIFY(!daniel.repositories().incidents.find(id));
    QVERIFY(mei.repositories().incidents.find(id));
}

void RestrictedTest::aConsoleThatWasAwayEndsWhereItShould()
{
    Desk mei(*m_service, m_mei);
    Desk daniel(*m_service, m_daniel);
    const auto one = startIncident(mei);
    const auto two = startIncident(mei);
    addTask(mei, one, "first");
    QTRY_COMPARE_WITH_TIMEOUT(tasks(daniel, one), 1U, 20'000);
    QTRY_VERIFY(daniel.repositories().incidents.find(two));
    daniel.sync.reset();
    restrict(mei, one, true);
    addTask(mei, one, "second");
    restrict(mei, two, true);
    restrict(mei, one, false);
    QTRY_VERIFY(mei.hasSentAll());
    daniel.connectTo(*m_service, m_daniel);
    QTRY_COMPARE_WITH_TIMEOUT(tasks(daniel, one), 2U, 20'000);
    QTRY_VERIFY(!daniel.repositories().incidents.find(two));
}

void RestrictedTest::anotherTokenOverTheSameCopySeesWhatItMay()
{
    Desk mei(*m_service, m_mei);
    const auto id = startIncident(mei);
    addTask(mei, id, "first");
    QTRY_VERIFY_WITH_TIMEOUT(mei.isLive() && mei.hasSentAll(), 20'000);
    restrict(mei, id, true);
    mei.sync.reset();
    mei.connectTo(*m_service, m_daniel);
    QTRY_VERIFY_WITH_TIMEOUT(!mei.repositories().incidents.find(id), 20'000);
    mei.sync.reset();
    mei.connectTo(*m_service, m_mei);
    QTRY_COMPARE_WITH_TIMEOUT(tasks(mei, id), 1U, 20'000);
    QVERIFY(mei.repositories().incidents.find(id));
}

void RestrictedTest::whatWasTypedIsRefusedAndKept()
{
    Desk mei(*m_service, m_mei);
    Desk daniel(*m_service, m_daniel);
    const auto id = startIncident(mei);
    QTRY_VERIFY_WITH_TIMEOUT(daniel.repositories().incidents.find(id), 20'000);
    daniel.sync.reset();
    addTask(daniel, id, "Tell nobody");
    restrict(mei, id, true);
    daniel.connectTo(*m_service, m_daniel);
    QTRY_VERIFY_WITH_TIMEOUT(!daniel.repositories().incidents.find(id), 20'000);
    QTRY_COMPARE(daniel.repositories().outbox.items().size(), 1U);
    const auto item = daniel.repositories().outbox.items().front();
    QVERIFY(item.isOutOfSight());
    QCOMPARE(item.text, std::string("Tell nobody"));
    QCOMPARE(tasks(daniel, id), 0U);
    QCOMPARE(tasks(mei, id), 0U);
}

QTEST_GUILESS_MAIN(RestrictedTest)
#include "restricted_test.moc"
