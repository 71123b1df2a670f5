#include "widgets/shell/incidentview.h"

#include "models/domain/ports/online.h"
#include "widgets/analysis/analysispanel.h"
#include "widgets/cockpit/cockpitdialogs.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/segmentedcontrol.h"
#include "widgets/common/theme.h"
#include "widgets/conflict/conflictarea.h"
#include "widgets/conflict/conflictchooser.h"
#include "widgets/contacts/pagedialog.h"
#include "widgets/handover/commandacts.h"
#include "widgets/handover/commandstrip.h"
#include "widgets/panel/connectionwords.h"
#include "widgets/panel/question.h"
#include "widgets/panel/texts.h"
#include "widgets/shell/actionbar.h"
#include "widgets/shell/incidentheader.h"
#include "widgets/shell/incidenttabs.h"
#include "widgets/shell/outofsight.h"
#include "widgets/shell/updatedialog.h"

#include <QtCore/QEvent>
#include <QtWidgets/QDialog>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace matoi::widgets {

using namespace domain;

IncidentView::IncidentView(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_header(new IncidentHeader(context, this))
    , m_tabs(new IncidentTabs(context.theme, this))
    , m_views(new SegmentedControl(context.theme, m_tabs))
    , m_conflict(new ConflictArea(context, this))
    , m_command(new CommandStrip(context, this))
    , m_stack(new QStackedWidget(this))
    , m_actions(new ActionBar(context, this))
    , m_empty(new EmptyState(context.theme, {}, this))
    , m_outOfSight(new OutOfSight(context, this))
{
    const PanelLinks links{
        [this](int tab) { openTab(tab); }, [this](std::optional<Time> at) { m_actions->setEventTime(at); },
        [this] { pageSomeone(); },         [this] { logEvent(); },
        [this] { takeCommand(); },         [this](Id<Incident> other) { Q_EMIT openRequested(other); }};
    m_panels = panelTabs(context, links);
    m_made.resize(m_panels.size());
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        m_stack->addWidget(new QWidget(m_stack)); // keeps its panel's place
        m_tabs->add();
    }
    makeViewSwitch();
    m_stack->setBackgroundRole(QPalette::Base);
    m_stack->setAutoFillBackground(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_tabs);
    column->addWidget(m_command);
    column->addWidget(m_conflict);
    column->addWidget(m_stack, 1);
    column->addWidget(m_actions);
    column->addWidget(m_empty);
    column->addWidget(m_outOfSight, 1);

    connect(m_tabs, &IncidentTabs::chosen, this, &IncidentView::openTab);
    connect(m_header, &IncidentHeader::statusRequested, this, &IncidentView::setStatus);
    connect(m_header, &IncidentHeader::markRequested, this,
            [this](commands::IncidentCommands::Mark mark) { correctMark(mark); });
    connect(m_header, &IncidentHeader::openRequested, this, &IncidentView::openRequested);
    connect(m_actions, &ActionBar::paletteRequested, this, &IncidentView::paletteRequested);
    connect(m_header, &IncidentHeader::takeCommandRequested, this, &IncidentView::takeCommand);
    connect(m_header, &IncidentHeader::postUpdateRequested, this, &IncidentView::postUpdate);
    connect(m_actions, &ActionBar::pageRequested, this, [this] { pageSomeone(); });
    connect(m_actions, &ActionBar::takeCommandRequested, this, &IncidentView::takeCommand);
    connect(m_command, &CommandStrip::takeRequested, this, &IncidentView::takeCommand);
    connect(m_actions, &ActionBar::resolveRequested, this, &IncidentView::resolveOrReopen);
    connect(m_actions, &ActionBar::postUpdateRequested, this, &IncidentView::postUpdate);
    m_conflict->setFilter([this](const Conflict& conflict) { return m_filled && belongsHere(conflict); });
    connect(m_empty, &EmptyState::actionTriggered, this, &IncidentView::startRequested);
    connect(m_empty, &EmptyState::otherActionTriggered, this, &IncidentView::drillRequested);
    m_subscriptions.push_back(
        context.changes.onRecords([this](const std::vector<ChangedRecord>&) { showWhatThereIs(); }));
    m_subscriptions.push_back(context.changes.onSyncState([this](const SyncState&) {
        if (m_empty->isVisible())
            showWhatThereIs();
    }));
    showWhatThereIs();
}

/// In the row of tabs, where it costs no height and stays in its place in both views.
void IncidentView::makeViewSwitch()
{
    m_views->add({});
    m_views->add({});
    m_tabs->setTrailing(m_views);
    connect(m_views, &SegmentedControl::currentChanged, this,
            [this](int view) { openView(static_cast<OverviewTab::View>(view)); });
    showView();
}

