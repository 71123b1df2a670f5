#pragma once

#include "models/domain/attachment.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace matoi::domain::rules {

/// What is wrong with this list; the error's field is "attachments[2].name".
Result<void> checkAttachments(const std::vector<Attachment>& attachments);

/// What may be attached to an event that has `present` files already. TooLarge and TooMany say the limit.
Result<void> mayAttach(std::int64_t bytes, int present);

/// The kind of picture that the bytes begin like: "image/png", "image/jpeg", "image/gif" or "image/webp";
/// empty for anything else. These four are shown in place; everything else is a file to be saved. (SVG can
/// hold a script and is not one of them.)
std::string_view pictureTypeOf(std::string_view bytes);
bool isPictureType(std::string_view mediaType);

/// A name that can be written to a disk and into a header: the last part of a path, without control
/// characters, at most 200 bytes (the end with the extension stays), "file" when nothing is left.
std::string fileNameFrom(std::string_view name);

} // namespace matoi::domain::rules
