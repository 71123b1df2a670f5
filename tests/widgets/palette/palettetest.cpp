#include "widgets/palette/palette.h"

#include "tests/support/storywindow.h"
#include "widgets/contacts/pagedialog.h"
#include "widgets/incidents/startdialog.h"
#include "widgets/shell/incidentview.h"
#include "widgets/timeline/timelineview.h"

#include <QtCore/QPointer>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

#include <algorithm>
#include <memory>

using namespace matoi;
using namespace matoi::widgets;

/// The palette over the window, as a person at the keyboard uses it, on the mock-ups' story.
class PaletteTest : public QObject
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

    void listsTheCommandsBeforeAnythingIsTyped()
    {
        QVERIFY(open());
        const QStringList titles = rows();
        QVERIFY(titles.contains(QStringLiteral("Start incident…")));
        QVERIFY(titles.contains(QStringLiteral("Set impact to 2 High")));
        QVERIFY(!titles.contains(QStringLiteral("Command palette…")));
    }

    void offersToPageToGoToAndToWriteWhatWasTyped()
    {
        QVERIFY(open());
        QTest::keyClicks(&m_palette->field(), QStringLiteral("page ken"));
        const QStringList titles = rows();
        QCOMPARE(titles.first(), QStringLiteral("Page Kenji Mori"));
        QVERIFY(titles.contains(QStringLiteral("Kenji Mori")));
        QCOMPARE(titles.last(), QStringLiteral("Add event “page ken” now"));
        picture(QStringLiteral("palette"));
    }

    void pagesOnePersonWithEnter()
    {
        QVERIFY(open());
        QTest::keyClicks(&m_palette->field(), QStringLiteral("page kenji"));
        QTest::keyClick(&m_palette->field(), Qt::Key_Return);
        QTRY_VERIFY(!m_palette);
        QCOMPARE(calls(), std::vector<std::string>{"page " + m_fixture->story.kenji.toString() + " "});
    }

    void opensThePageDialogWithThePersonChosenByTab()
    {
        QVERIFY(open());
        QTest::keyClicks(&m_palette->field(), QStringLiteral("page aiko"));
        QTest::keyClick(&m_palette->field(), Qt::Key_Tab);
        QTRY_VERIFY(m_window->findChild<PageDialog*>() != nullptr);
        const auto* people = m_window->findChild<PageDialog*>()->findChild<QListWidget*>();
        QVERIFY(people->currentItem()->text().startsWith(QStringLiteral("Aiko Tanaka")));
        QVERIFY(calls().empty());
    }

    void asksBeforeItAnswersForSomebodyElse()
    {
        QVERIFY(open());
        QTest::keyClicks(&m_palette->field(), QStringLiteral("acknowledge for payments"));
        QTest::keyClick(&m_palette->field(), Qt::Key_Return);
        QTRY_VERIFY(m_window->findChild<QMessageBox*>() != nullptr);
        QVERIFY(calls().empty());
        m_window->findChild<QMessageBox*>()->defaultButton()->click();
        QCOMPARE(calls(), std::vector<std::string>{"acknowledge " + m_fixture->story.running.toString()});
    }

    void saysWithoutAConnectionWhatHasToWait()
    {
        domain::SyncState state;
        state.connection = domain::SyncState::Connection::Offline;
        m_fixture->story.memory.notifier.setSyncState(state);
        QVERIFY(open());
        QTest::keyClicks(&m_palette->field(), QStringLiteral("kenji"));
        QVERIFY(rows().contains(QStringLiteral("Page Kenji Mori")));
        QVERIFY(m_palette->field().accessibleDescription().contains(
            QStringLiteral("Payments on-call, when online")));
        QVERIFY(rows().filter(QStringLiteral("Acknowledge for")).isEmpty());
        // Chosen all the same, it says why nothing happens, and what does not need the service still runs.
        QTest::keyClick(&m_palette->field(), Qt::Key_Return);
        QVERIFY(m_palette != nullptr);
        QVERIFY(m_palette->field().accessibleDescription().contains(
            QStringLiteral("Offline: nobody can be paged")));
        QVERIFY(m_fixture->story.memory.effects.calls.empty());
        picture(QStringLiteral("palette-offline"));
        m_palette->field().clear();
        QTest::keyClicks(&m_palette->field(), QStringLiteral("page someone"));
        QVERIFY(m_palette->field().accessibleDescription().contains(QStringLiteral("when online")));
    }

    void findsACommandByItsEnglishNameInJapanese()
    {
        m_fixture->speakJapanese();
        QApplication::processEvents();
        QVERIFY(open());
        QTest::keyClicks(&m_palette->field(), QStringLiteral("start incident"));
        QTest::keyClick(&m_palette->field(), Qt::Key_Return);
        QTRY_VERIFY(m_window->findChild<StartDialog*>() != nullptr);
    }

    void logsWhatWasTypedWhateverIsChosen()
    {
        const auto before = events().size();
        QVERIFY(open());
        QTest::keyClicks(&m_palette->field(), QStringLiteral("page cache is warm again"));
        QTest::keyClick(&m_palette->field(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(events().size(), before + 1);
        const auto logged = events();
        QVERIFY(std::any_of(logged.begin(), logged.end(), [](const auto& event) {
            return event.value.text == "page cache is warm again";
        }));
    }

    void goesToAnotherIncidentByHash()
    {
        QVERIFY(open());
        QTest::keyClicks(&m_palette->field(), QStringLiteral("#search"));
        QTest::keyClick(&m_palette->field(), Qt::Key_Return);
        QTRY_COMPARE(m_window->view().incident(), m_fixture->story.search);
    }

    void goesToAnEventOfThisTimeline()
    {
        QVERIFY(open());
        QTest::keyClicks(&m_palette->field(), QStringLiteral("roll back rather"));
        QTest::keyClick(&m_palette->field(), Qt::Key_Return);
        QTRY_COMPARE(m_window->view().currentTab(), tabs::timeline);
        const auto* list = m_window->view().panel(tabs::timeline)->findChild<TimelineView*>();
        QVERIFY(list->currentIndex().data().toString().contains(QStringLiteral("Roll back rather")));
    }

    void wrapsAroundWithTheArrowsAndTellsWhatIsChosen()
    {
        QVERIFY(open());
        QTest::keyClicks(&m_palette->field(), QStringLiteral("page ken"));
        QTest::keyClick(&m_palette->field(), Qt::Key_Up);
        QVERIFY(m_palette->field().accessibleDescription().startsWith(QStringLiteral("Add event")));
        QTest::keyClick(&m_palette->field(), Qt::Key_Down);
        QVERIFY(m_palette->field().accessibleDescription().startsWith(QStringLiteral("Page Kenji Mori")));
    }

    void changesNothingWithEscape()
    {
        const auto before = events().size();
        QVERIFY(open());
        QTest::keyClicks(&m_palette->field(), QStringLiteral("anything"));
        QTest::keyClick(&m_palette->field(), Qt::Key_Escape);
        QTRY_VERIFY(!m_palette);
        QCOMPARE(events().size(), before);
    }

    void speaksJapaneseInTheLight()
    {
        m_fixture->speakJapanese();
        m_fixture->theme.setMode(Theme::Mode::Light);
        QApplication::processEvents();
        QVERIFY(open());
        m_palette->field().setText(QStringLiteral("kenji"));
        QVERIFY(rows().first().contains(QString::fromUtf8("Kenji Mori")));
        picture(QStringLiteral("palette-ja"));
    }

private:
    bool open()
    {
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        m_palette = m_window->findChild<Palette*>();
        if (!m_palette)
            return false;
        QApplication::setActiveWindow(m_palette);
        return QTest::qWaitForWindowActive(m_palette);
    }
    const std::vector<std::string>& calls() const { return m_fixture->story.memory.effects.calls; }
    QStringList rows() const
    {
        QStringList titles;
        for (int row = 0; row < m_palette->model().rowCount(); ++row)
            titles << m_palette->model().entry(row).title;
        return titles;
    }
    std::vector<domain::Record<domain::TimelineEvent>> events() const
    {
        return m_fixture->story.memory.timelineEvents.of(m_fixture->story.checkout.uuid());
    }
    void picture(const QString& name) const { m_fixture->picture(*m_palette, name); }

    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    QPointer<Palette> m_palette;
};

QTEST_MAIN(PaletteTest)
#include "palettetest.moc"
