#include "models/wire/codec.h"

namespace matoi::wire {

using namespace domain;

template <> struct Described<DeadLetter>
{
    static constexpr auto fields = std::make_tuple(
        field("source", &DeadLetter::source, {.required = true, .maxLength = 100}),
        field("receivedAt", &DeadLetter::receivedAt),
        field("reason", &DeadLetter::reason, {.maxLength = 4000}), field("field", &DeadLetter::field),
        field("body", &DeadLetter::body, {.maxLength = 262144}));
};
MATOI_RECORD_JSON(DeadLetter)

} // namespace matoi::wire
