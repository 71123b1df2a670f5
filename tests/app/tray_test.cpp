#include "app/tray.h"
#include "tests/support/panelfixture.h"

#include <QtGui/QPainter>
#include <QtTest/QSignalSpy>

#include <algorithm>
#include <memory>

using namespace matoi;
using namespace matoi::domain;
using namespace Qt::StringLiterals;
using app::Tray;
using app::TrayFace;

/// What a look at the tray tells, whether the desktop has one or not.
class TrayTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::PanelFixture>();
        auto& notifier = m_fixture->story.memory.notifier;
        notifier.setSession({"Misaki Sato", "commander", m_fixture->story.misaki});
        setConnection(SyncState::Connection::Live);
        m_calls = std::make_unique<widgets::CallsForMe>(m_fixture->context);
        m_tray = std::make_unique<Tray>(m_fixture->context, *m_calls);
    }
    void cleanup()
    {
        m_tray.reset();
        m_calls.reset();
        m_fixture.reset();
    }

    void aCalmDayIsToldWithTheOpenIncidents()
    {
        m_tray->setOpenIncidents(3);
        QCOMPARE(m_tray->face(), TrayFace::Calm);
        QVERIFY(m_tray->tip().contains(u"3 incidents open."_s));
        QCOMPARE(entries().first(), u"Open Matoi"_s);
    }

    void aPageForMeIsCountedAndCanBeAcknowledgedInTheMenu()
    {
        const auto engagement = page();
        QCOMPARE(m_tray->face(), TrayFace::Page);
        QVERIFY(m_tray->tip().contains(u"1 page for you waits."_s));
        QVERIFY2(entries().first().startsWith(u"Acknowledge: "_s), qPrintable(entries().join(u'|')));
        m_tray->menu().actions().first()->trigger();
        const auto& asked = m_fixture->story.memory.effects.calls;
        QVERIFY(std::find(asked.begin(), asked.end(), "acknowledge " + engagement.toString()) != asked.end());
    }

    void aPageGoesBeforeTheConnection()
    {
        setConnection(SyncState::Connection::Offline);
        QCOMPARE(m_tray->face(), TrayFace::Offline);
        QVERIFY(m_tray->tip().contains(u"no page can come"_s));
        page();
        QCOMPARE(m_tray->face(), TrayFace::Page);
        QVERIFY(m_tray->tip().contains(u"no page can come"_s));
    }

    void eachStateHasAShapeOfItsOwn()
    {
        QImage all(64 * 5, 64 * 2, QImage::Format_ARGB32);
        all.fill(Qt::white);
        QPainter painter(&all);
        painter.fillRect(0, 64, all.width(), 64, Qt::black);
        int x = 0;
        for (const auto& [face, count] : {std::pair{TrayFace::Calm, 0},
                                          {TrayFace::Page, 1},
                                          {TrayFace::Page, 12},
                                          {TrayFace::Offline, 0}}) {
            const QIcon icon = app::trayIcon(m_fixture->theme, face, count);
            for (const int y : {0, 64}) {
                painter.drawPixmap(x, y, icon.pixmap(22, 22));
                painter.drawPixmap(x + 28, y, icon.pixmap(32, 32));
            }
            x += 64;
        }
        painter.end();
        if (const QString folder = qEnvironmentVariable("MATOI_PICTURES"); !folder.isEmpty())
            all.save(folder + u"/tray.png"_s);
        // Without any colour: a disc has no corner, and the edge of the square is broken when offline.
        const auto solid = [this](TrayFace face, QPoint from, QPoint step) {
            const QImage image = app::trayIcon(m_fixture->theme, face, 1).pixmap(64, 64).toImage();
            int count = 0;
            for (QPoint at = from; image.valid(at); at += step)
                count += image.pixelColor(at).alpha() > 220 ? 1 : 0;
            return count;
        };
        QCOMPARE(solid(TrayFace::Page, {3, 3}, {64, 64}), 0);
        QCOMPARE(solid(TrayFace::Calm, {5, 5}, {64, 64}), 1);
        QVERIFY(solid(TrayFace::Offline, {0, 1}, {1, 0}) < solid(TrayFace::Calm, {0, 1}, {1, 0}) - 8);
    }

    void whatOneWantsWithoutTheWindowIsAsked()
    {
        QSignalSpy open(m_tray.get(), &Tray::openRequested);
        QSignalSpy log(m_tray.get(), &Tray::logRequested);
        QSignalSpy start(m_tray.get(), &Tray::startRequested);
        QSignalSpy quit(m_tray.get(), &Tray::quitRequested);
        for (QAction* action : m_tray->menu().actions())
            action->trigger();
        QCOMPARE(open.size() + log.size() + start.size() + quit.size(), 4);
    }

private:
    void setConnection(SyncState::Connection connection)
    {
        SyncState state;
        state.connection = connection;
        m_fixture->story.memory.notifier.setSyncState(state);
    }
    QStringList entries() const
    {
        QStringList texts;
        for (const QAction* action : m_tray->menu().actions())
            texts << action->text();
        return texts;
    }
    Id<Engagement> page()
    {
        auto& memory = m_fixture->story.memory;
        Engagement engagement;
        engagement.incidentId = m_fixture->story.checkout;
        engagement.contactId = m_fixture->story.misaki;
        engagement.state = EngagementState::Running;
        const auto id = Id<Engagement>::generate();
        memory.engagements.put(id, engagement);
        Page page;
        page.engagementId = id;
        page.incidentId = engagement.incidentId;
        page.contactId = engagement.contactId;
        page.channelKind = ChannelKind::Desktop;
        page.state = PageState::Sent;
        page.sentAt = m_fixture->story.clock.now();
        memory.pages.put(Id<Page>::generate(), page);
        return id;
    }

    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<widgets::CallsForMe> m_calls;
    std::unique_ptr<Tray> m_tray;
};

QTEST_MAIN(TrayTest)
#include "tray_test.moc"
