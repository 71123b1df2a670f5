#include "widgets/contacts/engagementblock.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/contacts/engagementlanes.h"
#include "widgets/panel/question.h"
#include "widgets/panel/texts.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using std::chrono::duration_cast;
using std::chrono::seconds;

EngagementBlock::EngagementBlock(const PanelContext& context, Id<Engagement> id, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_id(id)
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
    m_stop->setKind(CommandButton::Kind::Quiet);
    for (CommandButton* button : {m_escalate, m_acknowledge, m_stop})
        button->setSmall(true);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(2));
    head->setSpacing(theme.px(8));
    head->addWidget(m_icon);
    head->addWidget(m_name);
    head->addWidget(m_about, 1);
    head->addWidget(m_state);
    head->addWidget(m_escalate);
    head->addWidget(m_acknowledge);
    head->addWidget(m_stop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(4));
    column->addLayout(head);
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

void EngagementBlock::refresh()
{
    const auto engagement = m_context.repositories.engagements.find(m_id);
    if (!engagement)
        return;
    const Engagement& value = engagement->value;
    m_name->setText(QString::fromStdString(value.contactName));
    const QString at = timeWithSecondsText(value.startedAt, m_context.zone);
    m_about->setText(
        value.reason.empty()
            ? tr("paged %1 by %2").arg(at, QString::fromStdString(value.startedBy))
            : tr("paged %1 by %2, “%3”")
                  .arg(at, QString::fromStdString(value.startedBy), QString::fromStdString(value.reason)));
    const bool running = value.state == EngagementState::Running;
    const auto connection = m_context.changes.syncState().connection;
    const bool online =
        connection != SyncState::Connection::Offline && connection != SyncState::Connection::Refused;
    const QString why = online ? QString() : tr("Not possible without a connection. Call by hand.");
    m_escalate->setText(tr("Escalate now"));
    m_acknowledge->setText(tr("Acknowledge for them…"));
    m_stop->setText(tr("Stop"));
    for (CommandButton* button : {m_escalate, m_acknowledge, m_stop}) {
        button->setVisible(running);
        button->setEnabled(online);
        button->setToolTip(why);
        button->setAccessibleName(QStringLiteral("%1, %2").arg(button->text(), m_name->text()));
    }
    showState(value);
    showLanes(value);
    tick();
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
    Icon icon = Icon::Hourglass;
    Role role = Role::StateWait;
    if (engagement.state == EngagementState::Acknowledged) {
        icon = Icon::CircleCheck;
        role = Role::StateOk;
    } else if (engagement.state == EngagementState::Exhausted) {
        icon = Icon::TriangleAlert;
        role = Role::StateFail;
    } else if (engagement.state == EngagementState::Stopped) {
        icon = Icon::CircleX;
        role = Role::TextTertiary;
    }
    m_icon->setPixmap(m_context.theme.pixmap(icon, m_context.theme.iconSize(15), role, devicePixelRatioF()));
    m_state->setRole(role);
    if (engagement.state != EngagementState::Running)
        m_state->setText(ended(engagement));
}

void EngagementBlock::tick()
{
    const auto engagement = m_context.repositories.engagements.find(m_id);
    if (!engagement)
        return;
    const Engagement& value = engagement->value;
    if (value.state != EngagementState::Running) {
        m_lanes->setNow(std::nullopt);
        return;
    }
    const Time now = m_context.clock.now();
    m_lanes->setNow(static_cast<int>(duration_cast<seconds>(now - value.startedAt).count()));
    if (value.nextStepAt)
        m_state->setText(
            tr("next step in %1")
                .arg(countdownText(std::max(seconds(0), duration_cast<seconds>(*value.nextStepAt - now)))));
}

void EngagementBlock::showLanes(const Engagement& engagement)
{
    std::vector<Record<Page>> pages;
    for (auto& page : m_context.repositories.pages.of(engagement.incidentId.uuid()))
        if (page.value.engagementId == m_id)
            pages.push_back(std::move(page));
    std::stable_sort(pages.begin(), pages.end(),
                     [](const auto& a, const auto& b) { return a.value.dueAt < b.value.dueAt; });
    const auto nextPending = std::find_if(
        pages.begin(), pages.end(), [](const auto& page) { return page.value.state == PageState::Pending; });
    std::vector<EngagementLanes::Lane> lanes;
    for (auto page = pages.begin(); page != pages.end(); ++page) {
        const QString name = QString::fromStdString(page->value.contactName);
        auto lane =
            std::find_if(lanes.begin(), lanes.end(), [&](const auto& known) { return known.name == name; });
        if (lane == lanes.end()) {
            const auto contact = m_context.repositories.contacts.find(page->value.contactId);
            lanes.push_back({name, contact ? QString::fromStdString(contact->value.title) : QString(), {}});
            lane = lanes.end() - 1;
        }
        EngagementLanes::Node node;
        node.offsetSeconds =
            static_cast<int>(duration_cast<seconds>(page->value.dueAt - engagement.startedAt).count());
        node.channel = channelOf(page->value.channelKind);
        switch (page->value.state) {
        case PageState::Pending:
            node.state = page == nextPending ? ChannelState::Next : ChannelState::Planned;
            node.text = timeWithSecondsText(page->value.dueAt, m_context.zone);
            break;
        case PageState::Sending:
            node.state = ChannelState::Next;
            node.text = texts::pageState(page->value.state);
            break;
        case PageState::Sent:
            node.state = ChannelState::Sent;
            node.text = texts::pageState(page->value.state);
            break;
        case PageState::Delivered:
        case PageState::Read:
            node.state =
                page->value.state == PageState::Read ? ChannelState::Acknowledged : ChannelState::Sent;
            node.text = texts::pageState(page->value.state);
            break;
        case PageState::Error:
            node.state = ChannelState::Failed;
            node.text = QString::fromStdString(page->value.error);
            break;
        case PageState::Stopped:
            node.state = ChannelState::Cancelled;
            node.text = texts::pageState(page->value.state);
            break;
        }
        lane->nodes.push_back(std::move(node));
    }
    std::vector<EngagementLanes::Stage> stages;
    for (std::size_t i = 0; i < engagement.stages.size(); ++i) {
        const EngagementStage& stage = engagement.stages[i];
        EngagementLanes::Stage shown{stage.offsetSeconds, stage.durationSeconds, {}, false};
        const bool running = engagement.state == EngagementState::Running;
        shown.current = running && static_cast<int>(i) == engagement.stage;
        if (!running && static_cast<int>(i) > engagement.stage)
            shown.text = tr("not needed");
        else if (running && static_cast<int>(i) > engagement.stage)
            shown.text = tr("if nobody acknowledges");
        stages.push_back(std::move(shown));
    }
    m_lanes->setPlan(std::move(stages), std::move(lanes));
}

} // namespace matoi::widgets
