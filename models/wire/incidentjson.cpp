#include "models/wire/codec.h"
#include "models/wire/words.h"

namespace matoi::wire {

using namespace domain;

template <> struct Described<Incident>
{
    static constexpr auto fields = std::make_tuple(
        field("number", &Incident::number, {.access = Access::Service, .min = 0}),
        field("title", &Incident::title, {.required = true, .maxLength = 200}),
        field("impact", &Incident::impact, {.required = true, .doc = "1 Critical to 5 No impact"}),
        field("status", &Incident::status), field("drill", &Incident::drill),
        field("source", &Incident::source, {.maxLength = 100}),
        field("sourceEvent", &Incident::sourceEvent, {.access = Access::Service, .maxLength = 65536}),
        field("dedupeKey", &Incident::dedupeKey, {.maxLength = 1000}),
        field("repeats", &Incident::repeats, {.access = Access::Service, .min = 0}),
        field("firing", &Incident::firing, {.access = Access::Service, .maxLength = 1000}),
        field("planId", &Incident::planId),
        field("planName", &Incident::planName, {.access = Access::Service}),
        field("planVersion", &Incident::planVersion,
              {.access = Access::Service, .min = 0, .doc = "the plan's revision at the start"}),
        field("planValues", &Incident::planValues,
              {.access = Access::Service, .doc = "what the plan's templates took from the trigger"}),
        field("metrics", &Incident::metrics, {.maxLength = 20}),
        field("updateIntervalMinutes", &Incident::updateIntervalMinutes, {.min = 1, .max = 1440}),
        field("resolveOnRecovery", &Incident::resolveOnRecovery),
        field("startedAt", &Incident::startedAt, {.required = true, .doc = "when it began to hurt"}),
        field("detectedAt", &Incident::detectedAt), field("acknowledgedAt", &Incident::acknowledgedAt),
        field("mitigatedAt", &Incident::mitigatedAt), field("resolvedAt", &Incident::resolvedAt),
        field("markReason", &Incident::markReason, {.doc = "why a mark is corrected; needed for that"}),
        field("nextUpdateDueAt", &Incident::nextUpdateDueAt),
        field("tags", &Incident::tags, {.maxLength = 50}),
        field("service", &Incident::service, {.maxLength = 200}),
        field("chatChannel", &Incident::chatChannel, {.maxLength = 200}),
        field("restricted", &Incident::restricted,
              {.doc =
                   "only admins, those in visibleTo, those with a role on it and those paged for it see it; "
                   "set at the start by a responder, later by a commander who sees it"}),
        field("visibleTo", &Incident::visibleTo,
              {.maxLength = 200,
               .doc = "contacts who see it while it is restricted; changed by a commander who sees it"}),
        field("seenBy", &Incident::seenBy,
              {.access = Access::Service,
               .maxLength = 100000,
               .doc = "while it is restricted: every contact that sees it, whatever for"}),
        field("sightChange", &Incident::sightChange,
              {.access = Access::Service,
               .min = 0,
               .doc = "the change with which those who see it last became others; 0: never"}));
};
MATOI_RECORD_JSON(Incident)

template <> struct Described<Summary>
{
    static constexpr auto fields =
        std::make_tuple(field("incidentId", &Summary::incidentId, {.required = true}),
                        field("text", &Summary::text, {.maxLength = 100000}));
};
MATOI_RECORD_JSON(Summary)

template <> struct Described<RoleAssignment>
{
    static constexpr auto fields =
        std::make_tuple(field("incidentId", &RoleAssignment::incidentId, {.required = true}),
                        field("role", &RoleAssignment::role, {.required = true}),
                        field("person", &RoleAssignment::person, {.maxLength = 200}),
                        field("contactId", &RoleAssignment::contactId),
                        field("since", &RoleAssignment::since), field("reason", &RoleAssignment::reason));
};
MATOI_RECORD_JSON(RoleAssignment)

template <> struct Described<Task>
{
    static constexpr auto fields = std::make_tuple(
        field("incidentId", &Task::incidentId, {.required = true}),
        field("title", &Task::title, {.required = true, .maxLength = 500}),
        field("position", &Task::position), field("state", &Task::state),
        field("assignee", &Task::assignee, {.maxLength = 200}),
        field("doneBy", &Task::doneBy, {.maxLength = 200}), field("doneAt", &Task::doneAt),
        field("reason", &Task::reason), field("boxMinutes", &Task::boxMinutes, {.min = 1, .max = 1440}),
        field("boxStartedAt", &Task::boxStartedAt));
};
MATOI_RECORD_JSON(Task)

template <> struct Described<StatusUpdate>
{
    static constexpr auto fields =
        std::make_tuple(field("incidentId", &StatusUpdate::incidentId, {.required = true}),
                        field("audience", &StatusUpdate::audience, {.maxLength = 100}),
                        field("text", &StatusUpdate::text, {.required = true, .maxLength = 20000}),
                        field("at", &StatusUpdate::at, {.required = true}),
                        field("nextUpdateAt", &StatusUpdate::nextUpdateAt));
};
MATOI_RECORD_JSON(StatusUpdate)

} // namespace matoi::wire
