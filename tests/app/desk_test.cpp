#include "app/console.h"
#include "app/paths.h"
#include "widgets/incidents/incidentlist.h"
#include "widgets/logger/loggerwindow.h"
#include "widgets/settings/settingrow.h"
#include "widgets/settings/settingswindow.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/mainwindow.h"

#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>

using namespace matoi;
using namespace Qt::StringLiterals;
using settings::Key;

namespace {

constexpr int patience = 30'000;

template <class Window> std::vector<Window*> windowsOf()
{
    std::vector<Window*> found;
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (auto* window = qobject_cast<Window*>(widget); window != nullptr && window->isVisible())
            found.push_back(window);
    return found;
}

} // namespace

/// The console on a desk: several windows, later starts, and what a start leaves behind.
class DeskTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init()
    {
        m_data = std::make_unique<QTemporaryDir>();
        m_options = {};
        m_options.data = m_data->path();
    }
    void cleanup() { m_console.reset(); }

    void aSecondWindowComesBackAtTheNextStartWithItsTab()
    {
        start();
        window()->closeFirstRun();
        activate(window());
        QTest::keyClick(window(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(windows().size(), 2U);
        windows()[0]->closeFirstRun();
        windows()[1]->closeFirstRun();
        windows()[0]->view().openTab(0);
        windows()[1]->view().openTab(2);
        m_console.reset();
        start();
        QCOMPARE(windows().size(), 2U);
        QSet<int> tabs{windows()[0]->view().currentTab(), windows()[1]->view().currentTab()};
        QCOMPARE(tabs, (QSet<int>{0, 2}));
    }

    void aClosedWindowDoesNotComeBackAndTheLastOneEndsTheProgram()
    {
        start();
        activate(window());
        QTest::keyClick(window(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(windows().size(), 2U);
        windows().back()->close();
        QTRY_COMPARE(windows().size(), 1U);
        m_console.reset();
        start();
        QCOMPARE(windows().size(), 1U);
        // Here is no tray: nothing would show that Matoi runs.
        QSignalSpy end(qApp, &QCoreApplication::aboutToQuit);
        QTimer::singleShot(0, window(), &QWidget::close);
        QTimer::singleShot(patience, qApp, &QCoreApplication::quit);
        QElapsedTimer time;
        time.start();
        QApplication::exec();
        QVERIFY(time.elapsed() < patience);
    }

    void aSettingHoldsInAllWindows()
    {
        start();
        activate(window());
        QTest::keyClick(window(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(windows().size(), 2U);
        activate(windows().front());
        QTest::keyClick(windows().front(), Qt::Key_Comma, Qt::ControlModifier);
        auto settings = windowsOf<widgets::SettingsWindow>();
        QCOMPARE(settings.size(), 1U);
        settings.front()->row(Key::SingleLetterKeys).findChild<QCheckBox*>()->click();
        for (widgets::MainWindow* each : windows()) {
            each->closeFirstRun();
            each->view().openTab(0);
            activate(each);
            QTest::keyClick(each, Qt::Key_3);
            QCOMPARE(each->view().currentTab(), 0);
        }
    }

    void aLaterStartIsServedAndOneForAnotherServiceIsNot()
    {
        start();
        app::Request request;
        request.links = {u"matoi://nowhere"_s};
        QCOMPARE(m_console->open(request), QString());
        request = {};
        request.log = true;
        QCOMPARE(m_console->open(request), QString());
        QCOMPARE(windowsOf<widgets::LoggerWindow>().size(), 1U);
        request.backend = QUrl(u"https://elsewhere.example"_s);
        QVERIFY(m_console->open(request).contains(u"--data"_s));
    }

    void startsWithoutAKeyringLeaveOneTokenBehind()
    {
        if (app::serviceProgram().isEmpty())
            QSKIP("matoid is not built");
        for (int i = 0; i < 3; ++i) {
            start();
            QTRY_VERIFY_WITH_TIMEOUT(connected(), patience);
            QTRY_COMPARE_WITH_TIMEOUT(tokens(), 1, patience);
            m_console.reset();
        }
    }

    void afterMovingOnByHandTheCommandLineIsNotNamedAnyMore()
    {
        m_options.backend = QUrl(u"http://127.0.0.1:9"_s);
        start();
        activate(window());
        QTest::keyClick(window(), Qt::Key_Comma, Qt::ControlModifier);
        auto* settings = windowsOf<widgets::SettingsWindow>().front();
        QVERIFY(settings->row(Key::Backend).originText().contains(u"--backend"_s));
        Q_EMIT window()->firstRun().thisComputerRequested();
        QTRY_VERIFY(!settings->row(Key::Backend).originText().contains(u"--backend"_s));
    }

private:
    void start()
    {
        m_console = std::make_unique<app::Console>(*qobject_cast<QApplication*>(qApp), m_options);
        QVERIFY(m_console->start().has_value());
    }
    static std::vector<widgets::MainWindow*> windows() { return windowsOf<widgets::MainWindow>(); }
    static widgets::MainWindow* window() { return windows().front(); }
    static void activate(QWidget* window)
    {
        QApplication::setActiveWindow(window);
        QVERIFY(QTest::qWaitForWindowActive(window, patience));
    }
    bool connected() const { return QFile::exists(m_data->path() + u"/service/console-tokens"_s); }
    int tokens() const
    {
        QProcess process;
        process.start(app::serviceProgram(),
                      {u"token"_s, u"list"_s, u"--data"_s, m_data->path() + u"/service"_s});
        process.waitForFinished();
        return static_cast<int>(process.readAllStandardOutput().count('\n'));
    }

    std::unique_ptr<QTemporaryDir> m_data;
    app::CommandLine m_options;
    std::unique_ptr<app::Console> m_console;
};

QTEST_MAIN(DeskTest)
#include "desk_test.moc"
