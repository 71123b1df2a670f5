#include "models/settings/settings.h"
#include "tests/support/storywindow.h"
#include "widgets/cockpit/audiencesdialog.h"
#include "widgets/cockpit/cockpitdialogs.h"
#include "widgets/contacts/calllist.h"
#include "widgets/contacts/pagedialog.h"
#include "widgets/handover/acceptdialog.h"
#include "widgets/handover/formdialog.h"
#include "widgets/handover/handoverdialog.h"
#include "widgets/incidents/incidentlist.h"
#include "widgets/incidents/perioddialog.h"
#include "widgets/incidents/startdialog.h"
#include "widgets/logger/loggerwindow.h"
#include "widgets/overview/overviewpanel.h"
#include "widgets/settings/settingswindow.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/panels.h"
#include "widgets/shell/updatedialog.h"
#include "widgets/timeline/revisiondialog.h"
#include "widgets/timeline/timelineview.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QAccessible>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>

#include <functional>
#include <memory>
#include <set>

using namespace matoi;
using namespace matoi::widgets;

namespace {

/// What nobody can use without hearing its name.
bool isControl(const QAccessibleInterface& item)
{
    static const std::set<QAccessible::Role> roles{
        QAccessible::Button,   QAccessible::CheckBox, QAccessible::RadioButton, QAccessible::EditableText,
        QAccessible::ComboBox, QAccessible::SpinBox,  QAccessible::List,        QAccessible::Table,
        QAccessible::Tree,     QAccessible::PageTab,  QAccessible::PageTabList, QAccessible::Slider,
        QAccessible::Link,     QAccessible::Clock,    QAccessible::Heading,     QAccessible::AlertMessage,
        QAccessible::Chart,    QAccessible::Dialog,   QAccessible::ButtonMenu,  QAccessible::ListItem,
        QAccessible::TreeItem, QAccessible::Grouping, QAccessible::ColumnHeader};
    return roles.count(item.role()) > 0;
}

/// Nothing but a ground for others: it must never have the focus.
bool isMute(const QAccessibleInterface& item)
{
    return item.role() == QAccessible::Client || item.role() == QAccessible::NoRole ||
           item.role() == QAccessible::Pane || item.role() == QAccessible::LayeredPane;
}

/// Qt's own parts of a widget: arrows of scroll bars, the button that clears a field, handles.
bool isQtsOwn(const QObject* object)
{
    return object != nullptr && (object->objectName().startsWith(QStringLiteral("qt_")) ||
                                 object->inherits("QLineEditIconButton"));
}

/// Of buttons of which one is down, Tab reaches that one and the arrow keys the others.
bool isLeftToArrows(const QObject* object)
{
    const auto* button = qobject_cast<const QAbstractButton*>(object);
    return button != nullptr && button->group() != nullptr && button->group()->exclusive() &&
           !button->isChecked();
}

bool takesTab(const QObject* object)
{
    if (isLeftToArrows(object))
        return false;
    const auto* widget = qobject_cast<const QWidget*>(object);
    return widget != nullptr && (widget->focusPolicy() & Qt::TabFocus) != 0 &&
           widget->focusProxy() == nullptr;
}

QString describe(const QAccessibleInterface& item)
{
    const QObject* object = item.object();
    return QStringLiteral("%1, role %2, in %3")
        .arg(QString::fromLatin1(object != nullptr ? object->metaObject()->className() : "part"),
             QString::number(item.role()),
             QString::fromLatin1(object != nullptr && object->parent() != nullptr
                                     ? object->parent()->metaObject()->className()
                                     : "nothing"));
}

void collectNameless(QAccessibleInterface* item, QStringList& out, int& seen)
{
    if (item == nullptr || !item->isValid() || item->state().invisible)
        return;
    if (!isQtsOwn(item->object())) {
        const bool nameless = item->text(QAccessible::Name).trimmed().isEmpty();
        if ((isControl(*item) || takesTab(item->object())) && nameless)
            out << QStringLiteral("no name: ") + describe(*item);
        if (takesTab(item->object()) && isMute(*item))
            out << QStringLiteral("no role: ") + describe(*item);
        seen += isControl(*item) ? 1 : 0;
    }
    for (int i = 0; i < item->childCount(); ++i)
        collectNameless(item->child(i), out, seen);
}

} // namespace

