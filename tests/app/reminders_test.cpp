#include "app/reminders.h"
#include "tests/support/notificationserver.h"
#include "tests/support/panelfixture.h"
#include "widgets/handover/commandacts.h"

#include <QtTest/QSignalSpy>

#include <memory>

using namespace matoi;
using namespace matoi::domain;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using app::Reminders;
using test::NotificationServer;

/// What one is told of beside pages; Misaki sits at the console and commands INC-2041.
class RemindersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_session.runs(), "dbus-daemon did not start"); }
    void init()
    {
        m_bus = std::make_unique<QDBusConnection>(m_session.connection(u"desktop-%1"_s.arg(++m_starts)));
        m_server =
            std::make_unique<NotificationServer>(*m_bus, QStringList{u"actions"_s, u"body"_s, u"sound"_s});
        QVERIFY(m_server->appear());
        m_fixture = std::make_unique<test::PanelFixture>();
        m_fixture->story.memory.notifier.setSession({"Misaki Sato", "commander", m_fixture->story.misaki});
        m_calls = std::make_unique<widgets::CallsForMe>(m_fixture->context);
        m_reminders = std::make_unique<Reminders>(m_fixture->context, *m_calls, client());
        m_wanted = {};
        m_wanted.tellNewIncident = true;
        m_reminders->setWanted(m_wanted);
        m_reminders->look();
    }
    void cleanup()
    {
        m_reminders.reset();
        m_calls.reset();
        m_fixture.reset();
        m_server.reset();
    }

    void tellsOnceFiveMinutesBeforeAnUpdateOfMineIsDue()
    {
        QCOMPARE(widgets::commanderOf(m_fixture->context, m_fixture->story.checkout), u"Misaki Sato"_s);
        dueIn(10min);
        pass(4min);
        QVERIFY(m_server->hasHeard(client()));
        QCOMPARE(m_server->notified(), 0);
        pass(90s);
        QTRY_COMPARE(m_server->notified(), 1);
        QVERIFY(m_server->shown().first().title.startsWith(u"Update due at "_s));
        QVERIFY(m_server->shown().first().body.startsWith(u"INC-2041\n"_s));
        QCOMPARE(m_server->shown().first().hints.value(u"urgency"_s).value<uchar>(), uchar(1));
        pass(10s);
        QVERIFY(m_server->hasHeard(client()));
        QCOMPARE(m_server->notified(), 1);

        QSignalSpy opened(m_reminders.get(), &Reminders::opened);
        m_server->press(m_server->shown().firstKey(), u"default"_s);
        QTRY_COMPARE(opened.size(), 1);
    }

    void itGoesWhenTheUpdateIsPosted()
    {
        dueIn(4min);
        pass(1s);
        QTRY_COMPARE(m_server->shown().size(), 1);
        dueIn(30min);
        QTRY_COMPARE(m_server->shown().size(), 0);
    }

    void notOfIncidentsThatSomebodyElseCommands()
    {
        m_fixture->story.memory.notifier.setSession({"Daniel Reyes", "commander", m_fixture->story.daniel});
        dueIn(4min);
        pass(1s);
        QVERIFY(m_server->hasHeard(client()));
        QCOMPARE(m_server->notified(), 0);
    }

    void tellsOfANewIncidentThatPagesSomebodyElse()
    {
        begin();
        pass(6s);
        QTRY_COMPARE(m_server->notified(), 1);
        QCOMPARE(m_server->shown().first().title, u"2 High: new incident"_s);
        QVERIFY(m_server->shown().first().hints.value(u"suppress-sound"_s).toBool());
    }

    void notInQuietHoursAndNotWhenItIsNotWanted()
    {
        m_wanted.quietHours = {0, 24 * 60 - 1};
        m_reminders->setWanted(m_wanted);
        begin();
        pass(6s);
        m_wanted.quietHours = {};
        m_wanted.tellNewIncident = false;
        m_reminders->setWanted(m_wanted);
        begin();
        pass(6s);
        QVERIFY(m_server->hasHeard(client()));
        QCOMPARE(m_server->notified(), 0);
    }

    void anUpdateThatIsDueComesInQuietHoursToo()
    {
        m_wanted.quietHours = {0, 24 * 60 - 1};
        m_reminders->setWanted(m_wanted);
        dueIn(4min);
        pass(1s);
        QTRY_COMPARE(m_server->notified(), 1);
    }

    void notOfOneThatPagesMe()
    {
        const auto id = begin();
        auto& memory = m_fixture->story.memory;
        Engagement engagement;
        engagement.incidentId = id;
        engagement.contactId = m_fixture->story.misaki;
        const auto engagementId = Id<Engagement>::generate();
        memory.engagements.put(engagementId, engagement);
        Page page;
        page.incidentId = id;
        page.engagementId = engagementId;
        page.contactId = engagement.contactId;
        page.channelKind = ChannelKind::Desktop;
        page.state = PageState::Sent;
        memory.pages.put(Id<Page>::generate(), page);
        pass(6s);
        QVERIFY(m_server->hasHeard(client()));
        QCOMPARE(m_server->notified(), 0);
    }

private:
    void dueIn(std::chrono::seconds left)
    {
        auto incident = *m_fixture->story.memory.incidents.find(m_fixture->story.checkout);
        incident.value.nextUpdateDueAt = m_fixture->story.clock.now() + left;
        m_fixture->story.memory.incidents.put(incident.id, incident.value);
    }
    Id<Incident> begin()
    {
        Incident incident;
        incident.title = "Mail is late";
        incident.impact = Impact::High;
        incident.number = 2050;
        incident.startedAt = m_fixture->story.clock.now();
        const auto id = Id<Incident>::generate();
        m_fixture->story.memory.incidents.put(id, incident, 0, "Daniel Reyes");
        return id;
    }
    void pass(std::chrono::seconds time)
    {
        m_fixture->story.clock.advance(time);
        m_reminders->look();
    }

    QDBusConnection client() const { return m_session.connection(u"console-%1"_s.arg(m_starts)); }

    int m_starts = 0; ///< each with connections of its own
    test::PrivateBus m_session;
    std::unique_ptr<QDBusConnection> m_bus;
    std::unique_ptr<NotificationServer> m_server;
    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<widgets::CallsForMe> m_calls;
    std::unique_ptr<Reminders> m_reminders;
    settings::Values m_wanted;
};

QTEST_MAIN(RemindersTest)
#include "reminders_test.moc"
