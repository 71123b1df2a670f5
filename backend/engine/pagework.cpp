#include "backend/engine/pagework.h"

#include "backend/auth/actor.h"
#include "backend/engine/acklinks.h"
#include "backend/engine/pagebuilder.h"
#include "backend/services/engagementservice.h"
#include "backend/services/timelineservice.h"
#include "backend/services/validation.h"
#include "models/wire/words.h"

namespace matoi::engine {

using namespace domain;
using services::EngagementService;
using services::TimelineService;
using store::WriteTransaction;

namespace {

constexpr std::string_view pageSpace = "page";
constexpr std::size_t maxReason = 500; // bytes: it stands on a timeline

std::string me()
{
    return auth::serviceActor().name;
}

std::map<std::string, std::string> eventValues(const Page& page)
{
    return {{"contact", page.contactName}, {"channel", std::string(wire::word(page.channelKind))}};
}

void writeSent(WriteTransaction& tx, const Page& page)
{
    TimelineService::automatic(tx, page.incidentId, eventtype::pageSent, eventValues(page),
                               "Paged " + page.contactName + " by " +
                                   std::string(wire::word(page.channelKind)));
}

void writeFailed(WriteTransaction& tx, const Page& page)
{
    auto values = eventValues(page);
    values["reason"] = page.error;
    TimelineService::automatic(tx, page.incidentId, eventtype::pageFailed, std::move(values),
                               "The " + std::string(wire::word(page.channelKind)) + " to " +
                                   page.contactName + " was not delivered: " + page.error);
}

void settle(WriteTransaction& tx, Id<Page> id, const Page& page)
{
    store::put(tx, id, page, me());
    tx.removeDue(pageSpace, id.uuid());
    EngagementService::refreshNextStep(tx, page.engagementId);
}

void settleSent(WriteTransaction& tx, Id<Page> id, const Page& page)
{
    settle(tx, id, page);
    EngagementService::giveTimeToAnswer(tx, page);
    writeSent(tx, page);
}

void stopPage(WriteTransaction& tx, Record<Page> page)
{
    page.value.state = PageState::Stopped;
    page.value.stoppedAt = tx.now();
    settle(tx, page.id, page.value);
}

void failPage(WriteTransaction& tx, Record<Page> page)
{
    page.value.state = PageState::Error;
    page.value.failedAt = tx.now();
    settle(tx, page.id, page.value);
    writeFailed(tx, page.value);
}

bool needsProvider(ChannelKind kind)
{
    return kind == ChannelKind::Email || kind == ChannelKind::Webhook;
}

void sendHere(WriteTransaction& tx, Record<Page> page)
{
    page.value.state = page.value.channelKind == ChannelKind::Test ? PageState::Delivered : PageState::Sent;
    page.value.attempts = 1;
    page.value.sentAt = tx.now();
    if (page.value.state == PageState::Delivered)
        page.value.deliveredAt = tx.now();
    settleSent(tx, page.id, page.value);
}

PageWork beginPage(WriteTransaction& tx, Record<Page> page, const Record<Engagement>& engagement,
                   const std::string& publicUrl)
{
    page.value.state = PageState::Sending;
    ++page.value.attempts;
    store::put(tx, page.id, page.value, me());
    tx.setDue(pageSpace, page.id.uuid(), tx.now() + pageLease);
    PageWork work{page.id,
                  page.value.engagementId,
                  page.value.incidentId,
                  page.value.channelKind,
                  page.value.address,
                  buildPageContent(tx, page, engagement),
                  page.value.dueAt};
    work.content.ackUrl = publicUrl + "/a/" + createAckLink(tx, page.id, page.value.engagementId);
    work.content.validUntil = tx.now() + ackLinkLife;
    EngagementService::refreshNextStep(tx, page.value.engagementId);
    return work;
}

void claim(WriteTransaction& tx, Uuid id, const std::string& publicUrl, PageRoom& room, ClaimedPages& claimed)
{
    auto page = store::find(tx, Id<Page>(id));
    const bool open =
        page && (page->value.state == PageState::Pending || page->value.state == PageState::Sending);
    const bool provided = open && needsProvider(page->value.channelKind);
    int& left = provided && page->value.channelKind == ChannelKind::Webhook ? room.webhook : room.email;
    if (provided && left <= 0)
        return;
    claimed.any = true;
    if (!open) {
        tx.removeDue(pageSpace, id);
        return;
    }
    const auto engagement = store::find(tx, page->value.engagementId);
    if (!engagement || engagement->value.state != EngagementState::Running)
        return stopPage(tx, std::move(*page));
    if (!provided)
        return sendHere(tx, std::move(*page));
    if (page->value.attempts >= maxBegun) {
        page->value.error = "it was begun " + std::to_string(page->value.attempts) +
                            " times, and what came of it could never be written down";
        return failPage(tx, std::move(*page));
    }
    claimed.works.push_back(beginPage(tx, std::move(*page), *engagement, publicUrl));
    --left;
}

} // namespace

ClaimedPages claimPages(WriteTransaction& tx, const std::string& publicUrl, PageRoom room)
{
    ClaimedPages claimed;
    for (const store::Due& due : tx.dues(pageSpace, tx.now(), claimLookAt))
        claim(tx, due.id, publicUrl, room, claimed);
    return claimed;
}

ClaimedPages claimPage(WriteTransaction& tx, Uuid page, const std::string& publicUrl, PageRoom room)
{
    ClaimedPages claimed;
    claim(tx, page, publicUrl, room, claimed);
    return claimed;
}

bool stillWanted(store::ReadTransaction& tx, const PageWork& work)
{
    const auto engagement = store::find(tx, work.engagement);
    return engagement && engagement->value.state == EngagementState::Running;
}

channels::SendResult readable(channels::SendResult result)
{
    result.error = services::readableLine(result.error, maxReason);
    return result;
}

void finishPage(WriteTransaction& tx, const PageWork& work, const channels::SendResult& result)
{
    auto page = store::find(tx, work.page);
    if (!page || page->value.state != PageState::Sending)
        return; // a receipt came first: it knows more than we do
    if (result.sent) {
        page->value.state = PageState::Sent;
        page->value.sentAt = tx.now();
        page->value.providerId = result.providerId;
        page->value.error.clear();
        settleSent(tx, page->id, page->value);
        return;
    }
    page->value.error = readable(result).error;
    if (!stillWanted(tx, work)) {
        stopPage(tx, std::move(*page));
        return;
    }
    if (result.retry && page->value.attempts < maxAttempts) {
        std::chrono::seconds wait{5};
        for (int i = 1; i < page->value.attempts; ++i)
            wait *= 3;
        page->value.state = PageState::Pending;
        store::put(tx, page->id, page->value, me());
        tx.setDue(pageSpace, page->id.uuid(), tx.now() + wait);
        return;
    }
    failPage(tx, std::move(*page));
}

void takeUpInterrupted(WriteTransaction& tx)
{
    for (const store::Due& due : tx.dues(pageSpace, tx.now() + pageLease, 1000000)) {
        // Not typed: a damaged one must not keep the service from starting, and is reported in its turn.
        const auto stored = tx.find(Kind::Page, due.id);
        const auto page = stored ? wire::recordFrom<Page>(*stored) : Result<Record<Page>>();
        if (stored && page && page->value.state == PageState::Sending)
            tx.setDue(pageSpace, due.id, tx.now());
    }
}

void dropPage(WriteTransaction& tx, const PageWork& work)
{
    auto page = store::find(tx, work.page);
    if (page && page->value.state == PageState::Sending)
        stopPage(tx, std::move(*page));
}

} // namespace matoi::engine
