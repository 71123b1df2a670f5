#include "app/console.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/hairlinesplitter.h"
#include "widgets/common/segmentedcontrol.h"
#include "widgets/incidents/incidentlist.h"
#include "widgets/settings/settingrow.h"
#include "widgets/settings/settingswindow.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/mainwindow.h"

#include <QtCore/QPointer>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

using namespace matoi;
using namespace Qt::StringLiterals;
using settings::Key;

namespace {

constexpr int patience = 30'000;

template <class Window> Window* windowOf()
{
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (auto* window = qobject_cast<Window*>(widget); window != nullptr && window->isVisible())
            return window;
    return nullptr;
}

} // namespace

/// The console with its settings beside it: what is changed there is seen here without a restart.
class ConsoleSettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void aChangedSettingHoldsAtOnceAndAtTheNextStart()
    {
        const QTemporaryDir data;
        app::CommandLine options;
        options.data = data.path();
        {
            app::Console console(*qobject_cast<QApplication*>(qApp), options);
            QVERIFY(console.start().has_value());
            widgets::SettingsWindow* window = openSettings();
            QVERIFY(window != nullptr);
            press(window->row(Key::Language), 1);
            QTRY_COMPARE(window->windowTitle(), u"設定"_s);
            // Back to English, by taking it back.
            QTest::keyClick(window, Qt::Key_Z, Qt::ControlModifier);
            QTRY_COMPARE(window->windowTitle(), u"Settings"_s);

            press(window->row(Key::TextScale), 2);
            QTRY_VERIFY(QApplication::font().pointSizeF() > 14);

            // A pointer that knows when it goes: the new window may get the address of the old one.
            const QPointer<widgets::MainWindow> before = windowOf<widgets::MainWindow>();
            auto* zones = window->findChild<QComboBox*>();
            QTest::keyClicks(zones, u"Asia/Tokyo"_s);
            QTRY_VERIFY(before.isNull() && windowOf<widgets::MainWindow>() != nullptr);
            QVERIFY(windowOf<widgets::SettingsWindow>() == window);
            windowOf<widgets::MainWindow>()->closeFirstRun();
            QVERIFY(windowOf<widgets::MainWindow>()->view().findChild<widgets::EmptyState*>()->isVisible());
        }
        app::Console again(*qobject_cast<QApplication*>(qApp), options);
        QVERIFY(again.start().has_value());
        widgets::SettingsWindow* window = openSettings();
        QCOMPARE(window->findChild<QComboBox*>()->currentData().toString(), u"Asia/Tokyo"_s);
        QVERIFY(window->row(Key::TextScale).originText().contains(data.path()));
    }

    void escEmptiesTheFieldThatFindsThenCloses()
    {
        const QTemporaryDir data;
        app::CommandLine options;
        options.data = data.path();
        app::Console console(*qobject_cast<QApplication*>(qApp), options);
        QVERIFY(console.start().has_value());
        widgets::SettingsWindow* window = openSettings();
        QVERIFY(window != nullptr);
        auto* find = window->findChild<QLineEdit*>(u"find"_s);
        find->setFocus();
        QTest::keyClicks(find, u"theme"_s);
        QTest::keyClick(find, Qt::Key_Escape);
        QCOMPARE(find->text(), QString());
        QVERIFY(window->isVisible());
        QTest::keyClick(find, Qt::Key_Escape);
        QVERIFY(!window->isVisible());
    }

    void comesBackToTheTabAndTheWidthOfTheList()
    {
        const QTemporaryDir data;
        app::CommandLine options;
        options.data = data.path();
        int width = 0;
        {
            app::Console console(*qobject_cast<QApplication*>(qApp), options);
            QVERIFY(console.start().has_value());
            auto* window = windowOf<widgets::MainWindow>();
            window->closeFirstRun();
            window->view().openTab(2);
            auto* splitter = qobject_cast<QSplitter*>(window->list().parentWidget());
            QVERIFY(splitter != nullptr);
            QApplication::processEvents(); // it is laid out
            splitter->setSizes({splitter->sizes().front() + 60, splitter->sizes().back() - 60});
            width = splitter->sizes().front();
        }
        app::Console again(*qobject_cast<QApplication*>(qApp), options);
        QVERIFY(again.start().has_value());
        auto* window = windowOf<widgets::MainWindow>();
        window->closeFirstRun();
        QCOMPARE(window->view().currentTab(), 2);
        auto* splitter = qobject_cast<QSplitter*>(window->list().parentWidget());
        QTRY_COMPARE(splitter->sizes().front(), width);
    }

    void aStateOfAnotherVersionIsPassedOver()
    {
        const QTemporaryDir data;
        settings::Settings(data.filePath(u"matoi.conf"_s)).update([](settings::Values& values) {
            values.windowState = "state of another kind";
            values.windowGeometry = "nowhere";
        });
        app::CommandLine options;
        options.data = data.path();
        app::Console console(*qobject_cast<QApplication*>(qApp), options);
        QVERIFY(console.start().has_value());
        QCOMPARE(windowOf<widgets::MainWindow>()->view().currentTab(), 0);
    }

    void aLanguageOfTheEnvironmentIsObeyedAndTold()
    {
        const QTemporaryDir data;
        app::CommandLine options;
        options.data = data.path();
        qputenv("MATOI_LANGUAGE", "ja");
        app::Console console(*qobject_cast<QApplication*>(qApp), options);
        qunsetenv("MATOI_LANGUAGE");
        QVERIFY(console.start().has_value());
        widgets::SettingsWindow* window = openSettings();
        QCOMPARE(window->windowTitle(), u"設定"_s);
        QVERIFY(window->row(Key::Language).originText().contains(u"MATOI_LANGUAGE"_s));
    }

private:
    static widgets::SettingsWindow* openSettings()
    {
        auto* window = windowOf<widgets::MainWindow>();
        if (window == nullptr)
            return nullptr;
        QApplication::setActiveWindow(window);
        if (!QTest::qWaitForWindowActive(window, patience))
            return nullptr;
        QTest::keyClick(window, Qt::Key_Comma, Qt::ControlModifier);
        auto* settings = windowOf<widgets::SettingsWindow>();
        if (settings != nullptr) {
            QApplication::setActiveWindow(settings);
            static_cast<void>(QTest::qWaitForWindowActive(settings, patience));
        }
        return settings;
    }

    static void press(widgets::SettingRow& row, int segment)
    {
        row.findChild<widgets::SegmentedControl*>()->findChildren<QAbstractButton*>().at(segment)->click();
    }
};

QTEST_MAIN(ConsoleSettingsTest)
#include "consolesettings_test.moc"
