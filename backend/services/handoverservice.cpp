#include "backend/services/handoverservice.h"

#include "backend/services/engagementservice.h"
#include "backend/services/timelineservice.h"
#include "backend/services/validation.h"
#include "models/wire/words.h"

namespace matoi::services {

using namespace domain;
using store::WriteTransaction;
using HandoverRecord = Record<Handover>;
using Answer = HandoverService::Answer;

namespace {

std::string subject(Id<Handover> id)
{
    return "handover/" + id.toString();
}

std::string roleOf(const Handover& handover)
{
    return std::string(wire::word(handover.role));
}

/// The briefing as it stands under the event.
std::string markdownOf(const Briefing& briefing)
{
    std::string text;
    const auto add = [&](const char* title, const std::string& part) {
        if (!isBlank(part))
            text += (text.empty() ? "**" : "\n\n**") + std::string(title) + "** " + part;
    };
    add("Conditions.", briefing.conditions);
    add("Actions.", briefing.actions);
    add("Needs.", briefing.needs);
    add("Open decisions.", briefing.decisions);
    return text;
}

void say(WriteTransaction& tx, const Handover& handover, const char* type, std::string text,
         const std::string& author, std::string details = {})
{
    TimelineService::automatic(tx, handover.incidentId, type,
                               {{"role", roleOf(handover)},
                                {"from", handover.from},
                                {"to", handover.to},
                                {"answer", handover.answer}},
                               std::move(text), author, std::move(details));
}

/// Pages the successor; the offer stands whether that works or not.
std::optional<Id<Engagement>> page(WriteTransaction& tx, const Handover& handover, const auth::Actor& by)
{
    if (!handover.contactId)
        return std::nullopt;
    const auto begun =
        EngagementService::beginForOffer(tx, handover.incidentId, *handover.contactId,
                                         handover.from + " offers you the role " + roleOf(handover), by);
    return begun ? std::optional(begun->id) : std::nullopt;
}

void settlePage(WriteTransaction& tx, const Handover& handover, const auth::Actor& by)
{
    if (!handover.engagementId)
        return;
    const auto engagement = store::find(tx, *handover.engagementId);
    if (!engagement || engagement->value.state != EngagementState::Running)
        return;
    // It runs: neither can be refused.
    if (handover.state == HandoverState::Accepted)
        static_cast<void>(EngagementService::acknowledge(tx, engagement->id, by));
    else
        static_cast<void>(EngagementService::stop(tx, engagement->id, by));
}

HandoverRecord finish(WriteTransaction& tx, HandoverRecord record, HandoverState state,
                      const std::string& answer, const auth::Actor& by)
{
    record.value.state = state;
    record.value.answer = cutText(answer, 2000);
    record.value.endedAt = tx.now();
    record.value.endedBy = by.name;
    tx.removeDue(HandoverService::dueSpace, record.id.uuid());
    HandoverRecord ended = store::put(tx, record.id, record.value, by.name);
    settlePage(tx, ended.value, by);
    tx.audit(by.name, "handover-" + std::string(wire::word(state)), subject(ended.id), ended.value.answer);
    return ended;
}

Answer load(WriteTransaction& tx, Id<Handover> id)
{
    auto record = store::find(tx, id);
    if (!record)
        return fail(ErrorCode::NotFound, {}, "there is no handover " + id.toString());
    return std::move(*record);
}

/// Nullopt when it can still be answered.
std::optional<Error> whyOver(const Handover& handover, Time now)
{
    if (handover.state != HandoverState::Offered)
        return Error{
            ErrorCode::Illegal, {}, "this offer is over: it was " + std::string(wire::word(handover.state))};
    if (handover.expiresAt <= now)
        return Error{ErrorCode::Illegal, {}, "this offer has ended: nobody answered in time"};
    return std::nullopt;
}

bool isSuccessor(const Handover& handover, const auth::Actor& by)
{
    return handover.contactId
               ? by.contactId == handover.contactId || (!by.contactId && by.name == handover.to)
               : by.name == handover.to;
}

/// An offer that `by` may answer now.
Answer answerable(WriteTransaction& tx, Id<Handover> id, const auth::Actor& by)
{
    auto record = load(tx, id);
    if (!record)
        return record;
    if (!isSuccessor(record->value, by))
        return fail(ErrorCode::NotAllowed, {}, "this was offered to " + record->value.to);
    if (const auto over = whyOver(record->value, tx.now()))
        return tl::make_unexpected(*over);
    return record;
}

/// Who holds the role.
std::optional<Record<RoleAssignment>> holderOf(store::ReadTransaction& tx, Id<Incident> incident,
                                               IncidentRole role)
{
    auto held = store::find(tx, roleAssignmentIdOf(incident, role));
    return held && !held->value.person.empty() ? std::move(held) : std::nullopt;
}

Result<void> checkOffer(WriteTransaction& tx, Id<Incident> id, const HandoverOffer& offer,
                        const auth::Actor& by)
{
    const auto incident = store::find(tx, id);
    if (!incident)
        return fail(ErrorCode::NotFound, {}, "there is no incident " + id.toString());
    if (incident->value.status == IncidentStatus::Resolved)
        return fail(ErrorCode::Illegal, {}, "the incident is resolved: there is nothing to hand over");
    const auto holder = holderOf(tx, id, offer.role);
    if (!holder)
        return fail(ErrorCode::Illegal, "role", "nobody has this role: it can be taken without an offer");
    if (holder->value.person != by.name)
        return fail(ErrorCode::NotAllowed, "role",
                    holder->value.person + " has this role: only they can offer it; it can be taken over");
    if (offer.to == by.name || (offer.contactId && offer.contactId == by.contactId))
        return fail(ErrorCode::InvalidValue, "to", "must be somebody else");
    if (offer.contactId && !store::find(tx, *offer.contactId))
        return fail(ErrorCode::InvalidValue, "contactId",
                    "there is no contact " + offer.contactId->toString());
    if (isBlank(offer.briefing.conditions))
        return fail(ErrorCode::MissingField, "briefing.conditions", "say what is true now");
    if (const auto open = HandoverService::openFor(tx, id, offer.role))
        return fail(ErrorCode::AlreadyExists, {},
                    "an offer to " + open->value.to + " waits for an answer: withdraw it first");
    return {};
}

void giveRole(WriteTransaction& tx, const Handover& handover, const auth::Actor& by)
{
    RoleAssignment role;
    role.incidentId = handover.incidentId;
    role.role = handover.role;
    role.person = handover.to;
    role.contactId = handover.contactId;
    role.since = tx.now();
    store::put(tx, roleAssignmentIdOf(handover.incidentId, handover.role), role, by.name);
}

} // namespace

Answer HandoverService::offer(WriteTransaction& tx, Id<Incident> incident, const HandoverOffer& offer,
                              const auth::Actor& by)
{
    if (auto legal = checkOffer(tx, incident, offer, by); !legal)
        return tl::make_unexpected(legal.error());
    Handover handover;
    handover.incidentId = incident;
    handover.role = offer.role;
    handover.from = by.name;
    handover.to = offer.to;
    handover.contactId = offer.contactId;
    handover.briefing = offer.briefing;
    handover.offeredAt = tx.now();
    handover.expiresAt = tx.now() + patience;
    say(tx, handover, eventtype::handoverOffered,
        by.name + " offers the role " + roleOf(handover) + " to " + handover.to, by.name,
        markdownOf(handover.briefing));
    handover.engagementId = page(tx, handover, by);
    const auto id = HandoverId::generate();
    tx.setDue(dueSpace, id.uuid(), handover.expiresAt);
    HandoverRecord offered = store::put(tx, id, handover, by.name);
    tx.audit(by.name, "handover-offered", subject(id), handover.to);
    return offered;
}

Answer HandoverService::accept(WriteTransaction& tx, HandoverId id, const std::string& answer,
                               const auth::Actor& by)
{
    if (const auto known = store::find(tx, id);
        known && known->value.state == HandoverState::Accepted && isSuccessor(known->value, by))
        return *known;
    auto record = answerable(tx, id, by);
    if (!record)
        return record;
    if (isBlank(answer))
        return fail(ErrorCode::MissingField, "answer", "say what you do first");
    const HandoverRecord ended = finish(tx, std::move(*record), HandoverState::Accepted, answer, by);
    giveRole(tx, ended.value, by);
    say(tx, ended.value, eventtype::handoverAccepted,
        ended.value.to + " is now " + roleOf(ended.value) + ", after " + ended.value.from +
            ". First: " + ended.value.answer,
        by.name, markdownOf(ended.value.briefing));
    return ended;
}

Answer HandoverService::decline(WriteTransaction& tx, HandoverId id, const std::string& reason,
                                const auth::Actor& by)
{
    auto record = answerable(tx, id, by);
    if (!record)
        return record;
    if (isBlank(reason))
        return fail(ErrorCode::MissingField, "reason", "say why");
    const HandoverRecord ended = finish(tx, std::move(*record), HandoverState::Declined, reason, by);
    say(tx, ended.value, eventtype::handoverDeclined,
        ended.value.to + " declines the role " + roleOf(ended.value) + ": " + ended.value.answer, by.name);
    return ended;
}

Answer HandoverService::withdraw(WriteTransaction& tx, HandoverId id, const auth::Actor& by)
{
    auto record = load(tx, id);
    if (!record || record->value.state == HandoverState::Withdrawn)
        return record;
    if (record->value.from != by.name)
        return fail(ErrorCode::NotAllowed, {}, "only " + record->value.from + " can withdraw this offer");
    if (const auto over = whyOver(record->value, tx.now()))
        return tl::make_unexpected(*over);
    const HandoverRecord ended = finish(tx, std::move(*record), HandoverState::Withdrawn, {}, by);
    say(tx, ended.value, eventtype::handoverWithdrawn,
        ended.value.from + " withdraws the offer of the role " + roleOf(ended.value) + " to " +
            ended.value.to,
        by.name);
    return ended;
}

void HandoverService::expire(WriteTransaction& tx, HandoverId id)
{
    auto record = store::find(tx, id);
    if (!record || record->value.state != HandoverState::Offered) {
        tx.removeDue(dueSpace, id.uuid());
        return;
    }
    if (record->value.expiresAt > tx.now()) {
        tx.setDue(dueSpace, id.uuid(), record->value.expiresAt);
        return;
    }
    const HandoverRecord ended =
        finish(tx, std::move(*record), HandoverState::Expired, {}, auth::serviceActor());
    say(tx, ended.value, eventtype::handoverExpired,
        "Nobody accepted: " + ended.value.to + " did not answer, " + ended.value.from + " is still " +
            roleOf(ended.value),
        auth::serviceActor().name);
}

void HandoverService::endOffers(WriteTransaction& tx, Id<Incident> incident, std::optional<IncidentRole> role,
                                const auth::Actor& by)
{
    for (auto& record : store::list<Handover>(tx, incident.uuid())) {
        if (record.value.state != HandoverState::Offered || (role && record.value.role != *role))
            continue;
        const HandoverRecord ended = finish(tx, std::move(record), HandoverState::Withdrawn, {}, by);
        say(tx, ended.value, eventtype::handoverWithdrawn,
            "The offer of the role " + roleOf(ended.value) + " to " + ended.value.to + " is over", by.name);
    }
}

std::optional<HandoverRecord> HandoverService::openFor(store::ReadTransaction& tx, Id<Incident> incident,
                                                       IncidentRole role)
{
    for (auto& record : store::list<Handover>(tx, incident.uuid()))
        if (record.value.state == HandoverState::Offered && record.value.role == role)
            return std::move(record);
    return std::nullopt;
}

} // namespace matoi::services
