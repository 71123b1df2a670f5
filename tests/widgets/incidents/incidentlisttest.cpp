#include "widgets/incidents/incidentlist.h"

#include "models/itemmodels/incidentlistmodel.h"
#include "tests/support/storywindow.h"
#include "widgets/common/segmentedcontrol.h"
#include "widgets/shell/incidentview.h"

#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

#include <memory>

using namespace matoi;
using namespace matoi::widgets;
using namespace matoi::domain;

/// Which incident is in front changes when a person wants it, and at no other time.
class IncidentListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::PanelFixture>();
        m_window = test::storyWindow(*m_fixture);
        m_list = m_window->findChild<IncidentList*>();
        QVERIFY(m_window->isActiveWindow());
        QVERIFY(m_list != nullptr);
    }
    void cleanup()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void anIncidentStaysInFrontWhenItLeavesTheList()
    {
        const auto checkout = m_fixture->story.checkout;
        m_list->findChild<SegmentedControl*>()->setCurrent(1); // mine
        QVERIFY(m_list->model().indexOf(checkout).isValid());
        QVERIFY2(m_list->model().rowCount() > 1 || takeAnother(), "a neighbour that could be chosen");
        // Daniel accepts the command: it is not mine any more.
        auto role = *m_fixture->story.memory.roleAssignments.find(
            roleAssignmentIdOf(checkout, IncidentRole::Commander));
        role.value.person = "Daniel Reyes";
        m_fixture->story.memory.roleAssignments.put(role.id, role.value, 0, "Daniel Reyes");
        QTRY_VERIFY(!m_list->model().indexOf(checkout).isValid());
        QCOMPARE(m_window->view().incident(), checkout);
        QCOMPARE(m_list->selected(), checkout);
        QVERIFY2(!listView()->selectionModel()->hasSelection(), "what is in front is not in the list");
        // Nor by giving the list the focus; a key is a choice.
        m_window->setFocus();
        listView()->setFocus();
        QCOMPARE(m_window->view().incident(), checkout);
        QTest::keyClick(m_window.get(), Qt::Key_J);
        QVERIFY(m_window->view().incident() != checkout);
    }

    void findingInTheListOpensNothingUntilEnter()
    {
        const auto checkout = m_fixture->story.checkout;
        m_list->focusFilter();
        auto* field = m_list->findChild<QLineEdit*>();
        QTest::keyClicks(field, QStringLiteral("invoice"));
        QVERIFY(!m_list->model().indexOf(checkout).isValid());
        QVERIFY(m_list->model().rowCount() > 0);
        QCOMPARE(m_window->view().incident(), checkout);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(m_window->view().incident(), m_list->model().idAt(m_list->model().index(0)));
        QVERIFY(m_window->view().incident() != checkout);
    }

    void itIsSelectedAgainWhenItComesBack()
    {
        m_list->focusFilter();
        auto* field = m_list->findChild<QLineEdit*>();
        QTest::keyClicks(field, QStringLiteral("no such thing"));
        QCOMPARE(m_list->model().rowCount(), 0);
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(m_window->view().incident(), m_fixture->story.checkout);
        QVERIFY(listView()->selectionModel()->isSelected(m_list->model().indexOf(m_fixture->story.checkout)));
    }

    void theIncidentThatWasAskedAboutIsResolvedWhicheverIsInFrontByThen()
    {
        auto& incidents = m_fixture->story.memory.incidents;
        QTest::keyClick(m_window.get(), Qt::Key_R);
        auto* question = m_window->findChild<QMessageBox*>();
        QVERIFY(question != nullptr);
        QVERIFY(question->text().contains(QStringLiteral("INC-2041")));
        m_window->openIncident(m_fixture->story.invoices);
        const auto status = incidents.find(m_fixture->story.invoices)->value.status;
        question->defaultButton()->click();
        QTRY_COMPARE(incidents.find(m_fixture->story.checkout)->value.status, IncidentStatus::Resolved);
        QCOMPARE(incidents.find(m_fixture->story.invoices)->value.status, status);
    }

private:
    QListView* listView() const { return m_list->findChild<QListView*>(); }
    bool takeAnother()
    {
        static_cast<void>(
            m_fixture->incidents.takeRole(m_fixture->story.invoices, IncidentRole::Commander, "Misaki Sato"));
        return m_list->model().rowCount() > 1;
    }

    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    IncidentList* m_list = nullptr;
};

QTEST_MAIN(IncidentListTest)
#include "incidentlisttest.moc"
