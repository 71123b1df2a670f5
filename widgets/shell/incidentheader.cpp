#include "widgets/shell/incidentheader.h"

#include "models/domain/ports/online.h"
#include "widgets/common/clocks.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/impactbadge.h"
#include "widgets/common/nextupdateclock.h"
#include "widgets/common/paint.h"
#include "widgets/common/statustrack.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/overview/engagementwords.h"
#include "widgets/panel/connectionwords.h"
#include "widgets/panel/texts.h"
#include "widgets/panel/ticker.h"
#include "widgets/shell/alsoopen.h"
#include "widgets/shell/incidenttitle.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using std::chrono::duration_cast;
using std::chrono::seconds;

namespace {

constexpr int lastLevel = 7; ///< of what gives way in a narrow window

/// Whether whoever is paged now can have heard of nothing, or nobody is left to be paged and nobody has
/// answered since.
bool reachesNobody(const Record<Engagement>& engagement, const std::vector<Record<Engagement>>& all,
                   const std::vector<Record<Page>>& pages)
{
    if (engagement.value.state == EngagementState::Exhausted)
        return std::none_of(all.begin(), all.end(), [&](const Record<Engagement>& one) {
            return one.value.state == EngagementState::Acknowledged &&
                   one.value.startedAt > engagement.value.startedAt;
        });
    const EngagementView view = engagementView(engagement, pages);
    return view.iconRole == widgets::Role::StateFail &&
           std::none_of(view.channels.begin(), view.channels.end(),
                        [](const ChannelMark& mark) { return mark.state == ChannelState::Sent; });
}

} // namespace

IncidentHeader::IncidentHeader(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_badge(new ImpactBadge(context.theme, ImpactBadge::Form::Word, this))
    , m_drill(new TextLabel(context.theme, TextStyle::Strong, widgets::Role::StateWait, {}, this))
    , m_lock(new TextLabel(context.theme, TextStyle::Body, widgets::Role::TextSecondary, {}, this))
    , m_title(new IncidentTitle(context.theme, this))
    , m_nextUpdate(new NextUpdateClock(context.theme, this))
    , m_elapsed(new ElapsedClock(context.theme, this))
    , m_status(new StatusTrack(context.theme, this))
    , m_commanderCaption(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::TextTertiary, {}, this))
    , m_commander(new CommandButton(context.theme, {}, Icon::None, this))
    , m_respondersIcon(new TextLabel(context.theme, TextStyle::Body, widgets::Role::StateWait, {}, this))
    , m_responders(new TextLabel(context.theme, TextStyle::Strong, widgets::Role::TextPrimary, {}, this))
    , m_respondersLine(new Hairline(context.theme, Qt::Vertical, this))
    , m_channel(new TextLabel(context.theme, TextStyle::Body, widgets::Role::AccentText, {}, this))
    , m_channelLine(new Hairline(context.theme, Qt::Vertical, this))
    , m_alsoOpen(new AlsoOpen(context, this))
    , m_alsoLine(new Hairline(context.theme, Qt::Vertical, this))
{
    m_elapsed->setProminent(false);
    m_commander->setKind(CommandButton::Kind::Quiet);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(titleRow());
    column->addWidget(new Hairline(context.theme, Qt::Horizontal, this));
    column->addLayout(vitalsRow());

    connect(m_status, &StatusTrack::stepPressed, this, &IncidentHeader::pressStep);
    connect(m_alsoOpen, &AlsoOpen::openRequested, this, &IncidentHeader::openRequested);
    connect(m_alsoOpen, &AlsoOpen::anyChanged, this, &IncidentHeader::arrange);
    connect(m_commander, &CommandButton::clicked, this, &IncidentHeader::takeCommandRequested);
    connect(m_nextUpdate, &NextUpdateClock::setCadenceRequested, this, &IncidentHeader::postUpdateRequested);
    connect(&context.ticker, &Ticker::tick, this, &IncidentHeader::showClocks);
    m_syncState = context.changes.onSyncState([this](const SyncState&) { arrange(); });
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& record) {
            return record.id == m_id.uuid() || record.parent == m_id.uuid();
        });
        if (ours)
            refresh();
    });
}