void IncidentView::showView()
{
    m_views->setVisible(m_stack->currentIndex() == tabs::overview);
    if (m_made[tabs::overview])
        m_views->setCurrent(overviewTab().view());
}

void IncidentView::openView(OverviewTab::View view)
{
    overviewTab().setView(view);
    openTab(tabs::overview);
}

void IncidentView::switchView()
{
    const bool there = currentTab() == tabs::overview && overviewTab().view() == OverviewTab::Cockpit;
    openView(there ? OverviewTab::Overview : OverviewTab::Cockpit);
}

void IncidentView::setIncident(Id<Incident> id)
{
    if (id == m_id)
        return;
    m_id = id;
    m_wasThere = false;
    m_goneAt.reset();
    if (m_filled)
        showIncident();
}

void IncidentView::showIncident()
{
    m_header->setIncident(m_id);
    m_actions->setIncident(m_id);
    m_command->setIncident(m_id);
    m_conflict->refresh();
    for (std::size_t i = 0; i < m_panels.size(); ++i)
        if (m_made[i])
            m_panels[i].setIncident(*m_made[i], m_id);
    showWhatThereIs();
}

QWidget* IncidentView::panel(int index)
{
    const auto at = static_cast<std::size_t>(index);
    if (m_made[at])
        return m_made[at];
    const bool current = m_stack->currentIndex() == index;
    QWidget* panel = m_panels[at].make(m_stack);
    m_made[at] = panel;
    QWidget* place = m_stack->widget(index);
    m_stack->insertWidget(index, panel);
    m_stack->removeWidget(place);
    delete place;
    if (current)
        m_stack->setCurrentIndex(index);
    if (!m_id.isNil())
        m_panels[at].setIncident(*panel, m_id);
    return panel;
}

void IncidentView::fill()
{
    m_waits = false;
    if (std::exchange(m_filled, true))
        return;
    showIncident();
    openTab(currentTab());
}

void IncidentView::showEvent(QShowEvent* event)
{
    if (!m_filled && !m_waits)
        fill();
    QWidget::showEvent(event);
}

void IncidentView::showTabs()
{
    for (std::size_t i = 0; i < m_panels.size(); ++i)
        m_tabs->setTab(static_cast<int>(i), m_panels[i].label(), m_id.isNil() ? 0 : m_panels[i].count(m_id));
    const int waiting = m_id.isNil() ? 0 : openInCockpit(m_context, m_id);
    m_views->setText(OverviewTab::Overview, tr("Overview"));
    m_views->setText(OverviewTab::Cockpit, waiting > 0 ? tr("Cockpit %1").arg(waiting) : tr("Cockpit"));
    m_views->setAccessibleName(tr("View of the Overview tab"));
    m_views->setToolTip(tr("C switches between the two"));
    m_tabs->fit();
}

/// Without an incident there is nothing to show or to press, and no screen reader to be led through it. One
/// that was asked for may not have come from the service yet.
void IncidentView::showWhatThereIs()
{
    const std::array<QWidget*, 4> parts{m_header, m_tabs, m_stack, m_actions};
    if (!m_filled) {
        std::for_each(parts.begin(), parts.end(), [](QWidget* part) { part->hide(); });
        m_empty->hide();
        m_outOfSight->hide();
        return;
    }
    showTabs();
    const bool nothing = !m_context.repositories.incidents.find(m_id).has_value();
    const bool heard = m_context.changes.syncState().syncedAt.has_value();
    m_empty->setSentence(heard
                             ? tr("No incident is open. A drill shows the whole console in three minutes and "
                                  "pages nobody.")
                             : tr("No incident is known here yet: the service has not answered. One that you "
                                  "start is kept on this computer, and pages nobody until then."));
    m_empty->setAction(tr("Start incident…"), Icon::Plus);
    const SyncState state = m_context.changes.syncState();
    CommandButton* drill = m_empty->setOtherAction(tr("Start a drill"), Icon::Play);
    drill->setEnabled(isOnline(state));
    drill->setToolTip(isOnline(state) ? QString()
                                      : tr("The service plays the drill. %1").arg(possibleAgain(state)));
    drill->setAccessibleDescription(drill->toolTip());
    noteGone(nothing);
    m_empty->setVisible(nothing && !m_goneAt);
    for (QWidget* part : parts)
        part->setVisible(!nothing);
}

