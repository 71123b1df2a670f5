#include "tests/support/storywindow.h"
#include "widgets/common/accessible.h"
#include "widgets/shell/incidentview.h"

#include <QtGui/QAccessible>
#include <QtGui/QAction>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTextEdit>

#include <memory>
#include <utility>

using namespace matoi;
using namespace matoi::widgets;

namespace {

/// Everything that a person can read or hear on it, without what the model's data say.
QSet<QString> wordsOf(QWidget& window)
{
    QSet<QString> words;
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible())
            continue;
        words << widget->accessibleName() << widget->accessibleDescription() << widget->toolTip();
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            words << label->text();
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            words << button->text();
        if (const auto* line = qobject_cast<const QLineEdit*>(widget))
            words << line->placeholderText() << line->text();
        if (const auto* text = qobject_cast<const QTextEdit*>(widget))
            words << text->placeholderText();
        if (const auto* text = qobject_cast<const QPlainTextEdit*>(widget))
            words << text->placeholderText();
        if (const auto* painted = qobject_cast<const PaintedWidget*>(widget))
            words << painted->accessibleText();
        if (const auto* box = qobject_cast<const QComboBox*>(widget))
            for (int i = 0; i < box->count(); ++i)
                words << box->itemText(i);
        if (const auto* view = qobject_cast<const QAbstractItemView*>(widget);
            view != nullptr && view->model())
            for (int row = 0; row < view->model()->rowCount(); ++row)
                words << view->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    }
    if (const auto* bar = window.findChild<QMenuBar*>())
        for (const QAction* entry : bar->actions()) {
            words << entry->text();
            for (const QAction* action : entry->menu()->actions())
                words << action->text();
        }
    words.remove(QString());
    return words;
}

/// The words once nothing changes any more: what a change of language makes anew is shown by later events.
QSet<QString> settledWords(QWidget& window)
{
    QSet<QString> now = wordsOf(window);
    QSet<QString> before;
    do {
        before = std::exchange(now, {});
        QApplication::processEvents();
        now = wordsOf(window);
    } while (now != before);
    return now;
}

} // namespace

/// The language changes under a window that is open: nothing on it stays in the old one.
class LanguageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesNothingInTheOldLanguage_data()
    {
        QTest::addColumn<int>("tab");
        QTest::addColumn<bool>("cockpit");
        QTest::addColumn<bool>("toJapanese");
        QTest::addColumn<bool>("offline");
        for (const bool toJapanese : {true, false}) {
            const char* way = toJapanese ? "to Japanese" : "to English";
            for (const int tab : {tabs::overview, tabs::metrics, tabs::timeline, tabs::contacts,
                                  tabs::related, tabs::analysis, tabs::properties})
                QTest::addRow("tab %d %s", tab + 1, way) << tab << false << toJapanese << false;
            QTest::addRow("cockpit %s", way) << 0 << true << toJapanese << false;
            QTest::addRow("contacts offline %s", way) << int(tabs::contacts) << false << toJapanese << true;
        }
    }

    void leavesNothingInTheOldLanguage()
    {
        QFETCH(int, tab);
        QFETCH(bool, cockpit);
        QFETCH(bool, toJapanese);
        QFETCH(bool, offline);
        test::PanelFixture fixture;
        if (offline) {
            domain::SyncState state = fixture.story.memory.notifier.syncState();
            state.connection = domain::SyncState::Connection::Offline;
            fixture.story.memory.notifier.setSyncState(state);
        }
        if (!toJapanese)
            fixture.speakJapanese();
        auto window = open(fixture, tab, cockpit);
        if (toJapanese)
            fixture.speakJapanese();
        else
            speakEnglish(fixture);
        QApplication::processEvents();
        const QSet<QString> switched = settledWords(*window);
        window.reset();
        window = open(fixture, tab, cockpit);
        const QSet<QString> fresh = settledWords(*window);
        QVERIFY(fresh.size() > 60);
        QStringList left((switched - fresh).values());
        left.sort();
        QVERIFY2(left.isEmpty(), qPrintable(left.join(QStringLiteral("\n"))));
        QStringList missing((fresh - switched).values());
        missing.sort();
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QStringLiteral("\n"))));
    }

private:
    static std::unique_ptr<MainWindow> open(test::PanelFixture& fixture, int tab, bool cockpit)
    {
        auto window = test::storyWindow(fixture);
        window->view().openTab(tab);
        if (cockpit)
            window->view().openView(OverviewTab::Cockpit);
        QApplication::processEvents();
        return window;
    }

    static void speakEnglish(test::PanelFixture& fixture)
    {
        QApplication::removeTranslator(&fixture.translator);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        if (fixture.translator.load(QStringLiteral(":/i18n/matoi_en.qm")))
            QApplication::installTranslator(&fixture.translator);
    }
};

QTEST_MAIN(LanguageTest)
#include "languagetest.moc"
