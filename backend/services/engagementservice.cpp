#include "backend/services/engagementservice.h"

#include "backend/services/engagementclock.h"
#include "backend/services/timelineservice.h"
#include "models/domain/handover.h"
#include "models/domain/rules/escalation.h"
#include "models/domain/rules/incidentstatus.h"

#include <algorithm>
#include <set>

namespace matoi::services {

using namespace domain;
using std::chrono::seconds;
using store::WriteTransaction;
using EngagementRecord = Record<Engagement>;

namespace {

using namespace engagementclock;

/// Pages whose person has said that they cannot.
constexpr std::string_view refusedSpace = "page-refused";
constexpr std::chrono::hours refusalKept{24 * 7}; // longer than any link
/// While the last pages of an engagement are still on their way nobody can have failed to answer them.
constexpr seconds lastPagesPatience{5};
/// A stage that begins later than that takes the later ones with it.
constexpr seconds lateTolerance{30};
/// How long whoever was paged too late has at least, before it is said that nobody answered.
constexpr int answerSeconds = 300;

std::string subject(Id<Engagement> id)
{
    return "engagement/" + id.toString();
}

std::string stageNumber(int stage)
{
    return std::to_string(stage + 1);
}

Result<EngagementRecord> load(WriteTransaction& tx, Id<Engagement> id)
{
    auto engagement = store::find(tx, id);
    if (!engagement)
        return fail(ErrorCode::NotFound, {}, "there is no engagement " + id.toString());
    return std::move(*engagement);
}

rules::ContactDirectory directoryOf(WriteTransaction& tx)
{
    return {[&tx](Id<Contact> id) { return store::find(tx, id); },
            [&tx](Id<Contact> id) { return store::list<ContactChannel>(tx, id.uuid()); }};
}

Page pageOf(const Engagement& engagement, Id<Engagement> id, const EngagementStep& step,
            const std::string& whyNoChannel, Time now)
{
    Page page;
    page.incidentId = engagement.incidentId;
    page.engagementId = id;
    page.contactId = step.contactId;
    page.contactName = step.contactName;
    page.stage = step.stage;
    page.channelId = step.channelId;
    page.channelKind = step.channelKind;
    page.address = step.address;
    page.dueAt = engagement.startedAt + seconds(step.offsetSeconds);
    if (!step.channelId || !step.active) {
        page.state = PageState::Error;
        page.failedAt = now;
        page.error = step.channelId ? "the channel is not active" : whyNoChannel;
    }
    return page;
}

void writePages(WriteTransaction& tx, const EngagementRecord& engagement, const std::string& by)
{
    for (const EngagementStep& step : engagement.value.steps) {
        const bool others =
            !step.channelId && !store::list<ContactChannel>(tx, step.contactId.uuid()).empty();
        const Page page =
            pageOf(engagement.value, engagement.id, step,
                   others ? "the channel of this stage was removed" : "the contact has no channel", tx.now());
        const auto id = Id<Page>::generate();
        store::put(tx, id, page, by);
        if (page.state == PageState::Pending) {
            tx.setDue(pageSpace, id.uuid(), page.dueAt);
            continue;
        }
        TimelineService::automatic(
            tx, page.incidentId, eventtype::pageFailed,
            {{"contact", page.contactName}, {"channel", page.address}, {"reason", page.error}},
            page.contactName + " cannot be paged: " + page.error);
    }
}

/// Ends it with everything that was still to come.
EngagementRecord finish(WriteTransaction& tx, EngagementRecord record, EngagementState state,
                        const auth::Actor& by)
{
    for (const auto& page : EngagementService::pagesOf(tx, record.value.incidentId, record.id)) {
        if (page.value.state != PageState::Pending)
            continue;
        Page stopped = page.value;
        stopped.state = PageState::Stopped;
        stopped.stoppedAt = tx.now();
        store::put(tx, page.id, stopped, by.name);
        tx.removeDue(pageSpace, page.id.uuid());
    }
    tx.removeDue(engagementSpace, record.id.uuid());
    record.value.state = state;
    record.value.nextStepAt.reset();
    record.value.endedAt = tx.now();
    record.value.endedBy = by.name;
    record.value.endedVia = by.via;
    return store::put(tx, record.id, record.value, by.name);
}

EngagementRecord exhaust(WriteTransaction& tx, EngagementRecord record, const auth::Actor& by)
{
    auto ended = finish(tx, std::move(record), EngagementState::Exhausted, by);
    TimelineService::automatic(tx, ended.value.incidentId, eventtype::exhausted,
                               {{"contact", ended.value.contactName}},
                               "Nobody answered: every stage of " + ended.value.contactName + " has passed");
    tx.audit(by.name, "exhaust", subject(ended.id), ended.value.contactName);
    return ended;
}

void markRead(WriteTransaction& tx, Id<Page> id, const auth::Actor& by)
{
    auto page = store::find(tx, id);
    if (!page || page->value.state == PageState::Read)
        return;
    page->value.state = PageState::Read;
    page->value.readAt = tx.now();
    store::put(tx, id, page->value, by.name);
    tx.removeDue(pageSpace, id.uuid());
}

void acknowledgeIncident(WriteTransaction& tx, Id<Incident> id, const auth::Actor& by)
{
    const auto incident = store::find(tx, id);
    if (incident && incident->value.status == IncidentStatus::Open)
        store::put(tx, id, rules::withStatus(incident->value, IncidentStatus::Acknowledged, tx.now()),
                   by.name);
}

/// Writes the engagement with its next step and its due.
EngagementRecord keepGoing(WriteTransaction& tx, EngagementRecord record, Time due, const std::string& by)
{
    const auto pages = EngagementService::pagesOf(tx, record.value.incidentId, record.id);
    record.value.nextStepAt = EngagementService::nextStepAt(record.value, pages);
    tx.setDue(engagementSpace, record.id.uuid(), due);
    return store::put(tx, record.id, record.value, by);
}

/// Whom an offer pages is paged about the offer alone.
std::set<Id<Engagement>> engagementsOfOffers(WriteTransaction& tx, Id<Incident> incident)
{
    std::set<Id<Engagement>> ids;
    for (const auto& handover : store::list<Handover>(tx, incident.uuid()))
        if (handover.value.engagementId)
            ids.insert(*handover.value.engagementId);
    return ids;
}

std::optional<EngagementRecord> runningOf(WriteTransaction& tx, Id<Incident> incident, Id<Contact> contact)
{
    const auto ofOffers = engagementsOfOffers(tx, incident);
    for (auto& engagement : store::list<Engagement>(tx, incident.uuid()))
        if (engagement.value.contactId == contact && engagement.value.state == EngagementState::Running &&
            !ofOffers.contains(engagement.id))
            return std::move(engagement);
    return std::nullopt;
}

/// Everything from `from` on happens later, as much as it is late now; the timeline says so.
seconds moveBackFrom(WriteTransaction& tx, EngagementRecord& record, Time from)
{
    const std::string me = auth::serviceActor().name;
    const seconds late = std::chrono::ceil<seconds>(tx.now() - from);
    moveBack(tx, record, from, static_cast<int>(late.count()), me);
    const std::string number = std::to_string(late.count());
    TimelineService::automatic(tx, record.value.incidentId, eventtype::engagementLate,
                               {{"contact", record.value.contactName}, {"seconds", number}},
                               "Paging of " + record.value.contactName + " is " + number +
                                   " s late, and what comes later with it");
    return late;
}

struct Cause
{
    std::string reason;
    std::string startedBy; ///< a person, or the plan's name
    bool offer = false;    ///< of a role: beside whatever else runs for the contact
};

Result<EngagementRecord> start(WriteTransaction& tx, Id<Incident> incidentId, Id<Contact> contactId,
                               const Cause& cause, const auth::Actor& by)
{
    const auto& [reason, startedBy, offer] = cause;
    const auto incident = store::find(tx, incidentId);
    if (!incident)
        return fail(ErrorCode::NotFound, "incidentId", "there is no incident " + incidentId.toString());
    if (incident->value.status == IncidentStatus::Resolved)
        return fail(ErrorCode::Illegal, "incidentId",
                    "the incident is resolved: reopen it before paging anybody");
    const auto contact = store::find(tx, contactId);
    if (!contact)
        return fail(ErrorCode::NotFound, "contactId", "there is no contact " + contactId.toString());
    if (auto running = offer ? std::nullopt : runningOf(tx, incidentId, contactId))
        return std::move(*running);

    auto plan = rules::escalationSteps(contactId, directoryOf(tx));
    EngagementRecord record;
    record.id = Id<Engagement>::generate();
    Engagement& engagement = record.value;
    engagement.incidentId = incidentId;
    engagement.contactId = contactId;
    engagement.contactName = contact->value.name;
    engagement.reason = reason;
    engagement.startedBy = startedBy;
    engagement.startedAt = tx.now();
    engagement.stages = std::move(plan.stages);
    if (engagement.stages.empty())
        engagement.stages.push_back({0, plan.endSeconds});
    engagement.steps = std::move(plan.steps);
    TimelineService::automatic(tx, incidentId, eventtype::engaged,
                               {{"contact", engagement.contactName}, {"reason", reason}, {"by", startedBy}},
                               startedBy + " engaged " + engagement.contactName +
                                   (reason.empty() ? "" : ": " + reason));
    writePages(tx, record, by.name);
    const Time due = nextBoundary(engagement);
    EngagementRecord begun = keepGoing(tx, std::move(record), due, by.name);
    // Only now: the store finds the incident of an entry through the record that it is about.
    tx.audit(by.name, "engage", subject(begun.id), begun.value.contactName + ": " + reason);
    return begun;
}

} // namespace

Result<EngagementRecord> EngagementService::begin(WriteTransaction& tx, Id<Incident> incident,
                                                  Id<Contact> contact, const std::string& reason,
                                                  const auth::Actor& by)
{
    return start(tx, incident, contact, {reason, by.name}, by);
}

Result<EngagementRecord> EngagementService::beginForOffer(WriteTransaction& tx, Id<Incident> incident,
                                                          Id<Contact> contact, const std::string& reason,
                                                          const auth::Actor& by)
{
    return start(tx, incident, contact, {reason, by.name, true}, by);
}

Result<EngagementRecord> EngagementService::beginForPlan(WriteTransaction& tx, Id<Incident> incident,
                                                         Id<Contact> contact, const std::string& plan,
                                                         const auth::Actor& by)
{
    return start(tx, incident, contact, {"response plan " + plan, plan}, by);
}

Result<EngagementRecord> EngagementService::acknowledge(WriteTransaction& tx, EngagementId id,
                                                        const auth::Actor& by, std::optional<Id<Page>> page)
{
    auto record = load(tx, id);
    if (!record)
        return record;
    const EngagementState state = record->value.state;
    // An answer after the last stage is late, but it is an answer.
    if (state != EngagementState::Running && state != EngagementState::Exhausted)
        return record;
    if (page) {
        const auto answered = store::find(tx, *page);
        if (!answered || answered->value.engagementId != id)
            return fail(ErrorCode::NotFound, "page", "is not a page of this engagement");
        markRead(tx, *page, by);
    }
    const EngagementRecord ended = finish(tx, *record, EngagementState::Acknowledged, by);
    acknowledgeIncident(tx, ended.value.incidentId, by);
    const auto after = std::chrono::duration_cast<seconds>(tx.now() - ended.value.startedAt).count();
    TimelineService::automatic(tx, ended.value.incidentId, eventtype::acknowledged,
                               {{"contact", ended.value.contactName},
                                {"person", by.name},
                                {"via", by.via},
                                {"after", std::to_string(after)}},
                               by.name + " acknowledged for " + ended.value.contactName + " after " +
                                   std::to_string(after) + " s",
                               by.name);
    tx.audit(by.name, "acknowledge", subject(id), by.via);
    return ended;
}

Result<EngagementRecord> EngagementService::escalate(WriteTransaction& tx, EngagementId id,
                                                     const auth::Actor& by)
{
    auto record = load(tx, id);
    if (!record)
        return record;
    if (record->value.state != EngagementState::Running)
        return fail(ErrorCode::Illegal, {}, "this engagement is over: engage the contact again");
    tx.audit(by.name, "escalate", subject(id), "from stage " + stageNumber(record->value.stage));
    if (!hasNextStage(record->value))
        return exhaust(tx, std::move(*record), by);

    const int elapsed =
        static_cast<int>(std::chrono::duration_cast<seconds>(tx.now() - record->value.startedAt).count());
    const auto next = static_cast<std::size_t>(record->value.stage) + 1;
    bringForward(tx, *record, std::max(0, record->value.stages[next].offsetSeconds - elapsed), by.name);
    ++record->value.stage;
    TimelineService::automatic(tx, record->value.incidentId, eventtype::escalated,
                               {{"contact", record->value.contactName},
                                {"stage", stageNumber(record->value.stage)},
                                {"by", by.name}},
                               by.name + " escalated " + record->value.contactName + " to stage " +
                                   stageNumber(record->value.stage),
                               by.name);
    return keepGoing(tx, *record, nextBoundary(record->value), by.name);
}

bool EngagementService::refusalPages(const Engagement& engagement, const Page& page)
{
    return engagement.state == EngagementState::Running && engagement.stage == page.stage &&
           hasNextStage(engagement) &&
           std::any_of(engagement.steps.begin(), engagement.steps.end(), [&](const EngagementStep& step) {
               return step.stage == page.stage + 1 && step.contactId != page.contactId;
           });
}

EngagementService::Refusal EngagementService::refuse(WriteTransaction& tx, const Record<Page>& page,
                                                     const auth::Actor& by)
{
    const auto engagement = store::find(tx, page.value.engagementId);
    if (!engagement)
        return Refusal::Noted;
    const bool first = !tx.key(refusedSpace, page.id.toString());
    if (first) {
        tx.setKey(refusedSpace, page.id.toString(), by.name, tx.now() + refusalKept);
        TimelineService::automatic(tx, page.value.incidentId, eventtype::refused,
                                   {{"contact", engagement->value.contactName}, {"person", by.name}},
                                   by.name + " cannot take it", by.name);
        if (refusalPages(engagement->value, page.value)) {
            static_cast<void>(escalate(tx, engagement->id, by)); // it runs: it cannot be refused
            return Refusal::NextPaged;
        }
    }
    return engagement->value.stage > page.value.stage ? Refusal::WentOn : Refusal::Noted;
}

Result<EngagementRecord> EngagementService::stop(WriteTransaction& tx, EngagementId id, const auth::Actor& by)
{
    auto record = load(tx, id);
    if (!record || record->value.state == EngagementState::Stopped)
        return record;
    if (record->value.state != EngagementState::Running)
        return fail(ErrorCode::Illegal, {}, "this engagement is already over: there is nothing to stop");
    const EngagementRecord ended = finish(tx, *record, EngagementState::Stopped, by);
    TimelineService::automatic(tx, ended.value.incidentId, eventtype::stopped,
                               {{"contact", ended.value.contactName}, {"by", by.name}},
                               by.name + " stopped the engagement of " + ended.value.contactName, by.name);
    tx.audit(by.name, "stop", subject(id), by.via);
    return ended;
}

void EngagementService::stopAll(WriteTransaction& tx, Id<Incident> incident, const auth::Actor& by)
{
    for (const auto& engagement : store::list<Engagement>(tx, incident.uuid()))
        if (engagement.value.state == EngagementState::Running)
            static_cast<void>(stop(tx, engagement.id, by)); // it is running: stop cannot refuse
}

void EngagementService::advance(WriteTransaction& tx, EngagementId id)
{
    auto record = store::find(tx, id);
    if (!record || record->value.state != EngagementState::Running) {
        tx.removeDue(engagementSpace, id.uuid());
        return;
    }
    const auth::Actor by = auth::serviceActor();
    const Time now = tx.now();
    Engagement& engagement = record->value;
    if (hasNextStage(engagement) && now - nextBoundary(engagement) > lateTolerance)
        moveBackFrom(tx, *record, nextBoundary(engagement));
    while (hasNextStage(engagement) && nextBoundary(engagement) <= now) {
        ++engagement.stage;
        TimelineService::automatic(
            tx, engagement.incidentId, eventtype::stageReached,
            {{"contact", engagement.contactName}, {"stage", stageNumber(engagement.stage)}},
            "Stage " + stageNumber(engagement.stage) + " of " + engagement.contactName + " began");
    }
    Time due = nextBoundary(engagement);
    if (due <= now) {
        const auto pages = pagesOf(tx, engagement.incidentId, id);
        const bool onTheWay = std::any_of(pages.begin(), pages.end(), [](const Record<Page>& page) {
            return page.value.state == PageState::Pending || page.value.state == PageState::Sending;
        });
        if (!onTheWay) {
            exhaust(tx, std::move(*record), by);
            return;
        }
        due = now + lastPagesPatience;
    }
    keepGoing(tx, std::move(*record), due, by.name);
}

std::optional<seconds> EngagementService::catchUp(WriteTransaction& tx, EngagementId id, Time since,
                                                  seconds tolerance)
{
    auto record = store::find(tx, id);
    if (!record || record->value.state != EngagementState::Running)
        return std::nullopt;
    Time first = nextBoundary(record->value);
    for (const auto& page : pagesOf(tx, record->value.incidentId, id))
        if (isStillToCome(page.value))
            first = std::min(first, page.value.dueAt);
    // What was late before is not late because of this.
    const Time from = std::max(first, since);
    const bool onlyItsEnd = !hasNextStage(record->value) && first == nextBoundary(record->value);
    if (tx.now() - from <= tolerance || onlyItsEnd)
        return std::nullopt;
    const seconds late = moveBackFrom(tx, *record, from);
    const Time due = nextBoundary(record->value);
    keepGoing(tx, std::move(*record), due, auth::serviceActor().name);
    return late;
}

void EngagementService::giveTimeToAnswer(WriteTransaction& tx, const Page& page)
{
    if (tx.now() - page.dueAt <= lateTolerance)
        return;
    auto record = store::find(tx, page.engagementId);
    if (!record || record->value.state != EngagementState::Running || record->value.stages.empty() ||
        static_cast<std::size_t>(page.stage) + 1 != record->value.stages.size())
        return;
    int& last = record->value.stages.back().durationSeconds;
    const Time wanted = tx.now() + seconds(std::min(last, answerSeconds));
    const Time end = endOf(record->value);
    if (end >= wanted)
        return;
    last += static_cast<int>(std::chrono::ceil<seconds>(wanted - end).count());
    const Time due = nextBoundary(record->value);
    keepGoing(tx, std::move(*record), due, auth::serviceActor().name);
}

std::optional<Time> EngagementService::nextStepAt(const Engagement& engagement,
                                                  const std::vector<Record<Page>>& pages)
{
    if (engagement.state != EngagementState::Running || engagement.stages.empty())
        return std::nullopt;
    Time next = nextBoundary(engagement);
    for (const auto& page : pages)
        if (page.value.state == PageState::Pending)
            next = std::min(next, page.value.dueAt);
    return next;
}

void EngagementService::refreshNextStep(WriteTransaction& tx, EngagementId id)
{
    auto record = store::find(tx, id);
    if (!record)
        return;
    const auto next = nextStepAt(record->value, pagesOf(tx, record->value.incidentId, id));
    if (next == record->value.nextStepAt)
        return;
    record->value.nextStepAt = next;
    store::put(tx, id, record->value, auth::serviceActor().name);
}

Time EngagementService::endOf(const Engagement& engagement)
{
    return engagementclock::end(engagement);
}

std::vector<Record<Page>> EngagementService::pagesOf(store::ReadTransaction& tx, Id<Incident> incident,
                                                     EngagementId engagement)
{
    // One that is damaged is reported when its own turn comes; it stops nobody else's.
    auto pages = store::sound<Page>(tx, incident.uuid());
    std::erase_if(pages, [&](const Record<Page>& page) { return page.value.engagementId != engagement; });
    std::stable_sort(pages.begin(), pages.end(), [](const Record<Page>& a, const Record<Page>& b) {
        return a.value.dueAt < b.value.dueAt;
    });
    return pages;
}

} // namespace matoi::services
