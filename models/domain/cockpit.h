#pragma once

#include "models/domain/incident.h"

namespace matoi::domain {

/// Class C while it is open (`decidedAt` not set): a question with a deadline. What was decided stays as it
/// is, and is on the timeline.
struct Decision
{
    static constexpr Kind kind = Kind::Decision;

    Id<Incident> incidentId;
    std::string what; ///< the question while it is open, then what was decided
    std::string because;
    std::string insteadOf;
    std::string askedBy;
    Time askedAt{};
    std::optional<Time> dueAt; ///< decide by
    std::string decidedBy;
    std::optional<Time> decidedAt;
    std::optional<Time> checkAgainAt; ///< when to look whether it still holds

    bool operator==(const Decision&) const = default;
};

/// Class A: conditions, actions, needs of one person. The newest of a person is what counts.
struct Report
{
    static constexpr Kind kind = Kind::Report;

    Id<Incident> incidentId;
    std::string person; ///< whose it is; the scribe may write it down for them
    Time at{};
    std::string conditions;
    std::string actions;
    std::string needs;

    bool operator==(const Report&) const = default;
};

/// Class A: everybody was asked, and these answered.
struct CallOut
{
    static constexpr Kind kind = Kind::CallOut;

    Id<Incident> incidentId;
    Time at{};
    std::vector<std::string> asked;
    std::vector<std::string> answered;

    bool operator==(const CallOut&) const = default;
};

/// How often everybody is called out.
inline constexpr std::chrono::minutes callOutEvery{10};
/// A report older than that says little.
inline constexpr std::chrono::minutes reportFresh{10};
/// How many people one commander can lead.
inline constexpr int spanOfControl = 7;

} // namespace matoi::domain
