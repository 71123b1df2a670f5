#include "app/notifier.h"

#include "widgets/panel/texts.h"

#include <chrono>

namespace matoi::app {

using namespace domain;
using namespace Qt::StringLiterals;
using widgets::CallForMe;

namespace {

const QString acknowledgeAction = u"acknowledge"_s;
const QString sampleKey = u"sample"_s;

QString keyOf(const CallForMe& call)
{
    return QString::fromStdString(call.engagement.toString());
}

} // namespace

Notifier::Notifier(const widgets::PanelContext& context, const widgets::CallsForMe& calls,
                   const QDBusConnection& bus, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_desktop(bus)
    , m_calls(calls)
{
    connect(&m_desktop, &DesktopNotifications::availableChanged, this, &Notifier::availableChanged);
    connect(&m_desktop, &DesktopNotifications::shown, this, &Notifier::shown);
    connect(&m_desktop, &DesktopNotifications::failed, this, &Notifier::attentionWanted);
    connect(&m_desktop, &DesktopNotifications::invoked, this, &Notifier::invoked);
    connect(&m_desktop, &DesktopNotifications::restarted, this, [this] {
        m_shown.clear();
        look();
    });
    connect(&m_calls, &widgets::CallsForMe::changed, this, &Notifier::look);
    connect(&m_timer, &QTimer::timeout, this, &Notifier::repeat);
    m_timer.start(std::chrono::seconds(1));
    look();
}

const CallForMe* Notifier::callOf(const QString& key) const
{
    const auto id = Id<Engagement>::parse(key.toStdString());
    return id ? m_calls.find(*id) : nullptr;
}

void Notifier::look()
{
    for (const QString& key : m_shown.keys())
        if (callOf(key) == nullptr) {
            m_desktop.close(key);
            m_shown.remove(key);
        }
    for (const CallForMe& call : m_calls.calls()) {
        const auto before = m_shown.constFind(keyOf(call));
        // A later stage pages the same person again: that is news.
        if (call.running && (before == m_shown.cend() || before->pages < call.pages.size()))
            show(call);
    }
}

void Notifier::repeat()
{
    for (const CallForMe& call : m_calls.calls()) {
        const auto before = m_shown.constFind(keyOf(call));
        if (call.running && before != m_shown.cend() && m_context.clock.now() - before->at >= repeatAfter)
            show(call);
    }
}

void Notifier::show(const CallForMe& call)
{
    const auto incident = m_context.repositories.incidents.find(call.incident);
    if (!incident)
        return;
    const QString impact = QString::number(static_cast<int>(incident->value.impact)) + u' ' +
                           widgets::texts::impact(incident->value.impact);
    DesktopNotifications::Notification notification;
    notification.title = incident->value.drill ? tr("Drill: %1: page for you").arg(impact)
                                               : tr("%1: page for you").arg(impact);
    notification.body = widgets::texts::incidentNumber(incident->value) + u'\n' +
                        QString::fromStdString(incident->value.title);
    notification.actions = {{acknowledgeAction, tr("Acknowledge")}, {u"default"_s, tr("Open")}};
    notification.sound = m_sound;
    m_shown.insert(keyOf(call), {m_context.clock.now(), call.pages.size()});
    m_desktop.show(keyOf(call), notification);
}

void Notifier::showSample()
{
    m_desktop.show(
        sampleKey,
        {tr("Only a try: this is how a page for you comes"), tr("Nobody was paged."), {}, m_sound, false});
}

void Notifier::shown(const QString& key)
{
    if (key == sampleKey) {
        if (!m_desktop.can(u"sound"_s))
            Q_EMIT attentionWanted();
        return;
    }
    if (const CallForMe* call = callOf(key))
        receipt(*call, PageState::Delivered);
    else
        m_desktop.close(key); // answered while the desktop was busy
    if (!m_desktop.can(u"sound"_s))
        Q_EMIT attentionWanted();
}

void Notifier::seenInWindow()
{
    for (const CallForMe& call : m_calls.calls())
        receipt(call, PageState::Delivered);
}

void Notifier::receipt(const CallForMe& call, PageState state)
{
    for (const auto& page : call.pages)
        if (page.value.state < state && m_told.insert({page.id, state}).second)
            m_context.repositories.effects.receipt(page.id, state);
}

void Notifier::invoked(const QString& key, const QString& action)
{
    const CallForMe* call = callOf(key);
    if (call == nullptr)
        return;
    const Id<Incident> incident = call->incident;
    receipt(*call, PageState::Read);
    // It is closed when the service has heard: until then the page is not answered.
    if (action == acknowledgeAction)
        m_context.repositories.effects.acknowledge(call->engagement);
    Q_EMIT opened(incident);
}

} // namespace matoi::app
