#include "widgets/panel/callsforme.h"

#include "models/domain/ports/recentincidents.h"

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

namespace {

/// A resolved incident pages nobody; what this console resolved and could not send yet may still.
constexpr std::chrono::days longAgo{7};

/// Handed over to this desktop. Being opened is no answer.
bool isHere(const Page& page)
{
    return page.state == PageState::Sent || page.state == PageState::Delivered ||
           page.state == PageState::Read;
}

bool waitsForAnswer(const Engagement& engagement, const Incident& incident)
{
    if (engagement.state == EngagementState::Running)
        return true;
    return engagement.state == EngagementState::Exhausted && incident.status != IncidentStatus::Resolved;
}

Time since(const Record<Page>& page)
{
    return page.value.sentAt.value_or(page.value.dueAt);
}

} // namespace

bool CallForMe::operator==(const CallForMe& other) const
{
    return engagement == other.engagement && running == other.running &&
           std::equal(pages.begin(), pages.end(), other.pages.begin(), other.pages.end(),
                      [](const auto& a, const auto& b) { return a.id == b.id && a.value == b.value; });
}

CallsForMe::CallsForMe(const PanelContext& context, QObject* parent)
    : QObject(parent)
    , m_context(context)
{
    m_subscriptions.push_back(context.changes.onRecords(
        [this](const std::vector<ChangedRecord>& records) { recordsChanged(records); }));
    // Who sits here is known once the service has said so.
    m_subscriptions.push_back(context.changes.onSyncState([this](const SyncState&) {
        if (m_context.changes.session().contactId != m_me)
            readAll();
    }));
    readAll();
}

const CallForMe* CallsForMe::find(Id<Engagement> engagement) const
{
    const auto found = std::find_if(m_calls.begin(), m_calls.end(),
                                    [&](const CallForMe& call) { return call.engagement == engagement; });
    return found == m_calls.end() ? nullptr : &*found;
}

void CallsForMe::readAll()
{
    m_me = m_context.changes.session().contactId;
    m_pages.clear();
    // Of tens of thousands of pages those of long ago wait for nobody; a start does not read them.
    if (m_me)
        for (const auto& incident :
             recentIncidents(m_context.repositories.incidents, m_context.clock.now() - longAgo))
            takeAll(incident.id);
    tell();
}

void CallsForMe::takeAll(Id<Incident> incident)
{
    for (const auto& page : m_context.repositories.pages.of(incident.uuid()))
        take(page);
}

void CallsForMe::take(const Record<Page>& page)
{
    if (page.value.contactId == *m_me && page.value.channelKind == ChannelKind::Desktop && isHere(page.value))
        m_pages.insert(page.id);
}

void CallsForMe::recordsChanged(const std::vector<ChangedRecord>& records)
{
    if (m_context.changes.session().contactId != m_me) {
        readAll();
        return;
    }
    if (!m_me)
        return;
    bool concerned = false;
    for (const ChangedRecord& record : records) {
        concerned |=
            record.kind == Kind::Page || record.kind == Kind::Engagement || record.kind == Kind::Incident;
        if (record.kind == Kind::Page)
            if (const auto page = m_context.repositories.pages.find(Id<Page>(record.id)))
                take(*page);
        if (record.kind == Kind::Incident) // it came after its pages, or was reopened
            takeAll(Id<Incident>(record.id));
    }
    if (concerned)
        tell();
}

void CallsForMe::tell()
{
    std::vector<CallForMe> calls;
    std::vector<Record<Page>> pages;
    for (const auto& id : m_pages)
        if (auto page = m_context.repositories.pages.find(id); page && isHere(page->value))
            pages.push_back(std::move(*page));
    std::stable_sort(pages.begin(), pages.end(),
                     [](const auto& a, const auto& b) { return since(a) < since(b); });
    for (auto& page : pages) {
        const auto same = std::find_if(calls.begin(), calls.end(), [&](const CallForMe& call) {
            return call.engagement == page.value.engagementId;
        });
        if (same != calls.end()) {
            same->pages.push_back(std::move(page));
            continue;
        }
        const auto engagement = m_context.repositories.engagements.find(page.value.engagementId);
        const auto incident = m_context.repositories.incidents.find(page.value.incidentId);
        if (!engagement || !incident)
            continue; // they come with a later page of the feed
        if (!waitsForAnswer(engagement->value, incident->value)) {
            if (engagement->value.state != EngagementState::Exhausted)
                m_pages.erase(page.id); // an answer is for ever
            continue;
        }
        calls.push_back({engagement->id,
                         incident->id,
                         {std::move(page)},
                         engagement->value.state == EngagementState::Running});
    }
    if (calls == m_calls)
        return;
    m_calls = std::move(calls);
    Q_EMIT changed();
}

} // namespace matoi::widgets