/// What was open over it goes with it: a dialog may hold its title, a text, or a file.
void IncidentView::noteGone(bool nothing)
{
    if (!nothing) {
        m_wasThere = true;
        m_goneAt.reset();
        m_outOfSight->hide();
        return;
    }
    if (!std::exchange(m_wasThere, false)) {
        m_outOfSight->setVisible(m_goneAt.has_value());
        return;
    }
    m_goneAt = m_context.clock.now();
    for (auto* dialog : findChildren<QDialog*>())
        dialog->reject();
    m_outOfSight->show(*m_goneAt);
}

void IncidentView::openTab(int index)
{
    if (index < 0 || index >= tabCount())
        return;
    m_tabs->setCurrent(index);
    m_stack->setCurrentWidget(m_filled ? panel(index) : m_stack->widget(index));
    showView();
    if (index != tabs::metrics)
        m_actions->setEventTime(std::nullopt);
}

/// What has no pane of its own: the header's fields, roles, the checklist, and records of no incident.
bool IncidentView::belongsHere(const Conflict& conflict) const
{
    switch (conflict.kind) {
    case Kind::Summary:
    case Kind::TimelineEvent:
    case Kind::Answer:
    case Kind::ActionItem: return false;
    case Kind::Incident: return conflict.record == m_id.uuid();
    default: return !conflict.parent || conflict.parent == m_id.uuid();
    }
}

void IncidentView::focusTabs()
{
    m_tabs->focusCurrent();
}

void IncidentView::setListShown(bool shown)
{
    m_header->setListShown(shown);
}

void IncidentView::showConflict(const Conflict& conflict)
{
    switch (conflict.kind) {
    case Kind::Summary: openView(OverviewTab::Overview); break;
    case Kind::TimelineEvent: openTab(tabs::timeline); break;
    case Kind::Answer:
        openTab(tabs::analysis);
        static_cast<AnalysisPanel*>(panel(tabs::analysis))->showAnswer(Id<Answer>(conflict.record));
        break;
    case Kind::ActionItem: openTab(tabs::analysis); break;
    case Kind::RelatedItem: openTab(tabs::related); break;
    default: break;
    }
    for (auto* chooser : findChildren<ConflictChooser*>()) {
        if (chooser->isVisible() && chooser->conflictId() == conflict.id) {
            chooser->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

int IncidentView::currentTab() const
{
    return m_stack->currentIndex();
}

void IncidentView::tell(const Result<void>& result)
{
    if (!result)
        m_actions->say(texts::error(result.error()));
}

void IncidentView::logEvent()
{
    m_actions->focusComposer();
}

void IncidentView::pageSomeone(std::optional<Id<Contact>> whom)
{
    if (m_id.isNil())
        return;
    auto* dialog = new PageDialog(m_context, m_id, this);
    if (whom)
        dialog->choose(*whom);
    dialog->open();
}

void IncidentView::takeCommand()
{
    if (!m_id.isNil())
        tell(takeOrHandOver(m_context, m_id, this));
}

void IncidentView::correctMark(std::optional<commands::IncidentCommands::Mark> mark)
{
    if (!m_id.isNil())
        cockpit::openCorrectMark(m_context, m_id, this, mark);
}

void IncidentView::postUpdate()
{
    if (!m_id.isNil())
        (new UpdateDialog(m_context, m_id, this))->open();
}

void IncidentView::resolveOrReopen()
{
    const auto incident = m_context.repositories.incidents.find(m_id);
    if (!incident)
        return;
    setStatus(incident->value.status == IncidentStatus::Resolved ? IncidentStatus::Mitigating
                                                                 : IncidentStatus::Resolved);
}

void IncidentView::setStatus(IncidentStatus status)
{
    const auto incident = m_context.repositories.incidents.find(m_id);
    if (!incident)
        return;
    const bool heavy = incident->value.impact <= Impact::High && !incident->value.drill;
    if (status != IncidentStatus::Resolved || !heavy) {
        tell(m_context.incidents.setStatus(m_id, status));
        return;
    }
    ask(this,
        {tr("Resolve"), tr("Resolve %1?").arg(texts::incidentNumber(incident->value)),
         tr("Its impact is %1. Whoever is still being paged for it is no longer paged.")
             .arg(texts::impact(incident->value.impact)),
         tr("Resolve")},
        // The incident that was asked about, whichever is in front by then.
        [this, id = m_id] { tell(m_context.incidents.setStatus(id, IncidentStatus::Resolved)); });
}

void IncidentView::resizeEvent(QResizeEvent* event)
{
    const Theme& theme = m_context.theme;
    m_actions->setRoom(width() < theme.px(700)   ? ActionBar::Room::Icons
                       : width() < theme.px(880) ? ActionBar::Room::FirstWords
                                                 : ActionBar::Room::Whole);
    QWidget::resizeEvent(event);
}

void IncidentView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        showWhatThereIs();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
