#include "models/wire/codec.h"
#include "models/wire/words.h"

namespace matoi::wire {

using namespace domain;

template <> struct Described<Briefing>
{
    static constexpr auto fields =
        std::make_tuple(field("conditions", &Briefing::conditions, {.maxLength = 4000}),
                        field("actions", &Briefing::actions, {.maxLength = 4000}),
                        field("needs", &Briefing::needs, {.maxLength = 4000}),
                        field("decisions", &Briefing::decisions, {.maxLength = 4000}));
};

template <> struct Described<HandoverOffer>
{
    static constexpr auto fields = std::make_tuple(
        field("role", &HandoverOffer::role),
        field("to", &HandoverOffer::to,
              {.required = true, .maxLength = 200, .doc = "the successor's name, as they sign"}),
        field("contactId", &HandoverOffer::contactId, {.doc = "who is paged with the offer"}),
        field("briefing", &HandoverOffer::briefing, {.required = true}));
};
MATOI_RECORD_JSON(HandoverOffer)

template <> struct Described<Handover>
{
    static constexpr auto fields = std::make_tuple(
        field("incidentId", &Handover::incidentId, {.required = true}), field("role", &Handover::role),
        field("from", &Handover::from), field("to", &Handover::to), field("contactId", &Handover::contactId),
        field("briefing", &Handover::briefing), field("state", &Handover::state),
        field("offeredAt", &Handover::offeredAt), field("expiresAt", &Handover::expiresAt),
        field("endedAt", &Handover::endedAt), field("endedBy", &Handover::endedBy),
        field("answer", &Handover::answer, {.maxLength = 2000}),
        field("engagementId", &Handover::engagementId));
};
MATOI_RECORD_JSON(Handover)

} // namespace matoi::wire
