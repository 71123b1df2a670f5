#include "widgets/shell/mainwindow.h"

#include "tests/support/storywindow.h"
#include "widgets/incidents/startdialog.h"
#include "widgets/shell/actionbar.h"
#include "widgets/shell/incidentheader.h"
#include "widgets/shell/incidentview.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QLineEdit>

#include <memory>

using namespace matoi;
using namespace matoi::widgets;

/// The window as a person at the keyboard uses it, on the mock-ups' story.
class MainWindowTest : public QObject
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

    void opensEveryTabByItsDigit()
    {
        for (int tab = 4; tab >= 0; --tab) {
            QTest::keyClick(m_window.get(), static_cast<Qt::Key>(Qt::Key_1 + tab));
            QCOMPARE(m_window->view().currentTab(), tab);
        }
        m_fixture->picture(*m_window, QStringLiteral("window"));
    }

    void logsAnEventWithOneKeyAndOneLine()
    {
        const auto before = events();
        QTest::keyClick(m_window.get(), Qt::Key_N);
        QWidget* composer = QApplication::focusWidget();
        QVERIFY(qobject_cast<QLineEdit*>(composer) != nullptr);
        QTest::keyClicks(composer, QStringLiteral("5xx is back under 1%"));
        QTest::keyClick(composer, Qt::Key_Return);
        QCOMPARE(events(), before + 1);
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(events(), before);
    }

    void takesTheEventBackFromTheFieldThatItWasTypedIn()
    {
        const auto before = events();
        QTest::keyClick(m_window.get(), Qt::Key_N);
        QWidget* composer = QApplication::focusWidget();
        QTest::keyClicks(composer, QStringLiteral("said too early"));
        QTest::keyClick(composer, Qt::Key_Return);
        QCOMPARE(events(), before + 1);
        QTest::keyClick(composer, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(events(), before);
        // While something is typed, the key is the field's own.
        QTest::keyClicks(composer, QStringLiteral("once more"));
        QTest::keyClick(composer, Qt::Key_Return);
        QTest::keyClicks(composer, QStringLiteral("half"));
        QTest::keyClick(composer, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(events(), before + 1);
        QVERIFY(qobject_cast<QLineEdit*>(composer)->text() != QStringLiteral("half"));
    }

    void saysSoWhereThereIsNoIncident()
    {
        for (const auto& incident : m_fixture->story.memory.incidents.all())
            QVERIFY(m_fixture->story.memory.incidents.remove(incident));
        m_window.reset();
        m_window = test::storyWindow(*m_fixture);
        QVERIFY(!m_window->findChild<ActionBar*>()->isVisible());
        QVERIFY(!m_window->findChild<IncidentHeader*>()->isVisible());
        m_fixture->picture(*m_window, QStringLiteral("window-empty"));
    }

    void typesLettersIntoAFieldInsteadOfRunningThem()
    {
        QTest::keyClick(m_window.get(), Qt::Key_N);
        auto* composer = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(composer != nullptr);
        QTest::keyClicks(composer, QStringLiteral("r2 p"));
        QCOMPARE(composer->text(), QStringLiteral("r2 p"));
        QCOMPARE(m_window->view().currentTab(), 0);
        QVERIFY(m_window->findChildren<QDialog*>().isEmpty());
    }

    void keepsWhatWasTypedWhenTheWindowGoes()
    {
        QTest::keyClick(m_window.get(), Qt::Key_N);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("half a sen"));
        m_window.reset();
        m_window = test::storyWindow(*m_fixture);
        QVERIFY(m_window->isActiveWindow());
        QTest::keyClick(m_window.get(), Qt::Key_N);
        auto* composer = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(composer != nullptr);
        QCOMPARE(composer->text(), QStringLiteral("half a sen"));
    }

    void startsAnIncidentByKeyboard()
    {
        const auto before = m_fixture->story.memory.incidents.all().size();
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
        auto* dialog = m_window->findChild<StartDialog*>();
        QVERIFY(dialog != nullptr);
        // Its shortcuts are heard once the platform has said that it is the active window.
        QApplication::setActiveWindow(dialog);
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        m_fixture->picture(*dialog, QStringLiteral("start"));
        for (QLineEdit* field : dialog->findChildren<QLineEdit*>())
            if (field->accessibleName() == QStringLiteral("Title"))
                QTest::keyClicks(field, QStringLiteral("Search is down"));
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(m_fixture->story.memory.incidents.all().size(), before + 1);
        QCOMPARE(m_fixture->story.memory.incidents.all().back().value.title, std::string("Search is down"));
        QCOMPARE(m_window->view().incident(), m_fixture->story.memory.incidents.all().back().id);
    }

    void givesEveryButtonAndFieldAnAccessibleName()
    {
        for (int tab = 0; tab < m_window->view().tabCount(); ++tab) {
            m_window->view().openTab(tab);
            for (const QAbstractButton* button : m_window->findChildren<QAbstractButton*>())
                if (button->isVisible() && !button->objectName().startsWith(QStringLiteral("qt_")))
                    QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                             button->metaObject()->className());
        }
    }

    void speaksJapaneseAndLargeTextWithoutAStart()
    {
        m_fixture->speakJapanese();
        m_fixture->theme.setTextScale(1.5);
        QApplication::processEvents();
        m_fixture->picture(*m_window, QStringLiteral("window-ja-150"));
        QCOMPARE(m_window->view().currentTab(), 0);
    }

private:
    std::size_t events() const
    {
        return m_fixture->story.memory.timelineEvents.of(m_fixture->story.checkout.uuid()).size();
    }

    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(MainWindowTest)
#include "mainwindowtest.moc"
