#include "models/wire/codec.h"
#include "models/wire/words.h"

namespace matoi::wire {

using namespace domain;

template <> struct Described<PlanTarget>
{
    static constexpr auto fields = std::make_tuple(field("channelId", &PlanTarget::channelId),
                                                   field("contactId", &PlanTarget::contactId));
};

template <> struct Described<PlanStage>
{
    static constexpr auto fields =
        std::make_tuple(field("durationSeconds", &PlanStage::durationSeconds, {.min = 0, .max = 86400}),
                        field("targets", &PlanStage::targets, {.maxLength = 50}));
};

template <> struct Described<Contact>
{
    static constexpr auto fields = std::make_tuple(
        field("contactKind", &Contact::contactKind),
        field("alias", &Contact::alias, {.required = true, .maxLength = 100}),
        field("name", &Contact::name, {.required = true, .maxLength = 200}),
        field("title", &Contact::title, {.maxLength = 200}),
        field("language", &Contact::language, {.maxLength = 10}),
        field("timeZone", &Contact::timeZone, {.maxLength = 100}),
        field("phone", &Contact::phone, {.maxLength = 40}),
        field("stages", &Contact::stages, {.maxLength = 20}), field("drill", &Contact::drill));
};
MATOI_RECORD_JSON(Contact)

template <> struct Described<ContactChannel>
{
    static constexpr auto fields =
        std::make_tuple(field("contactId", &ContactChannel::contactId, {.required = true}),
                        field("channelKind", &ContactChannel::channelKind, {.required = true}),
                        field("name", &ContactChannel::name, {.maxLength = 200}),
                        field("address", &ContactChannel::address, {.maxLength = 500}),
                        field("active", &ContactChannel::active));
};
MATOI_RECORD_JSON(ContactChannel)

} // namespace matoi::wire
