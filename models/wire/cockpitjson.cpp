#include "models/wire/codec.h"
#include "models/wire/words.h"

namespace matoi::wire {

using namespace domain;

template <> struct Described<Decision>
{
    static constexpr auto fields = std::make_tuple(
        field("incidentId", &Decision::incidentId, {.required = true}),
        field("what", &Decision::what, {.required = true, .maxLength = 500}),
        field("because", &Decision::because, {.maxLength = 2000}),
        field("insteadOf", &Decision::insteadOf, {.maxLength = 2000}),
        field("askedBy", &Decision::askedBy, {.maxLength = 200}), field("askedAt", &Decision::askedAt),
        field("dueAt", &Decision::dueAt, {.doc = "decide by"}),
        field("decidedBy", &Decision::decidedBy, {.maxLength = 200}),
        field("decidedAt", &Decision::decidedAt, {.doc = "null: still open"}),
        field("checkAgainAt", &Decision::checkAgainAt));
};
MATOI_RECORD_JSON(Decision)

template <> struct Described<Report>
{
    static constexpr auto fields = std::make_tuple(
        field("incidentId", &Report::incidentId, {.required = true}),
        field("person", &Report::person, {.maxLength = 200}), field("at", &Report::at, {.required = true}),
        field("conditions", &Report::conditions, {.maxLength = 2000}),
        field("actions", &Report::actions, {.maxLength = 2000}),
        field("needs", &Report::needs, {.maxLength = 2000}));
};
MATOI_RECORD_JSON(Report)

template <> struct Described<CallOut>
{
    static constexpr auto fields = std::make_tuple(
        field("incidentId", &CallOut::incidentId, {.required = true}),
        field("at", &CallOut::at, {.required = true}), field("asked", &CallOut::asked, {.maxLength = 50}),
        field("answered", &CallOut::answered, {.maxLength = 50}));
};
MATOI_RECORD_JSON(CallOut)

} // namespace matoi::wire
