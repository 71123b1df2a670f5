#include "widgets/firstrun/firstrun.h"

#include "tests/support/panelfixture.h"
#include "widgets/common/commandbutton.h"
#include "widgets/firstrun/choicerow.h"
#include "widgets/firstrun/factline.h"
#include "widgets/firstrun/joinform.h"
#include "widgets/firstrun/nothingsetup.h"
#include "widgets/incidents/startdialog.h"
#include "widgets/shell/mainwindow.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

#include <memory>

using namespace matoi;
using namespace matoi::domain;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;
using Connection = SyncState::Connection;

namespace {

/// A console of which nothing is known yet but who sits at it.
struct Empty
{
    Empty()
        : memory(clock)
        , theme(*qobject_cast<QApplication*>(qApp),
                std::make_unique<FixedScheme>(DesktopScheme::Preference::Dark))
        , incidents(memory.ports, memory.notifier, clock, history)
        , timeline(memory.ports, memory.notifier, clock, history)
        , analyses(memory.ports, memory.notifier, clock, history)
    {
        ticker.stop();
        memory.notifier.setSession({"Misaki Sato", "admin", me});
        Contact contact;
        contact.alias = "misaki";
        contact.name = "Misaki Sato";
        memory.contacts.put(me, contact);
    }

    void connect(Connection connection)
    {
        SyncState state;
        state.connection = connection;
        memory.notifier.setSyncState(state);
    }

    test::MovableClock clock{test::Story::at(9, 12, 40)};
    test::MemoryRepositories memory;
    Id<Contact> me = Id<Contact>::generate();
    Theme theme;
    Ticker ticker;
    commands::EditHistory history;
    commands::IncidentCommands incidents;
    commands::TimelineCommands timeline;
    commands::AnalysisCommands analyses;
    PanelContext context{theme,   memory.ports, memory.notifier, clock,   ticker, QTimeZone("Asia/Tokyo"),
                         history, incidents,    timeline,        analyses};
};

void picture(QWidget& widget, const QString& name)
{
    const QString folder = qEnvironmentVariable("MATOI_PICTURES");
    if (folder.isEmpty())
        return;
    for (int i = 0; i < 3; ++i)
        QApplication::processEvents();
    widget.grab().save(folder + u'/' + name + u".png"_s);
}

} // namespace

