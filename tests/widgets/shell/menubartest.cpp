#include "widgets/shell/menubar.h"

#include <QtGui/QShortcut>
#include <QtTest/QtTest>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMainWindow>

namespace {

using matoi::widgets::MenuBar;

class MenuBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void altAloneTakesTheKeyboard();
    void aShortcutWithAltLeavesTheKeyboardWhereItIs();
    void aCopyOfAnEarlierAltLeavesTheKeyboardWhereItIs();
    void aCopyOfItsAltAfterAShortcutLeavesTheKeyboardWhereItIs();

private:
    /// As a keyboard does; keys that QTest sends to a widget are copies themselves.
    void press(Qt::Key key)
    {
        QTest::keyPress(m_window.windowHandle(), key, key == Qt::Key_Alt ? Qt::NoModifier : Qt::AltModifier);
    }
    void release(Qt::Key key)
    {
        QTest::keyRelease(m_window.windowHandle(), key,
                          key == Qt::Key_Alt ? Qt::NoModifier : Qt::AltModifier);
    }

    QMainWindow m_window;
    MenuBar* m_bar = nullptr;
    QLineEdit* m_field = nullptr;
    int m_pressed = 0;
};

void MenuBarTest::initTestCase()
{
    m_bar = new MenuBar;
    m_bar->setNativeMenuBar(false);
    m_bar->addMenu(QStringLiteral("&Incident"))->addAction(QStringLiteral("Start"));
    m_window.setMenuBar(m_bar);
    m_field = new QLineEdit;
    m_window.setCentralWidget(m_field);
    auto* shortcut = new QShortcut(QKeySequence(Qt::ALT | Qt::Key_6), &m_window);
    connect(shortcut, &QShortcut::activated, this, [this] { ++m_pressed; });
    m_window.show();
    m_window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_window));
    m_field->setFocus();
}

void MenuBarTest::altAloneTakesTheKeyboard()
{
    press(Qt::Key_Alt);
    release(Qt::Key_Alt);
    QCOMPARE(QApplication::focusWidget(), m_bar);
    QVERIFY(m_bar->activeAction());
    QTest::keyClick(m_bar, Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), m_field);
}

void MenuBarTest::aShortcutWithAltLeavesTheKeyboardWhereItIs()
{
    press(Qt::Key_Alt);
    press(Qt::Key_6);
    release(Qt::Key_6);
    release(Qt::Key_Alt);
    QCOMPARE(m_pressed, 1);
    QCOMPARE(QApplication::focusWidget(), m_field);
}

void MenuBarTest::aCopyOfAnEarlierAltLeavesTheKeyboardWhereItIs()
{
    press(Qt::Key_Alt);
    // As Qt sends it when assistive technology has answered.
    QKeyEvent copy(QEvent::KeyRelease, Qt::Key_Alt, Qt::NoModifier);
    QCoreApplication::sendEvent(m_field, &copy);
    QCOMPARE(QApplication::focusWidget(), m_field);
    press(Qt::Key_6);
    release(Qt::Key_6);
    release(Qt::Key_Alt);
    QCOMPARE(m_pressed, 2);
    QCOMPARE(QApplication::focusWidget(), m_field);
}

void MenuBarTest::aCopyOfItsAltAfterAShortcutLeavesTheKeyboardWhereItIs()
{
    press(Qt::Key_Alt);
    press(Qt::Key_6);
    release(Qt::Key_6);
    QKeyEvent question(QEvent::ShortcutOverride, Qt::Key_Alt, Qt::NoModifier); // as for its press
    question.ignore();
    QCoreApplication::sendEvent(m_field, &question);
    QKeyEvent copy(QEvent::KeyPress, Qt::Key_Alt, Qt::NoModifier);
    QCoreApplication::sendEvent(m_field, &copy);
    release(Qt::Key_Alt);
    QCOMPARE(m_pressed, 3);
    QCOMPARE(QApplication::focusWidget(), m_field);
}

} // namespace

QTEST_MAIN(MenuBarTest)
#include "menubartest.moc"
