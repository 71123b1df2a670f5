#include "app/globalshortcut.h"
#include "app/portalshortcut.h"
#include "app/x11shortcut.h"
#include "tests/support/fakeportal.h"
#include "tests/support/notificationserver.h"

#include <QtCore/QEventLoop>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>

using namespace matoi;
using namespace Qt::StringLiterals;
using app::GlobalShortcut;
using app::ShortcutPress;
using app::ShortcutWish;
using State = widgets::ShortcutStatus::State;

/// The key that opens the logger over any window, on a desktop that has the portal for it. There is no X
/// server here: without the portal there is no way.
class PortalShortcutTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_session.runs(), "dbus-daemon did not start"); }
    void init()
    {
        m_portal = std::make_unique<test::FakePortal>(m_session.connection(u"desktop-%1"_s.arg(++m_starts)));
        QVERIFY(m_portal->appear());
        std::vector<std::unique_ptr<app::ShortcutWay>> ways;
        ways.push_back(std::make_unique<app::PortalShortcut>([this] { return client(); }));
        ways.push_back(std::make_unique<app::X11Shortcut>());
        m_shortcut = std::make_unique<GlobalShortcut>(std::move(ways));
        m_presses = 0;
        connect(m_shortcut.get(), &GlobalShortcut::pressed, this, [this](const ShortcutPress& press) {
            ++m_presses;
            m_token = press.activationToken;
        });
    }
    void cleanup()
    {
        m_shortcut.reset();
        m_portal.reset();
    }

    void asksNothingBeforeItIsWanted()
    {
        settle();
        QCOMPARE(m_shortcut->status().state, State::Off);
        QCOMPARE(m_portal->calls(), QStringList{u"Get"_s}); // that of this test
    }

    void thePersonAgreesAndThePressComesWithTheLeaveToComeToTheFront()
    {
        m_shortcut->set(wish());
        QCOMPARE(m_shortcut->status().state, State::Asking);
        QTRY_VERIFY(m_portal->asks());
        QCOMPARE(m_portal->calls(), (QStringList{u"Register org.matoi.Matoi"_s, u"Get"_s, u"CreateSession"_s,
                                                 u"BindShortcuts"_s}));
        QCOMPARE(m_portal->description(), u"Log an event"_s);
        QCOMPARE(m_portal->preferredTrigger(), u"CTRL+ALT+n"_s);
        QCOMPARE(m_shortcut->status().state, State::Asking);
        m_portal->answer(0, u"Press Ctrl+Alt+N"_s);
        QTRY_COMPARE(m_shortcut->status().state, State::Works);
        QCOMPARE(m_shortcut->status().key, u"Press Ctrl+Alt+N"_s);
        QVERIFY(m_shortcut->status().desktopOwns);
        m_portal->press(session(), u"log-event"_s, u"leave-17"_s);
        QTRY_COMPARE(m_presses, 1);
        QCOMPARE(m_token, "leave-17");
    }

    void anAnswerThatOvertakesTheReplyIsHeard()
    {
        m_portal->answersBeforeItReplies = true;
        agree(u"Ctrl+Alt+N"_s);
    }

    void theSameKeyInAnotherLanguageIsNoSecondQuestion()
    {
        agree(u"Ctrl+Alt+N"_s);
        const auto calls = m_portal->calls().size();
        m_shortcut->set(ShortcutWish{wish().key, u"イベントを記録"_s});
        settle();
        QCOMPARE(m_portal->calls().size(), calls + 1);
    }

    void pressesOfOthersAreNotOurs()
    {
        agree(u"Ctrl+Alt+N"_s);
        m_portal->press(u"/org/freedesktop/portal/desktop/session/1_99/other"_s, u"log-event"_s, {});
        m_portal->press(session(), u"something-else"_s, {});
        settle();
        QCOMPARE(m_presses, 0);
    }

    void aKeyThatTheDesktopChangesOrTakesAwayIsShown()
    {
        agree(u"Ctrl+Alt+N"_s);
        m_portal->changeTrigger(u"Meta+N"_s);
        QTRY_COMPARE(m_shortcut->status().key, u"Meta+N"_s);
        QCOMPARE(m_shortcut->status().state, State::Works);
        m_portal->changeTrigger({});
        QTRY_COMPARE(m_shortcut->status().state, State::Unassigned);
        m_portal->changeTrigger(u"Meta+L"_s);
        QTRY_COMPARE(m_shortcut->status().key, u"Meta+L"_s);
    }

    void aShortcutWithoutAKeyIsSaid()
    {
        m_shortcut->set(wish());
        QTRY_VERIFY(m_portal->asks());
        m_portal->answer(0, {});
        QTRY_COMPARE(m_shortcut->status().state, State::Unassigned);
    }

    void aPersonWhoDeclinesIsNotAskedAgain()
    {
        m_shortcut->set(wish());
        QTRY_VERIFY(m_portal->asks());
        m_portal->answer(1, {});
        QTRY_COMPARE(m_shortcut->status().state, State::Refused);
        QTRY_VERIFY(m_portal->sessions().isEmpty());
        m_shortcut->retry();
        QCOMPARE(m_shortcut->status().state, State::Refused);
        settle();
        QVERIFY(!m_portal->asks());
        // Until one turns it off and on.
        m_shortcut->set(std::nullopt);
        m_shortcut->set(wish());
        QTRY_VERIFY(m_portal->asks());
    }

    void onesOwnThatIsTakenOutOfTheListIsDeclined()
    {
        m_shortcut->set(wish());
        QTRY_VERIFY(m_portal->asks());
        m_portal->answerWithNothing();
        QTRY_COMPARE(m_shortcut->status().state, State::Refused);
    }

    void aRequestThatFailsLeavesNoWay()
    {
        m_portal->answerToCreate = 2;
        m_shortcut->set(wish());
        QTRY_COMPARE(m_shortcut->status().state, State::None);
    }

    void aPortalWithoutKeysLeavesNoWay()
    {
        m_portal->version = 0;
        m_shortcut->set(wish());
        QTRY_COMPARE(m_shortcut->status().state, State::None);
        QVERIFY(!m_portal->calls().contains(u"CreateSession"_s));
    }

    void aSessionThatTheDesktopClosesIsSaidAndHearsNothingMore()
    {
        agree(u"Ctrl+Alt+N"_s);
        const QString closed = session();
        m_portal->closeSession(closed);
        QTRY_COMPARE(m_shortcut->status().state, State::TakenBack);
        m_portal->press(closed, u"log-event"_s, {});
        settle();
        QCOMPARE(m_presses, 0);
    }

    void aPortalThatLeavesTheBusIsAskedAgainWhenItIsBack()
    {
        agree(u"Ctrl+Alt+N"_s);
        m_portal->vanish();
        QTRY_COMPARE(m_shortcut->status().state, State::None);
        QVERIFY(m_portal->appear());
        QTRY_VERIFY(m_portal->asks());
        m_portal->answer(0, u"Ctrl+Alt+N"_s);
        QTRY_COMPARE(m_shortcut->status().state, State::Works);
        m_portal->press(session(), u"log-event"_s, {});
        QTRY_COMPARE(m_presses, 1);
    }

    void aPortalThatLeavesWhileItAsksIsNoWay()
    {
        m_shortcut->set(wish());
        QTRY_VERIFY(m_portal->asks());
        m_portal->vanish();
        QTRY_COMPARE(m_shortcut->status().state, State::None);
    }

    void aPortalThatComesLaterIsTaken()
    {
        m_portal->vanish();
        m_shortcut->set(wish());
        QTRY_COMPARE(m_shortcut->status().state, State::None);
        QVERIFY(m_portal->appear());
        QTRY_VERIFY(m_portal->asks());
    }

    void turnedOffTheDesktopHasTheKeyBack()
    {
        agree(u"Ctrl+Alt+N"_s);
        const QString given = session();
        m_shortcut->set(std::nullopt);
        QCOMPARE(m_shortcut->status().state, State::Off);
        QTRY_VERIFY(m_portal->sessions().isEmpty());
        m_portal->press(given, u"log-event"_s, {});
        settle();
        QCOMPARE(m_presses, 0);
    }

    void turnedOffWhileThePersonIsAskedTheQuestionGoes()
    {
        m_shortcut->set(wish());
        QTRY_VERIFY(m_portal->asks());
        m_shortcut->set(std::nullopt);
        QTRY_VERIFY(!m_portal->asks());
        QTRY_VERIFY(m_portal->sessions().isEmpty());
        QCOMPARE(m_shortcut->status().state, State::Off);
    }

    void theDesktopsSettingsAreOpenedWhereItHasThem()
    {
        agree(u"Ctrl+Alt+N"_s);
        QVERIFY(m_shortcut->status().canConfigure);
        m_shortcut->configure();
        QTRY_VERIFY(m_portal->calls().contains(u"ConfigureShortcuts"_s));
        m_shortcut->set(std::nullopt);
        m_portal->version = 1;
        agree(u"Ctrl+Alt+N"_s);
        QVERIFY(!m_shortcut->status().canConfigure);
    }

    void theKeysThatAreWrittenAreTheDesktops_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("trigger");
        QTest::newRow("letter") << u"Ctrl+Alt+N"_s << u"CTRL+ALT+n"_s;
        QTest::newRow("digit") << u"Alt+Shift+1"_s << u"ALT+SHIFT+1"_s;
        QTest::newRow("sign") << u"Ctrl+,"_s << u"CTRL+comma"_s;
        QTest::newRow("plus") << u"Ctrl++"_s << u"CTRL+plus"_s;
        QTest::newRow("logo") << u"Meta+Space"_s << u"LOGO+space"_s;
        QTest::newRow("function") << u"Ctrl+F12"_s << u"CTRL+F12"_s;
        QTest::newRow("alone") << u"Pause"_s << u"Pause"_s;
        // None that is needed to type, nor what is no single key.
        QTest::newRow("a letter alone") << u"N"_s << QString();
        QTest::newRow("a capital") << u"Shift+N"_s << QString();
        QTest::newRow("two") << u"Ctrl+K, Ctrl+N"_s << QString();
        QTest::newRow("no key") << u"Hello"_s << QString();
        QTest::newRow("nothing") << QString() << QString();
    }
    void theKeysThatAreWrittenAreTheDesktops()
    {
        QFETCH(QString, written);
        QFETCH(QString, trigger);
        m_shortcut->set(ShortcutWish{written, u"Log an event"_s});
        QTRY_VERIFY(m_portal->asks());
        QCOMPARE(m_portal->preferredTrigger(), trigger);
    }