/// Every control of every tab and dialog says its name and what it is. Read as assistive technology reads it.
class AccessibilityTest : public QObject
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

    void everyTabNamesItsControls_data()
    {
        QTest::addColumn<int>("tab");
        QTest::addColumn<bool>("japanese");
        for (const int tab : {tabs::overview, tabs::metrics, tabs::timeline, tabs::contacts, tabs::related,
                              tabs::analysis, tabs::properties})
            for (const bool japanese : {false, true})
                QTest::addRow("tab %d %s", tab + 1, japanese ? "ja" : "en") << tab << japanese;
    }
    void everyTabNamesItsControls()
    {
        QFETCH(int, tab);
        QFETCH(bool, japanese);
        if (japanese)
            m_fixture->speakJapanese();
        m_window->view().openTab(tab);
        checkNames(*m_window, 20);
    }

    void namesItsControlsWithoutAnIncident()
    {
        m_window.reset();
        for (const auto& incident : m_fixture->story.memory.incidents.all())
            QVERIFY(m_fixture->story.memory.incidents.remove(incident));
        m_window = test::storyWindow(*m_fixture);
        checkNames(*m_window, 3);
    }

    void namesItsControlsWithoutAConnection()
    {
        domain::SyncState state;
        state.connection = domain::SyncState::Connection::Offline;
        m_fixture->story.memory.notifier.setSyncState(state);
        checkNames(*m_window, 20);
    }

    void theEditorsOfTheTimelineAndTheSummaryNameTheirFields()
    {
        m_window->view().openView(OverviewTab::Overview);
        m_window->view().overviewTab().overview().editSummary();
        checkNames(*m_window, 20);
        m_window->view().openTab(tabs::timeline);
        auto* view = m_window->view().panel(tabs::timeline)->findChild<TimelineView*>();
        QVERIFY(view != nullptr);
        const auto events = m_fixture->story.memory.timelineEvents.of(m_fixture->story.checkout.uuid());
        QVERIFY(!events.empty());
        for (const auto& event : {events.front(), events.back()}) {
            view->openEditor(event.id);
            checkNames(*m_window, 20);
            view->closeEditor();
        }
    }

    void everyDialogNamesItsControls()
    {
        const auto checkout = m_fixture->story.checkout;
        const auto event = m_fixture->story.memory.timelineEvents.of(checkout.uuid()).front();
        const std::function<QDialog*()> makers[] = {
            [&] { return new StartDialog(m_fixture->context, m_window.get()); },
            [&] { return new PageDialog(m_fixture->context, checkout, m_window.get()); },
            [&] { return new UpdateDialog(m_fixture->context, checkout, m_window.get()); },
            [&] { return new RevisionDialog(m_fixture->context, event, m_window.get()); },
            [&] { return new AudiencesDialog(m_fixture->context, checkout, m_window.get()); },
            [&] { return new HandoverDialog(m_fixture->context, checkout, m_window.get()); },
            [&] { return new AcceptDialog(m_fixture->context, offer(), m_window.get()); }};
        for (const auto& make : makers) {
            QDialog* dialog = make();
            dialog->show();
            QVERIFY(QTest::qWaitForWindowExposed(dialog));
            checkWindow(*dialog, QAccessible::Dialog);
            checkNames(*dialog, 1);
            delete dialog;
        }
    }

    void everyFormAndTheHelpNameTheirControls()
    {
        using namespace matoi::widgets::cockpit;
        const auto& context = m_fixture->context;
        const auto checkout = m_fixture->story.checkout;
        QWidget* over = m_window.get();
        const std::function<void()> openers[] = {
            [&] { openDecide(context, checkout, over); },
            [&] { openGiveTask(context, checkout, over); },
            [&] { openReport(context, checkout, over); },
            [&] { openCallOut(context, checkout, over); },
            [&] { openAssign(context, checkout, domain::IncidentRole::Scribe, over); },
            [&] { openCorrectMark(context, checkout, over); },
            [&] { openPhone(context, m_fixture->story.kenji, over); },
            [&] { m_window->showKeys(); },
            [&] { m_window->openPalette(); }};
        for (const auto& opener : openers) {
            opener();
            auto* dialog = m_window->findChild<QDialog*>();
            QVERIFY(dialog != nullptr);
            QVERIFY(QTest::qWaitForWindowExposed(dialog));
            checkNames(*dialog, 1);
            delete dialog;
        }
    }

    void theCockpitNamesItsControls()
    {
        m_window->view().openView(OverviewTab::Cockpit);
        checkNames(*m_window, 20);
    }

    void theSettingsNameTheirControls()
    {
        QTemporaryDir folder;
        settings::Settings settings(folder.filePath(QStringLiteral("matoi.conf")));
        SettingsWindow window(m_fixture->theme, settings);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        checkNames(window, 20);
        checkWindow(window, QAccessible::Window);
    }

    void theLoggerNamesItsControls()
    {
        LoggerWindow logger(m_fixture->context);
        logger.openOn(m_fixture->story.checkout);
        QVERIFY(QTest::qWaitForWindowExposed(&logger));
        checkNames(logger, 5);
        checkWindow(logger, QAccessible::Window);
    }

    void aRowOfTheListSaysWhatItShows()
    {
        auto* view = m_window->list().findChild<QListView*>();
        QVERIFY(view != nullptr);
        const QAccessibleInterface* row = QAccessible::queryAccessibleInterface(view)->child(0);
        QVERIFY(row != nullptr);
        const QString name = row->text(QAccessible::Name);
        QVERIFY2(name.startsWith(QStringLiteral("impact ")), qPrintable(name));
        QVERIFY2(name.contains(QStringLiteral("INC-")), qPrintable(name));
    }

    void everyMenuEntryHasAText()
    {
        const auto* bar = m_window->findChild<QMenuBar*>();
        QVERIFY(bar != nullptr);
        for (const QAction* entry : bar->actions()) {
            const QMenu* menu = entry->menu();
            QVERIFY(menu != nullptr && !menu->title().isEmpty());
            for (const QAction* action : menu->actions())
                QVERIFY(action->isSeparator() || !action->text().isEmpty());
        }
    }

    void tabReachesEveryControlAndComesRound()
    {
        for (int tab = 0; tab < m_window->view().tabCount(); ++tab) {
            m_window->view().openTab(tab);
            QSet<QWidget*> wanted;
            for (QWidget* widget : m_window->findChildren<QWidget*>())
                if (takesTab(widget) && widget->isVisible() && widget->isEnabled() &&
                    widget->window() == m_window.get())
                    wanted.insert(widget);
            QSet<QWidget*> reached;
            QTest::keyClick(m_window.get(), Qt::Key_Tab);
            for (QWidget* now = m_window->focusWidget(); now != nullptr && !reached.contains(now);
                 now = m_window->focusWidget()) {
                reached.insert(now);
                QTest::keyClick(now, Qt::Key_Tab);
            }
            QStringList left;
            for (const QWidget* widget : wanted - reached)
                left << QStringLiteral("%1 “%2”").arg(QString::fromLatin1(widget->metaObject()->className()),
                                                      widget->accessibleName());
            QVERIFY2(left.isEmpty(), qPrintable(QStringLiteral("tab %1, not reached: %2")
                                                    .arg(tab + 1)
                                                    .arg(left.join(QStringLiteral(", ")))));
        }
    }

