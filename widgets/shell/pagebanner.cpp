#include "widgets/shell/pagebanner.h"

#include "models/domain/ports/online.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/theme.h"
#include "widgets/panel/connectionwords.h"
#include "widgets/panel/texts.h"

#include <QtCore/QEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QStyleHints>

#include <algorithm>
#include <utility>

namespace matoi::widgets {

using namespace domain;

PageBanner::PageBanner(const PanelContext& context, CallsForMe* calls, QWidget* parent)
    : Banner(context.theme, parent)
    , m_context(context)
    , m_calls(calls != nullptr ? calls : new CallsForMe(context, this))
{
    connect(m_calls, &CallsForMe::changed, this, &PageBanner::refresh);
    connect(this, &Banner::actionTriggered, this, [this](int index) {
        if (m_acts.at(static_cast<std::size_t>(index)) == Act::Acknowledge)
            acknowledge();
        else if (const CallForMe* call = m_calls->find(m_shown))
            Q_EMIT openRequested(call->incident);
    });
    m_syncState = context.changes.onSyncState([this](const SyncState&) {
        if (hasCall())
            refresh();
    });
    refresh();
}

void PageBanner::setDesktopShows(bool shows)
{
    m_desktopShows = shows;
    refresh();
}

void PageBanner::acknowledge()
{
    const int moment = QGuiApplication::styleHints()->mouseDoubleClickInterval();
    const bool unread = m_changed.isValid() && m_changed.elapsed() < moment;
    if (m_shown.isNil() || unread || isSending(m_shown) || !isOnline(m_context.changes.syncState()))
        return;
    m_before = 0;
    for (const OutboxItem& item : m_context.repositories.outbox.items())
        m_before = std::max(m_before, item.id);
    m_asked = m_shown;
    m_context.repositories.effects.acknowledge(m_shown);
    refresh();
}

/// From the press, which is before the outbox has it, until the service has answered.
bool PageBanner::isSending(Id<Engagement> engagement)
{
    bool waits = false;
    for (const OutboxItem& item : m_context.repositories.outbox.items()) {
        if (item.action != "acknowledge" || item.record != engagement.uuid())
            continue;
        waits |= item.state == OutboxItem::State::Waiting;
        if (item.state != OutboxItem::State::Waiting && item.id > m_before && m_asked == engagement)
            m_asked = {}; // it was not delivered, which is told elsewhere: it can be pressed again
    }
    return waits || m_asked == engagement;
}

void PageBanner::refresh()
{
    const CallForMe* call = hasCall() ? &m_calls->calls().front() : nullptr;
    const auto incident =
        call != nullptr ? m_context.repositories.incidents.find(call->incident) : std::nullopt;
    const auto shown = incident ? call->engagement : Id<Engagement>();
    const auto before = std::exchange(m_shown, shown);
    if (before != shown && !before.isNil())
        m_changed.start();
    if (incident)
        showCall(*call, incident->value);
    else
        hide();
}

void PageBanner::showCall(const CallForMe& call, const Incident& incident)
{
    const Page& page = call.pages.front().value;
    const QString since = timeText(page.sentAt.value_or(page.dueAt), m_context.zone);
    const QString title = incident.drill ? tr("Drill: page for you since %1").arg(since)
                                         : tr("Page for you since %1").arg(since);
    QStringList sentences{tr("%1 %2, %3.")
                              .arg(static_cast<int>(incident.impact))
                              .arg(texts::impact(incident.impact), QString::fromStdString(incident.title))};
    const bool sending = isSending(call.engagement);
    const SyncState state = m_context.changes.syncState();
    const bool online = isOnline(state);
    if (!online)
        sentences << (sending ? tr("%1: your acknowledgement has not gone out.")
                              : tr("%1: you cannot acknowledge it from here now. Call."))
                         .arg(withoutConnection(state));
    else if (sending)
        sentences << tr("Your acknowledgement is on its way.");
    if (m_calls->calls().size() > 1)
        sentences << tr("%n more page(s) for you wait.", nullptr,
                        static_cast<int>(m_calls->calls().size()) - 1);
    if (!call.running)
        sentences << tr("No one answered.");
    if (!m_desktopShows)
        sentences << tr("This desktop shows no notifications: pages appear in this window only.");
    const QString between = isJapanese() ? QString() : QStringLiteral(" ");
    const bool possible = online && !sending;
    m_acts = possible ? std::vector{Act::Acknowledge, Act::Open} : std::vector{Act::Open};
    present({Tone::Wait, Icon::PhoneCall, title, sentences.join(between),
             possible ? QStringList{tr("Acknowledge"), tr("Open")} : QStringList{tr("Open")}});
    tellSeen();
}

void PageBanner::tellSeen()
{
    if (hasCall() && isVisible() && isActiveWindow() && !window()->isMinimized())
        Q_EMIT seen();
}

bool PageBanner::event(QEvent* event)
{
    if (event->type() == QEvent::WindowActivate || event->type() == QEvent::Show)
        tellSeen();
    return Banner::event(event);
}

void PageBanner::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    Banner::changeEvent(event);
}

} // namespace matoi::widgets
