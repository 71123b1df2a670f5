#include "app/reminders.h"

#include "models/domain/ports/recentincidents.h"
#include "widgets/common/durationtext.h"
#include "widgets/handover/commandacts.h"
#include "widgets/panel/texts.h"

#include <algorithm>

namespace matoi::app {

using namespace domain;
using namespace Qt::StringLiterals;

namespace {

const QString updatePrefix = u"update:"_s;
const QString newPrefix = u"new:"_s;

QString keyOf(const QString& prefix, Id<Incident> id)
{
    return prefix + QString::fromStdString(id.toString());
}

QString nameOf(const Incident& incident)
{
    return widgets::texts::incidentNumber(incident) + u'\n' + QString::fromStdString(incident.title);
}

} // namespace

Reminders::Reminders(const widgets::PanelContext& context, const widgets::CallsForMe& calls,
                     const QDBusConnection& bus, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_calls(calls)
    , m_desktop(bus)
{
    connect(&m_desktop, &DesktopNotifications::invoked, this, [this](const QString& key, const QString&) {
        if (const auto id = Id<Incident>::parse(key.section(u':', 1).toStdString()))
            Q_EMIT opened(*id);
        m_desktop.close(key);
    });
    m_subscription = context.changes.onRecords(
        [this](const std::vector<ChangedRecord>& records) { recordsChanged(records); });
    connect(&m_timer, &QTimer::timeout, this, &Reminders::look);
    m_timer.start(std::chrono::seconds(1));
}

void Reminders::setWanted(const settings::Values& values)
{
    m_wanted = values;
}

void Reminders::readAll()
{
    m_read = true;
    for (const auto& incident : recentIncidents(m_context.repositories.incidents, m_context.clock.now())) {
        m_known.insert(incident.id);
        take(incident);
    }
}

void Reminders::take(const Record<Incident>& incident)
{
    if (incident.value.status == IncidentStatus::Resolved) {
        m_open.erase(incident.id);
        m_desktop.close(keyOf(updatePrefix, incident.id));
        return;
    }
    Open& open = m_open[incident.id];
    if (open.toldDue && open.toldDue != incident.value.nextUpdateDueAt)
        m_desktop.close(keyOf(updatePrefix, incident.id)); // it was posted
    open.updateDue = incident.value.nextUpdateDueAt;
}

void Reminders::recordsChanged(const std::vector<ChangedRecord>& records)
{
    if (!m_read)
        return;
    for (const ChangedRecord& changed : records) {
        if (changed.kind != Kind::Incident)
            continue;
        const auto incident = m_context.repositories.incidents.find(Id<Incident>(changed.id));
        if (!incident) {
            m_open.erase(Id<Incident>(changed.id));
            continue;
        }
        const bool first = m_known.insert(incident->id).second;
        take(*incident);
        const Time now = m_context.clock.now();
        if (first && m_open.count(incident->id) > 0 && now - incident->value.startedAt < newest &&
            incident->meta.createdBy != m_context.changes.session().name)
            m_fresh[incident->id] = now;
    }
}

void Reminders::look()
{
    // Not before there is a first picture on the screen.
    if (!m_read)
        readAll();
    const Time now = m_context.clock.now();
    lookAtUpdates(now);
    lookAtNew(now);
}

void Reminders::lookAtUpdates(Time now)
{
    for (auto& [id, open] : m_open) {
        if (!m_wanted.tellUpdateDue || !open.updateDue || open.toldDue == open.updateDue ||
            *open.updateDue - now > beforeUpdate)
            continue;
        const QString me = QString::fromStdString(m_context.changes.session().name);
        const auto incident = m_context.repositories.incidents.find(id);
        if (!incident || me.isEmpty() || widgets::commanderOf(m_context, id) != me)
            continue;
        open.toldDue = open.updateDue;
        // What was due when Matoi was not there is in the window, in red.
        if (*open.updateDue < now)
            continue;
        m_desktop.show(keyOf(updatePrefix, id),
                       {tr("Update due at %1").arg(widgets::timeText(*open.updateDue, m_context.zone)),
                        nameOf(incident->value),
                        {{u"default"_s, tr("Open")}},
                        u"message-new-instant"_s,
                        false});
    }
}

void Reminders::lookAtNew(Time now)
{
    for (auto fresh = m_fresh.begin(); fresh != m_fresh.end();) {
        if (now - fresh->second < beforeNew) {
            ++fresh;
            continue;
        }
        const Id<Incident> id = fresh->first;
        fresh = m_fresh.erase(fresh);
        const auto& calls = m_calls.calls();
        const bool paged = std::any_of(calls.begin(), calls.end(),
                                       [id](const widgets::CallForMe& call) { return call.incident == id; });
        const auto incident = m_context.repositories.incidents.find(id);
        if (!m_wanted.tellNewIncident || !incident || paged || isQuiet(now))
            continue;
        const QString impact = QString::number(static_cast<int>(incident->value.impact)) + u' ' +
                               widgets::texts::impact(incident->value.impact);
        m_desktop.show(keyOf(newPrefix, id),
                       {incident->value.drill ? tr("Drill: %1: new incident").arg(impact)
                                              : tr("%1: new incident").arg(impact),
                        nameOf(incident->value),
                        {{u"default"_s, tr("Open")}},
                        {},
                        false});
    }
}

bool Reminders::isQuiet(Time now) const
{
    const QTime local = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), m_context.zone).time();
    return m_wanted.quietHours.holdsAt(local.hour() * 60 + local.minute());
}

} // namespace matoi::app