QLayout* IncidentHeader::titleRow()
{
    Theme& theme = m_context.theme;
    auto* row = new QHBoxLayout;
    row->setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(6));
    row->setSpacing(theme.px(12));
    row->addWidget(m_badge, 0, Qt::AlignVCenter);
    row->addWidget(m_drill, 0, Qt::AlignVCenter);
    row->addWidget(m_lock, 0, Qt::AlignVCenter);
    row->addWidget(m_title, 1);
    row->addWidget(m_nextUpdate, 0, Qt::AlignVCenter);
    row->addSpacing(theme.px(4));
    row->addWidget(m_elapsed, 0, Qt::AlignVCenter);
    return row;
}

QLayout* IncidentHeader::vitalsRow()
{
    Theme& theme = m_context.theme;
    auto* row = new QHBoxLayout;
    row->setContentsMargins(theme.px(16), 0, theme.px(16), 0);
    row->setSpacing(theme.px(12));
    row->addWidget(m_status);
    row->addStretch(1);
    row->addWidget(new Hairline(theme, Qt::Vertical, this));
    auto* commander = new QHBoxLayout;
    commander->setSpacing(theme.px(2));
    commander->addWidget(m_commanderCaption);
    commander->addWidget(m_commander);
    row->addLayout(commander);
    row->addWidget(m_respondersLine);
    auto* responders = new QHBoxLayout;
    responders->setSpacing(theme.px(6));
    responders->addWidget(m_respondersIcon);
    responders->addWidget(m_responders);
    row->addLayout(responders);
    row->addWidget(m_channelLine);
    row->addWidget(m_channel);
    row->addWidget(m_alsoLine);
    row->addWidget(m_alsoOpen);
    // Each with what stands before it.
    m_vitals = {{m_status, 0},          {m_commanderCaption, 12}, {m_commander, 14},   {m_respondersLine, 12},
                {m_respondersIcon, 12}, {m_responders, 6},        {m_channelLine, 12}, {m_channel, 12},
                {m_alsoLine, 12},       {m_alsoOpen, 12}};
    return row;
}

void IncidentHeader::pressStep(int index)
{
    static constexpr IncidentStatus steps[] = {IncidentStatus::Open, IncidentStatus::Acknowledged,
                                               IncidentStatus::Mitigating, IncidentStatus::Resolved};
    const auto incident = m_context.repositories.incidents.find(m_id);
    if (!incident)
        return;
    const bool done =
        m_status->steps()[static_cast<std::size_t>(index)].progress == StatusTrack::Progress::Done;
    index = m_stepOf[static_cast<std::size_t>(index)];
    if (done) {
        using Mark = commands::IncidentCommands::Mark;
        static constexpr Mark marks[] = {Mark::Detected, Mark::Acknowledged, Mark::Mitigated, Mark::Resolved};
        Q_EMIT markRequested(marks[index]);
        return;
    }
    // The third step stands for both: from mitigating it leads on to mitigated.
    const bool further = index == 2 && incident->value.status == IncidentStatus::Mitigating;
    Q_EMIT statusRequested(further ? IncidentStatus::Mitigated : steps[index]);
}

void IncidentHeader::setListShown(bool shown)
{
    m_listShown = shown;
    arrange();
}

/// One after the other gives way until the row fits: the channel, the caption of what else is open, the
/// second half of the answers, times, the commander's caption, and in the end all steps but the one that
/// holds and the next.
void IncidentHeader::arrange()
{
    for (int level = 0; level <= lastLevel; ++level) {
        giveWay(level);
        if (vitalsWidth() <= width())
            return;
    }
}

void IncidentHeader::giveWay(int level)
{
    m_level = level;
    const bool also = !m_listShown && m_alsoOpen->hasAny();
    m_alsoOpen->setVisible(also);
    m_alsoLine->setVisible(also);
    const bool channel = level == 0 && !also && !m_channel->text().isEmpty();
    m_channel->setVisible(channel);
    m_channelLine->setVisible(channel);
    m_alsoOpen->setCaptionShown(level < 2);
    m_status->setTimesShown(level < 4);
    m_commanderCaption->setVisible(level < 5);
    if (const auto incident = m_context.repositories.incidents.find(m_id))
        showStatus(incident->value);
    showPeople();
}

