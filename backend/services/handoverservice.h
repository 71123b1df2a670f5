#pragma once

#include "backend/auth/actor.h"
#include "backend/store/records.h"
#include "models/domain/error.h"

namespace matoi::services {

/// Passing a role on, inside the caller's transaction. The former holder keeps it until the successor has
/// accepted; the engine ends what nobody answers (due space "handover": a handover's id, at its end).
class HandoverService
{
public:
    using HandoverId = domain::Id<domain::Handover>;
    using Answer = domain::Result<domain::Record<domain::Handover>>;

    static constexpr std::string_view dueSpace = "handover";
    static constexpr std::chrono::minutes patience{5};

    /// By the role's holder. One open offer a role: AlreadyExists until it has ended. Pages the successor's
    /// contact with the offer; a contact that cannot be paged does not keep it from being made. Illegal for a
    /// resolved incident, a role that nobody has, and oneself as the successor.
    static Answer offer(store::WriteTransaction& tx, domain::Id<domain::Incident> incident,
                        const domain::HandoverOffer& offer, const auth::Actor& by);

    /// By the successor, with what they do first. The role is theirs in the same transaction. Accepting what
    /// they have accepted changes nothing; Illegal for an offer that has ended otherwise, also when its end
    /// was reached and nobody has written that down yet.
    static Answer accept(store::WriteTransaction& tx, HandoverId id, const std::string& answer,
                         const auth::Actor& by);
    /// By the successor, with a reason.
    static Answer decline(store::WriteTransaction& tx, HandoverId id, const std::string& reason,
                          const auth::Actor& by);
    /// By the one who offered.
    static Answer withdraw(store::WriteTransaction& tx, HandoverId id, const auth::Actor& by);

    /// For the engine, when the due is reached.
    static void expire(store::WriteTransaction& tx, HandoverId id);

    /// The role went to somebody else, or the incident is over: nobody waits for an answer any more.
    static void endOffers(store::WriteTransaction& tx, domain::Id<domain::Incident> incident,
                          std::optional<domain::IncidentRole> role, const auth::Actor& by);

    /// The offer that waits for an answer.
    static std::optional<domain::Record<domain::Handover>>
    openFor(store::ReadTransaction& tx, domain::Id<domain::Incident> incident, domain::IncidentRole role);
};

} // namespace matoi::services
