#include "models/wire/attachmentjson.h"
#include "models/wire/codec.h"
#include "models/wire/words.h"

namespace matoi::wire {

using namespace domain;

template <> struct Described<TimelineEvent>
{
    static constexpr auto fields = std::make_tuple(
        field("incidentId", &TimelineEvent::incidentId, {.required = true}),
        field("at", &TimelineEvent::at, {.required = true, .doc = "when it happened"}),
        field("eventKind", &TimelineEvent::eventKind),
        field("type", &TimelineEvent::type, {.access = Access::Service, .maxLength = 100}),
        field("values", &TimelineEvent::values, {.access = Access::Service, .maxLength = 50}),
        field("text", &TimelineEvent::text, {.required = true, .maxLength = 2000}),
        field("details", &TimelineEvent::details, {.maxLength = 100000}),
        field("pinned", &TimelineEvent::pinned), field("author", &TimelineEvent::author, {.maxLength = 200}),
        field("attachments", &TimelineEvent::attachments, {.maxLength = maxAttachments}),
        field("editedAt", &TimelineEvent::editedAt,
              {.access = Access::Service, .doc = "when kind, time, text or details were changed last"}));
};
MATOI_RECORD_JSON(TimelineEvent)

} // namespace matoi::wire
