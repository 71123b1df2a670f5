#pragma once

#include "models/domain/error.h"

#include <string>
#include <vector>

namespace matoi::domain {

/// A file that belongs to a record: its name and what is in it. The bytes themselves are content, which is
/// kept once under its hash, whatever names it.
struct Attachment
{
    std::string name;      ///< of the file, without a folder
    std::string mediaType; ///< "image/png"
    int size = 0;          ///< in bytes
    std::string sha256;    ///< of the bytes: see contentHash()
    int width = 0;         ///< of a picture, in pixels; 0 when it is none
    int height = 0;

    bool operator==(const Attachment&) const = default;
};

/// One file has at most so many bytes: a screenshot of a large screen, a log, a profile.
inline constexpr int maxAttachmentBytes = 10 * 1024 * 1024;
/// One event has at most so many files.
inline constexpr int maxAttachments = 20;

/// SHA-256 in 64 lower-case hexadecimal digits: the name under which content is kept.
std::string contentHash(std::string_view bytes);
bool isContentHash(std::string_view text);

} // namespace matoi::domain