private:
    static ShortcutWish wish() { return {u"Ctrl+Alt+N"_s, u"Log an event"_s}; }
    QString session() const { return m_portal->sessions().value(0); }
    void agree(const QString& trigger)
    {
        m_shortcut->set(wish());
        QTRY_VERIFY(m_portal->asks());
        m_portal->answer(0, trigger);
        QTRY_COMPARE(m_shortcut->status().state, State::Works);
    }
    QDBusConnection client() const { return m_session.connection(u"console-%1"_s.arg(m_starts)); }
    /// Until the program has heard all that the portal has said: the bus keeps the order of what one says.
    void settle() const
    {
        const auto question = QDBusMessage::createMethodCall(u"org.freedesktop.portal.Desktop"_s,
                                                             u"/org/freedesktop/portal/desktop"_s,
                                                             u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
        const QDBusPendingCallWatcher answer(client().asyncCall(question));
        QEventLoop loop;
        connect(&answer, &QDBusPendingCallWatcher::finished, &loop, &QEventLoop::quit);
        if (!answer.isFinished())
            loop.exec();
    }

    int m_starts = 0; ///< each with connections of its own
    test::PrivateBus m_session;
    std::unique_ptr<test::FakePortal> m_portal;
    std::unique_ptr<GlobalShortcut> m_shortcut;
    int m_presses = 0;
    QByteArray m_token;
};

QTEST_MAIN(PortalShortcutTest)
#include "portalshortcut_test.moc"
