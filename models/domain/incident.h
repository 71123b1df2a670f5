#pragma once

#include "models/domain/id.h"
#include "models/domain/kind.h"
#include "models/domain/time.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace matoi::domain {

struct ResponsePlan;

enum class Impact
{
    Critical = 1,
    High = 2,
    Medium = 3,
    Low = 4,
    None = 5
};

/// AWS's wire knows OPEN (the first four) and RESOLVED.
enum class IncidentStatus
{
    Open,
    Acknowledged,
    Mitigating,
    Mitigated,
    Resolved
};

/// Class C (compare-and-set), but what only the service writes: `number`, `repeats`, `seenBy` and such.
struct Incident
{
    static constexpr Kind kind = Kind::Incident;

    int number = 0; ///< INC-2041. Given by the service; 0 while it exists on one computer only.
    std::string title;
    Impact impact = Impact::Medium;
    IncidentStatus status = IncidentStatus::Open;
    bool drill = false;

    std::string source = "manual"; ///< manual, alertmanager, drill
    std::string sourceEvent;       ///< the body that opened it, as it came (cut at 64 KiB)
    std::string dedupeKey;
    int repeats = 0; ///< triggers that joined after the first
    /// What the detector calls its still-firing alerts; empty when none fires or none was told.
    std::vector<std::string> firing;

    std::optional<Id<ResponsePlan>> planId;
    std::string planName; ///< as it was at the start
    int planVersion = 0;  ///< the plan's revision then; 0: not known
    /// What the plan's templates took from the trigger, by name: "labels.alertname" → "CheckoutSlow".
    std::map<std::string, std::string> planValues;
    std::vector<Id<struct MetricDefinition>> metrics;
    std::optional<int> updateIntervalMinutes;
    bool resolveOnRecovery = false;

    Time startedAt{}; ///< when it began to hurt
    std::optional<Time> detectedAt;
    std::optional<Time> acknowledgedAt;
    std::optional<Time> mitigatedAt;
    std::optional<Time> resolvedAt;
    std::string markReason; ///< why one of these was corrected, the last time
    std::optional<Time> nextUpdateDueAt;

    std::vector<std::string> tags;
    std::string service;     ///< what is broken: checkout-api
    std::string chatChannel; ///< #inc-2041-checkout

    /// Only those who need to know see it, and whatever belongs to it (docs/features/restricted.md).
    bool restricted = false;
    /// Whom somebody named, beside those who have a part in it: each once, in the order of naming.
    std::vector<Id<struct Contact>> visibleTo;
    /// Written by the store while it is restricted: everybody but admins who sees it (rules/sight.h), so that
    /// whoever gains or loses sight of it hears of that by a change of this record.
    std::vector<Id<struct Contact>> seenBy;
    /// Written by the store: the change with which those who see it last became others; 0: everybody always
    /// has.
    std::int64_t sightChange = 0;

    bool operator==(const Incident&) const = default;
};

/// Class T: Markdown, merged by sentence. Its id is Uuid::named("summary:" + incident), so that
/// two consoles that both write first write the same record.
struct Summary
{
    static constexpr Kind kind = Kind::Summary;

    Id<Incident> incidentId;
    std::string text;

    bool operator==(const Summary&) const = default;
};
inline Id<Summary> summaryIdOf(Id<Incident> incident)
{
    return Id<Summary>(Uuid::named("summary:" + incident.toString()));
}

enum class IncidentRole
{
    Commander,
    Operations,
    Communications,
    Liaison,
    Scribe
};

/// Class C. Id: Uuid::named("role:" + incident + ":" + role): one holder a role; taking over is a change.
struct RoleAssignment
{
    static constexpr Kind kind = Kind::RoleAssignment;

    Id<Incident> incidentId;
    IncidentRole role = IncidentRole::Commander;
    std::string person;
    std::optional<Id<struct Contact>> contactId;
    Time since{};
    std::string reason; ///< why it was taken from its last holder

    bool operator==(const RoleAssignment&) const = default;
};
Id<RoleAssignment> roleAssignmentIdOf(Id<Incident> incident, IncidentRole role);

enum class TaskState
{
    Open,
    Done,
    NotNeeded
};

/// Class C: a row of the response checklist, or, with a time box, a task that somebody was given.
struct Task
{
    static constexpr Kind kind = Kind::Task;

    Id<Incident> incidentId;
    std::string title;
    int position = 0;
    TaskState state = TaskState::Open;
    std::string assignee;
    std::string doneBy;
    std::optional<Time> doneAt;
    std::string reason;            ///< why it is not needed
    std::optional<int> boxMinutes; ///< the time box; nullopt: a row of the checklist
    std::optional<Time> boxStartedAt;

    std::optional<Time> boxEndsAt() const
    {
        return boxMinutes && boxStartedAt
                   ? std::optional<Time>(*boxStartedAt + std::chrono::minutes(*boxMinutes))
                   : std::nullopt;
    }
    bool operator==(const Task&) const = default;
};

/// Class A: what was told to whom, and when they hear next.
struct StatusUpdate
{
    static constexpr Kind kind = Kind::StatusUpdate;

    Id<Incident> incidentId;
    std::string audience = "internal";
    std::string text;
    Time at{};
    std::optional<Time> nextUpdateAt;

    bool operator==(const StatusUpdate&) const = default;
};

} // namespace matoi::domain
