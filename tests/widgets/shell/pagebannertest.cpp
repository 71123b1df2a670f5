#include "widgets/shell/pagebanner.h"

#include "tests/support/storywindow.h"
#include "widgets/common/commandbutton.h"

#include <algorithm>
#include <memory>

using namespace matoi;
using namespace matoi::widgets;
using namespace matoi::domain;

/// Pages for the person at this console: each is answered by a press of its own, on what was read.
class PageBannerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_interval = QApplication::doubleClickInterval();
        m_fixture = std::make_unique<test::PanelFixture>();
        m_fixture->story.memory.notifier.setSession({"Misaki Sato", "commander", m_fixture->story.misaki});
        m_window = test::storyWindow(*m_fixture);
        QVERIFY(m_window->isActiveWindow());
    }
    void cleanup()
    {
        QApplication::setDoubleClickInterval(m_interval);
        m_window.reset();
        m_fixture.reset();
    }

    void aDoublePressAnswersOnePageAndNotTheNextOneToo()
    {
        QApplication::setDoubleClickInterval(1'000'000);
        const auto first = page(0);
        const auto second = page(1);
        QTest::keyClick(m_window.get(), Qt::Key_A);
        QCOMPARE(asked(first), 1);
        end(first);
        QVERIFY(banner().isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_A);
        QTest::mouseClick(button(QStringLiteral("Acknowledge")), Qt::LeftButton);
        QVERIFY2(asked(second) == 0, "nobody has read it");
        QApplication::setDoubleClickInterval(0);
        QTest::keyClick(m_window.get(), Qt::Key_A);
        QCOMPARE(asked(second), 1);
    }

    void aKeyThatIsHeldDownIsOnePress()
    {
        QApplication::setDoubleClickInterval(0);
        const auto first = page(0);
        const auto second = page(1);
        hold(Qt::Key_A, [&] { end(first); });
        QCOMPARE(asked(first), 1);
        QCOMPARE(asked(second), 0);
    }

    void anAcknowledgementOnItsWayIsNotAskedForAgain()
    {
        QApplication::setDoubleClickInterval(0);
        const auto engagement = page(0);
        QTest::mouseClick(button(QStringLiteral("Acknowledge")), Qt::LeftButton);
        QCOMPARE(asked(engagement), 1);
        QVERIFY(button(QStringLiteral("Acknowledge")) == nullptr);
        QVERIFY(banner().accessibleName().contains(QStringLiteral("on its way")));
        QTest::keyClick(m_window.get(), Qt::Key_A);
        QCOMPARE(asked(engagement), 1);
        m_fixture->picture(*m_window, QStringLiteral("page-sending"));
        // The service refuses it, or it expires: it can be pressed again.
        auto& outbox = m_fixture->story.memory.outbox;
        outbox.rows.push_back(
            {7, Kind::Engagement, engagement.uuid(), "acknowledge", OutboxItem::State::Expired, {}, 0, {}});
        SyncState state = m_fixture->story.memory.notifier.syncState();
        state.expired = 1;
        m_fixture->story.memory.notifier.setSyncState(state);
        QVERIFY(button(QStringLiteral("Acknowledge")) != nullptr);
    }

private:
    Id<Engagement> page(int minute)
    {
        auto& memory = m_fixture->story.memory;
        const auto id = Id<Engagement>::generate();
        Engagement engagement;
        engagement.incidentId = m_fixture->story.checkout;
        engagement.contactId = m_fixture->story.misaki;
        engagement.contactName = "Misaki Sato";
        engagement.startedAt = test::Story::at(14, 30 + minute);
        memory.engagements.put(id, engagement);
        Page page;
        page.incidentId = engagement.incidentId;
        page.engagementId = id;
        page.contactId = engagement.contactId;
        page.channelKind = ChannelKind::Desktop;
        page.state = PageState::Sent;
        page.dueAt = engagement.startedAt;
        page.sentAt = engagement.startedAt;
        memory.pages.put(Id<Page>::generate(), page);
        return id;
    }
    void end(Id<Engagement> id)
    {
        auto& engagements = m_fixture->story.memory.engagements;
        Engagement ended = engagements.find(id)->value;
        ended.state = EngagementState::Acknowledged;
        engagements.put(id, ended);
    }
    template <class F> void hold(Qt::Key key, F afterFirst)
    {
        QTest::keyClick(m_window.get(), key);
        afterFirst();
        QTest::simulateEvent(m_window.get(), true, key, Qt::NoModifier, QStringLiteral("a"), true, -1);
    }
    long asked(Id<Engagement> id) const
    {
        const auto& calls = m_fixture->story.memory.effects.calls;
        return std::count(calls.begin(), calls.end(), "acknowledge " + id.toString());
    }
    PageBanner& banner() const { return *m_window->findChild<PageBanner*>(); }
    CommandButton* button(const QString& text) const
    {
        QApplication::processEvents(); // a new button is shown in the next turn
        for (auto* button : banner().findChildren<CommandButton*>())
            if (button->isVisible() && button->text() == text)
                return button;
        return nullptr;
    }

    int m_interval = 0;
    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(PageBannerTest)
#include "pagebannertest.moc"
