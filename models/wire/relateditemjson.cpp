#include "models/wire/codec.h"
#include "models/wire/words.h"

namespace matoi::wire {

using namespace domain;

template <> struct Described<RelatedItem>
{
    static constexpr auto fields = std::make_tuple(
        field("incidentId", &RelatedItem::incidentId, {.required = true}),
        field("relatedKind", &RelatedItem::relatedKind, {.required = true}),
        field("title", &RelatedItem::title, {.maxLength = 300}),
        field("url", &RelatedItem::url, {.maxLength = 2000, .doc = "http or https"}),
        field("note", &RelatedItem::note, {.maxLength = 500}),
        field("otherId", &RelatedItem::otherId, {.doc = "the other incident"}),
        field("refused", &RelatedItem::refused, {.doc = "a suggested incident that is not related"}),
        field("source", &RelatedItem::source, {.access = Access::Service, .maxLength = 100}),
        field("startedIt", &RelatedItem::startedIt,
              {.access = Access::Service, .doc = "this alarm opened the incident"}),
        field("alarmState", &RelatedItem::alarmState, {.access = Access::Service}),
        field("firedAt", &RelatedItem::firedAt, {.access = Access::Service}),
        field("recoveredAt", &RelatedItem::recoveredAt, {.access = Access::Service}));
};
MATOI_RECORD_JSON(RelatedItem)

} // namespace matoi::wire
