#include "backend/engine/pagebuilder.h"

#include "backend/services/engagementservice.h"

namespace matoi::engine {

using namespace domain;

channels::PageContent buildPageContent(store::ReadTransaction& tx, const Record<Page>& page,
                                       const Record<Engagement>& engagement)
{
    channels::PageContent content;
    content.pageId = page.id.toString();
    content.now = tx.now();
    content.contactName = page.value.contactName;
    content.startedBy = engagement.value.startedBy;
    content.reason = engagement.value.reason;
    content.givesUpAt = services::EngagementService::endOf(engagement.value);
    content.refusalPages = services::EngagementService::refusalPages(engagement.value, page.value);
    if (const auto contact = store::find(tx, page.value.contactId)) {
        content.language = contact->value.language;
        content.timeZone = contact->value.timeZone;
    }
    if (const auto incident = store::find(tx, page.value.incidentId)) {
        content.incidentNumber = incident->value.number;
        content.title = incident->value.title;
        content.impact = incident->value.impact;
        content.drill = incident->value.drill;
        content.incidentStartedAt = incident->value.startedAt;
    }
    const auto commander =
        store::find(tx, roleAssignmentIdOf(page.value.incidentId, IncidentRole::Commander));
    if (commander)
        content.commander = commander->value.person;
    if (const auto summary = store::find(tx, summaryIdOf(page.value.incidentId)))
        content.summary = summary->value.text;
    for (const auto& other :
         services::EngagementService::pagesOf(tx, page.value.incidentId, page.value.engagementId))
        if (other.value.state == PageState::Pending && other.id != page.id &&
            other.value.dueAt > page.value.dueAt)
            content.next.push_back({other.value.dueAt, other.value.contactName, other.value.channelKind,
                                    other.value.contactId == page.value.contactId});
    return content;
}

} // namespace matoi::engine
