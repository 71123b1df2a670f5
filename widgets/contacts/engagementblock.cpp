#include "widgets/contacts/engagementblock.h"

#include "models/domain/ports/online.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/panel/connectionwords.h"
#include "widgets/panel/question.h"
#include "widgets/panel/texts.h"

#include <QtGui/QTextDocumentFragment>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using std::chrono::duration_cast;
using std::chrono::seconds;

namespace {

constexpr int buttonsBeside = 780; ///< px at 100 % from which the buttons have room in the first line

} // namespace

EngagementBlock::EngagementBlock(const PanelContext& context, Id<Engagement> id, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_id(id)
    , m_head(new QGridLayout)
    , m_buttons(new QHBoxLayout)
    , m_icon(new TextLabel(context.theme, TextStyle::Body, Role::TextSecondary, {}, this))
    , m_name(new TextLabel(context.theme, TextStyle::Strong, Role::TextPrimary, {}, this))
    , m_about(new ElidedLabel(context.theme, TextStyle::Body, Role::TextTertiary, {}, this))
    , m_state(new TextLabel(context.theme, TextStyle::Medium, Role::StateWait, {}, this))
    , m_escalate(new CommandButton(context.theme, {}, Icon::None, this))
    , m_acknowledge(new CommandButton(context.theme, {}, Icon::None, this))
    , m_stop(new CommandButton(context.theme, {}, Icon::None, this))
    , m_lanes(new EngagementLanes(context.theme, this))
{
    Theme& theme = context.theme;
    // It takes the width that there is; the parts go under each other where that is little.
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_state->setTextFormat(Qt::RichText);
    m_stop->setKind(CommandButton::Kind::Quiet);
    for (CommandButton* button : {m_escalate, m_acknowledge, m_stop})
        button->setSmall(true);
    m_head->setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(2));
    m_head->setHorizontalSpacing(theme.px(8));
    m_head->setVerticalSpacing(theme.px(2));
    m_head->setColumnStretch(2, 1);
    int at = 0;
    for (QWidget* part : {static_cast<QWidget*>(m_icon), static_cast<QWidget*>(m_name),
                          static_cast<QWidget*>(m_about), static_cast<QWidget*>(m_state)})
        m_head->addWidget(part, 0, at++, Qt::AlignVCenter);
    m_buttons->setSpacing(theme.px(8));
    for (CommandButton* button : {m_escalate, m_acknowledge, m_stop})
        m_buttons->addWidget(button);
    m_head->addLayout(m_buttons, 0, 4);
    m_head->removeWidget(m_about);
    m_head->addWidget(m_about, 0, 2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(4));
    column->addLayout(m_head);
    column->addWidget(m_lanes);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));

    connect(m_escalate, &CommandButton::clicked, this, [this] {
        ask(this,
            {tr("Escalate now"),
             tr("The next stage of %1 is paged at once.").arg(m_name->text()),
             {},
             tr("Escalate now")},
            [this] { m_context.repositories.effects.escalate(m_id); });
    });
    connect(m_acknowledge, &CommandButton::clicked, this,
            [this] { askToAcknowledge(m_context, m_id, this); });
    connect(m_stop, &CommandButton::clicked, this, [this] {
        ask(this,
            {tr("Stop"),
             tr("Nobody is paged any more for %1, and nobody has answered.").arg(m_name->text()),
             {},
             tr("Stop paging")},
            [this] { m_context.repositories.effects.stop(m_id); });
    });
    refresh();
}

void askToAcknowledge(const PanelContext& context, Id<Engagement> id, QWidget* parent)
{
    const auto engagement = context.repositories.engagements.find(id);
    if (!engagement)
        return;
    ask(parent,
        {EngagementBlock::tr("Acknowledge"),
         EngagementBlock::tr("Everything later for %1 is stopped, in your name.")
             .arg(QString::fromStdString(engagement->value.contactName)),
         {},
         EngagementBlock::tr("Acknowledge")},
        [&effects = context.repositories.effects, id] { effects.acknowledge(id); });
}

void EngagementBlock::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeState();
}

