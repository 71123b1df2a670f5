#pragma once

#include "backend/auth/actor.h"
#include "backend/store/records.h"
#include "models/domain/error.h"

namespace matoi::services {

/// The states of engagements and their pages, inside the caller's transaction. Sends nothing: that is the
/// engine's work, which finds what to do in two due spaces:
///   "page"        a page's id, at its due time (and, after a failed try, at its next try);
///   "engagement"  an engagement's id, at the next stage's begin, or at the end of the last stage.
/// Whatever ends an engagement stops its pending pages and removes its dues in the same transaction, so that
/// nobody is paged after an acknowledgement was committed. A page in Sending is in the engine's hands and
/// keeps its due, so that whoever takes it over after a crash finds it; the engine looks at the engagement
/// in the transaction that claims a page, and sends nothing for one that is over.
class EngagementService
{
public:
    using EngagementId = domain::Id<domain::Engagement>;

    /// Takes the contact's plan as it is now (domain::rules::escalationSteps), writes the engagement, one
    /// pending page a step (a step without a usable channel becomes a page in Error with the reason), the
    /// dues, and the timeline event. Illegal for a resolved incident. A contact that already has a running
    /// engagement on this incident is not engaged twice: the running one is returned. That of an offer does
    /// not count: it ends with the offer.
    static domain::Result<domain::Record<domain::Engagement>>
    begin(store::WriteTransaction& tx, domain::Id<domain::Incident> incident,
          domain::Id<domain::Contact> contact, const std::string& reason, const auth::Actor& by);

    /// The same for a hand-over's offer, always an engagement of its own: the offer ends it, and must not end
    /// what somebody is paged for besides.
    static domain::Result<domain::Record<domain::Engagement>>
    beginForOffer(store::WriteTransaction& tx, domain::Id<domain::Incident> incident,
                  domain::Id<domain::Contact> contact, const std::string& reason, const auth::Actor& by);

    /// Stops everything later in that engagement; sets the incident to Acknowledged when it was Open, with
    /// its mark. Acknowledging what is already acknowledged is not an error and changes nothing: the record
    /// tells who was faster. `page` is the one that was answered, when it is known (it becomes Read).
    static domain::Result<domain::Record<domain::Engagement>>
    acknowledge(store::WriteTransaction& tx, EngagementId engagement, const auth::Actor& by,
                std::optional<domain::Id<domain::Page>> page = std::nullopt);

    /// The next stage now: its pages' due times move so that the stage begins at now; after the last stage
    /// the engagement is Exhausted. Illegal unless it runs.
    static domain::Result<domain::Record<domain::Engagement>>
    escalate(store::WriteTransaction& tx, EngagementId engagement, const auth::Actor& by);

    /// What came of a refusal.
    enum class Refusal
    {
        NextPaged, ///< the next stage, with somebody else in it, begins now
        WentOn,    ///< the plan had passed the stage of the page before
        Noted      ///< nobody else is next: what runs goes on as it was
    };
    /// The person of a page cannot take it: once a page it is on the timeline and, while the stage of the
    /// page runs and the next one pages somebody else, begins that one. Never ends an engagement. Refusing
    /// again writes nothing.
    static Refusal refuse(store::WriteTransaction& tx, const domain::Record<domain::Page>& page,
                          const auth::Actor& by);
    /// Whether a refusal of that page would begin the next stage.
    static bool refusalPages(const domain::Engagement& engagement, const domain::Page& page);

    static domain::Result<domain::Record<domain::Engagement>>
    stop(store::WriteTransaction& tx, EngagementId engagement, const auth::Actor& by);

    /// Ends every running engagement of an incident (it was resolved).
    static void stopAll(store::WriteTransaction& tx, domain::Id<domain::Incident> incident,
                        const auth::Actor& by);

    /// For the engine, when an "engagement" due is reached: the next stage begins (its number, nextStepAt,
    /// the timeline event), or, after the last, the engagement is Exhausted and the timeline says so loudly.
    /// A stage that is late by more than 30 s moves the later ones with it.
    static void advance(store::WriteTransaction& tx, EngagementId engagement);

    /// For the engine, when no clockwork was alive from `since` until now. What should have happened
    /// meanwhile does not happen all at once: the first of it is due now, and what comes after keeps its
    /// distance. The timeline tells how late that is. Returns it when it was more than `tolerance`; again, it
    /// changes nothing.
    static std::optional<std::chrono::seconds> catchUp(store::WriteTransaction& tx, EngagementId engagement,
                                                       domain::Time since, std::chrono::seconds tolerance);

    /// For the engine, when a page was handed over: one of the last stage that was much too late leaves at
    /// least five minutes (or the stage's own length) until "nobody answered".
    static void giveTimeToAnswer(store::WriteTransaction& tx, const domain::Page& page);

    /// When the next thing of a running engagement happens by itself: the earliest pending page or stage.
    static std::optional<domain::Time> nextStepAt(const domain::Engagement& engagement,
                                                  const std::vector<domain::Record<domain::Page>>& pages);

    /// For whoever has changed a page: writes nextStepAt anew when it is no longer what the record says.
    static void refreshNextStep(store::WriteTransaction& tx, EngagementId engagement);

    /// When "nobody answered" is said: the end of the last stage, or the last page when that is later.
    static domain::Time endOf(const domain::Engagement& engagement);

    /// The pages of one engagement, by due time.
    static std::vector<domain::Record<domain::Page>>
    pagesOf(store::ReadTransaction& tx, domain::Id<domain::Incident> incident, EngagementId engagement);

    /// The same as begin(), for a response plan: `plan` stands as the one who started it.
    static domain::Result<domain::Record<domain::Engagement>>
    beginForPlan(store::WriteTransaction& tx, domain::Id<domain::Incident> incident,
                 domain::Id<domain::Contact> contact, const std::string& plan, const auth::Actor& by);
};

} // namespace matoi::services