int IncidentHeader::vitalsWidth() const
{
    const Theme& theme = m_context.theme;
    int wanted = theme.px(2 * 16) + 1; // the line that is always there
    for (const auto& [part, gap] : m_vitals)
        if (!part->isHidden())
            wanted += part->sizeHint().width() + theme.px(gap);
    return wanted;
}

void IncidentHeader::setIncident(Id<Incident> id)
{
    m_id = id;
    m_alsoOpen->setIncident(id);
    refresh();
}

void IncidentHeader::refresh()
{
    const auto incident = m_context.repositories.incidents.find(m_id);
    if (!incident)
        return;
    const Incident& value = incident->value;
    m_badge->setImpact(value.impact);
    m_badge->setResolved(value.status == IncidentStatus::Resolved);
    m_drill->setText(tr("DRILL"));
    m_drill->setVisible(value.drill);
    m_title->setTexts(QString::fromStdString(value.title), texts::incidentNumber(value));
    m_title->setAccessibleName(texts::spokenTitle(value));
    const Theme& theme = m_context.theme;
    m_lock->setPixmap(
        theme.pixmap(Icon::Lock, theme.iconSize(16), widgets::Role::TextSecondary, devicePixelRatioF()));
    m_lock->setAccessibleName(tr("Restricted"));
    m_lock->setToolTip(tr("Restricted: not everybody sees this incident. Properties says who does."));
    m_lock->setVisible(value.restricted);
    m_channel->setText(QString::fromStdString(value.chatChannel));
    arrange();
    showClocks();
}

void IncidentHeader::showStatus(const Incident& incident)
{
    const auto timed = [this](const std::optional<Time>& at) {
        return at ? timeText(*at, m_context.zone) : QString();
    };
    const bool mitigated = incident.status == IncidentStatus::Mitigated ||
                           (incident.status == IncidentStatus::Resolved && incident.mitigatedAt);
    struct Step
    {
        QString label;
        QString time;
        IncidentStatus from;
    };
    const Step steps[] = {
        {texts::status(IncidentStatus::Open), timed(incident.detectedAt.value_or(incident.startedAt)),
         IncidentStatus::Open},
        {texts::status(IncidentStatus::Acknowledged), timed(incident.acknowledgedAt),
         IncidentStatus::Acknowledged},
        {texts::status(mitigated ? IncidentStatus::Mitigated : IncidentStatus::Mitigating),
         timed(incident.mitigatedAt), mitigated ? IncidentStatus::Mitigated : IncidentStatus::Mitigating},
        {texts::status(IncidentStatus::Resolved), timed(incident.resolvedAt), IncidentStatus::Resolved}};
    std::vector<StatusTrack::Step> shown;
    m_stepOf.clear();
    const bool small = m_level == lastLevel;
    for (const Step& step : steps) {
        // With little room only where it stands and what comes next.
        const auto at = static_cast<int>(&step - steps);
        const auto status =
            incident.status == IncidentStatus::Mitigated ? IncidentStatus::Mitigating : incident.status;
        static constexpr IncidentStatus order[] = {IncidentStatus::Open, IncidentStatus::Acknowledged,
                                                   IncidentStatus::Mitigating, IncidentStatus::Resolved};
        const auto now = static_cast<int>(std::find(std::begin(order), std::end(order), status) - order);
        if (small && (at < now || at > now + 1))
            continue;
        m_stepOf.push_back(at);
        const bool current = incident.status == step.from && incident.status != IncidentStatus::Resolved;
        const bool done = !current && step.from <= incident.status;
        shown.push_back({step.label, current && step.time.isEmpty() ? tr("now") : step.time,
                         current ? StatusTrack::Progress::Current
                         : done  ? StatusTrack::Progress::Done
                                 : StatusTrack::Progress::Coming});
    }
    m_status->setSteps(shown);
}

