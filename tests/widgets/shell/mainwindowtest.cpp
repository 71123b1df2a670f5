#include "widgets/shell/mainwindow.h"

#include "tests/support/storywindow.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/modaldim.h"
#include "widgets/common/nextupdateclock.h"
#include "widgets/common/segmentedcontrol.h"
#include "widgets/handover/formdialog.h"
#include "widgets/incidents/incidentlist.h"
#include "widgets/incidents/startdialog.h"
#include "widgets/palette/palette.h"
#include "widgets/shell/actionbar.h"
#include "widgets/shell/alsoopen.h"
#include "widgets/shell/incidentheader.h"
#include "widgets/shell/incidenttabs.h"
#include "widgets/shell/incidenttitle.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/keysdialog.h"
#include "widgets/shell/outofsight.h"
#include "widgets/shell/updatedialog.h"
#include "widgets/timeline/composer.h"
#include "widgets/timeline/timefield.h"
#include "widgets/timeline/timelinepanel.h"

#include <QtCore/QPointer>
#include <QtGui/QAccessible>
#include <QtGui/QShortcut>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>

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

    void showsTheListFirstAtAStartAndThenTheIncidentThatIsOpenByThen()
    {
        MainWindow window(m_fixture->context, WindowLinks());
        window.view().hold();
        window.openIncident(m_fixture->story.checkout);
        window.view().openTab(tabs::timeline);
        window.show();
        QVERIFY(window.list().isVisible());
        const auto* header = window.findChild<IncidentHeader*>();
        QVERIFY(!header->isVisible());
        QVERIFY(!window.findChild<EmptyState*>()->isVisible());
        QVERIFY(!window.findChild<OutOfSight*>()->isVisible());
        QVERIFY2(window.findChild<TimelinePanel*>() == nullptr, "nothing is made for what is not shown");
        QCOMPARE(window.view().incident(), m_fixture->story.checkout);

        m_fixture->picture(window, QStringLiteral("window-first-frame"));
        window.list().select(m_fixture->story.search); // whoever is quicker than that
        window.view().fill();
        QVERIFY(header->isVisible());
        QCOMPARE(window.view().incident(), m_fixture->story.search);
        QCOMPARE(window.view().currentTab(), tabs::timeline);
        const auto incident = m_fixture->context.repositories.incidents.find(m_fixture->story.search);
        const auto* title = QAccessible::queryAccessibleInterface(window.findChild<IncidentTitle*>());
        QVERIFY(title->text(QAccessible::Name).contains(QString::fromStdString(incident->value.title)));
    }

    void showsTheIncidentFirstAtAStartWhereThereIsNoRoomForTheList()
    {
        MainWindow window(m_fixture->context, WindowLinks());
        window.view().hold();
        window.openIncident(m_fixture->story.checkout);
        window.resize(1024, 700);
        window.show();
        QApplication::setActiveWindow(&window);
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QVERIFY(!window.list().isVisible());
        QVERIFY(window.findChild<IncidentHeader*>()->isVisible());
        QVERIFY(window.findChild<IncidentTabs*>()->isAncestorOf(QApplication::focusWidget()));
    }

    void switchesBetweenOverviewAndCockpitWithOneKey()
    {
        auto& view = m_window->view();
        const auto* choice = m_window->findChild<IncidentTabs*>()->findChild<SegmentedControl*>();
        QVERIFY(choice != nullptr && choice->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_C);
        QCOMPARE(view.currentTab(), tabs::overview);
        QCOMPARE(view.overviewTab().view(), OverviewTab::Cockpit);
        QCOMPARE(choice->current(), int(OverviewTab::Cockpit));
        m_fixture->picture(*m_window, QStringLiteral("window-cockpit"));
        QTest::keyClick(m_window.get(), Qt::Key_C);
        QCOMPARE(view.overviewTab().view(), OverviewTab::Overview);
        QTest::keyClick(m_window.get(), Qt::Key_3);
        QVERIFY2(!choice->isVisible(), "it belongs to the first tab");
        QTest::keyClick(m_window.get(), Qt::Key_C);
        QCOMPARE(view.currentTab(), tabs::overview);
        QCOMPARE(view.overviewTab().view(), OverviewTab::Cockpit);
        // The summary is edited where it is.
        QTest::keyClick(m_window.get(), Qt::Key_E);
        QCOMPARE(view.overviewTab().view(), OverviewTab::Overview);
    }

    void keepsTheCurrentTabInSightWhereTheyHaveNoRoom()
    {
        IncidentTabs row(m_fixture->theme);
        for (const char* name :
             {"Overview", "Metrics", "Timeline", "Contacts", "Related", "Analysis", "Properties"})
            row.setTab(row.add(), QString::fromLatin1(name), 12);
        auto* more = row.findChild<CommandButton*>();
        row.resize(1000, 36);
        row.show();
        QVERIFY(!more->isVisible());
        row.resize(420, 36);
        QTRY_VERIFY(more->isVisible());
        row.setCurrent(6);
        QApplication::processEvents();
        int chosen = 0;
        int hidden = 0;
        for (const auto* tab : row.findChildren<QAbstractButton*>(QString(), Qt::FindDirectChildrenOnly)) {
            hidden += tab->isVisible() ? 0 : 1;
            if (!tab->isVisible())
                continue;
            QVERIFY2(row.rect().contains(tab->geometry()), qPrintable(tab->text()));
            QVERIFY(tab->width() >= tab->sizeHint().width());
            chosen += tab->isChecked() ? 1 : 0;
        }
        QCOMPARE(chosen, 1);
        more->click();
        const auto* menu = row.findChild<QMenu*>();
        QVERIFY(menu != nullptr);
        QCOMPARE(menu->actions().size(), hidden);
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

    void namesTheOtherOpenIncidentsWhereTheListHasNoRoom()
    {
        auto* also = m_window->findChild<AlsoOpen*>();
        QVERIFY(!also->isVisible()); // the list is there
        m_window->resize(1024, 680);
        QTRY_VERIFY(also->isVisible());
        m_fixture->picture(*m_window, QStringLiteral("window-1024"));
        QAbstractButton* worst = nullptr;
        for (auto* badge : also->findChildren<QAbstractButton*>())
            if (badge->accessibleName().contains(QStringLiteral("INC-2040")))
                worst = badge;
        QVERIFY(worst != nullptr && worst->isVisible());
        QTest::mouseClick(worst, Qt::LeftButton);
        QCOMPARE(m_window->view().incident(), m_fixture->story.search);
        // One that nobody leads says so.
        bool unled = false;
        for (const auto* badge : also->findChildren<QAbstractButton*>())
            unled = unled || badge->accessibleName().endsWith(QStringLiteral("no commander yet"));
        QVERIFY(unled);
    }

    void handsTheKeyboardToTheTabsWhenTheListGoes()
    {
        QVERIFY(m_window->list().isAncestorOf(m_window->focusWidget()));
        m_window->resize(1024, 680);
        QTRY_VERIFY(!m_window->list().isVisible());
        // Not to the next button, which would hand command over on Enter.
        QCOMPARE(m_window->focusWidget()->accessibleName(), QStringLiteral("Overview"));
        // A digit opens another tab and takes the keyboard along.
        QTest::keyClick(m_window.get(), Qt::Key_3);
        QVERIFY(m_window->focusWidget()->accessibleName().startsWith(QStringLiteral("Timeline")));
    }

    void keepsTheHeightOfTheHeaderWhenTheIncidentIsResolved()
    {
        const auto* header = m_window->findChild<IncidentHeader*>();
        const int before = header->height();
        auto incident = *m_fixture->story.memory.incidents.find(m_fixture->story.checkout);
        incident.value.status = domain::IncidentStatus::Resolved;
        incident.value.resolvedAt = m_fixture->story.clock.now();
        m_fixture->story.memory.incidents.put(incident.id, incident.value);
        QApplication::processEvents();
        QVERIFY(!header->findChild<NextUpdateClock*>()->isVisible());
        QCOMPARE(header->height(), before);
    }

    void dimsWhatLiesBehindADialogAndGivesItTheOneFilledButton()
    {
        const auto* dim = m_window->findChild<ModalDim*>();
        QVERIFY(!dim->isVisible());
        const auto filled = [](const QWidget& window) {
            QStringList texts;
            for (const auto* button : window.findChildren<CommandButton*>())
                if (button->isVisible() && button->isEnabled() && button->window() == &window &&
                    button->kind() == CommandButton::Kind::Filled)
                    texts << button->text();
            return texts;
        };
        QCOMPARE(filled(*m_window), QStringList{QStringLiteral("Post update")});
        QTest::keyClick(m_window.get(), Qt::Key_U);
        QPointer<UpdateDialog> dialog = m_window->findChild<UpdateDialog*>();
        QVERIFY(dialog != nullptr);
        QVERIFY(dim->isVisible());
        QCOMPARE(dim->geometry(), m_window->rect());
        QTRY_COMPARE(filled(*m_window), QStringList());
        QCOMPARE(filled(*dialog), QStringList{QStringLiteral("Post update")});
        m_window->resize(1200, 800);
        QCOMPARE(dim->geometry(), m_window->rect());
        // The palette, which comes over it, is a dialog of this window as well.
        dialog->reject();
        QVERIFY(!dim->isVisible());
        QTRY_COMPARE(filled(*m_window), QStringList{QStringLiteral("Post update")});
        m_window->openPalette();
        QVERIFY(dim->isVisible());
        delete m_window->findChild<Palette*>();
        QVERIFY2(!dim->isVisible(), "it goes with its dialog, however that goes");
    }

    void anOpenEditorHasTheOneFilledButton()
    {
        const auto kindOf = [this](const QString& text) {
            for (const auto* button : m_window->findChildren<CommandButton*>())
                if (button->isVisible() && button->text() == text)
                    return button->kind();
            return CommandButton::Kind::Danger;
        };
        QTest::keyClick(m_window.get(), Qt::Key_E);
        QTRY_COMPARE(kindOf(QStringLiteral("Post update")), CommandButton::Kind::Normal);
        QCOMPARE(kindOf(QStringLiteral("Save")), CommandButton::Kind::Filled);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_COMPARE(kindOf(QStringLiteral("Post update")), CommandButton::Kind::Filled);
        QTest::keyClick(m_window.get(), Qt::Key_3);
        auto* text = m_window->findChild<Composer*>()->findChildren<QLineEdit*>().last();
        QCOMPARE(kindOf(QStringLiteral("Add")), CommandButton::Kind::Outlined);
        text->setFocus();
        QTest::keyClicks(text, QStringLiteral("Cache warmed"));
        QCOMPARE(kindOf(QStringLiteral("Add")), CommandButton::Kind::Filled);
        QTRY_COMPARE(kindOf(QStringLiteral("Post update")), CommandButton::Kind::Normal);
        QTest::keyClick(text, Qt::Key_Escape);
        QTest::keyClick(m_window.get(), Qt::Key_1);
        QTRY_COMPARE(kindOf(QStringLiteral("Post update")), CommandButton::Kind::Filled);
    }

    void offersToStartWhereThereIsNoIncident()
    {
        m_window.reset();
        for (const auto& incident : m_fixture->story.memory.incidents.all())
            QVERIFY(m_fixture->story.memory.incidents.remove(incident));
        m_window = test::storyWindow(*m_fixture);
        const auto* empty = m_window->view().findChild<EmptyState*>();
        QVERIFY(empty->isVisible());
        const auto buttons = empty->findChildren<CommandButton*>();
        QCOMPARE(buttons.size(), 2);
        buttons.front()->click();
        QVERIFY(m_window->findChild<StartDialog*>() != nullptr);
    }

    void foldsTheMenusIntoOneWhereTheyHaveNoRoom()
    {
        auto* bar = m_window->findChild<QMenuBar*>();
        QVERIFY(bar->isVisible());
        m_window->resize(1024, 680);
        QTRY_VERIFY(!bar->isVisible());
        // The keys are the window's.
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::AltModifier);
        QCOMPARE(m_window->view().currentTab(), tabs::timeline);
    }

    void logsWhatHappenedEarlierFromTheSameLine()
    {
        QTest::keyClick(m_window.get(), Qt::Key_N);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("deploy stopped"));
        auto* time = m_window->findChild<ActionBar*>()->findChild<TimeField*>();
        time->setFocus();
        QTest::keyClicks(time, QStringLiteral("10m ago"));
        m_fixture->picture(*m_window, QStringLiteral("window-log-earlier"));
        QTest::keyClick(time, Qt::Key_Return);
        const auto all = m_fixture->story.memory.timelineEvents.of(m_fixture->story.checkout.uuid());
        QCOMPARE(all.back().value.text, std::string("deploy stopped"));
        QVERIFY(all.back().value.at == test::Story::at(14, 21, 26));
        QVERIFY(time->isNow());
    }

    void opensThePaletteWithASlashInTheEmptyLine()
    {
        QTest::keyClick(m_window.get(), Qt::Key_N);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("/"));
        QTRY_VERIFY(m_window->findChild<Palette*>() != nullptr);
        delete m_window->findChild<Palette*>();
        auto* line = m_window->findChild<ActionBar*>()->findChild<QLineEdit*>();
        QVERIFY(line->text().isEmpty());
        line->setFocus();
        QTest::keyClicks(line, QStringLiteral("a/b"));
        QCOMPARE(line->text(), QStringLiteral("a/b"));
        QVERIFY(m_window->findChild<Palette*>() == nullptr);
    }

    void listsTheKeysThatWorkNow()
    {
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        auto* keys = m_window->findChild<KeysDialog*>();
        QVERIFY(keys != nullptr);
        m_fixture->picture(*keys, QStringLiteral("keys"));
        const auto names = [&keys](const QString& part) {
            for (const auto* label : keys->findChildren<QLabel*>())
                if (label->accessibleName().contains(part))
                    return true;
            return false;
        };
        QVERIFY(names(QStringLiteral("Page someone: P, ")));
        m_window->setSingleKeys(false);
        delete keys;
        m_window->showKeys();
        keys = m_window->findChild<KeysDialog*>();
        QVERIFY2(!names(QStringLiteral("Page someone: P, ")), "it is turned off");
    }

    void correctsAMarkFromTheStepThatIsDone()
    {
        for (auto* step : m_window->findChild<IncidentHeader*>()->findChildren<QAbstractButton*>())
            if (step->accessibleName().startsWith(QStringLiteral("Acknowledged")))
                step->click();
        QVERIFY(m_window->findChild<FormDialog*>() != nullptr);
    }

    void looksRightAtEveryWidth_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("scale");
        QTest::addColumn<bool>("japanese");
        QTest::newRow("1440") << QSize(1440, 900) << 1.0 << false;
        QTest::newRow("1024") << QSize(1024, 680) << 1.0 << false;
        QTest::newRow("150") << QSize(1440, 900) << 1.5 << false;
        QTest::newRow("1024-ja-150") << QSize(1024, 680) << 1.5 << true;
    }
    void looksRightAtEveryWidth()
    {
        QFETCH(QSize, size);
        QFETCH(double, scale);
        QFETCH(bool, japanese);
        if (japanese)
            m_fixture->speakJapanese();
        m_fixture->theme.setTextScale(scale);
        m_fixture->theme.setMode(japanese ? Theme::Mode::Light : Theme::Mode::Dark);
        m_window->resize(size);
        QApplication::processEvents();
        const QString name = QStringLiteral("at-%1-").arg(QString::fromLatin1(QTest::currentDataTag()));
        m_fixture->picture(*m_window, name + QStringLiteral("overview"));
        m_window->view().openView(OverviewTab::Cockpit);
        m_fixture->picture(*m_window, name + QStringLiteral("cockpit"));
        m_window->view().openTab(tabs::contacts);
        m_fixture->picture(*m_window, name + QStringLiteral("contacts"));
        m_window->view().openTab(tabs::analysis);
        m_fixture->picture(*m_window, name + QStringLiteral("analysis"));
        QCOMPARE(m_window->size(), size); // nothing on it forces the window wider
        const auto* actions = m_window->findChild<ActionBar*>();
        for (const auto* button : actions->findChildren<QAbstractButton*>())
            if (button->isVisible())
                QVERIFY2(actions->rect().contains(button->geometry()), qPrintable(button->text()));
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
