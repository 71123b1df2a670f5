#include "models/wire/codec.h"

namespace matoi::wire {

using namespace domain;

template <> struct Described<AuditLine>
{
    static constexpr auto fields = std::make_tuple(
        field("n", &AuditLine::n, {.required = true}), field("at", &AuditLine::at, {.required = true}),
        field("by", &AuditLine::by), field("action", &AuditLine::action),
        field("subject", &AuditLine::subject, {.doc = "kind/id"}),
        field("detail", &AuditLine::detail, {.maxLength = 8192, .doc = "of a change: the patch, as text"}));
};

template <> struct Described<AuditPage>
{
    static constexpr auto fields = std::make_tuple(
        field("lines", &AuditPage::lines, {.required = true, .doc = "newest first"}),
        field("next", &AuditPage::next, {.doc = "before= of the next page"}),
        field("sound", &AuditPage::sound,
              {.doc = "every entry of the log up to \"verified\" is what was written"}),
        field("verified", &AuditPage::verified), field("entries", &AuditPage::entries, {.doc = "of the log"}),
        field("problem", &AuditPage::problem, {.maxLength = 2000}), field("readAt", &AuditPage::readAt));
};
MATOI_RECORD_JSON(AuditPage)

} // namespace matoi::wire