/// What comes next stands beside the buttons, or under the name where both have no room. The buttons go under
/// it where name and buttons have none: nothing of what stops a page is ever out of sight.
void EngagementBlock::placeState()
{
    const Theme& theme = m_context.theme;
    // Beside the buttons only with the reason in full: why somebody was paged is what they ask first.
    int wanted = theme.px(2 * 16 + 6 * 8) + m_buttons->sizeHint().width();
    for (const QWidget* part : {static_cast<const QWidget*>(m_icon), static_cast<const QWidget*>(m_name),
                                static_cast<const QWidget*>(m_about)})
        wanted += part->sizeHint().width();
    const QString state = QTextDocumentFragment::fromHtml(m_state->text()).toPlainText();
    wanted += QFontMetrics(theme.font(TextStyle::Strong)).horizontalAdvance(state);
    const int at = width() < theme.px(buttonsBeside) ? 2 : width() < wanted ? 1 : 0;
    if (at == m_narrow)
        return;
    m_narrow = at;
    m_head->removeWidget(m_state);
    m_state->setWordWrap(at > 0);
    if (at > 0)
        m_head->addWidget(m_state, 1, 1, 1, 6);
    else
        m_head->addWidget(m_state, 0, 3, Qt::AlignVCenter);
    m_buttons->setParent(nullptr);
    if (at == 2)
        m_head->addLayout(m_buttons, 2, 1, 1, 6, Qt::AlignLeft);
    else
        m_head->addLayout(m_buttons, 0, 4);
}

void EngagementBlock::refresh()
{
    const auto engagement = m_context.repositories.engagements.find(m_id);
    if (!engagement)
        return;
    const Engagement& value = engagement->value;
    m_view = engagementView(*engagement, m_context.repositories.pages.of(value.incidentId.uuid()));
    m_name->setText(QString::fromStdString(value.contactName));
    const QString at = timeWithSecondsText(value.startedAt, m_context.zone);
    m_about->setText(
        value.reason.empty()
            ? tr("paged %1 by %2").arg(at, QString::fromStdString(value.startedBy))
            : tr("paged %1 by %2, “%3”")
                  .arg(at, QString::fromStdString(value.startedBy), QString::fromStdString(value.reason)));
    const bool running = value.state == EngagementState::Running;
    const SyncState state = m_context.changes.syncState();
    const bool online = isOnline(state);
    const QString why =
        online
            ? QString()
            : tr("%1: only the service can do this. %2").arg(withoutConnection(state), possibleAgain(state));
    m_escalate->setText(tr("Escalate now"));
    m_acknowledge->setText(tr("Acknowledge for %1…").arg(m_view.person.section(QLatin1Char(' '), 0, 0)));
    m_stop->setText(tr("Stop"));
    for (CommandButton* button : {m_escalate, m_acknowledge, m_stop}) {
        button->setVisible(running);
        button->setEnabled(online);
        button->setToolTip(why);
        button->setAccessibleDescription(why);
        button->setAccessibleName(QStringLiteral("%1, %2").arg(button->text(), m_name->text()));
    }
    showState(value);
    showLanes(value);
    tick();
    placeState();
}

QString EngagementBlock::ended(const Engagement& engagement) const
{
    const auto after = engagement.endedAt
                           ? durationText(duration_cast<seconds>(*engagement.endedAt - engagement.startedAt))
                           : QString();
    const QString by = QString::fromStdString(engagement.endedBy);
    switch (engagement.state) {
    case EngagementState::Acknowledged: return tr("acknowledged by %1 after %2").arg(by, after);
    case EngagementState::Stopped: return tr("stopped by %1 after %2").arg(by, after);
    case EngagementState::Exhausted: return tr("no one answered, page again");
    case EngagementState::Running: break;
    }
    return {};
}

void EngagementBlock::showState(const Engagement& engagement)
{
    Icon icon = m_view.icon; // of one that waits: an hourglass, or that a page did not arrive
    Role role = m_view.iconRole;
    if (engagement.state == EngagementState::Acknowledged) {
        icon = Icon::CircleCheck;
        role = Role::StateOk;
    } else if (engagement.state == EngagementState::Exhausted) {
        icon = Icon::TriangleAlert;
        role = Role::StateFail;
    } else if (engagement.state == EngagementState::Stopped) {
        icon = Icon::CircleX;
        role = Role::TextTertiary;
    } else if (!isCurrent(m_context.changes.syncState())) {
        role = Role::TextSecondary;
    }
    m_icon->setPixmap(m_context.theme.pixmap(icon, m_context.theme.iconSize(15), role, devicePixelRatioF()));
    m_state->setRole(role);
    if (engagement.state != EngagementState::Running)
        m_state->setText(ended(engagement).toHtmlEscaped());
}

void EngagementBlock::tick()
{
    if (m_view.ended || !m_view.startedAt) {
        m_lanes->setNow(std::nullopt);
        return;
    }
    const SyncState state = m_context.changes.syncState();
    const auto sinceStart = [this](Time at) {
        return std::max(0, static_cast<int>(duration_cast<seconds>(at - *m_view.startedAt).count()));
    };
    if (isCurrent(state)) {
        const Time now = m_context.clock.now();
        m_lanes->setNow(sinceStart(now));
        m_state->setText(m_view.comingSentence(now));
        return;
    }
    // It may have gone on, or been answered: the picture stays as it was when it was last known.
    const auto until = knownUntil(state);
    m_lanes->setNow(until ? std::optional(sinceStart(*until)) : std::nullopt, true);
    const QString planned = m_view.plannedSentence(m_context.zone);
    m_state->setText(until ? tr("Last contact state %1. %2").arg(knownUntilText(m_context), planned)
                           : tr("The contact state is not current. %1").arg(planned));
}

