#include "models/wire/codec.h"
#include "models/wire/words.h"

namespace matoi::wire {

using namespace domain;

template <> struct Described<UpdateAudience>
{
    static constexpr auto fields =
        std::make_tuple(field("name", &UpdateAudience::name, {.required = true, .maxLength = 60}),
                        field("text", &UpdateAudience::text, {.maxLength = 4000}));
};

template <> struct Described<ResponsePlan>
{
    static constexpr auto fields = std::make_tuple(
        field("name", &ResponsePlan::name, {.required = true, .maxLength = 200}),
        field("title", &ResponsePlan::title, {.required = true, .maxLength = 200}),
        field("impact", &ResponsePlan::impact, {.required = true}),
        field("summary", &ResponsePlan::summary, {.maxLength = 20000}),
        field("dedupeKey", &ResponsePlan::dedupeKey),
        field("service", &ResponsePlan::service, {.maxLength = 200}),
        field("tags", &ResponsePlan::tags, {.maxLength = 50}),
        field("chatChannel", &ResponsePlan::chatChannel, {.maxLength = 200}),
        field("engagements", &ResponsePlan::engagements, {.maxLength = 20}),
        field("metrics", &ResponsePlan::metrics, {.maxLength = 20}),
        field("checklist", &ResponsePlan::checklist, {.maxLength = 100}),
        field("updateIntervalMinutes", &ResponsePlan::updateIntervalMinutes, {.min = 1, .max = 1440}),
        field("audiences", &ResponsePlan::audiences, {.maxLength = 10}),
        field("questionSetId", &ResponsePlan::questionSetId),
        field("resolveOnRecovery", &ResponsePlan::resolveOnRecovery),
        field("matchLabels", &ResponsePlan::matchLabels, {.maxLength = 20}),
        field("drill", &ResponsePlan::drill),
        field("restricted", &ResponsePlan::restricted,
              {.doc = "incidents that it opens are restricted from the first moment on"}));
};
MATOI_RECORD_JSON(ResponsePlan)

} // namespace matoi::wire
