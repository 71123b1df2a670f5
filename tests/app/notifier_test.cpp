#include "app/notifier.h"
#include "tests/support/notificationserver.h"
#include "tests/support/panelfixture.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/pagebanner.h"

#include <QtTest/QSignalSpy>

#include <memory>

using namespace matoi;
using namespace matoi::domain;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using app::Notifier;
using test::NotificationServer;

/// A page for Misaki, who sits at the console, and a desktop on a bus of the test's own.
class NotifierTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        static int count = 0;
        m_bus = std::make_unique<QDBusConnection>(m_session.connection(u"desktop-%1"_s.arg(++count)));
        m_server = std::make_unique<NotificationServer>(
            *m_bus, QStringList{u"actions"_s, u"body"_s, u"body-markup"_s, u"sound"_s});
        QVERIFY(m_server->appear());
        m_fixture = std::make_unique<test::PanelFixture>();
        m_fixture->story.memory.notifier.setSession({"Misaki Sato", "commander", m_fixture->story.misaki});
        m_calls = std::make_unique<widgets::CallsForMe>(m_fixture->context);
    }
    void cleanup()
    {
        m_notifier.reset();
        m_calls.reset();
        m_fixture.reset();
        m_server.reset();
    }
    void initTestCase() { QVERIFY2(m_session.runs(), "dbus-daemon did not start"); }

    void showsAPageThatStaysUntilItIsAnswered()
    {
        start();
        const auto engagement = page();
        QTRY_COMPARE(m_server->shown().size(), 1);
        const auto shown = m_server->shown().first();
        QCOMPARE(shown.title, u"1 Critical: page for you"_s);
        QCOMPARE(shown.body, u"INC-2041\nCards &lt;b&gt;fail&lt;/b&gt;"_s); // text, not markup
        QCOMPARE(shown.actions, (QStringList{u"acknowledge"_s, u"Acknowledge"_s, u"default"_s, u"Open"_s}));
        QCOMPARE(shown.hints.value(u"urgency"_s).value<uchar>(), uchar(2));
        QCOMPARE(shown.hints.value(u"sound-name"_s).toString(), u"phone-incoming-call"_s);
        QCOMPARE(shown.hints.value(u"resident"_s).toBool(), true);
        QCOMPARE(shown.expires, 0);
        QTRY_VERIFY(asked("receipt " + m_page.toString()));

        QSignalSpy opened(m_notifier.get(), &Notifier::opened);
        m_server->press(shown.id, u"acknowledge"_s);
        QTRY_VERIFY(asked("acknowledge " + engagement.toString()));
        QCOMPARE(opened.size(), 1);
        QCOMPARE(m_server->shown().size(), 1); // nobody has confirmed it yet
        end(engagement, EngagementState::Acknowledged);
        QTRY_VERIFY(m_server->shown().isEmpty());
    }

    void repeatsEveryMinuteUntilSomebodyAnswers()
    {
        start();
        const auto engagement = page();
        QTRY_COMPARE(m_server->notified(), 1);
        m_fixture->story.clock.advance(59s);
        m_notifier->repeat();
        m_fixture->story.clock.advance(1s);
        m_notifier->repeat();
        QTRY_COMPARE(m_server->notified(), 2);
        QCOMPARE(m_server->shown().size(), 1); // in its place, not beside it
        QCOMPARE(m_server->shown().first().times, 2);
        end(engagement, EngagementState::Acknowledged);
        QTRY_VERIFY(m_server->shown().isEmpty());
        m_fixture->story.clock.advance(10min);
        m_notifier->repeat();
        QVERIFY(m_server->hasHeard(client()));
        QCOMPARE(m_server->notified(), 2);
    }

    void comesBackAfterItWasSwipedAway()
    {
        start();
        page();
        QTRY_COMPARE(m_server->shown().size(), 1);
        m_server->dismiss(m_server->shown().firstKey());
        QVERIFY(m_server->shown().isEmpty());
        m_fixture->story.clock.advance(60s);
        m_notifier->repeat();
        QTRY_COMPARE(m_server->shown().size(), 1);
    }

    void openingItIsNoAnswer()
    {
        start();
        const auto engagement = page();
        QTRY_COMPARE(m_server->shown().size(), 1);
        QSignalSpy opened(m_notifier.get(), &Notifier::opened);
        m_server->press(m_server->shown().firstKey(), u"default"_s);
        QTRY_COMPARE(opened.size(), 1);
        QVERIFY(!asked("acknowledge " + engagement.toString()));
        QCOMPARE(m_server->shown().size(), 1);
    }

    void staysSilentWhenEveryStageHasPassedAndCanStillBeAnswered()
    {
        start();
        const auto engagement = page();
        QTRY_COMPARE(m_server->shown().size(), 1);
        end(engagement, EngagementState::Exhausted);
        m_fixture->story.clock.advance(60s);
        m_notifier->repeat();
        m_server->press(m_server->shown().firstKey(), u"acknowledge"_s);
        QTRY_VERIFY(asked("acknowledge " + engagement.toString()));
        QCOMPARE(m_server->notified(), 1);
    }

    void pagesOfOthersAndOnOtherChannelsAreNotShown()
    {
        start();
        page(m_fixture->story.daniel);
        page(m_fixture->story.misaki, ChannelKind::Email);
        page();
        QTRY_COMPARE(m_server->shown().size(), 1);
        QVERIFY(m_server->hasHeard(client()));
        QCOMPARE(m_server->notified(), 1);
    }

    void aPageThatWaitedBeforeTheStartIsShown()
    {
        page();
        start();
        QTRY_COMPARE(m_server->shown().size(), 1);
    }

    void aRestartedDesktopGetsThePageAgain()
    {
        start();
        page();
        QTRY_COMPARE(m_server->shown().size(), 1);
        m_server->vanish();
        QTRY_VERIFY(!m_notifier->available());
        QVERIFY(m_server->appear());
        QTRY_COMPARE(m_server->shown().size(), 1);
        QVERIFY(m_notifier->available());
    }

    void withoutADesktopTheWindowShowsItAndSaysSo()
    {
        m_server->vanish();
        start();
        QSignalSpy attention(m_notifier.get(), &Notifier::attentionWanted);
        widgets::MainWindow window(m_fixture->context, {[] {}, [](const QString&) {}, [] {}, [] {}});
        window.pageBanner().setDesktopShows(m_notifier->available());
        connect(m_notifier.get(), &Notifier::availableChanged, &window.pageBanner(),
                &widgets::PageBanner::setDesktopShows);
        connect(&window.pageBanner(), &widgets::PageBanner::seen, m_notifier.get(), &Notifier::seenInWindow);
        QVERIFY(!window.pageBanner().isVisibleTo(&window));
        const auto engagement = page();
        QVERIFY(window.pageBanner().isVisibleTo(&window));
        QTRY_VERIFY(!m_notifier->available());
        QTRY_COMPARE(attention.size(), 1);
        QVERIFY(window.pageBanner().accessibleName().contains(
            u"This desktop shows no notifications: pages appear in this window only."_s));
        QVERIFY(!asked("receipt " + m_page.toString())); // nobody has seen it
        window.show();
        QApplication::setActiveWindow(&window);
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_VERIFY(asked("receipt " + m_page.toString()));
        m_fixture->picture(window, u"page-in-window"_s);
        QTest::keyClick(&window, Qt::Key_A);
        QVERIFY(asked("acknowledge " + engagement.toString()));
        end(engagement, EngagementState::Acknowledged);
        QVERIFY(!window.pageBanner().isVisible());
    }

    void aDesktopWithoutButtonsGetsNone()
    {
        m_server.reset();
        m_server = std::make_unique<NotificationServer>(*m_bus, QStringList{u"body"_s});
        QVERIFY(m_server->appear());
        start();
        QSignalSpy attention(m_notifier.get(), &Notifier::attentionWanted);
        page();
        QTRY_COMPARE(m_server->shown().size(), 1);
        QVERIFY(m_server->shown().first().actions.isEmpty());
        QCOMPARE(m_server->shown().first().body, u"INC-2041\nCards <b>fail</b>"_s);
        QTRY_COMPARE(attention.size(), 1); // it has no sound either
    }

    void whatItShowsGoesWithIt()
    {
        start();
        page();
        QTRY_COMPARE(m_server->shown().size(), 1);
        m_notifier.reset();
        QTRY_VERIFY2(m_server->shown().isEmpty(), "a press on it would come to nothing");
    }

    void whatIsAnsweredBeforeTheDesktopHasSaidItsNumberIsClosedToo()
    {
        start();
        page();
        QTRY_COMPARE(m_server->shown().size(), 1);
        end(page(), EngagementState::Acknowledged);
        QTRY_COMPARE(m_server->notified(), 2);
        QTRY_COMPARE(m_server->shown().size(), 1);
    }

    void withoutABusThePageIsStillInTheWindow()
    {
        m_notifier =
            std::make_unique<Notifier>(m_fixture->context, *m_calls, QDBusConnection(u"no such bus"_s));
        QVERIFY(!m_notifier->available());
        QSignalSpy attention(m_notifier.get(), &Notifier::attentionWanted);
        page();
        QCOMPARE(attention.size(), 1);
    }

