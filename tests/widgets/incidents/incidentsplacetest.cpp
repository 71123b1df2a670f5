#include "tests/support/storywindow.h"
#include "widgets/incidents/incidentspage.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/panels.h"

#include <QtWidgets/QDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTreeView>

#include <memory>

using namespace matoi;
using namespace matoi::domain;
using namespace matoi::widgets;

/// The page of all incidents within the window: how one comes there, and back.
class IncidentsPlaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::PanelFixture>();
        m_window = test::storyWindow(*m_fixture);
        QVERIFY(m_window->isActiveWindow());
    }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void comesAndGoesByKey()
    {
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        QVERIFY(m_window->incidents().isVisible());
        QVERIFY(!m_window->view().isVisible());
        QVERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()) != nullptr);
        m_fixture->picture(*m_window, QStringLiteral("window-incidents"));
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        QVERIFY(!m_window->incidents().isVisible());
        QVERIFY(m_window->view().isVisible());
    }

    void goesFromTheFieldToARowAndOpensIt()
    {
        m_window->showIncidents(true);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QVERIFY(m_window->incidents().view().hasFocus());
        QTest::keyClick(m_window.get(), Qt::Key_J);
        const auto chosen = m_window->incidents().model().idAt(m_window->incidents().model().index(1, 0));
        QTest::keyClick(&m_window->incidents().view(), Qt::Key_Return);
        QVERIFY(m_window->view().isVisible());
        QCOMPARE(m_window->view().incident(), chosen);
    }

    void doesNothingToAnIncidentThatIsNotShown()
    {
        m_window->showIncidents(true);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        const auto before = m_fixture->story.memory.incidents.find(m_fixture->story.checkout)->value;
        for (const Qt::Key key : {Qt::Key_R, Qt::Key_H, Qt::Key_U, Qt::Key_P, Qt::Key_E})
            QTest::keyClick(m_window.get(), key);
        QCOMPARE(m_fixture->story.memory.incidents.find(m_fixture->story.checkout)->value, before);
        QVERIFY(m_window->findChildren<QDialog*>().isEmpty());
        QVERIFY(m_window->showsIncidents());
    }

    void opensATextWhereItStands()
    {
        const auto event =
            m_fixture->story.memory.timelineEvents.of(m_fixture->story.checkout.uuid()).front();
        m_window->openIncident(m_fixture->story.search);
        m_window->showIncidents(true);
        m_window->openHit({Kind::TimelineEvent, event.id.uuid(), m_fixture->story.checkout, {}, {}});
        QVERIFY(!m_window->showsIncidents());
        QCOMPARE(m_window->view().incident(), m_fixture->story.checkout);
        QCOMPARE(m_window->view().currentTab(), tabs::timeline);
        m_window->openHit({Kind::Summary, Uuid::generate(), m_fixture->story.checkout, {}, {}});
        QCOMPARE(m_window->view().currentTab(), tabs::overview);
    }

    void searchesFromAnywhere()
    {
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(m_window->showsIncidents());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("disk"));
        QCOMPARE(m_fixture->story.memory.search.requests.back().text, std::string("disk"));
    }

private:
    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(IncidentsPlaceTest)
#include "incidentsplacetest.moc"
