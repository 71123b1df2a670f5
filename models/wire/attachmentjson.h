#pragma once

#include "models/domain/attachment.h"
#include "models/wire/describe.h"

#include <tuple>

/// For the *json.cpp files of the records that name files.
namespace matoi::wire {

template <> struct Described<domain::Attachment>
{
    static constexpr auto fields = std::make_tuple(
        field("name", &domain::Attachment::name, {.required = true, .maxLength = 200}),
        field("mediaType", &domain::Attachment::mediaType, {.required = true, .maxLength = 100}),
        field("size", &domain::Attachment::size,
              {.required = true, .min = 1, .max = domain::maxAttachmentBytes}),
        field("sha256", &domain::Attachment::sha256,
              {.required = true,
               .maxLength = 64,
               .doc = "of content that was put to /api/v1/attachments/{sha256} before"}),
        field("width", &domain::Attachment::width,
              {.min = 0, .max = 65535, .doc = "of a picture, in pixels"}),
        field("height", &domain::Attachment::height, {.min = 0, .max = 65535}));
};

} // namespace matoi::wire