EngagementLanes::Node EngagementBlock::nodeOf(const Engagement& engagement, const Page& page, bool next) const
{
    EngagementLanes::Node node;
    node.offsetSeconds = static_cast<int>(duration_cast<seconds>(page.dueAt - engagement.startedAt).count());
    node.channel = channelOf(page.channelKind);
    node.text = texts::pageState(page.state);
    switch (page.state) {
    case PageState::Pending:
        node.state = !page.channelId                                    ? ChannelState::NotActive
                     : next && isCurrent(m_context.changes.syncState()) ? ChannelState::Next
                                                                        : ChannelState::Planned;
        node.text = timeWithSecondsText(page.dueAt, m_context.zone);
        break;
    case PageState::Sending: node.state = ChannelState::Next; break;
    case PageState::Sent:
    case PageState::Delivered:
    case PageState::Read: node.state = ChannelState::Sent; break;
    case PageState::Error: node.state = ChannelState::Failed; break;
    case PageState::Stopped: node.state = ChannelState::Cancelled; break;
    }
    return node;
}

std::vector<EngagementLanes::Lane> EngagementBlock::lanesOf(const Engagement& engagement,
                                                            const std::vector<Record<Page>>& pages) const
{
    const auto nextPending = std::find_if(
        pages.begin(), pages.end(), [](const auto& page) { return page.value.state == PageState::Pending; });
    std::vector<EngagementLanes::Lane> lanes;
    const auto laneOf = [&lanes](const QString& name) {
        return std::find_if(lanes.begin(), lanes.end(),
                            [&](const auto& known) { return known.name == name; });
    };
    for (auto page = pages.begin(); page != pages.end(); ++page) {
        const QString name = QString::fromStdString(page->value.contactName);
        auto lane = laneOf(name);
        if (lane == lanes.end()) {
            const auto contact = m_context.repositories.contacts.find(page->value.contactId);
            lanes.push_back({name,
                             contact ? QString::fromStdString(contact->value.title) : QString(),
                             {},
                             failureWords(pages, name)});
            lane = lanes.end() - 1;
        }
        lane->nodes.push_back(nodeOf(engagement, page->value, page == nextPending));
    }
    // The answer stands where it was given, between what was sent before it and what was not needed after it.
    const auto lane = laneOf(QString::fromStdString(engagement.endedBy));
    if (engagement.state == EngagementState::Acknowledged && engagement.endedAt && lane != lanes.end()) {
        EngagementLanes::Node answer;
        const auto after = duration_cast<seconds>(*engagement.endedAt - engagement.startedAt);
        answer.offsetSeconds = static_cast<int>(after.count());
        answer.state = ChannelState::Acknowledged;
        answer.text = countdownText(after);
        const auto later = std::find_if(lane->nodes.begin(), lane->nodes.end(), [&](const auto& node) {
            return node.offsetSeconds > answer.offsetSeconds;
        });
        lane->nodes.insert(later, std::move(answer));
    }
    return lanes;
}

std::vector<EngagementLanes::Stage> EngagementBlock::stagesOf(const Engagement& engagement) const
{
    std::vector<EngagementLanes::Stage> stages;
    const bool running = engagement.state == EngagementState::Running;
    for (std::size_t i = 0; i < engagement.stages.size(); ++i) {
        const EngagementStage& stage = engagement.stages[i];
        EngagementLanes::Stage shown{stage.offsetSeconds, stage.durationSeconds, {}, false};
        const int at = static_cast<int>(i);
        shown.current = running && at == engagement.stage && isCurrent(m_context.changes.syncState());
        if (at > engagement.stage)
            shown.text = running ? tr("if nobody acknowledges") : tr("not needed");
        else if (!running && at == engagement.stage && engagement.endedAt)
            shown.text =
                tr("ended at %1")
                    .arg(countdownText(duration_cast<seconds>(*engagement.endedAt - engagement.startedAt)));
        stages.push_back(std::move(shown));
    }
    return stages;
}

void EngagementBlock::showLanes(const Engagement& engagement)
{
    std::vector<Record<Page>> pages;
    for (auto& page : m_context.repositories.pages.of(engagement.incidentId.uuid()))
        if (page.value.engagementId == m_id)
            pages.push_back(std::move(page));
    std::stable_sort(pages.begin(), pages.end(),
                     [](const auto& a, const auto& b) { return a.value.dueAt < b.value.dueAt; });
    m_lanes->setPlan(stagesOf(engagement), lanesOf(engagement, pages));
}

} // namespace matoi::widgets
