#include "models/wire/codec.h"
#include "models/wire/words.h"

namespace matoi::wire {

using namespace domain;

template <> struct Described<Question>
{
    static constexpr auto fields = std::make_tuple(
        field("key", &Question::key, {.required = true, .maxLength = 100}),
        field("category", &Question::category, {.required = true}), field("textEn", &Question::textEn),
        field("textJa", &Question::textJa), field("guidanceEn", &Question::guidanceEn),
        field("guidanceJa", &Question::guidanceJa));
};

template <> struct Described<QuestionSet>
{
    static constexpr auto fields =
        std::make_tuple(field("name", &QuestionSet::name, {.required = true, .maxLength = 200}),
                        field("questions", &QuestionSet::questions, {.maxLength = 200}));
};
MATOI_RECORD_JSON(QuestionSet)

template <> struct Described<Analysis>
{
    static constexpr auto fields = std::make_tuple(
        field("incidentId", &Analysis::incidentId, {.required = true}),
        field("title", &Analysis::title, {.required = true, .maxLength = 300}),
        field("owner", &Analysis::owner, {.maxLength = 200}), field("state", &Analysis::state),
        field("questionSetId", &Analysis::questionSetId),
        field("questions", &Analysis::questions, {.maxLength = 200}), field("reviewAt", &Analysis::reviewAt));
};
MATOI_RECORD_JSON(Analysis)

template <> struct Described<Answer>
{
    static constexpr auto fields =
        std::make_tuple(field("incidentId", &Answer::incidentId, {.required = true}),
                        field("analysisId", &Answer::analysisId, {.required = true}),
                        field("questionKey", &Answer::questionKey, {.required = true, .maxLength = 100}),
                        field("text", &Answer::text, {.maxLength = 100000}));
};
MATOI_RECORD_JSON(Answer)

template <> struct Described<ActionItem>
{
    static constexpr auto fields = std::make_tuple(
        field("incidentId", &ActionItem::incidentId, {.required = true}),
        field("title", &ActionItem::title, {.required = true, .maxLength = 500}),
        field("owner", &ActionItem::owner, {.maxLength = 200}),
        field("due", &ActionItem::due, {.maxLength = 10}), field("priority", &ActionItem::priority),
        field("actionKind", &ActionItem::actionKind), field("state", &ActionItem::state),
        field("eventId", &ActionItem::eventId, {.doc = "the timeline event that it was noted in"}));
};
MATOI_RECORD_JSON(ActionItem)

} // namespace matoi::wire
