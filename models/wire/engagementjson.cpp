#include "models/wire/codec.h"
#include "models/wire/words.h"

namespace matoi::wire {

using namespace domain;

template <> struct Described<EngagementStep>
{
    static constexpr auto fields = std::make_tuple(
        field("stage", &EngagementStep::stage), field("offsetSeconds", &EngagementStep::offsetSeconds),
        field("contactId", &EngagementStep::contactId), field("contactName", &EngagementStep::contactName),
        field("channelId", &EngagementStep::channelId), field("channelKind", &EngagementStep::channelKind),
        field("address", &EngagementStep::address), field("active", &EngagementStep::active));
};

template <> struct Described<EngagementStage>
{
    static constexpr auto fields =
        std::make_tuple(field("offsetSeconds", &EngagementStage::offsetSeconds),
                        field("durationSeconds", &EngagementStage::durationSeconds));
};

template <> struct Described<Engagement>
{
    static constexpr auto fields = std::make_tuple(
        field("incidentId", &Engagement::incidentId, {.required = true}),
        field("contactId", &Engagement::contactId, {.required = true}),
        field("contactName", &Engagement::contactName), field("reason", &Engagement::reason),
        field("startedBy", &Engagement::startedBy), field("startedAt", &Engagement::startedAt),
        field("state", &Engagement::state), field("stages", &Engagement::stages),
        field("steps", &Engagement::steps), field("stage", &Engagement::stage),
        field("nextStepAt", &Engagement::nextStepAt), field("endedBy", &Engagement::endedBy),
        field("endedVia", &Engagement::endedVia), field("endedAt", &Engagement::endedAt));
};
MATOI_RECORD_JSON(Engagement)

template <> struct Described<Page>
{
    static constexpr auto fields = std::make_tuple(
        field("incidentId", &Page::incidentId, {.required = true}),
        field("engagementId", &Page::engagementId, {.required = true}), field("contactId", &Page::contactId),
        field("contactName", &Page::contactName), field("stage", &Page::stage),
        field("channelId", &Page::channelId), field("channelKind", &Page::channelKind),
        field("address", &Page::address), field("dueAt", &Page::dueAt), field("state", &Page::state),
        field("attempts", &Page::attempts), field("sentAt", &Page::sentAt),
        field("deliveredAt", &Page::deliveredAt), field("readAt", &Page::readAt),
        field("failedAt", &Page::failedAt), field("stoppedAt", &Page::stoppedAt),
        field("providerId", &Page::providerId), field("error", &Page::error));
};
MATOI_RECORD_JSON(Page)

} // namespace matoi::wire
