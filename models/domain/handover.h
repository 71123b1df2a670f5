#pragma once

#include "models/domain/contact.h"
#include "models/domain/incident.h"

namespace matoi::domain {

struct Engagement;

enum class HandoverState
{
    Offered,
    Accepted,
    Declined,
    Expired,
    Withdrawn
};

/// What the successor has to know, in four parts, each of which they confirm as read. Plain text.
struct Briefing
{
    std::string conditions; ///< what is true now
    std::string actions;    ///< what is being done, by whom
    std::string needs;      ///< what the successor must get or decide
    std::string decisions;  ///< the open ones, one a line; empty: none

    bool operator==(const Briefing&) const = default;
};

/// What a person offers. The role's holder, the times and the state are the service's to say.
struct HandoverOffer
{
    IncidentRole role = IncidentRole::Commander;
    std::string to;
    std::optional<Id<Contact>> contactId; ///< is paged with the offer
    Briefing briefing;

    bool operator==(const HandoverOffer&) const = default;
};

/// A role that is being passed on. Written by the service alone: an offer, an answer and an end are effects,
/// because both people have to know of them now. The former holder keeps the role until it is accepted.
struct Handover
{
    static constexpr Kind kind = Kind::Handover;

    Id<Incident> incidentId;
    IncidentRole role = IncidentRole::Commander;
    std::string from;
    std::string to;
    std::optional<Id<Contact>> contactId;
    Briefing briefing;
    HandoverState state = HandoverState::Offered;
    Time offeredAt{};
    Time expiresAt{}; ///< without an answer it ends by itself
    std::optional<Time> endedAt;
    std::string endedBy;
    std::string answer; ///< accepted: what the successor does first; declined: why
    std::optional<Id<Engagement>> engagementId;

    bool operator==(const Handover&) const = default;
};

} // namespace matoi::domain