private:
    domain::Id<domain::Handover> offer()
    {
        domain::Handover handover;
        handover.incidentId = m_fixture->story.checkout;
        handover.from = "Misaki Sato";
        handover.to = "Daniel Reyes";
        handover.offeredAt = m_fixture->story.clock.now();
        handover.expiresAt = handover.offeredAt + std::chrono::minutes(5);
        handover.briefing.conditions = "5xx is back under 1%";
        const auto id = domain::Id<domain::Handover>::generate();
        m_fixture->story.memory.handovers.put(id, handover);
        return id;
    }

    /// What a screen reader says on arriving there: a window or a dialog, and which. One without a role is
    /// filler.
    static void checkWindow(QWidget& window, QAccessible::Role role)
    {
        const QAccessibleInterface* item = QAccessible::queryAccessibleInterface(&window);
        QVERIFY(item != nullptr);
        QVERIFY2(item->role() == role, window.metaObject()->className());
        QVERIFY2(!item->text(QAccessible::Name).isEmpty(), window.metaObject()->className());
    }

    static void checkNames(QWidget& window, int least)
    {
        QApplication::processEvents();
        QStringList nameless;
        int seen = 0;
        collectNameless(QAccessible::queryAccessibleInterface(&window), nameless, seen);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
        QVERIFY2(seen >= least, "the walk has seen fewer controls than there are");
    }

    std::unique_ptr<test::PanelFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(AccessibilityTest)
#include "accessibilitytest.moc"
