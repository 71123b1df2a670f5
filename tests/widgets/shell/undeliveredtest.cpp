#include "tests/support/storywindow.h"
#include "widgets/common/banner.h"
#include "widgets/common/commandbutton.h"
#include "widgets/contacts/engagementlanes.h"
#include "widgets/contacts/pagedialog.h"
#include "widgets/shell/actionbar.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/pagebanner.h"
#include "widgets/shell/undelivereddialog.h"
#include "widgets/shell/updatedialog.h"

#include <QtGui/QClipboard>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

#include <memory>

using namespace matoi;
using namespace matoi::widgets;
using namespace matoi::domain;
using State = OutboxItem::State;

/// What was asked for and not done is told until somebody has decided about it.
class UndeliveredTest : public QObject
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

    void aPageThatExpiredIsToldAndListedWithItsReason()
    {
        fail({pageOf(1)});
        QVERIFY(told().contains(QStringLiteral("1 not delivered. INC-2041: Page Kenji Mori")));
        m_fixture->picture(*m_window, QStringLiteral("undelivered-banner"));
        press(banner(), QStringLiteral("Show"));
        QVERIFY(opened<UndeliveredDialog>() != nullptr);
        QVERIFY(said().contains(QStringLiteral("INC-2041: Page Kenji Mori")));
        QVERIFY(said().contains(QStringLiteral("no connection for two minutes")));
        QVERIFY(said().contains(QStringLiteral("Orders fail, please help")));
        QCOMPARE(told(), QString());
    }

    void whatIsPutOffIsToldAgainWhenItFailsAgainAndStaysInTheList()
    {
        fail({pageOf(1)});
        press(banner(), QStringLiteral("Later"));
        QCOMPARE(told(), QString());
        fail({});
        fail({pageOf(1)});
        QVERIFY(told().contains(QStringLiteral("Page Kenji Mori")));
        press(banner(), QStringLiteral("Later"));
        QTest::keyClick(m_window.get(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(opened<UndeliveredDialog>() != nullptr);
        QVERIFY(said().contains(QStringLiteral("Page Kenji Mori")));
    }

    void tryingAgainDismissingAndCopyingWorkFromTheKeyboard()
    {
        fail({pageOf(1), refusedEdit(2)});
        QTest::keyClick(m_window.get(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(opened<UndeliveredDialog>() != nullptr);
        m_fixture->picture(*dialog(), QStringLiteral("undelivered"));
        auto* again = button(QStringLiteral("Try again"));
        QVERIFY(again != nullptr);
        QVERIFY2(!again->hasFocus(), "Enter and Space do nothing before something was chosen");
        again->setFocus();
        QVERIFY(again->accessibleName().contains(QStringLiteral("Page Kenji Mori")));
        QTest::keyClick(again, Qt::Key_Space);
        QCOMPARE(m_fixture->story.memory.outbox.triedAgain, std::vector<std::int64_t>{1});
        QVERIFY2(button(QStringLiteral("Close"))->hasFocus(), "not the button of another row");
        QVERIFY2(button(QStringLiteral("Try again")) == nullptr, "the same text would be refused again");
        QTest::keyClick(button(QStringLiteral("Copy text")), Qt::Key_Space);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("Rolled back to 41"));
        QTest::keyClick(button(QStringLiteral("Discard…")), Qt::Key_Space);
        auto* question = m_window->findChild<QMessageBox*>();
        QVERIFY2(question != nullptr, "what was written is not taken away by one press");
        QCOMPARE(m_fixture->story.memory.outbox.failed.size(), 1u);
        question->defaultButton()->click();
        QVERIFY(m_fixture->story.memory.outbox.failed.empty());
        QTRY_VERIFY(said().contains(QStringLiteral("was delivered")));
    }

    void withoutAConnectionAPageIsNotAskedForOnceMore()
    {
        fail({pageOf(1)}, SyncState::Connection::Offline);
        press(banner(), QStringLiteral("Show"));
        QVERIFY(!button(QStringLiteral("Try again"))->isEnabled());
        fail({pageOf(1)}, SyncState::Connection::Live);
        QVERIFY(button(QStringLiteral("Try again"))->isEnabled());
    }

    void aFullDiskIsToldFirst()
    {
        m_fixture->story.memory.outbox.full = "console.sqlite: database or disk is full";
        fail({pageOf(1)});
        QVERIFY(told().contains(QStringLiteral("cannot save what you write")));
        QVERIFY(told().contains(QStringLiteral("disk is full")));
        m_fixture->picture(*m_window, QStringLiteral("unwritten-banner"));
        m_fixture->story.memory.outbox.full.clear();
        fail({refusedEdit(1), pageOf(2)});
        QVERIFY(told().contains(QStringLiteral("2 not delivered")));
        QVERIFY2(told().contains(QStringLiteral("Page Kenji Mori")), "the worst of them");
    }

    void itsListIsReadInJapanese()
    {
        m_window.reset();
        m_fixture->speakJapanese();
        m_fixture->theme.setMode(Theme::Mode::Light);
        m_window = test::storyWindow(*m_fixture);
        fail({pageOf(1), refusedEdit(2)});
        m_fixture->picture(*m_window, QStringLiteral("undelivered-banner-ja"));
        press(banner(), QStringLiteral("表示"));
        QVERIFY(opened<UndeliveredDialog>() != nullptr);
        QVERIFY(said().contains(QStringLiteral("Kenji Moriを呼び出す")));
        m_fixture->picture(*dialog(), QStringLiteral("undelivered-ja-light"));
    }

    void withoutAConnectionThePageDialogPagesNobodyAndSaysWhomToCall()
    {
        fail({}, SyncState::Connection::Offline);
        m_window->view().pageSomeone(m_fixture->story.kenji);
        auto* dialog = opened<PageDialog>();
        QVERIFY(dialog != nullptr);
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY2(dialog->isVisible(), "it does not look as if it had worked");
        QVERIFY(m_fixture->story.memory.effects.calls.empty());
        const QString texts = textsOf(*dialog);
        QVERIFY(texts.contains(QStringLiteral("Offline: nobody can be paged from here now. Call by hand.")));
        QVERIFY(texts.contains(QStringLiteral("Nobody is paged. Whom to call")));
        QVERIFY2(!dialog->findChild<EngagementLanes*>()->isVisible(), "no lane says when somebody is paged");
        m_fixture->picture(*dialog, QStringLiteral("page-offline"));
        fail({}, SyncState::Connection::Live);
        QTest::keyClick(dialog, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(m_fixture->story.memory.effects.calls.size(), 1u);
    }

    void aServiceThatRefusesThisConsoleIsNoConnectionEither()
    {
        fail({}, SyncState::Connection::Refused);
        QStringList buttons;
        for (const auto* button : m_window->view().actions().findChildren<CommandButton*>()) {
            buttons << button->text();
            QVERIFY2(!button->text().startsWith(QStringLiteral("Page")) || !button->isEnabled(),
                     "nobody can be paged");
        }
        QVERIFY2(buttons.contains(QStringLiteral("Queue update")), qPrintable(buttons.join(u'|')));
    }

    void anUpdateWithoutAConnectionIsQueuedAndNotCalledPosted()
    {
        m_fixture->story.memory.drafts.setDraft("update:" + m_fixture->story.checkout.toString(), "We roll");
        fail({}, SyncState::Connection::Offline);
        m_window->view().postUpdate();
        auto* dialog = opened<UpdateDialog>();
        QVERIFY(dialog != nullptr);
        auto* text = dialog->findChild<QPlainTextEdit*>();
        QTest::keyClicks(text, QStringLiteral(" back"));
        QCOMPARE(text->toPlainText(), QStringLiteral("We roll back"));
        QVERIFY(textsOf(*dialog).contains(QStringLiteral("Nobody reads it")));
        QStringList buttons;
        for (const auto* button : dialog->findChildren<CommandButton*>())
            buttons << button->text();
        QVERIFY(buttons.contains(QStringLiteral("Queue update")));
        QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
        const QString said = textsOf(m_window->view().actions());
        QVERIFY2(said.contains(QStringLiteral("Update queued, not posted yet")), qPrintable(said));
        // Whether it was posted is known when the connection is back.
        fail({}, SyncState::Connection::Live);
        m_window->view().postUpdate();
        dialog = opened<UpdateDialog>();
        QVERIFY(!textsOf(*dialog).contains(QStringLiteral("Nobody reads it")));
    }

private:
    Undelivered pageOf(std::int64_t id) const
    {
        Undelivered one;
        one.item = {id,
                    Kind::Incident,
                    m_fixture->story.checkout.uuid(),
                    "page",
                    State::Expired,
                    test::Story::at(14, 28, 2),
                    0,
                    {}};
        one.incident = m_fixture->story.checkout;
        one.contact = m_fixture->story.kenji;
        one.item.text = "Orders fail, please help";
        return one;
    }
    Undelivered refusedEdit(std::int64_t id) const
    {
        Undelivered one;
        one.item = {id,
                    Kind::TimelineEvent,
                    Uuid::generate(),
                    "create",
                    State::Refused,
                    test::Story::at(14, 29, 40),
                    1,
                    Error{ErrorCode::Illegal, "at", "the event is before the incident's start"}};
        one.incident = m_fixture->story.checkout;
        one.item.text = "Rolled back to 41";
        return one;
    }
    void fail(std::vector<Undelivered> all, SyncState::Connection connection = SyncState::Connection::Live)
    {
        SyncState state;
        state.connection = connection;
        for (const Undelivered& one : all)
            ++(one.item.state == State::Expired ? state.expired : state.stuck);
        m_fixture->story.memory.outbox.failed = std::move(all);
        state.unsent = ++m_count; // so that it is news
        m_fixture->story.memory.notifier.setSyncState(state);
    }
    Banner* banner() const
    {
        for (auto* banner : m_window->findChildren<Banner*>())
            if (banner->isVisible() && qobject_cast<PageBanner*>(banner) == nullptr &&
                !m_window->view().isAncestorOf(banner))
                return banner;
        return nullptr;
    }
    QString told() const { return banner() == nullptr ? QString() : banner()->accessibleName(); }
    /// The newest of its sort, once it has the keyboard.
    template <class Dialog> Dialog* opened() const
    {
        const auto all = m_window->findChildren<Dialog*>();
        if (all.isEmpty())
            return nullptr;
        QApplication::setActiveWindow(all.back());
        QApplication::processEvents();
        return QTest::qWaitForWindowActive(all.back()) ? all.back() : nullptr;
    }
    UndeliveredDialog* dialog() const { return m_window->findChild<UndeliveredDialog*>(); }
    static QString textsOf(const QWidget& widget)
    {
        QStringList all;
        for (const auto* label : widget.findChildren<QLabel*>())
            if (label->isVisible())
                all << label->text();
        return all.join(u'\n');
    }
    QString said() const { return textsOf(*dialog()); }
    CommandButton* button(const QString& text) const
    {
        for (auto* button : dialog()->findChildren<CommandButton*>())
            if (button->isVisible() && button->text() == text)
                return button;
        return nullptr;
    }
    static void press(QWidget* of, const QString& text)
    {
        QVERIFY(of != nullptr);
        for (auto* button : of->findChildren<CommandButton*>())
            if (button->isVisible() && button->text() == text)
                button->click();
    }

    int m_count = 0;
    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(UndeliveredTest)
#include "undeliveredtest.moc"
