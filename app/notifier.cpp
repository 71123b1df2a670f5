#include "app/notifier.h"

#include "widgets/panel/texts.h"

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>

#include <algorithm>

namespace matoi::app {

using namespace domain;
using namespace Qt::StringLiterals;

namespace {

const QString service = u"org.freedesktop.Notifications"_s;
const QString path = u"/org/freedesktop/Notifications"_s;

QDBusMessage call(const QString& method)
{
    return QDBusMessage::createMethodCall(service, path, service, method);
}

bool open(const Page& page)
{
    return page.state == PageState::Sent || page.state == PageState::Delivered;
}

} // namespace

Notifier::Notifier(const widgets::PanelContext& context, QObject* parent)
    : QObject(parent)
    , m_context(context)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (bus.isConnected()) {
        bus.connect(service, path, service, u"ActionInvoked"_s, this, SLOT(actionInvoked(uint, QString)));
        bus.connect(service, path, service, u"NotificationClosed"_s, this, SLOT(closed(uint, uint)));
    }
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        if (std::any_of(changed.begin(), changed.end(),
                        [](const auto& record) { return record.kind == Kind::Page; }))
            look();
    });
    look();
}

void Notifier::look()
{
    const auto me = m_context.changes.session().contactId;
    if (!me)
        return;
    for (const auto& page : m_context.repositories.pages.all()) {
        const bool mine = page.value.contactId == *me && page.value.channelKind == ChannelKind::Desktop;
        const bool known = std::find(m_known.begin(), m_known.end(), page.id) != m_known.end();
        if (!mine)
            continue;
        const auto engagement = m_context.repositories.engagements.find(page.value.engagementId);
        const bool running = engagement && engagement->value.state == EngagementState::Running;
        if (!known && open(page.value) && running) {
            m_known.push_back(page.id);
            show(page);
        }
        if (known && !running)
            for (const uint id : m_shown.keys())
                if (m_shown.value(id).page == page.id)
                    close(id);
    }
}

void Notifier::show(const Record<Page>& page)
{
    const auto incident = m_context.repositories.incidents.find(page.value.incidentId);
    if (!incident || !QDBusConnection::sessionBus().isConnected())
        return;
    const QString title = tr("%1 %2: page for you")
                              .arg(static_cast<int>(incident->value.impact))
                              .arg(widgets::texts::impact(incident->value.impact));
    QDBusMessage message = call(u"Notify"_s);
    const QVariantMap hints{{u"urgency"_s, QVariant::fromValue<uchar>(2)},
                            {u"category"_s, u"im.received"_s},
                            {u"desktop-entry"_s, u"org.matoi.Matoi"_s},
                            {u"resident"_s, true}};
    message << u"Matoi"_s << 0U << u"org.matoi.Matoi"_s << title
            << QString::fromStdString(incident->value.title).toHtmlEscaped()
            << QStringList{u"acknowledge"_s, tr("Acknowledge"), u"default"_s, tr("Open")} << hints << 0;
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message), this);
    const Shown shown{page.id, page.value.engagementId, page.value.incidentId};
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, shown] {
        const QDBusPendingReply<uint> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError())
            return;
        m_shown.insert(reply.value(), shown);
        m_context.repositories.effects.receipt(shown.page, PageState::Delivered);
    });
}

void Notifier::close(uint id)
{
    QDBusMessage message = call(u"CloseNotification"_s);
    message << id;
    QDBusConnection::sessionBus().asyncCall(message);
    m_shown.remove(id);
}

void Notifier::actionInvoked(uint id, const QString& action)
{
    const auto shown = m_shown.constFind(id);
    if (shown == m_shown.cend())
        return;
    const Shown what = *shown;
    m_context.repositories.effects.receipt(what.page, PageState::Read);
    if (action == u"acknowledge"_s) {
        m_context.repositories.effects.acknowledge(what.engagement);
        close(id);
    }
    Q_EMIT opened(what.incident);
}

void Notifier::closed(uint id, uint)
{
    m_shown.remove(id);
}

} // namespace matoi::app
