#pragma once

#include "models/domain/attachment.h"
#include "models/domain/incident.h"

#include <map>

namespace matoi::domain {

enum class EventKind
{
    Automatic,
    Observation,
    Action,
    Decision,
    Communication,
    Note
};

/// Class A: append-only; an edit is a new revision and the old one stays readable.
struct TimelineEvent
{
    static constexpr Kind kind = Kind::TimelineEvent;

    Id<Incident> incidentId;
    Time at{}; ///< when it happened, not when it was written
    EventKind eventKind = EventKind::Note;
    /// Automatic events only: what happened, as a stable word, and its values, so that a console can say
    /// it in its user's language. `text` is the same in English, for every other reader.
    std::string type;
    std::map<std::string, std::string> values;
    std::string text;
    std::string details; ///< Markdown
    bool pinned = false;
    std::string author;
    /// Two people may add to it at once: each file stands for itself.
    std::vector<Attachment> attachments;
    /// When what it says was changed last; pinning is no such change. Set by the service.
    std::optional<Time> editedAt;

    bool operator==(const TimelineEvent&) const = default;
};

/// The words that `type` may have.
namespace eventtype {
inline constexpr const char* opened = "incident.opened";               ///< plan, source
inline constexpr const char* repeated = "incident.repeated";           ///< count, source
inline constexpr const char* recovered = "incident.recovered";         ///< source
inline constexpr const char* statusChanged = "incident.status";        ///< from, to
inline constexpr const char* impactChanged = "incident.impact";        ///< from, to
inline constexpr const char* titleChanged = "incident.title";          ///< from, to
inline constexpr const char* roleTaken = "role.taken";                 ///< role, person, from, reason
inline constexpr const char* markCorrected = "incident.mark";          ///< mark, from, to, reason
inline constexpr const char* restricted = "incident.restricted";       ///< restricted (yes, no)
inline constexpr const char* handoverOffered = "handover.offered";     ///< role, from, to
inline constexpr const char* handoverAccepted = "handover.accepted";   ///< role, from, to, answer
inline constexpr const char* handoverDeclined = "handover.declined";   ///< role, from, to, answer
inline constexpr const char* handoverExpired = "handover.expired";     ///< role, from, to
inline constexpr const char* handoverWithdrawn = "handover.withdrawn"; ///< role, from, to
inline constexpr const char* decisionMade = "decision.made";           ///< decision, because, insteadOf
inline constexpr const char* reported = "report.given";                ///< person, needs
inline constexpr const char* calledOut = "callout.held";               ///< answered, missing
inline constexpr const char* metricsPinned = "metrics.pinned";         ///< snapshot, metrics, note
inline constexpr const char* updatePosted = "update.posted";           ///< audience, text
inline constexpr const char* engaged = "engagement.started";           ///< contact, reason, by
inline constexpr const char* stageReached = "engagement.stage";        ///< contact, stage
inline constexpr const char* escalated = "engagement.escalated";       ///< contact, stage, by
inline constexpr const char* acknowledged = "engagement.acknowledged"; ///< contact, person, via, after
inline constexpr const char* stopped = "engagement.stopped";           ///< contact, by
inline constexpr const char* exhausted = "engagement.exhausted";       ///< contact
inline constexpr const char* pageSent = "page.sent";                   ///< contact, channel
inline constexpr const char* pageFailed = "page.failed";               ///< contact, channel, reason
inline constexpr const char* engagementLate = "engagement.late"; ///< contact, seconds (from the auditor)
inline constexpr const char* refused = "engagement.refused";     ///< contact, person
} // namespace eventtype

} // namespace matoi::domain
