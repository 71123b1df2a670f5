#include "widgets/handover/offerbanner.h"

#include "models/domain/ports/online.h"
#include "widgets/common/durationtext.h"
#include "widgets/handover/commandacts.h"
#include "widgets/panel/connectionwords.h"
#include "widgets/panel/texts.h"
#include "widgets/panel/ticker.h"

#include <QtCore/QEvent>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using std::chrono::duration_cast;
using std::chrono::seconds;

namespace {

/// What ended longer ago is on the timeline.
constexpr std::chrono::minutes newsFor{30};

} // namespace

OfferBanner::OfferBanner(const PanelContext& context, QWidget* parent)
    : Banner(context.theme, parent)
    , m_context(context)
{
    hide();
    connect(this, &Banner::actionTriggered, this, &OfferBanner::act);
    connect(&context.ticker, &Ticker::tick, this, [this] {
        if (isVisible())
            refresh();
    });
    m_syncState = context.changes.onSyncState([this](const SyncState&) {
        if (isVisible())
            refresh();
    });
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        if (std::any_of(changed.begin(), changed.end(),
                        [](const ChangedRecord& record) { return record.kind == Kind::Handover; }))
            refresh();
    });
    refresh();
}

std::optional<Record<Handover>> OfferBanner::offered() const
{
    for (auto& handover : m_context.repositories.handovers.all())
        if (handover.value.state == HandoverState::Offered && isForMe(m_context, handover.value) &&
            handover.value.expiresAt > m_context.clock.now())
            return std::move(handover);
    return std::nullopt;
}

std::optional<Record<Handover>> OfferBanner::notAccepted() const
{
    for (auto& handover : m_context.repositories.handovers.all()) {
        const Handover& value = handover.value;
        const bool news = value.state == HandoverState::Declined || value.state == HandoverState::Expired;
        if (news && value.from == m_context.changes.session().name && !m_seen.contains(handover.id) &&
            value.endedAt && m_context.clock.now() - *value.endedAt < newsFor)
            return std::move(handover);
    }
    return std::nullopt;
}

QString OfferBanner::numberOf(const Handover& handover) const
{
    const auto incident = m_context.repositories.incidents.find(handover.incidentId);
    return incident ? texts::incidentNumber(incident->value) : QString();
}

void OfferBanner::refresh()
{
    if (const auto offer = offered()) {
        const Handover& value = offer->value;
        const QString from = QString::fromStdString(value.from);
        const SyncState state = m_context.changes.syncState();
        present(
            {Tone::Wait,
             Icon::Hand,
             tr("%1 offers you command of %2").arg(from, numberOf(value)),
             isOnline(state)
                 ? tr("%1 leads until you accept. Say what you do first.").arg(from)
                 : tr("%1: you cannot accept it from here now. Call %2.").arg(withoutConnection(state), from),
             {tr("Read the briefing"), tr("Open")}});
        // What is not heard from any more may have been taken back: no clock runs down on it.
        const auto left = duration_cast<seconds>(value.expiresAt - m_context.clock.now());
        setActionDetail(0, isCurrent(state) ? countdownText(std::max(seconds(0), left)) : QString());
        show();
        return;
    }
    if (const auto ended = notAccepted()) {
        const Handover& value = ended->value;
        const QString to = QString::fromStdString(value.to);
        const bool declined = value.state == HandoverState::Declined;
        present({Tone::Wait,
                 Icon::Hand,
                 declined ? tr("%1 declines command of %2").arg(to, numberOf(value))
                          : tr("%1 did not answer your offer of %2").arg(to, numberOf(value)),
                 declined ? tr("%1 You still lead.").arg(QString::fromStdString(value.answer))
                          : tr("The offer has ended. You still lead."),
                 {tr("Seen"), tr("Open")}});
        show();
        return;
    }
    hide();
}

void OfferBanner::act(int action)
{
    const auto offer = offered();
    const auto about = offer ? offer : notAccepted();
    if (!about) {
        refresh();
        return;
    }
    if (action == 1 || offer)
        Q_EMIT openRequested(about->value.incidentId);
    if (action != 0)
        return;
    if (offer)
        openBriefing(m_context, offer->id, window());
    else
        m_seen.insert(about->id);
    refresh();
}

void OfferBanner::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    Banner::changeEvent(event);
}

} // namespace matoi::widgets
