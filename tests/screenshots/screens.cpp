#include "tests/screenshots/screens.h"

#include "tests/screenshots/scenes.h"
#include "widgets/cockpit/cockpitpanel.h"
#include "widgets/contacts/pagedialog.h"
#include "widgets/firstrun/firstrun.h"
#include "widgets/firstrun/joinform.h"
#include "widgets/handover/acceptdialog.h"
#include "widgets/handover/formdialog.h"
#include "widgets/handover/handoverdialog.h"
#include "widgets/incidents/incidentspage.h"
#include "widgets/incidents/startdialog.h"
#include "widgets/logger/loggerwindow.h"
#include "widgets/overview/overviewpanel.h"
#include "widgets/palette/palette.h"
#include "widgets/settings/settingswindow.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/updatedialog.h"
#include "widgets/timeline/timelineview.h"

#include <QtCore/QFile>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

namespace matoi::test {

using namespace widgets;
using namespace Qt::StringLiterals;
using domain::Id;

namespace {

/// The window without an incident: none yet, or none told of yet.
void openNothing(Stage& stage)
{
    forgetIncidents(stage);
    stage.window();
}

void openIncidents(Stage& stage)
{
    if (stage.is(State::Empty) || stage.is(State::Loading))
        forgetIncidents(stage);
    stage.window().showIncidents(true);
}

void openSearch(Stage& stage)
{
    prepareSearch(stage);
    stage.window().showIncidents(true);
    stage.window().incidents().findChild<QLineEdit*>()->setText(u"DB"_s);
    stage.settle();
    stage.memory().search.answer();
}

void openStart(Stage& stage)
{
    if (stage.is(State::Empty))
        for (const auto& plan : stage.memory().responsePlans.all())
            static_cast<void>(stage.memory().responsePlans.remove(plan));
    stage.window().startIncident();
    stage.dialog<StartDialog>();
}

void openMetrics(Stage& stage)
{
    stage.tab(tabs::metrics).setFocus();
}

void openEditor(Stage& stage)
{
    auto* view = stage.tab(tabs::timeline).findChild<TimelineView*>();
    for (const auto& event : stage.memory().timelineEvents.of(stage.incident().uuid()))
        if (event.value.text == "7 of 12 instances replaced")
            view->openEditor(event.id);
}

void openSummary(Stage& stage)
{
    stage.tab(tabs::overview);
    stage.window().view().overviewTab().overview().editSummary();
}

void openAnalysis(Stage& stage)
{
    if (!stage.is(State::Empty))
        fillAnalysis(stage);
    stage.tab(tabs::analysis);
}

void openCockpit(Stage& stage)
{
    if (!stage.is(State::Empty))
        fillCockpit(stage);
    stage.window().view().openView(OverviewTab::Cockpit);
}

/// One of the cockpit's small forms.
void openForm(Stage& stage, void (CockpitPanel::*open)())
{
    openCockpit(stage);
    (stage.window().view().overviewTab().cockpit().*open)();
    stage.dialog<FormDialog>();
}

void openHandover(Stage& stage)
{
    fillCockpit(stage);
    stage.window().view().takeCommand();
    stage.dialog<HandoverDialog>().chooseSuccessor(u"Daniel Reyes"_s);
}

void openAccept(Stage& stage)
{
    fillCockpit(stage);
    offerCommand(stage);
    stage.window().view().takeCommand();
    auto& dialog = stage.dialog<AcceptDialog>();
    for (auto* part : dialog.findChildren<QCheckBox*>().first(2))
        part->setChecked(true);
}

void openPage(Stage& stage)
{
    stage.window().view().pageSomeone(stage.story().aiko);
    stage.dialog<PageDialog>();
}

void openUpdate(Stage& stage)
{
    stage.window().view().postUpdate();
    stage.dialog<UpdateDialog>();
}

void openPalette(Stage& stage)
{
    stage.window().openPalette();
    auto& palette = stage.dialog<Palette>();
    palette.field().setText(stage.is(State::Empty) ? u"gift cards are sold twice"_s : u"page"_s);
}

void openSettings(Stage& stage)
{
    // A file that is not there has nothing but defaults; one under a file cannot be written.
    const QString nowhere = QStringLiteral(MATOI_NOWHERE);
    auto settings = std::make_unique<settings::Settings>(nowhere);
    settings->setStronger(settings::Key::Language, {settings::Source::CommandLine, u"--language"_s},
                          stage.look().japanese ? u"ja"_s : u"en"_s);
    auto window = std::make_unique<SettingsWindow>(stage.fixture().theme, *settings);
    settings.release()->setParent(window.get());
    window->setPlacement({{}, u"/srv/matoi/service"_s, {}});
    window->setKeys(
        {{stage.look().japanese ? u"イベントを記録"_s : u"Log an event"_s, u"Alt+Shift+N"_s, u"N"_s},
         {stage.look().japanese ? u"状況を共有…"_s : u"Post update…"_s, u"Alt+Shift+U"_s, u"U"_s}});
    stage.alone(std::move(window));
}

void openFirstRun(Stage& stage, FirstRun::Choice choice)
{
    FirstRun& screen = stage.window().firstRun();
    const bool failed = stage.is(State::Error) && choice == FirstRun::Choice::ThisComputer;
    stage.window().setPlacement(
        {{},
         u"/srv/matoi/service"_s,
         failed ? u"matoid is not installed beside matoi, and not on the PATH."_s : QString(),
         failed ? Placement::Keyring::None : Placement::Keyring::Open,
         !failed});
    stage.window().openFirstRun(choice);
    if (choice != FirstRun::Choice::Team)
        return;
    const auto fields = screen.joinForm().findChildren<QLineEdit*>();
    fields[0]->setText(u"matoi.hinode.example"_s);
    fields[1]->setText(u"mt_abcdefgh"_s);
    if (stage.is(State::Error))
        screen.refuseJoin(true, stage.look().japanese ? u"matoi.hinode.exampleはこのトークンを知りません。"_s
                                                      : u"matoi.hinode.example does not know this token."_s);
}

void openRelated(Stage& stage)
{
    if (!stage.is(State::Empty))
        fillRelated(stage);
    stage.tab(tabs::related);
    stage.settle();
    stage.memory().similar.answer();
}

void openProperties(Stage& stage)
{
    fillProperties(stage);
    stage.tab(tabs::properties);
}

/// Two people are named, others see it by what they do in it: the lock is in the list and in the header.
void openRestricted(Stage& stage)
{
    fillProperties(stage);
    const Story& story = stage.story();
    auto restricted = *stage.memory().incidents.find(story.checkout);
    restricted.value.restricted = true;
    restricted.value.visibleTo = {story.misaki, story.aiko};
    stage.memory().incidents.put(restricted.id, restricted.value);
    stage.tab(tabs::properties);
}

/// The one-line logger, by itself as it stands over whatever else is on the screen.
void openLogger(Stage& stage)
{
    if (stage.is(State::Empty))
        forgetIncidents(stage);
    auto logger = std::make_unique<LoggerWindow>(stage.context());
    logger->openOn(stage.incident());
    stage.alone(std::move(logger));
}

void openTeam(Stage& stage)
{
    openFirstRun(stage, FirstRun::Choice::Team);
}

void openTab(Stage& stage, int index)
{
    stage.tab(index);
}

} // namespace

const std::vector<Screen>& screens()
{
    using enum State;
    static const std::vector<State> never;
    static const std::vector<State> all{Empty, Loading, Offline, Error, Stale};
    static const std::vector<State> offline{Offline};
    static const std::vector<Screen> table{
        // name, mock-up, states beside the usual one, how it is brought about
        {u"nothing"_s, {}, {Loading}, openNothing},
        {u"incidents"_s, u"12"_s, {Empty, Loading, Offline, Stale}, openIncidents},
        {u"incidents-search"_s, u"12"_s, {Empty, Error}, openSearch},
        {u"start"_s, u"09"_s, {Empty, Offline}, openStart},
        {u"overview"_s, u"35"_s, all, [](Stage& s) { openTab(s, tabs::overview); }},
        {u"overview-1024"_s, u"31"_s, offline,
         [](Stage& s) {
             s.window({1024, 680});
         }},
        {u"overview-writing"_s, u"35"_s, offline, openSummary},
        {u"overview-conflict"_s, u"06"_s, never,
         [](Stage& s) {
             clashOverSummary(s);
             s.window();
         }},
        {u"metrics"_s, u"03"_s, all, openMetrics},
        {u"timeline"_s, u"04"_s, {Empty, Offline, Stale}, [](Stage& s) { openTab(s, tabs::timeline); }},
        {u"timeline-editing"_s, u"04"_s, never, openEditor},
        {u"contacts"_s,
         u"05"_s,
         {Empty, Offline, Error, Stale},
         [](Stage& s) { openTab(s, tabs::contacts); }},
        {u"related"_s, u"19"_s, {Empty, Offline}, openRelated},
        {u"properties"_s, u"20"_s, offline, openProperties},
        {u"properties-restricted"_s, u"20"_s, never, openRestricted},
        {u"logger"_s, {}, {Empty, Offline}, openLogger},
        {u"contacts-page"_s, u"05"_s, offline, openPage},
        {u"analysis"_s, u"06"_s, {Empty, Offline}, openAnalysis},
        {u"cockpit"_s, u"26"_s, {Empty, Offline}, openCockpit},
        {u"cockpit-decide"_s, u"26"_s, never, [](Stage& s) { openForm(s, &CockpitPanel::decide); }},
        {u"cockpit-task"_s, u"26"_s, never, [](Stage& s) { openForm(s, &CockpitPanel::giveTask); }},
        {u"cockpit-callout"_s, u"26"_s, never, [](Stage& s) { openForm(s, &CockpitPanel::callOut); }},
        {u"handover"_s, u"25"_s, offline, openHandover},
        {u"handover-accept"_s, u"25b"_s, offline, openAccept},
        {u"update"_s, {}, offline, openUpdate},
        {u"palette"_s, u"10"_s, {Empty, Offline}, openPalette},
        {u"settings"_s, u"27"_s, never, openSettings},
        {u"firstrun"_s, u"23"_s, {Loading}, [](Stage& s) { openFirstRun(s, FirstRun::Choice::Drill); }},
        {u"firstrun-here"_s,
         u"23"_s,
         {Error},
         [](Stage& s) { openFirstRun(s, FirstRun::Choice::ThisComputer); }},
        {u"firstrun-team"_s, u"23"_s, {Error}, openTeam},
    };
    return table;
}

} // namespace matoi::test
