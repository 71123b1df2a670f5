#include "widgets/incidents/startdialog.h"

#include "tests/support/panelfixture.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/segmentedcontrol.h"
#include "widgets/contacts/engagementlanes.h"
#include "widgets/timeline/timefield.h"

#include <QtCore/QPointer>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>

#include <memory>

using namespace matoi;
using namespace matoi::domain;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;
using test::Story;

/// Starting an incident in one's worst minute, on the mock-ups' story.
class StartDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<test::PanelFixture>(); }
    void cleanup()
    {
        delete m_dialog;
        m_fixture.reset();
    }

    void startsWithSixteenKeysAndNoMouse()
    {
        open();
        QCOMPARE(QApplication::focusWidget(), field(u"Find a response plan"_s));
        type(u"degr"_s); // finds checkout-degraded
        key(Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), field(u"Title"_s));
        type(u"Cart is slow"_s);
        QTest::keyClick(m_dialog, Qt::Key_2, Qt::AltModifier);
        m_fixture->picture(*m_dialog, u"start-dialog"_s);
        QTest::keyClick(m_dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(m_dialog.isNull());
        const Incident started = newest();
        QCOMPARE(started.title, std::string("Cart is slow"));
        QCOMPARE(started.impact, Impact::High);
        QVERIFY(!started.drill);
    }

    void choosesAPlanWithTheArrowsWhileTheFilterIsTyped()
    {
        open();
        const auto* plans = m_dialog->findChild<QListWidget*>();
        QCOMPARE(plans->currentRow(), 0);
        key(Qt::Key_Down);
        QCOMPARE(plans->currentRow(), 1);
        key(Qt::Key_Up);
        key(Qt::Key_Up);
        QCOMPARE(plans->currentRow(), 0);
    }

    void offersWhatIsOpenAlready()
    {
        open();
        field(u"Title"_s)->setText(u"Search index lag in ap-northeast-1"_s);
        m_fixture->picture(*m_dialog, u"start-duplicate"_s);
        QTRY_VERIFY(says(u"Could this be the same? Checkout slow and failing"_s)); // of the same plan
        auto* instead = button(u"Open INC-2040 instead"_s);
        QVERIFY2(instead != nullptr, "a title much like this one");
        Id<Incident> chosen;
        connect(m_dialog.data(), &StartDialog::existingChosen, this,
                [&chosen](Id<Incident> id) { chosen = id; });
        const auto before = memory().incidents.all().size();
        instead->click();
        QVERIFY(chosen == m_fixture->story.search);
        QCOMPARE(memory().incidents.all().size(), before);
        // What was typed waits where it can be logged.
        QCOMPARE(memory().drafts.draft("log:" + chosen.toString()).value_or(""),
                 std::string("Search index lag in ap-northeast-1"));
    }

    void warnsOfAChannelThatIsNotActive()
    {
        open();
        QVERIFY(says(u"Not every channel is active"_s));
        QVERIFY2(!says(u"Not everybody can be reached"_s), "he is mailed");
        QVERIFY(says(u"Daniel Reyes's webhook is not active: nothing is sent to it."_s));
        QVERIFY(says(u"for Daniel Reyes."_s)); // his own time
    }

    void saysOfflineThatNobodyIsPagedAndWhomToCall()
    {
        Contact kenji = memory().contacts.find(m_fixture->story.misaki)->value;
        kenji.phone = "+81 90 5555 4417";
        memory().contacts.put(m_fixture->story.misaki, kenji);
        SyncState state = memory().notifier.syncState();
        state.connection = SyncState::Connection::Offline;
        memory().notifier.setSyncState(state);
        open();
        m_fixture->picture(*m_dialog, u"start-offline"_s);
        QVERIFY(says(u"Nobody will be paged until you are online"_s));
        QTRY_VERIFY(button(u"Misaki Sato, +81 90 5555 4417. Copy the number"_s) != nullptr);
        QVERIFY(says(u"Who is called is as this computer knew it at 14:31."_s));
        QCOMPARE(startButton()->text(), u"Start, page nobody yet"_s);
        QVERIFY(says(u"Who gets paged once you are online, and when"_s));
        QVERIFY(says(u"its plan pages people then"_s));
        for (const QString& untrue : {u"at once"_s, u"Not every channel is active"_s})
            QVERIFY2(!says(untrue), qPrintable(untrue));
        for (const auto& lane : m_dialog->findChild<EngagementLanes*>()->lanes())
            for (const auto& node : lane.nodes)
                QVERIFY2(node.state != ChannelState::Next, "nobody is next");
        state.connection = SyncState::Connection::Live;
        memory().notifier.setSyncState(state);
        QVERIFY(startButton()->text() == u"Start and page 1 person"_s);
        QVERIFY(!says(u"Nobody will be paged until you are online"_s));
    }

    void saysThatNobodyIsPagedWithoutAPlan()
    {
        for (const auto& plan : memory().responsePlans.all())
            static_cast<void>(memory().responsePlans.remove(plan));
        open();
        m_fixture->picture(*m_dialog, u"start-empty"_s);
        QVERIFY(says(u"nobody is paged"_s));
        QVERIFY(says(u"Without a plan nobody is paged. Page people from the incident."_s));
        QVERIFY(!says(u"nobody at once"_s));
        QCOMPARE(startButton()->text(), u"Start and page nobody"_s);
    }

    void aDrillPagesNobodyAndSaysSo()
    {
        open();
        field(u"Title"_s)->setText(u"Lose one zone"_s);
        m_dialog->findChild<SegmentedControl*>()->setCurrent(1);
        m_fixture->picture(*m_dialog, u"start-drill"_s);
        QVERIFY(says(u"This is a drill"_s));
        QVERIFY(says(u"a drill pages nobody"_s));
        QCOMPARE(startButton()->text(), u"Start the drill"_s);
        QTest::keyClick(m_dialog, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(m_dialog.isNull());
        QVERIFY(newest().drill);
    }

    void staysOpenWithWhatWasTypedWhenTheTimeIsNotUnderstood()
    {
        open();
        field(u"Title"_s)->setText(u"Cart is slow"_s);
        m_dialog->findChild<TimeField*>()->setText(u"half past never"_s);
        const auto before = memory().incidents.all().size();
        QTest::keyClick(m_dialog, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!m_dialog.isNull() && m_dialog->isVisible());
        QCOMPARE(memory().incidents.all().size(), before);
        QCOMPARE(field(u"Title"_s)->text(), u"Cart is slow"_s);
    }

    void fitsASmallWindowWithLargeJapaneseText()
    {
        m_fixture->speakJapanese();
        m_fixture->theme.setTextScale(1.5);
        m_fixture->theme.setMode(Theme::Mode::Light);
        m_fixture->window.resize(1024, 680);
        open();
        m_fixture->picture(*m_dialog, u"start-ja-150-light"_s);
        QVERIFY(m_dialog->width() <= 1024 && m_dialog->height() <= 680);
        QVERIFY(startButton()->isVisible());
        QVERIFY(m_dialog->rect().contains(
            QRect(startButton()->mapTo(m_dialog.data(), QPoint(0, 0)), startButton()->size())));
    }

private:
    test::MemoryRepositories& memory() { return m_fixture->story.memory; }
    void open()
    {
        if (m_fixture->window.width() < 1000)
            m_fixture->window.resize(1440, 900);
        m_fixture->window.show();
        m_dialog = new StartDialog(m_fixture->context, &m_fixture->window);
        m_dialog->open();
        QApplication::setActiveWindow(m_dialog);
        QVERIFY(QTest::qWaitForWindowActive(m_dialog));
    }
    static void type(const QString& text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    static void key(Qt::Key which) { QTest::keyClick(QApplication::focusWidget(), which); }
    Incident newest() { return memory().incidents.all().back().value; }
    QLineEdit* field(const QString& name) const
    {
        for (auto* edit : m_dialog->findChildren<QLineEdit*>())
            if (edit->accessibleName() == name)
                return edit;
        return nullptr;
    }
    CommandButton* button(const QString& name) const
    {
        for (auto* one : m_dialog->findChildren<CommandButton*>())
            if (one->accessibleName() == name && !one->isHidden())
                return one;
        return nullptr;
    }
    CommandButton* startButton() const
    {
        for (auto* one : m_dialog->findChildren<CommandButton*>())
            if (one->kind() == CommandButton::Kind::Filled)
                return one;
        return nullptr;
    }
    bool says(const QString& text) const
    {
        for (const auto* label : m_dialog->findChildren<QLabel*>())
            if (label->text().contains(text) && !label->isHidden() && label->isVisibleTo(m_dialog))
                return true;
        return false;
    }

    std::unique_ptr<test::PanelFixture> m_fixture;
    QPointer<StartDialog> m_dialog;
};

QTEST_MAIN(StartDialogTest)
#include "startdialogtest.moc"
