#include "models/wire/codec.h"
#include "models/wire/words.h"

namespace matoi::wire {

using namespace domain;

template <> struct Described<Attachment>
{
    static constexpr auto fields = std::make_tuple(
        field("name", &Attachment::name, {.required = true, .maxLength = 200}),
        field("mediaType", &Attachment::mediaType, {.required = true, .maxLength = 100}),
        field("size", &Attachment::size, {.required = true, .min = 1, .max = maxAttachmentBytes}),
        field("sha256", &Attachment::sha256,
              {.required = true,
               .maxLength = 64,
               .doc = "of content that was put to /api/v1/attachments/{sha256} before"}),
        field("width", &Attachment::width, {.min = 0, .max = 65535, .doc = "of a picture, in pixels"}),
        field("height", &Attachment::height, {.min = 0, .max = 65535}));
};

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
