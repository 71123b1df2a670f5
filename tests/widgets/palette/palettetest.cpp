#include "widgets/palette/palette.h"

#include "tests/support/panelfixture.h"
#include "widgets/contacts/pagedialog.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/mainwindow.h"

#include <QtCore/QPointer>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QListWidget>

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
        m_window = std::make_unique<MainWindow>(m_fixture->context,
                                                WindowLinks{[] {}, [](const QString&) {}, [] {}, [] {}});
        m_window->openIncident(m_fixture->story.checkout);
        m_window->show();
        QApplication::setActiveWindow(m_window.get());
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
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
        QTRY_COMPARE(m_fixture->story.memory.effects.calls.size(), 1U);
    }

    void opensThePageDialogWithThePersonChosenByTab()
    {
        QVERIFY(open());
        QTest::keyClicks(&m_palette->field(), QStringLiteral("page aiko"));
        QTest::keyClick(&m_palette->field(), Qt::Key_Tab);
        QTRY_VERIFY(m_window->findChild<PageDialog*>() != nullptr);
        const auto* people = m_window->findChild<PageDialog*>()->findChild<QListWidget*>();
        QVERIFY(people->currentItem()->text().startsWith(QStringLiteral("Aiko Tanaka")));
        QVERIFY(m_fixture->story.memory.effects.calls.empty());
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
        QTRY_COMPARE(m_window->view().currentTab(), 2);
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
    QStringList rows() const
    {
        QStringList titles;
        for (int row = 0; row < m_palette->model().rowCount(); ++row)
            titles << m_palette->model().row(row).entry.title;
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
