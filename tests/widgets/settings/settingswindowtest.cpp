#include "widgets/settings/settingswindow.h"

#include "tests/support/panelfixture.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/segmentedcontrol.h"
#include "widgets/settings/settingrow.h"
#include "widgets/settings/shortcutedit.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>

#include <memory>

using namespace matoi;
using namespace matoi::widgets;
using namespace Qt::StringLiterals;
using settings::Key;
using settings::Source;
using State = ShortcutStatus::State;

Q_DECLARE_METATYPE(ShortcutStatus)

/// The settings as a person at the keyboard changes them.
class SettingsWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_fixture = std::make_unique<test::PanelFixture>();
        m_settings = std::make_unique<settings::Settings>(m_folder->filePath(u"matoi.conf"_s));
        open();
    }
    void cleanup()
    {
        m_window.reset();
        m_settings.reset();
        m_fixture.reset();
    }

    void aChangedSettingIsInTheFileAtOnceAndSaysSo()
    {
        auto* themes = choice(u"Theme"_s);
        press(themes, Qt::Key_Left);
        QCOMPARE(m_settings->values().theme, settings::ThemeMode::Light);
        QCOMPARE(settings::Settings(m_settings->file()).values().theme, settings::ThemeMode::Light);
        QVERIFY(m_window->row(Key::Theme).originText().contains(m_settings->file()));
        QCOMPARE(m_window->row(Key::TextScale).originText(), u"Default"_s);
    }

    void undoesAndResets()
    {
        auto* scales = choice(u"Text size"_s);
        press(scales, Qt::Key_Right);
        press(scales, Qt::Key_Right);
        QCOMPARE(m_settings->values().textScalePercent, 150);
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_settings->values().textScalePercent, 125);
        QCOMPARE(scales->current(), 1);
        m_window->row(Key::TextScale).resetButton().click();
        QCOMPARE(m_settings->values().textScalePercent, 100);
        QCOMPARE(scales->current(), 0);
        QVERIFY(!m_window->row(Key::TextScale).resetButton().isVisible());
    }

    void whatTheCommandLineGivesIsShownWithItsReasonAndCannotBeChanged()
    {
        m_settings->setStronger(Key::Language, {Source::CommandLine, u"--language"_s}, u"ja"_s);
        open();
        auto* languages = choice(u"Language"_s);
        QVERIFY(!languages->isEnabled());
        QCOMPARE(languages->current(), 1);
        QCOMPARE(m_window->row(Key::Language).originText(),
                 u"Given by --language on the command line: it cannot be changed here."_s);
        QVERIFY(choice(u"Theme"_s)->isEnabled());
    }

    void findsASettingByItsNameAndAKeyByWhatItDoes()
    {
        m_window->setKeys({{u"Post update…"_s, u"Alt+Shift+U"_s, u"U"_s}});
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        auto* find = m_window->findChild<QLineEdit*>(u"find"_s);
        QVERIFY(find->hasFocus());
        QTest::keyClicks(find, u"text si"_s);
        QVERIFY(m_window->row(Key::TextScale).isVisible());
        QVERIFY(!m_window->row(Key::Theme).isVisible());
        QVERIFY(!m_window->row(Key::TimeZone).isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QVERIFY(m_window->row(Key::Theme).isVisible());
        QTest::keyClicks(find, u"post up"_s);
        QVERIFY(!m_window->row(Key::SingleLetterKeys).isVisible());
        QVERIFY(m_window->isVisible());
        find->clear();
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QVERIFY(!m_window->isVisible());
    }

    void saysAtTheFieldThatTheFileCannotBeWritten()
    {
        QFile inTheWay(m_folder->filePath(u"file"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        m_window.reset();
        m_settings = std::make_unique<settings::Settings>(m_folder->filePath(u"file/matoi.conf"_s));
        open();
        press(choice(u"Theme"_s), Qt::Key_Left);
        QVERIFY(told(Key::Theme, u"cannot be written"_s));
    }

    void turnsLettersOffAndChoosesAZone()
    {
        m_window->row(Key::SingleLetterKeys).findChild<QCheckBox*>()->click();
        QVERIFY(!m_settings->values().singleLetterKeys);
        auto* zones = m_window->findChild<QComboBox*>();
        QTest::keyClicks(zones, u"Asia/Tokyo"_s);
        QCOMPARE(m_settings->values().timeZone, u"Asia/Tokyo"_s);
    }

    void asksForAnotherPlace()
    {
        m_window->setPlacement({QUrl(u"https://matoi.example"_s), u"/data/service"_s, {}});
        QSignalSpy asked(m_window.get(), &SettingsWindow::placeRequested);
        for (auto* button : m_window->findChildren<CommandButton*>())
            if (button->text().contains(u"matoi.example"_s))
                button->click();
        QCOMPARE(asked.count(), 1);
    }

    void theKeyForAnyWindowIsOffUntilOneTurnsItOn()
    {
        auto* box = m_window->row(Key::LogFromAnyWindow).findChild<QCheckBox*>();
        QVERIFY(!box->isChecked());
        QCOMPARE(keyField()->text(), u"Ctrl+Alt+N"_s);
        QTest::keyClick(box, Qt::Key_Space);
        QVERIFY(m_settings->values().logFromAnyWindow);
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!box->isChecked());
    }

    void saysInWordsHowTheKeyForAnyWindowStands_data()
    {
        QTest::addColumn<ShortcutStatus>("status");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, State state, const char* words, bool desktop = false) {
            QTest::newRow(name) << ShortcutStatus{state, u"Ctrl+Alt+N"_s, desktop}
                                << QString::fromUtf8(words);
        };
        row("works", State::Works, "Ctrl+Alt+N works over any window.");
        row("works by the desktop", State::Works, "It works over any window.", true);
        row("taken", State::Taken, "Ctrl+Alt+N is taken by another program. Choose another key below.");
        row("none", State::None, "Bind the command “matoi --log” to a key in its settings.");
        row("declined", State::Refused, "Turn this off and on to ask again.");
        row("taken back", State::TakenBack, "The desktop has taken the key back.");
        row("without a key", State::Unassigned, "no key for it yet", true);
        row("unusable", State::Unusable, "Ctrl+Alt+N cannot be this key here.");
    }
    void saysInWordsHowTheKeyForAnyWindowStands()
    {
        QFETCH(ShortcutStatus, status);
        QFETCH(QString, words);
        m_window->setShortcut(status);
        QVERIFY2(told(Key::LogFromAnyWindow, words), qPrintable(words));
        // A screen reader says it at the control.
        const auto* box = m_window->row(Key::LogFromAnyWindow).findChild<QCheckBox*>();
        QVERIFY2(box->accessibleDescription().contains(words), qPrintable(box->accessibleDescription()));
        m_window->setShortcut({});
        QVERIFY(!told(Key::LogFromAnyWindow, words));
    }

    void takesTheKeyThatIsPressedInItsField()
    {
        ShortcutEdit* field = keyField();
        field->setFocus();
        QTest::keyClick(field, Qt::Key_M, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(m_settings->values().logKey, u"Ctrl+Alt+M"_s);
        QCOMPARE(field->text(), u"Ctrl+Alt+M"_s);
        // What is a key of this window elsewhere is one to choose here.
        QTest::keyClick(field, Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(m_settings->values().logKey, u"Ctrl+F"_s);
        QVERIFY(field->hasFocus());
        QTest::keyClick(field, Qt::Key_Q, Qt::ShiftModifier);
        QCOMPARE(m_settings->values().logKey, u"Ctrl+F"_s);
        QVERIFY(told(Key::LogKey, u"Shift+Q alone would be missing from everything you type"_s));
        QTest::keyClick(field, Qt::Key_F12, Qt::AltModifier);
        QCOMPARE(m_settings->values().logKey, u"Alt+F12"_s);
        QVERIFY(!told(Key::LogKey, u"missing"_s));
        // One sees that it listens, and what is let go is no key.
        QTest::keyPress(field, Qt::Key_Control);
        QCOMPARE(field->text(), u"Ctrl+"_s);
        QTest::keyRelease(field, Qt::Key_Control, Qt::ControlModifier);
        QCOMPARE(field->text(), u"Alt+F12"_s);
    }

    void theFieldOfTheKeyIsLeftByTabAndTheWindowByEsc()
    {
        ShortcutEdit* field = keyField();
        field->setFocus();
        QTest::keyClick(field, Qt::Key_M, Qt::ControlModifier | Qt::AltModifier);
        QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(field->text(), u"Ctrl+Alt+N"_s);
        QTest::keyClick(field, Qt::Key_Tab);
        QVERIFY(!field->hasFocus());
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!m_window->isVisible());
        QCOMPARE(m_settings->values().logKey, u"Ctrl+Alt+N"_s);
    }

    void aKeyOfTheDesktopIsShownAndChangedThere()
    {
        m_window->setShortcut({State::Works, u"Press Meta+N"_s, true, true});
        QVERIFY(!keyField()->isVisible());
        QVERIFY(told(Key::LogKey, u"Press Meta+N"_s));
        QSignalSpy asked(m_window.get(), &SettingsWindow::shortcutSettingsRequested);
        for (auto* button : m_window->row(Key::LogKey).findChildren<CommandButton*>())
            if (button->text() == u"Change in the desktop…"_s && button->isVisible())
                button->click();
        QCOMPARE(asked.count(), 1);
    }

    void theKeyForAnyWindowLooksAsDesigned_data()
    {
        QTest::addColumn<ShortcutStatus>("status");
        const QString key = u"Ctrl+Alt+N"_s;
        QTest::newRow("works") << ShortcutStatus{State::Works, key};
        QTest::newRow("taken") << ShortcutStatus{State::Taken, key};
        QTest::newRow("desktop") << ShortcutStatus{State::Works, key, true, true};
        QTest::newRow("none") << ShortcutStatus{State::None, key};
        QTest::newRow("declined") << ShortcutStatus{State::Refused, key};
    }
    void theKeyForAnyWindowLooksAsDesigned()
    {
        QFETCH(ShortcutStatus, status);
        for (const bool japanese : {false, true}) {
            m_window.reset();
            if (japanese)
                m_fixture->speakJapanese();
            m_fixture->theme.setMode(Theme::Mode::Dark);
            m_fixture->theme.setTextScale(japanese ? 1.5 : 1.0);
            m_settings->update([](settings::Values& values) { values.logFromAnyWindow = true; });
            open();
            m_window->setPlacement({{}, u"/srv/matoi/service"_s, {}});
            m_window->setShortcut(status);
            m_window->findChild<QListWidget*>()->setCurrentRow(4);
            QTest::qWait(0);
            m_fixture->picture(*m_window,
                               u"settings-key-%1-%2"_s.arg(QString::fromLatin1(QTest::currentDataTag()),
                                                           japanese ? u"ja-150"_s : u"en"_s));
            for (SettingRow* row : m_window->findChildren<SettingRow*>())
                QVERIFY2(row->width() >= row->minimumSizeHint().width(), qPrintable(row->originText()));
        }
    }

    void looksAsDesigned_data()
    {
        QTest::addColumn<bool>("light");
        QTest::addColumn<bool>("japanese");
        QTest::newRow("dark-en") << false << false;
        QTest::newRow("light-ja") << true << true;
    }
    void looksAsDesigned()
    {
        QFETCH(bool, light);
        QFETCH(bool, japanese);
        m_window.reset();
        if (japanese)
            m_fixture->speakJapanese();
        m_fixture->theme.setMode(light ? Theme::Mode::Light : Theme::Mode::Dark);
        m_fixture->theme.setTextScale(light ? 1.5 : 1.0);
        m_settings->setStronger(Key::Language, {Source::CommandLine, u"--language"_s}, u"ja"_s);
        m_settings->update([](settings::Values& values) { values.textScalePercent = 125; });
        open();
        m_window->setPlacement({{}, u"/srv/matoi/service"_s, {}});
        m_window->setKeys(
            {{u"Start incident…"_s, u"Ctrl+N"_s, {}}, {u"Log an event"_s, u"Alt+Shift+N"_s, u"N"_s}});
        m_window->resize(m_window->width(), 1000);
        m_fixture->picture(*m_window, u"settings-"_s + QString::fromLatin1(QTest::currentDataTag()));
        for (SettingRow* row : m_window->findChildren<SettingRow*>())
            QVERIFY2(row->width() >= row->minimumSizeHint().width(), qPrintable(row->originText()));
    }

private:
    void open()
    {
        m_window = std::make_unique<SettingsWindow>(m_fixture->theme, *m_settings);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QApplication::setActiveWindow(m_window.get());
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    ShortcutEdit* keyField() { return m_window->row(Key::LogKey).findChild<ShortcutEdit*>(); }
    bool told(Key key, const QString& words)
    {
        for (const QLabel* label : m_window->row(key).findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }

    /// The chosen one of the segments has the keyboard.
    static void press(SegmentedControl* control, Qt::Key key)
    {
        for (QAbstractButton* segment : control->findChildren<QAbstractButton*>())
            if (segment->isChecked()) {
                segment->setFocus();
                QTest::keyClick(segment, key);
                return;
            }
    }

    SegmentedControl* choice(const QString& name)
    {
        for (SegmentedControl* control : m_window->findChildren<SegmentedControl*>())
            if (control->accessibleName() == name)
                return control;
        return nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<settings::Settings> m_settings;
    std::unique_ptr<SettingsWindow> m_window;
};

QTEST_MAIN(SettingsWindowTest)
#include "settingswindowtest.moc"
