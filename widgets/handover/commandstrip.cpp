#include "widgets/handover/commandstrip.h"

#include "models/domain/ports/online.h"
#include "widgets/common/durationtext.h"
#include "widgets/handover/briefingtext.h"
#include "widgets/handover/commandacts.h"
#include "widgets/panel/texts.h"
#include "widgets/panel/ticker.h"

#include <QtCore/QEvent>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using std::chrono::duration_cast;
using std::chrono::minutes;
using std::chrono::seconds;

CommandStrip::CommandStrip(const PanelContext& context, QWidget* parent)
    : Banner(context.theme, parent)
    , m_context(context)
{
    hide();
    connect(this, &Banner::actionTriggered, this, &CommandStrip::act);
    connect(&context.ticker, &Ticker::tick, this, &CommandStrip::refresh);
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [this](const ChangedRecord& record) {
            return record.id == m_id.uuid() || record.parent == m_id.uuid();
        });
        if (ours)
            refresh();
    });
}

void CommandStrip::setIncident(Id<Incident> id)
{
    m_id = id;
    refresh();
}

std::optional<Banner::Content> CommandStrip::wanted() const
{
    const auto incident = m_context.repositories.incidents.find(m_id);
    if (!incident || incident->value.status == IncidentStatus::Resolved)
        return std::nullopt;
    if (commanderOf(m_context, m_id).isEmpty()) {
        // Whole minutes: what it says is announced when it changes.
        const auto since = duration_cast<minutes>(m_context.clock.now() - incident->value.startedAt);
        return Content{Tone::Wait,
                       Icon::Hand,
                       tr("No commander"),
                       since >= minutes(1)
                           ? tr("Nobody has led this incident for %1.").arg(minutesText(since))
                           : QString(),
                       {tr("Take command")}};
    }
    const auto offer = openOffer(m_context, m_id);
    if (!offer)
        return unsentOffer();
    const QString from = QString::fromStdString(offer->value.from);
    const QString to = QString::fromStdString(offer->value.to);
    if (isForMe(m_context, offer->value))
        return std::nullopt; // the banner over every page says it, with the same button
    if (offer->value.from == m_context.changes.session().name)
        return Content{Tone::Wait,
                       Icon::Hourglass,
                       tr("Waiting for %1").arg(to),
                       tr("You lead until %1 accepts.").arg(to),
                       {tr("Withdraw")}};
    return Content{Tone::Wait,
                   Icon::Hourglass,
                   tr("%1 offers command to %2").arg(from, to),
                   tr("%1 leads until it is accepted.").arg(from),
                   {}};
}

/// An offer that has not reached the service: who sent it must not believe that somebody was asked.
std::optional<OutboxItem> CommandStrip::unsent() const
{
    for (OutboxItem& item : m_context.repositories.outbox.items())
        if (item.kind == Kind::Incident && item.record == m_id.uuid() && item.action == "offer")
            return std::move(item);
    return std::nullopt;
}

std::optional<Banner::Content> CommandStrip::unsentOffer() const
{
    const auto item = unsent();
    if (!item)
        return std::nullopt;
    if (item->state == OutboxItem::State::Waiting)
        return Content{Tone::Wait, Icon::Hourglass, tr("Sending your offer"), {}, {}};
    return Content{Tone::Fail,
                   Icon::TriangleAlert,
                   tr("Your offer of command was NOT delivered"),
                   item->state == OutboxItem::State::Refused && item->error ? texts::error(*item->error)
                                                                            : tr("Say it by voice."),
                   {tr("Dismiss")}};
}

void CommandStrip::refresh()
{
    const auto content = wanted();
    if (!content) {
        hide();
        return;
    }
    present(*content);
    show();
    const auto offer = openOffer(m_context, m_id);
    if (!offer || content->actions.isEmpty())
        return;
    const auto left = duration_cast<seconds>(offer->value.expiresAt - m_context.clock.now());
    setActionDetail(0, isCurrent(m_context.changes.syncState()) ? countdownText(std::max(seconds(0), left))
                                                                : QString());
}

void CommandStrip::act()
{
    const auto offer = openOffer(m_context, m_id);
    if (offer && offer->value.from == m_context.changes.session().name &&
        nextCommandStep(m_context, m_id) == CommandStep::HandOver)
        m_context.repositories.effects.withdraw(offer->id);
    else if (const auto item = unsent(); item && item->state != OutboxItem::State::Waiting)
        m_context.repositories.outbox.dismiss(item->id);
    else
        Q_EMIT takeRequested();
}

void CommandStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    Banner::changeEvent(event);
}

} // namespace matoi::widgets