void IncidentHeader::showPeople()
{
    const auto role = m_context.repositories.roleAssignments.find(
        roleAssignmentIdOf(m_id, domain::IncidentRole::Commander));
    const QString commander = role ? QString::fromStdString(role->value.person) : QString();
    m_commanderCaption->setText(tr("Commander"));
    m_commander->setText(commander.isEmpty() ? tr("Nobody yet") : commander);
    m_commander->setIconName(commander.isEmpty() ? Icon::Hand : Icon::None);
    m_commander->setAccessibleName(commander.isEmpty()
                                       ? tr("No commander yet. Take command")
                                       : tr("Commander %1. Take or hand over command").arg(commander));
    int acknowledged = 0;
    int total = 0;
    bool lost = false;
    const auto pages = m_context.repositories.pages.of(m_id.uuid());
    const auto engagements = m_context.repositories.engagements.of(m_id.uuid());
    for (const auto& engagement : engagements) {
        if (engagement.value.state == EngagementState::Stopped)
            continue;
        ++total;
        acknowledged += engagement.value.state == EngagementState::Acknowledged ? 1 : 0;
        lost = lost || reachesNobody(engagement, engagements, pages);
    }
    const bool waiting = acknowledged < total;
    const bool current = isCurrent(m_context.changes.syncState());
    const QString counted = tr("%1 of %2 acknowledged").arg(acknowledged).arg(total);
    const QString whole = current ? counted : tr("%1, %2").arg(counted, asOf(m_context));
    for (QWidget* part :
         {static_cast<QWidget*>(m_responders), static_cast<QWidget*>(m_respondersIcon), m_respondersLine})
        part->setVisible(total > 0);
    const Theme& theme = m_context.theme;
    m_respondersIcon->setPixmap(theme.pixmap(lost      ? Icon::TriangleAlert
                                             : waiting ? Icon::Hourglass
                                                       : Icon::CircleCheck,
                                             theme.iconSize(14),
                                             !current  ? widgets::Role::TextSecondary
                                             : lost    ? widgets::Role::StateFail
                                             : waiting ? widgets::Role::StateWait
                                                       : widgets::Role::StateOk,
                                             devicePixelRatioF()));
    const QString said = lost ? tr("%1. Somebody was not reached.").arg(whole) : whole;
    m_respondersIcon->setAccessibleName(said);
    m_respondersIcon->setToolTip(said);
    // Of when it is outlasts "acknowledged", which can be guessed. Without room for either, what is old is
    // grey.
    const QString brief = tr("%1 of %2").arg(acknowledged).arg(total);
    m_responders->setText(m_level > 5               ? brief
                          : m_level > 2 && !current ? tr("%1, %2").arg(brief, asOf(m_context))
                                                    : whole);
    m_responders->setRole(current ? widgets::Role::TextPrimary : widgets::Role::TextSecondary);
    m_responders->setAccessibleName(whole);
    m_responders->setToolTip(m_responders->text() == said ? QString() : said);
}

void IncidentHeader::showClocks()
{
    const auto incident = m_context.repositories.incidents.find(m_id);
    if (!incident)
        return;
    const Incident& value = incident->value;
    const Time now = m_context.clock.now();
    const bool over = value.status == IncidentStatus::Resolved;
    const auto end = over ? value.resolvedAt.value_or(now) : now;
    m_elapsed->setElapsed(duration_cast<seconds>(end - value.startedAt),
                          over ? ElapsedClock::State::Stopped : ElapsedClock::State::Running);
    m_nextUpdate->setVisible(!over);
    const auto cadence = std::chrono::minutes(value.updateIntervalMinutes.value_or(30));
    m_nextUpdate->setLeft(value.nextUpdateDueAt
                              ? std::optional(duration_cast<seconds>(*value.nextUpdateDueAt - now))
                              : std::nullopt,
                          cadence);
}

void IncidentHeader::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void IncidentHeader::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

void IncidentHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_context.theme.colour(widgets::Role::BgSurface));
    paintHorizontalLine(painter, 0, width(), height() - 1,
                        m_context.theme.colour(widgets::Role::LineHairline));
}

} // namespace matoi::widgets
