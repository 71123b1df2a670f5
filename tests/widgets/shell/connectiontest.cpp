#include "tests/support/storywindow.h"
#include "widgets/common/commandbutton.h"
#include "widgets/contacts/engagementlanes.h"
#include "widgets/shell/actionbar.h"
#include "widgets/shell/incidentview.h"

#include <QtGui/QAction>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>

#include <algorithm>
#include <memory>

using namespace matoi;
using namespace matoi::widgets;
using namespace matoi::domain;
using Connection = SyncState::Connection;

/// However the connection stands, the window says one thing about it, and says it everywhere.
class ConnectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::PanelFixture>();
        m_window = test::storyWindow(*m_fixture);
    }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void whatOnlyTheServiceCanDoIsOffEverywhereUntilItGoesOutNow_data()
    {
        QTest::addColumn<Connection>("connection");
        QTest::addColumn<bool>("possible");
        QTest::addColumn<QString>("reason");
        QTest::newRow("live") << Connection::Live << true << QString();
        QTest::newRow("slow") << Connection::Slow << true << QString();
        QTest::newRow("connecting") << Connection::Connecting << false << QStringLiteral("Still connecting");
        QTest::newRow("offline") << Connection::Offline << false << QStringLiteral("Offline");
        QTest::newRow("refused") << Connection::Refused << false << QStringLiteral("Refused by the service");
    }
    void whatOnlyTheServiceCanDoIsOffEverywhereUntilItGoesOutNow()
    {
        QFETCH(Connection, connection);
        QFETCH(bool, possible);
        QFETCH(QString, reason);
        connectAs(connection);
        int paging = 0;
        for (int tab : {tabs::overview, tabs::contacts}) {
            m_window->view().openTab(tab);
            for (const auto* button : m_window->findChildren<CommandButton*>()) {
                const QString text = button->text();
                const bool pages = text.startsWith(QStringLiteral("Page")) ||
                                   text.startsWith(QStringLiteral("Acknowledge for")) ||
                                   text == QStringLiteral("Escalate now") || text == QStringLiteral("Stop");
                if (!pages || !button->isVisible())
                    continue;
                ++paging;
                QVERIFY2(button->isEnabled() == possible, qPrintable(text));
                QCOMPARE(button->toolTip().isEmpty(), possible);
                if (!text.startsWith(QStringLiteral("Acknowledge for")))
                    QVERIFY2(button->toolTip().startsWith(reason), qPrintable(button->toolTip()));
            }
        }
        QVERIFY(paging >= 6);
        QCOMPARE(drill()->isEnabled(), possible);
        QVERIFY(has(possible ? QStringLiteral("Post update") : QStringLiteral("Queue update")));
    }

    void whatIsNotKnownToHoldNowIsShownAsOfWhenItDid_data()
    {
        QTest::addColumn<Connection>("connection");
        QTest::newRow("slow") << Connection::Slow;
        QTest::newRow("connecting") << Connection::Connecting;
        QTest::newRow("offline") << Connection::Offline;
        QTest::newRow("refused") << Connection::Refused;
    }
    void whatIsNotKnownToHoldNowIsShownAsOfWhenItDid()
    {
        QFETCH(Connection, connection);
        connectAs(connection);
        m_fixture->story.clock.advance(std::chrono::seconds(70));
        Q_EMIT m_fixture->ticker.tick();
        QVERIFY(says(QStringLiteral("Others' changes up to 14:29")));
        QVERIFY(says(QStringLiteral("1 of 2 acknowledged, as of 14:29")));
        QVERIFY(says(QStringLiteral("2 people, as of 14:29")));
        QVERIFY(says(QStringLiteral("Webhook planned for 14:32, then Aiko Tanaka (stage 2) for 14:33")));
        m_fixture->picture(*m_window, QStringLiteral("old-overview-%1").arg(int(connection)));
        m_window->view().openTab(tabs::contacts);
        QVERIFY(says(QStringLiteral("Last contact state 14:29. Webhook planned for 14:32")));
        QVERIFY(says(QStringLiteral("No answer by 14:29")));
        QVERIFY2(!says(QStringLiteral("Webhook in ")), "nothing counts down that may be over");
        const auto lanes = m_window->findChildren<EngagementLanes*>();
        QVERIFY(std::any_of(lanes.begin(), lanes.end(), [](const EngagementLanes* one) {
            return one->now() == 24; // 14:29:00 of what began at 14:28:36
        }));
        m_fixture->picture(*m_window, QStringLiteral("old-contacts-%1").arg(int(connection)));
        m_window->view().openTab(tabs::timeline);
        QVERIFY(says(QStringLiteral("Others may have written since 14:29.")));
        m_fixture->picture(*m_window, QStringLiteral("old-timeline-%1").arg(int(connection)));
        connectAs(Connection::Live);
        for (const char* age : {"as of", "Last contact state", "No answer by", "Others"})
            QVERIFY2(!says(QLatin1String(age)), age);
    }

    void somebodyWhomNoPageReachesIsNotJustWaitedFor()
    {
        connectAs(Connection::Live);
        QVERIFY(!says(QStringLiteral("Somebody was not reached.")));
        auto& pages = m_fixture->story.memory.pages;
        std::vector<Record<Page>> sent;
        for (const auto& page : pages.all())
            if (page.value.engagementId == m_fixture->story.running && page.value.state == PageState::Sent)
                sent.push_back(page);
        QVERIFY(sent.size() > 1);
        for (const auto& page : sent) {
            QVERIFY2(!says(QStringLiteral("Somebody was not reached.")), "another page arrived");
            Page failed = page.value;
            failed.state = PageState::Error;
            failed.error = "550 5.1.1 mailbox unavailable";
            pages.put(page.id, failed);
        }
        QVERIFY(says(QStringLiteral("1 of 2 acknowledged. Somebody was not reached.")));
    }

    void aRefusalHasOneRemedyAndItIsTheSameEverywhere_data()
    {
        QTest::addColumn<QUrl>("team");
        QTest::addColumn<QString>("bar");
        QTest::addColumn<QString>("button");
        QTest::newRow("own service") << QUrl() << QStringLiteral("Refused, ask for another token")
                                     << QStringLiteral("Ask for another token");
        QTest::newRow("a team's") << QUrl(QStringLiteral("https://matoi.hinode.example"))
                                  << QStringLiteral("Refused, sign in again")
                                  << QStringLiteral("Sign in again…");
    }
    void aRefusalHasOneRemedyAndItIsTheSameEverywhere()
    {
        QFETCH(QUrl, team);
        QFETCH(QString, bar);
        QFETCH(QString, button);
        int renewed = 0;
        WindowLinks links;
        links.renewSignIn = [&renewed] { ++renewed; };
        m_window = std::make_unique<MainWindow>(m_fixture->context, links);
        m_window->openIncident(m_fixture->story.checkout);
        m_window->setPlacement({team, QStringLiteral("/data"), {}, Placement::Keyring::Open, true});
        m_window->show();
        connectAs(Connection::Refused);
        QVERIFY(says(bar));
        QVERIFY(says(QStringLiteral("It is possible again when the service lets this console in")));
        QVERIFY(!says(QStringLiteral("when the connection is back")));
        QTRY_VERIFY(find(button) != nullptr);
        QVERIFY2(find(QStringLiteral("Retry")) == nullptr, "the same token would be refused again");
        m_fixture->picture(*m_window,
                           QStringLiteral("refused-%1")
                               .arg(team.isEmpty() ? QStringLiteral("own") : QStringLiteral("team")));
        find(button)->click();
        QCOMPARE(renewed, team.isEmpty() ? 1 : 0);
        QCOMPARE(m_window->showsFirstRun(), !team.isEmpty());
        if (!team.isEmpty())
            QVERIFY2(says(QStringLiteral("Enter a token.")), "it leads where a token can be given");
    }