/// The first screen, in the window, by keyboard.
class FirstRunTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_empty = std::make_unique<Empty>();
        m_drills = 0;
        m_window = std::make_unique<MainWindow>(
            m_empty->context,
            WindowLinks{[this] { ++m_drills; }, [this](const QString& language) { m_language = language; },
                        [] {}, [] {}});
        screen().setPlacement({{}, u"/srv/matoi/service"_s, {}, Placement::Keyring::Open, true});
        m_window->offerFirstRun();
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QApplication::setActiveWindow(m_window.get());
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup()
    {
        m_window.reset();
        m_empty.reset();
        QApplication::removeTranslator(&m_translator);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    }

    void isThereWhileNothingIsSetUp()
    {
        QVERIFY(m_window->showsFirstRun());
        ResponsePlan plan;
        plan.name = "checkout";
        m_empty->memory.responsePlans.put(Id<ResponsePlan>::generate(), plan);
        QVERIFY(!m_window->showsFirstRun());
    }

    void isNotThereWhenSomebodyElseCanBePaged()
    {
        Contact contact;
        contact.alias = "daniel";
        m_empty->memory.contacts.put(Id<Contact>::generate(), contact);
        QVERIFY(!m_window->showsFirstRun());
        QVERIFY(!nothingSetUp(m_empty->memory.ports, m_empty->memory.notifier.session()));
    }

    void aDrillStartsWithOneKeyOnceTheServiceAnswers()
    {
        press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(m_drills, 0);
        QVERIFY(!act()->isEnabled());
        m_empty->connect(Connection::Live);
        picture(*m_window, u"firstrun-drill"_s);
        press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(m_drills, 1);
        QVERIFY(!m_window->showsFirstRun());
    }

    void theDigitsAndTheArrowsChoose()
    {
        press(Qt::Key_2);
        QCOMPARE(screen().choice(), FirstRun::Choice::ThisComputer);
        press(Qt::Key_Up);
        QCOMPARE(screen().choice(), FirstRun::Choice::Drill);
        press(Qt::Key_Down);
        QCOMPARE(screen().choice(), FirstRun::Choice::ThisComputer);
        press(Qt::Key_3);
        QCOMPARE(screen().choice(), FirstRun::Choice::Team);
        QCOMPARE(QApplication::focusWidget(), field(u"Server address"_s));
    }

    void digitsAreTypedWhereSomethingIsTyped()
    {
        press(Qt::Key_3);
        QTest::keyClicks(QApplication::focusWidget(), u"10.1.2.3"_s);
        QCOMPARE(screen().choice(), FirstRun::Choice::Team);
        QCOMPARE(field(u"Server address"_s)->text(), u"10.1.2.3"_s);
    }

    void anIncidentCanBeStartedWithoutAPlan()
    {
        m_empty->connect(Connection::Live);
        press(Qt::Key_2);
        picture(*m_window, u"firstrun-here"_s);
        press(Qt::Key_Return, Qt::ControlModifier);
        auto* dialog = m_window->findChild<StartDialog*>();
        QVERIFY(dialog != nullptr);
        dialog->reject();
        QVERIFY(m_window->showsFirstRun());
        commands::StartIncident request;
        request.title = "Search is down";
        QVERIFY(m_empty->incidents.start(request));
        QVERIFY(!m_window->showsFirstRun());
    }

    void whatIsWrongStandsAtItsField()
    {
        QSignalSpy asked(&screen(), &FirstRun::joinRequested);
        press(Qt::Key_3);
        press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(problems(), QStringList{u"Enter the address of your team's service."_s});
        QTest::keyClicks(field(u"Server address"_s), u"http://matoi.hinode.example"_s);
        press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(problems().value(0).startsWith(u"This is no address of a service."_s));
        field(u"Server address"_s)->clear();
        QTest::keyClicks(field(u"Server address"_s), u"matoi.hinode.example"_s);
        QTest::keyClicks(field(u"Token"_s), u"secret"_s);
        press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(problems(), QStringList{u"This is no token of Matoi: they begin with mt_."_s});
        QCOMPARE(QApplication::focusWidget(), field(u"Token"_s));
        QCOMPARE(asked.size(), 0);
    }

    void joiningAsksOnceAndKeepsWhatWasTypedWhenItIsRefused()
    {
        QSignalSpy asked(&screen(), &FirstRun::joinRequested);
        typeAddressAndToken();
        press(Qt::Key_Return, Qt::ControlModifier);
        press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toUrl(), QUrl(u"https://matoi.hinode.example"_s));
        QCOMPARE(asked[0][1].toString(), u"mt_abc"_s);
        screen().refuseJoin(true, u"matoi.hinode.example does not know this token."_s);
        picture(*m_window, u"firstrun-refused"_s);
        QCOMPARE(problems(), QStringList{u"matoi.hinode.example does not know this token."_s});
        QCOMPARE(field(u"Server address"_s)->text(), u"matoi.hinode.example"_s);
        QCOMPARE(QApplication::focusWidget(), field(u"Token"_s));
        press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(asked.size(), 2);
    }

    void theTokenIsHiddenUntilItIsAskedFor()
    {
        press(Qt::Key_3);
        auto* token = field(u"Token"_s);
        QCOMPARE(token->echoMode(), QLineEdit::Password);
        for (auto* button : screen().findChildren<CommandButton*>())
            if (button->text() == u"Show the token"_s)
                button->click();
        QCOMPARE(token->echoMode(), QLineEdit::Normal);
    }

    void saysThatItsOwnServiceDidNotStart()
    {
        screen().setPlacement({{},
                               u"/data"_s,
                               u"matoid is not installed beside matoi, and not on the PATH."_s,
                               Placement::Keyring::None,
                               false});
        press(Qt::Key_2);
        QVERIFY(problems().contains(u"matoid is not installed beside matoi, and not on the PATH."_s));
        picture(*m_window, u"firstrun-failed"_s);
        QVERIFY2(says(u"Not ready on this computer"_s), "it does not contradict itself");
        QVERIFY(!says(u"Ready on this computer"_s));
        QSignalSpy again(&screen(), &FirstRun::thisComputerRequested);
        QSignalSpy start(&screen(), &FirstRun::startRequested);
        QCOMPARE(act()->text(), u"Try again"_s);
        act()->click();
        QCOMPARE(again.size(), 1);
        QVERIFY(start.isEmpty());
    }

    void isLeftWithEscapeAndComesBackFromTheMenu()
    {
        press(Qt::Key_Escape);
        QVERIFY(!m_window->showsFirstRun());
        m_window->openFirstRun(FirstRun::Choice::ThisComputer);
        QVERIFY(m_window->showsFirstRun());
        QCOMPARE(screen().choice(), FirstRun::Choice::ThisComputer);
    }

    void fromATeamOneCanGoBackToThisComputer()
    {
        QSignalSpy back(&screen(), &FirstRun::thisComputerRequested);
        m_empty->connect(Connection::Live);
        screen().setPlacement(
            {QUrl(u"https://matoi.hinode.example"_s), u"/data"_s, {}, Placement::Keyring::Open, true});
        m_window->openFirstRun(FirstRun::Choice::Team);
        picture(*m_window, u"firstrun-joined"_s);
        QCOMPARE(field(u"Server address"_s)->text(), u"https://matoi.hinode.example"_s);
        screen().setFocus();
        press(Qt::Key_2);
        picture(*m_window, u"firstrun-back"_s);
        press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(back.size(), 1);
    }

    void everythingHasAName()
    {
        for (int choice = 0; choice < 3; ++choice) {
            screen().choose(static_cast<FirstRun::Choice>(choice));
            for (const QAbstractButton* button : screen().findChildren<QAbstractButton*>())
                if (button->isVisible())
                    QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                             button->metaObject()->className());
            for (const QLineEdit* edit : screen().findChildren<QLineEdit*>())
                QVERIFY(!edit->accessibleName().isEmpty());
        }
    }

    void anAddressIsHttpsOrThisComputer_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QUrl>("address");
        QTest::newRow("host") << u"matoi.example"_s << QUrl(u"https://matoi.example"_s);
        QTest::newRow("spaces") << u" https://matoi.example/ "_s << QUrl(u"https://matoi.example"_s);
        QTest::newRow("path") << u"https://example.com/matoi"_s << QUrl(u"https://example.com/matoi"_s);
        QTest::newRow("here") << u"http://127.0.0.1:8470"_s << QUrl(u"http://127.0.0.1:8470"_s);
        QTest::newRow("in the clear") << u"http://matoi.example"_s << QUrl();
        QTest::newRow("password") << u"https://me:secret@matoi.example"_s << QUrl();
        QTest::newRow("file") << u"file:///etc/passwd"_s << QUrl();
        QTest::newRow("none") << QString() << QUrl();
        QTest::newRow("words") << u"not an address"_s << QUrl();
    }
    void anAddressIsHttpsOrThisComputer()
    {
        QFETCH(QString, typed);
        QFETCH(QUrl, address);
        QCOMPARE(serviceAddress(typed), address);
    }

    void theLanguageCanBeChosen()
    {
        QTest::keyClick(screen().findChild<QWidget*>(u"language"_s)->findChild<QAbstractButton*>(),
                        Qt::Key_Right);
        QCOMPARE(m_language, u"ja"_s);
    }

    void speaksJapaneseInTheLightAtLargeText()
    {
        m_empty->connect(Connection::Live);
        m_empty->theme.setMode(Theme::Mode::Light);
        typeAddressAndToken();
        picture(*m_window, u"firstrun-team-light"_s);
        QVERIFY(m_translator.load(u":/i18n/matoi_ja.qm"_s));
        QLocale::setDefault(QLocale(QLocale::Japanese, QLocale::Japan));
        QApplication::installTranslator(&m_translator);
        QApplication::processEvents();
        picture(*m_window, u"firstrun-team-light-ja"_s);
        QCOMPARE(screen().findChild<JoinForm*>()->findChildren<QLineEdit*>().first()->accessibleName(),
                 u"サーバーのアドレス"_s);
        m_empty->theme.setTextScale(1.5);
        screen().choose(FirstRun::Choice::ThisComputer);
        QApplication::processEvents();
        picture(*m_window, u"firstrun-here-light-ja-150"_s);
        m_empty->theme.setMode(Theme::Mode::Dark);
        screen().choose(FirstRun::Choice::Drill);
        m_window->resize(1024, 680);
        picture(*m_window, u"firstrun-drill-ja-150-small"_s);
    }

