#include "widgets/cockpit/cockpitpanel.h"
#include "widgets/common/theme.h"
#include "widgets/incidents/incidentlist.h"
#include "widgets/incidents/incidentspage.h"
#include "widgets/metrics/metricspanel.h"
#include "widgets/overview/overviewpanel.h"
#include "widgets/properties/propertiespanel.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/menubar.h"
#include "widgets/shell/pagebanner.h"
#include "widgets/shell/rail.h"
#include "widgets/shell/topbar.h"
#include "widgets/timeline/timelinepanel.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtGui/QShortcutEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTextEdit>

#include <iterator>

namespace matoi::widgets {

namespace {

/// Single letters are keys only while nobody types: not in a text field, and not inside an input method.
bool typing()
{
    const QWidget* focus = QApplication::focusWidget();
    const auto* text = qobject_cast<const QTextEdit*>(focus);
    return qobject_cast<const QLineEdit*>(focus) != nullptr ||
           qobject_cast<const QPlainTextEdit*>(focus) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(focus) != nullptr ||
           (text != nullptr && !text->isReadOnly());
}

} // namespace

QAction* MainWindow::add(const char* name, const char* text, const QKeySequence& key,
                         const QKeySequence& letter, std::function<void()> run)
{
    auto* action = new QAction(this);
    action->setShortcut(key);
    action->setAutoRepeat(false); // a key that is held down is one press, or pages would be answered unseen
    connect(action, &QAction::triggered, this, run);
    addAction(action);
    m_actions[name] = {action, text};
    if (!letter.isEmpty()) {
        // A second action for the letter, so that letters can be turned off without losing the menu's keys.
        auto* single = new QAction(this);
        single->setShortcut(letter);
        single->setObjectName(QLatin1StringView(name));
        single->setAutoRepeat(false);
        connect(single, &QAction::triggered, this, [run] {
            if (!typing())
                run();
        });
        addAction(single);
        m_letters.push_back(single);
    }
    return action;
}

/// Of what moves: the only commands that a key held down does again and again.
void MainWindow::repeat(const char* name)
{
    m_actions.at(name).action->setAutoRepeat(true);
    for (QAction* letter : m_letters)
        if (letter->objectName() == QLatin1StringView(name))
            letter->setAutoRepeat(true);
}

void MainWindow::makeActions()
{
    const auto alt = [](Qt::Key key) { return QKeySequence(Qt::ALT | Qt::SHIFT | key); };
    add("start", QT_TR_NOOP("&Start incident…"), QKeySequence(Qt::CTRL | Qt::Key_N), {},
        [this] { startIncident(); });
    add("drill", QT_TR_NOOP("Start a &drill"), {}, {}, [this] { m_links.startDrill(); });
    add("place", QT_TR_NOOP("&Where incidents are kept…"), {}, {}, [this] {
        openFirstRun(m_placement.backend.isEmpty() ? FirstRun::Choice::ThisComputer : FirstRun::Choice::Team);
    });
    add("settings", QT_TR_NOOP("Se&ttings…"), QKeySequence(Qt::CTRL | Qt::Key_Comma), {},
        [this] { m_links.openSettings(); });
    add("quit", QT_TR_NOOP("&Quit"), QKeySequence::Quit, {}, [this] { m_links.quit(); });
    add("undo", QT_TR_NOOP("&Undo"), QKeySequence::Undo, {}, [this] {
        if (m_context.history.canUndo())
            static_cast<void>(m_context.history.undo());
    });
    add("find", QT_TR_NOOP("&Find in this list"), QKeySequence::Find, Qt::Key_Slash, [this] {
        if (showsIncidents())
            m_incidents->focusSearch();
        else if (m_view->currentTab() == tabs::timeline)
            static_cast<TimelinePanel*>(m_view->panel(tabs::timeline))->focusFind();
        else
            m_list->focusFilter();
    });
    add("palette", QT_TR_NOOP("&Command palette…"), QKeySequence(Qt::CTRL | Qt::Key_K), {},
        [this] { openPalette(); });
    add("log", QT_TR_NOOP("&Log an event"), alt(Qt::Key_N), Qt::Key_N, [this] {
        if (m_view->currentTab() == tabs::timeline)
            static_cast<TimelinePanel*>(m_view->panel(tabs::timeline))->focusComposer();
        else
            m_view->logEvent();
    });
    add("logger", QT_TR_NOOP("Log in one l&ine, over any window…"), QKeySequence(Qt::CTRL | Qt::Key_L), {},
        [this] { m_links.openLogger(); });
    add("edit", QT_TR_NOOP("&Edit what is in front"), alt(Qt::Key_E), Qt::Key_E, [this] {
        if (m_view->currentTab() == tabs::timeline &&
            static_cast<TimelinePanel*>(m_view->panel(tabs::timeline))->editChosen())
            return;
        if (m_view->currentTab() == tabs::properties) {
            static_cast<PropertiesPanel*>(m_view->panel(tabs::properties))->edit();
            return;
        }
        m_view->openView(OverviewTab::Overview);
        m_view->overviewTab().overview().editSummary();
    });
    add("page", QT_TR_NOOP("&Page someone…"), alt(Qt::Key_P), Qt::Key_P, [this] { m_view->pageSomeone(); });
    add("acknowledge", QT_TR_NOOP("&Acknowledge the page for you"), alt(Qt::Key_A), Qt::Key_A,
        [this] { m_pageBanner->acknowledge(); });
    add("update", QT_TR_NOOP("Post &update…"), alt(Qt::Key_U), Qt::Key_U, [this] { m_view->postUpdate(); });
    add("command", QT_TR_NOOP("&Take or hand over command"), alt(Qt::Key_H), Qt::Key_H,
        [this] { m_view->takeCommand(); });
    add("resolve", QT_TR_NOOP("&Resolve or reopen"), alt(Qt::Key_R), Qt::Key_R,
        [this] { m_view->resolveOrReopen(); });
    // What is not in sight is not pinned: elsewhere the first press shows the charts.
    const auto metrics = [this](void (MetricsPanel::*act)()) {
        if (m_view->currentTab() != tabs::metrics)
            m_view->openTab(tabs::metrics);
        else
            (static_cast<MetricsPanel*>(m_view->panel(tabs::metrics))->*act)();
    };
    add("pin", QT_TR_NOOP("P&in a snapshot of the metrics"), alt(Qt::Key_S), Qt::Key_S,
        [metrics] { metrics(&MetricsPanel::pinSnapshot); });
    add("lastweek", QT_TR_NOOP("Metrics: same time last &week"), alt(Qt::Key_W), Qt::Key_W,
        [metrics] { metrics(&MetricsPanel::toggleLastWeek); });
    add("addmetric", QT_TR_NOOP("Show a&nother metric…"), {}, {}, [this] {
        m_view->openTab(tabs::metrics);
        static_cast<MetricsPanel*>(m_view->panel(tabs::metrics))->addMetric();
    });
    const auto cockpit = [this] { return &m_view->overviewTab().cockpit(); };
    add("decide", QT_TR_NOOP("Log a &decision…"), alt(Qt::Key_D), Qt::Key_D,
        [cockpit] { cockpit()->decide(); });
    add("task", QT_TR_NOOP("&Give a task…"), alt(Qt::Key_T), Qt::Key_T, [cockpit] { cockpit()->giveTask(); });
    add("callout", QT_TR_NOOP("Run a &call-out…"), alt(Qt::Key_O), Qt::Key_O,
        [cockpit] { cockpit()->callOut(); });
    add("link", QT_TR_NOOP("Copy a li&nk to this incident"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
        {}, [this] { copyLink(); });
    add("mark", QT_TR_NOOP("Correct a &mark…"), {}, {}, [this] { m_view->correctMark(); });
    add("view", QT_TR_NOOP("Overview or coc&kpit"), alt(Qt::Key_C), Qt::Key_C,
        [this] { m_view->switchView(); });
    add("keys", QT_TR_NOOP("&Keys for this screen"), QKeySequence(Qt::Key_F1), {}, [this] { showKeys(); });
    add("about", QT_TR_NOOP("&About Matoi"), {}, {}, [this] { showAbout(); });
    add("list", QT_TR_NOOP("Show or hide the &list"), QKeySequence(Qt::CTRL | Qt::Key_B), {}, [this] {
        m_listWanted = !m_listWanted;
        arrange();
    });
    add("window", QT_TR_NOOP("New &window"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), {},
        [this] { m_links.newWindow(); });
    add("close", QT_TR_NOOP("&Close this window"), QKeySequence(Qt::CTRL | Qt::Key_W), {},
        [this] { close(); });
    add("theme", QT_TR_NOOP("&Dark, light, system"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), {},
        [this] {
            m_context.theme.cycleMode();
            m_links.appearanceChanged();
        });
    const auto step = [this](int by) {
        if (showsIncidents())
            m_incidents->moveSelection(by);
        else if (m_view->currentTab() != tabs::timeline ||
                 !static_cast<TimelinePanel*>(m_view->panel(tabs::timeline))->step(by))
            m_list->moveSelection(by);
    };
    add("next", QT_TR_NOOP("&Next in the list"), alt(Qt::Key_J), Qt::Key_J, [step] { step(1); });
    add("previous", QT_TR_NOOP("&Previous in the list"), alt(Qt::Key_K), Qt::Key_K, [step] { step(-1); });
    for (const char* name : {"next", "previous"})
        repeat(name);
    add("incidents", QT_TR_NOOP("&All incidents"), QKeySequence(Qt::CTRL | Qt::Key_1), {},
        [this] { showIncidents(!showsIncidents()); });
    add("search", QT_TR_NOOP("&Search all incidents"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F), {},
        [this] {
            showIncidents(true);
            m_incidents->focusSearch();
        });
    add("undelivered", QT_TR_NOOP("Not &delivered…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), {},
        [this] { openUndelivered(); });
    static constexpr const char* tabNames[] = {
        QT_TR_NOOP("&Overview"), QT_TR_NOOP("&Metrics"),  QT_TR_NOOP("&Timeline"),  QT_TR_NOOP("&Contacts"),
        QT_TR_NOOP("&Related"),  QT_TR_NOOP("&Analysis"), QT_TR_NOOP("P&roperties")};
    static_assert(std::size(tabNames) == tabs::count);
    for (int i = 0; i < tabs::count; ++i)
        add(tabNames[i], tabNames[i], QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + i)),
            QKeySequence(static_cast<Qt::Key>(Qt::Key_1 + i)), [this, i] { m_view->openTab(i); });
    struct Scale
    {
        const char* text;
        qreal scale;
    };
    for (const Scale& scale : {Scale{QT_TR_NOOP("Text 100 %"), 1.0}, Scale{QT_TR_NOOP("Text 125 %"), 1.25},
                               Scale{QT_TR_NOOP("Text 150 %"), 1.5}})
        add(scale.text, scale.text, {}, {}, [this, factor = scale.scale] {
            m_context.theme.setTextScale(factor);
            m_links.appearanceChanged();
            arrange();
        });
    qApp->installEventFilter(this);
    add("english", QT_TR_NOOP("English"), {}, {}, [this] { m_links.setLanguage(QStringLiteral("en")); });
    add("japanese", QT_TR_NOOP("日本語"), {}, {}, [this] { m_links.setLanguage(QStringLiteral("ja")); });
}

void MainWindow::makeMenus()
{
    MenuBar& bar = m_topBar->menuBar();
    const auto menu = [&](const char* name, std::initializer_list<const char*> entries) {
        QMenu* made = bar.addMenu(QString());
        made->setProperty("text", QByteArray(name));
        for (const char* entry : entries) {
            if (*entry == '\0')
                made->addSeparator();
            else
                made->addAction(m_actions.at(entry).action);
        }
    };
    menu(QT_TR_NOOP("&File"), {"start", "drill", "", "place", "settings", "", "close", "quit"});
    menu(QT_TR_NOOP("&Edit"), {"undo", "", "find"});
    menu(QT_TR_NOOP("&Incident"),
         {"log", "logger", "edit", "page", "acknowledge", "update", "command", "resolve", "", "decide",
          "task", "callout", "mark", "", "pin", "lastweek", "addmetric", "", "link"});
    menu(QT_TR_NOOP("&View"), {"window", "", "list", "theme", "", "Text 100 %", "Text 125 %", "Text 150 %",
                               "", "english", "japanese"});
    menu(QT_TR_NOOP("&Go"),
         {"palette", "incidents", "search", "undelivered", "", "next", "previous", "", "&Overview",
          "&Metrics", "&Timeline", "&Contacts", "&Related", "&Analysis", "P&roperties", "", "view"});
    menu(QT_TR_NOOP("&Help"), {"keys", "about"});
}

void MainWindow::retranslate()
{
    setWindowTitle(tr("Matoi"));
    for (const auto& [name, named] : m_actions)
        named.action->setText(tr(named.text));
    for (QAction* entry : m_topBar->menuBar().actions())
        entry->menu()->setTitle(tr(entry->menu()->property("text").toByteArray().constData()));
    m_rail->setLabel(0, tr("Incidents"));
    showConnection();
}

void MainWindow::setSingleKeys(bool on)
{
    m_singleKeys = on;
    for (QAction* letter : m_letters)
        letter->setEnabled(on && !showsFirstRun() && isUsable(*letter));
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    // A letter that is a shortcut must still reach the field that is typed in.
    if (event->type() == QEvent::ShortcutOverride && typing()) {
        const auto* key = static_cast<QKeyEvent*>(event);
        // A field in which nothing was typed has nothing to undo; the last edit has.
        const auto* line = qobject_cast<const QLineEdit*>(watched);
        if (line != nullptr && !line->isUndoAvailable() && key->matches(QKeySequence::Undo)) {
            event->ignore();
            return true;
        }
        if (key->modifiers() == Qt::NoModifier || key->modifiers() == Qt::ShiftModifier) {
            event->accept();
            return false;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace matoi::widgets