private:
    void connectAs(Connection connection)
    {
        SyncState state;
        state.connection = connection;
        state.syncedAt = test::Story::at(14, 29);
        m_fixture->story.memory.notifier.setSyncState(state);
        QApplication::processEvents();
    }
    const QAction* drill() const
    {
        for (const QAction* action : m_window->actions())
            if (action->text().remove(QLatin1Char('&')) == QStringLiteral("Start a drill"))
                return action;
        return nullptr;
    }
    CommandButton* find(const QString& text) const
    {
        const auto buttons = m_window->findChildren<CommandButton*>();
        const auto found = std::find_if(buttons.begin(), buttons.end(), [&](const CommandButton* button) {
            return button->isVisible() && button->text() == text;
        });
        return found == buttons.end() ? nullptr : *found;
    }
    bool has(const QString& text) const { return find(text) != nullptr; }

    /// In a label, or as a screen reader hears a painted part.
    bool says(const QString& text) const
    {
        for (const auto* widget : m_window->findChildren<QWidget*>()) {
            const auto* label = qobject_cast<const QLabel*>(widget);
            if (widget->isVisible() && ((label != nullptr && label->text().contains(text)) ||
                                        widget->accessibleName().contains(text)))
                return true;
        }
        return false;
    }

    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(ConnectionTest)
#include "connectiontest.moc"