private:
    void start()
    {
        ++m_starts;
        m_notifier = std::make_unique<Notifier>(m_fixture->context, *m_calls, client());
    }
    QDBusConnection client() const { return m_session.connection(u"console-%1"_s.arg(m_starts)); }

    Id<Engagement> page(std::optional<Id<Contact>> contact = {}, ChannelKind channel = ChannelKind::Desktop)
    {
        auto& story = m_fixture->story;
        auto incident = *story.memory.incidents.find(story.checkout);
        incident.value.title = "Cards <b>fail</b>";
        story.memory.incidents.put(incident.id, incident.value);
        Engagement engagement;
        engagement.incidentId = story.checkout;
        engagement.contactId = contact.value_or(story.misaki);
        engagement.startedAt = story.clock.now();
        const auto id = Id<Engagement>::generate();
        story.memory.engagements.put(id, engagement);
        Page made;
        made.incidentId = story.checkout;
        made.engagementId = id;
        made.contactId = engagement.contactId;
        made.channelKind = channel;
        made.state = PageState::Sent;
        made.sentAt = story.clock.now();
        m_page = Id<Page>::generate();
        story.memory.pages.put(m_page, made);
        return id;
    }

    void end(Id<Engagement> id, EngagementState state)
    {
        auto engagement = *m_fixture->story.memory.engagements.find(id);
        engagement.value.state = state;
        m_fixture->story.memory.engagements.put(id, engagement.value);
    }

    bool asked(const std::string& call) const
    {
        const auto& calls = m_fixture->story.memory.effects.calls;
        return std::find(calls.begin(), calls.end(), call) != calls.end();
    }

    test::PrivateBus m_session;
    std::unique_ptr<QDBusConnection> m_bus;
    std::unique_ptr<NotificationServer> m_server;
    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<widgets::CallsForMe> m_calls;
    std::unique_ptr<Notifier> m_notifier;
    Id<Page> m_page;
    int m_starts = 0; ///< each with a connection of its own
};

QTEST_MAIN(NotifierTest)
#include "notifier_test.moc"
