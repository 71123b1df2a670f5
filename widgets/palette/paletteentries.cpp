#include "widgets/palette/paletteentries.h"

#include "models/domain/ports/online.h"
#include "models/domain/ports/timelines.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/joinedtext.h"
#include "widgets/panel/texts.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <map>

namespace matoi::widgets {

using namespace domain;
using Group = PaletteEntry::Group;
using Subject = PaletteEntry::Subject;

namespace {

/// Events that one can go to: the newest, for older ones there is the search.
constexpr int mostEvents = 2000;

class Maker
{
    Q_DECLARE_TR_FUNCTIONS(matoi::widgets::Palette)

public:
    Maker(const PanelContext& context, const Record<Incident>& incident, const PaletteLinks& links)
        : m_context(context)
        , m_incident(incident)
        , m_links(links)
    {}

    std::vector<PaletteEntry> take()
    {
        people();
        running();
        impacts();
        statuses();
        events();
        return std::move(m_entries);
    }

private:
    void people();
    void person(const Record<Contact>& contact);
    void running();
    void impacts();
    void statuses();
    void events();

    const PanelContext& m_context;
    const Record<Incident>& m_incident;
    const PaletteLinks& m_links;
    std::vector<PaletteEntry> m_entries;
};

void Maker::people()
{
    for (const auto& contact : m_context.repositories.contacts.all())
        if (contact.value.drill == m_incident.value.drill)
            person(contact);
}

void Maker::person(const Record<Contact>& contact)
{
    const QString name = QString::fromStdString(contact.value.name);
    const bool alone = contact.value.contactKind == ContactKind::Personal;
    PaletteEntry page;
    page.subject = Subject::Person;
    page.icon = Icon::PhoneCall;
    page.title = tr("Page %1").arg(name);
    page.detail = QString::fromStdString(contact.value.title);
    // The English word is found in every language: it stands on the key.
    page.hidden = QString::fromStdString(contact.value.alias) + QStringLiteral(" page");
    page.needsService = true;
    page.details = [show = m_links.pageDialog, id = contact.id] { show(id); };
    // One person is paged at once; whoever pages more sees first whom.
    page.run = page.details;
    if (alone)
        page.run = [&effects = m_context.repositories.effects, incident = m_incident.id, id = contact.id] {
            effects.page(incident, id, {});
        };
    m_entries.push_back(page);

    PaletteEntry go;
    go.group = Group::GoTo;
    go.subject = Subject::Person;
    go.icon = alone ? Icon::User : Icon::Users;
    go.title = name;
    go.detail = alone ? tr("contact") : tr("escalation plan");
    go.hidden = page.detail + QLatin1Char(' ') + page.hidden + QLatin1Char(' ') + tr("page");
    go.run = m_links.openContacts;
    m_entries.push_back(go);
}

/// Not offered without a connection, as on the other screens: an answer that may never arrive is none.
void Maker::running()
{
    if (!isOnline(m_context.changes.syncState()))
        return;
    for (const auto& engagement : m_context.repositories.engagements.of(m_incident.id.uuid())) {
        if (engagement.value.state != EngagementState::Running)
            continue;
        PaletteEntry entry;
        entry.subject = Subject::Person;
        entry.icon = Icon::Check;
        entry.title = tr("Acknowledge for %1…").arg(QString::fromStdString(engagement.value.contactName));
        entry.hidden = tr("page");
        entry.run = [acknowledge = m_links.acknowledge, id = engagement.id] { acknowledge(id); };
        m_entries.push_back(entry);
    }
}

void Maker::impacts()
{
    for (int i = 1; i <= 5; ++i) {
        const auto impact = static_cast<Impact>(i);
        if (impact == m_incident.value.impact)
            continue;
        PaletteEntry entry;
        entry.icon = Icon::Siren;
        entry.title = tr("Set impact to %1 %2").arg(i).arg(texts::impact(impact));
        entry.detail = texts::impactMeaning(impact);
        entry.hidden = tr("severity priority");
        entry.run = [&commands = m_context.incidents, tell = m_links.tell, id = m_incident.id, impact] {
            tell(commands.setImpact(id, impact));
        };
        m_entries.push_back(entry);
    }
}

void Maker::statuses()
{
    for (const IncidentStatus status : {IncidentStatus::Acknowledged, IncidentStatus::Mitigating,
                                        IncidentStatus::Mitigated, IncidentStatus::Resolved}) {
        if (status == m_incident.value.status)
            continue;
        PaletteEntry entry;
        entry.icon = Icon::Flag;
        entry.title = tr("Set status to %1").arg(texts::status(status));
        entry.detail = tr("now %1").arg(texts::status(m_incident.value.status));
        entry.run = [set = m_links.setStatus, status] { set(status); };
        m_entries.push_back(entry);
    }
}

void Maker::events()
{
    for (const auto& event : m_context.repositories.timelines.latest(m_incident.id, mostEvents)) {
        PaletteEntry entry;
        entry.group = Group::GoTo;
        entry.subject = Subject::Event;
        entry.icon = Icon::Clock;
        entry.title = timeWithSecondsText(event.value.at, m_context.zone) + QLatin1Char(' ') +
                      texts::event(event.value).section(QLatin1Char('\n'), 0, 0);
        entry.detail = tr("this timeline");
        entry.run = [open = m_links.openEvent, id = event.id] { open(id); };
        m_entries.push_back(entry);
    }
}

using Commanders = std::map<Id<Incident>, QString>;

Commanders commandersOf(const Repositories& repositories)
{
    Commanders all;
    for (const auto& role : repositories.roleAssignments.all())
        if (role.value.role == IncidentRole::Commander && !role.value.person.empty())
            all.emplace(role.value.incidentId, QString::fromStdString(role.value.person));
    return all;
}

PaletteEntry goToIncident(const Record<Incident>& incident, const Commanders& commanders,
                          const PaletteLinks& links)
{
    QStringList detail{texts::incidentNumber(incident.value), texts::status(incident.value.status)};
    if (incident.value.restricted)
        detail << QCoreApplication::translate("Texts", "Restricted");
    if (const auto commander = commanders.find(incident.id); commander != commanders.end())
        detail << texts::role(IncidentRole::Commander) + QLatin1Char(' ') + commander->second;
    PaletteEntry entry;
    entry.group = Group::GoTo;
    entry.subject = Subject::Incident;
    entry.icon = incident.value.restricted ? Icon::Lock : Icon::Siren;
    entry.title = QString::fromStdString(incident.value.title);
    entry.detail = inList(detail);
    entry.hidden = QString::fromStdString(incident.value.service);
    entry.run = [open = links.openIncident, id = incident.id] { open(id); };
    return entry;
}

} // namespace

std::vector<PaletteEntry> paletteEntries(const PanelContext& context, Id<Incident> incident,
                                         const PaletteLinks& links)
{
    std::vector<PaletteEntry> entries;
    if (const auto open = context.repositories.incidents.find(incident))
        entries = Maker(context, *open, links).take();
    const Commanders commanders = commandersOf(context.repositories);
    auto incidents = context.repositories.incidents.all();
    std::reverse(incidents.begin(), incidents.end()); // the newest first
    for (const auto& other : incidents)
        if (other.id != incident)
            entries.push_back(goToIncident(other, commanders, links));
    return entries;
}

PaletteModel::Writer paletteWriter(const PanelContext& context, Id<Incident> incident,
                                   const PaletteLinks& links)
{
    const auto open = context.repositories.incidents.find(incident);
    if (!open)
        return {};
    return [&commands = context.timeline, tell = links.tell, incident,
            number = texts::incidentNumber(open->value)](const QString& text) -> std::optional<PaletteEntry> {
        if (text.isEmpty())
            return std::nullopt;
        PaletteEntry entry;
        entry.group = Group::Write;
        entry.icon = Icon::Plus;
        entry.title = QCoreApplication::translate("matoi::widgets::Palette", "Add event “%1” now").arg(text);
        entry.detail = number;
        entry.key = QKeySequence(Qt::CTRL | Qt::Key_Return);
        entry.run = [&commands, tell, incident, text] {
            const auto logged = commands.log(incident, text.toStdString(), EventKind::Note);
            tell(logged ? Result<void>() : tl::unexpected(logged.error()));
        };
        return entry;
    };
}

} // namespace matoi::widgets
