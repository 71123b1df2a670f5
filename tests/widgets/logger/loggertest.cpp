#include "tests/support/panelfixture.h"
#include "widgets/common/commandbutton.h"
#include "widgets/logger/loggerwindow.h"
#include "widgets/timeline/timefield.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

#include <memory>

using namespace matoi;
using namespace matoi::domain;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;

/// One line over whatever else is on the screen.
class LoggerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::PanelFixture>();
        m_logger = std::make_unique<LoggerWindow>(m_fixture->context);
    }
    void cleanup()
    {
        m_logger.reset();
        m_fixture.reset();
    }

    void logsForTheIncidentThatOneLookedAtAndIsReadyForTheNext()
    {
        open();
        QCOMPARE(m_logger->incident(), m_fixture->story.checkout);
        QTest::keyClicks(text(), u"5xx is back under 1%"_s);
        m_fixture->picture(*m_logger, u"logger-typed"_s);
        QTest::keyClick(text(), Qt::Key_Return);
        const auto event = newest();
        QCOMPARE(event.text, "5xx is back under 1%");
        QCOMPARE(event.at, m_fixture->story.clock.now());
        QVERIFY(text()->text().isEmpty());
        QVERIFY(text()->hasFocus());
        QVERIFY(m_logger->said().contains(u"INC-2041"_s));
        QVERIFY(m_logger->said().contains(u"5xx is back under 1%"_s));
        m_fixture->picture(*m_logger, u"logger-logged"_s);
    }

    void takesATimePhrase()
    {
        open();
        time()->setFocus();
        QTest::keyClicks(time(), u"10m ago"_s);
        m_fixture->picture(*m_logger, u"logger-time"_s);
        QTest::keyClick(time(), Qt::Key_Return); // on to the text
        QTest::keyClicks(text(), u"Database failed over"_s);
        QTest::keyClick(text(), Qt::Key_Return);
        QCOMPARE(newest().at, m_fixture->story.clock.now() - std::chrono::minutes(10));
    }

    void saysThatWhatIsLoggedStaysHereUntilItIsOnline()
    {
        open();
        QVERIFY(!m_logger->said().contains(u"sent later"_s));
        SyncState state = m_fixture->story.memory.notifier.syncState();
        state.connection = SyncState::Connection::Offline;
        m_fixture->story.memory.notifier.setSyncState(state);
        QVERIFY(
            m_logger->said().startsWith(u"Offline: what you log is kept on this computer and sent later."_s));
        state.connection = SyncState::Connection::Live;
        m_fixture->story.memory.notifier.setSyncState(state);
        QVERIFY(m_logger->said().startsWith(u"Enter writes it down."_s));
    }

    void ctrlZTakesBackWhatWasLoggedHere()
    {
        open();
        const auto before = events();
        QTest::keyClicks(text(), u"said too early"_s);
        QTest::keyClick(text(), Qt::Key_Return);
        QCOMPARE(events(), before + 1);
        QTest::keyClick(text(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(events(), before);
        QVERIFY(m_logger->said().contains(u"Taken back"_s));
        // Another one has nothing to do with it.
        QTest::keyClick(text(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(events(), before);
    }

    void escapeHidesItAndKeepsWhatIsTyped()
    {
        open();
        QTest::keyClicks(text(), u"half a sent"_s);
        QTest::keyClick(text(), Qt::Key_Escape);
        QVERIFY(!m_logger->isVisible());
        // Also over an end of the program.
        m_logger = std::make_unique<LoggerWindow>(m_fixture->context);
        open();
        QCOMPARE(text()->text(), u"half a sent"_s);
    }

    void whatIsTypedGoesWithOneToTheOtherIncident()
    {
        open();
        QTest::keyClicks(text(), u"wrong one"_s);
        auto* incidents = m_logger->findChild<QComboBox*>();
        QVERIFY(incidents->count() > 1);
        incidents->setCurrentIndex(incidents->currentIndex() == 0 ? 1 : 0);
        QVERIFY(m_logger->incident() != m_fixture->story.checkout);
        QCOMPARE(text()->text(), u"wrong one"_s);
        QTest::keyClick(text(), Qt::Key_Return);
        QCOMPARE(newest().incidentId, m_logger->incident());
    }

    void whatIsTypedStaysWithItsIncidentWhenThatIsResolvedAndOverARestart()
    {
        open();
        QTest::keyClicks(text(), u"half a sent"_s);
        QTest::keyClick(text(), Qt::Key_Escape);
        Incident resolved = m_fixture->story.memory.incidents.find(m_fixture->story.checkout)->value;
        resolved.status = IncidentStatus::Resolved;
        resolved.resolvedAt = m_fixture->story.clock.now();
        m_fixture->story.memory.incidents.put(m_fixture->story.checkout, resolved);
        m_logger->openOn(m_fixture->story.invoices);
        QCOMPARE(m_logger->incident(), m_fixture->story.checkout);
        QCOMPARE(text()->text(), u"half a sent"_s);
        m_logger = std::make_unique<LoggerWindow>(m_fixture->context);
        m_logger->openOn(m_fixture->story.invoices);
        QCOMPARE(m_logger->incident(), m_fixture->story.checkout);
        QCOMPARE(text()->text(), u"half a sent"_s);
        QTest::keyClick(text(), Qt::Key_Return);
        QCOMPARE(newest().incidentId, m_fixture->story.checkout);
        m_logger->hide();
        m_logger->openOn(m_fixture->story.invoices);
        QCOMPARE(m_logger->incident(), m_fixture->story.invoices);
    }

    void withoutAnOpenIncidentItOffersToStartOne()
    {
        for (const auto& incident : m_fixture->story.memory.incidents.all())
            QVERIFY(m_fixture->story.memory.incidents.remove(incident));
        open();
        QVERIFY(!text()->isVisible());
        m_fixture->picture(*m_logger, u"logger-nothing"_s);
        QSignalSpy wanted(m_logger.get(), &LoggerWindow::startRequested);
        for (auto* button : m_logger->findChildren<CommandButton*>())
            if (button->isVisible())
                button->click();
        QCOMPARE(wanted.size(), 1);
    }

    void looksRightInJapaneseAndLargeText()
    {
        m_fixture->speakJapanese();
        m_fixture->theme.setTextScale(1.5);
        m_fixture->theme.setMode(Theme::Mode::Light);
        m_logger = std::make_unique<LoggerWindow>(m_fixture->context);
        open();
        QTest::keyClicks(text(), u"x"_s);
        QTest::keyClick(text(), Qt::Key_Return);
        m_fixture->picture(*m_logger, u"logger-ja-150"_s);
        QVERIFY(m_logger->windowTitle() != u"Log an event"_s);
    }

private:
    void open()
    {
        m_logger->openOn(m_fixture->story.checkout);
        QApplication::setActiveWindow(m_logger.get());
        QVERIFY(QTest::qWaitForWindowActive(m_logger.get()));
        // The screen of these tests is smaller than any of today.
        m_logger->resize(m_fixture->theme.px(1160), m_logger->height());
    }
    TimeField* time() const { return m_logger->findChild<TimeField*>(); }
    QLineEdit* text() const
    {
        for (auto* field : m_logger->findChildren<QLineEdit*>())
            if (qobject_cast<TimeField*>(field) == nullptr)
                return field;
        return nullptr;
    }
    std::size_t events() const { return m_fixture->story.memory.timelineEvents.all().size(); }
    TimelineEvent newest() const { return m_fixture->story.memory.timelineEvents.all().back().value; }

    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<LoggerWindow> m_logger;
};

QTEST_MAIN(LoggerTest)
#include "loggertest.moc"