private:
    FirstRun& screen() { return m_window->firstRun(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    QLineEdit* field(const QString& name)
    {
        for (auto* edit : screen().findChildren<QLineEdit*>())
            if (edit->accessibleName() == name)
                return edit;
        return nullptr;
    }
    void typeAddressAndToken()
    {
        press(Qt::Key_3);
        QTest::keyClicks(field(u"Server address"_s), u"matoi.hinode.example"_s);
        QTest::keyClicks(field(u"Token"_s), u"mt_abc"_s);
    }
    bool says(const QString& text)
    {
        for (const auto* label : screen().findChildren<QLabel*>())
            if (label->isVisible() && label->text() == text)
                return true;
        return false;
    }
    CommandButton* act()
    {
        for (auto* button : screen().findChildren<CommandButton*>())
            if (button->kind() == CommandButton::Kind::Filled)
                return button;
        return nullptr;
    }
    QStringList problems()
    {
        QStringList texts;
        for (const auto* line : screen().findChildren<FactLine*>())
            if (line->isVisible() && line->tone() == FactLine::Tone::Fail)
                texts << line->text();
        return texts;
    }

    std::unique_ptr<Empty> m_empty;
    std::unique_ptr<MainWindow> m_window;
    QTranslator m_translator;
    QString m_language;
    int m_drills = 0;
};

QTEST_MAIN(FirstRunTest)
#include "firstruntest.moc"
