#include "models/domain/rules/attachments.h"

#include <algorithm>
#include <array>

namespace matoi::domain::rules {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t maxNameBytes = 200;
constexpr int maxPictureSide = 65'535;

/// "10 MiB": limits are whole ones.
std::string inMebibytes(std::int64_t bytes)
{
    return std::to_string(bytes / (1024 * 1024)) + " MiB";
}

bool isMediaType(std::string_view text)
{
    const auto isPart = [](std::string_view part) {
        constexpr std::string_view others = "!#$&^_.+-";
        return !part.empty() && std::all_of(part.begin(), part.end(), [&](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   others.find(c) != std::string_view::npos;
        });
    };
    const std::size_t slash = text.find('/');
    return slash != std::string_view::npos && isPart(text.substr(0, slash)) && isPart(text.substr(slash + 1));
}

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

/// The extension says what it is, so the middle goes and the end stays.
std::string shortened(const std::string& name)
{
    constexpr std::size_t end = 40;
    std::size_t head = maxNameBytes - end;
    while (head > 0 && isContinuation(name[head]))
        --head;
    std::size_t tail = name.size() - end;
    while (tail < name.size() && isContinuation(name[tail]))
        ++tail;
    return name.substr(0, head) + name.substr(tail);
}

/// Without spaces around it, and without dots at its end: "..", ".", "name. ".
std::string trimmed(const std::string& name)
{
    const std::size_t begin = name.find_first_not_of(' ');
    const std::size_t end = name.find_last_not_of(" .");
    return begin == std::string::npos || end == std::string::npos ? std::string()
                                                                  : name.substr(begin, end + 1 - begin);
}

Result<void> check(const Attachment& attachment, const std::string& where)
{
    if (attachment.name.empty() || attachment.name != fileNameFrom(attachment.name))
        return fail(ErrorCode::InvalidValue, where + ".name",
                    "must be a file's name without a folder, at most " + std::to_string(maxNameBytes) +
                        " bytes");
    if (!isMediaType(attachment.mediaType))
        return fail(ErrorCode::InvalidValue, where + ".mediaType", "must be a media type, like image/png");
    if (!isContentHash(attachment.sha256))
        return fail(ErrorCode::InvalidValue, where + ".sha256",
                    "must be the SHA-256 of the content: 64 lower-case hexadecimal digits");
    if (attachment.size < 1)
        return fail(ErrorCode::InvalidValue, where + ".size", "a file that is attached must not be empty");
    if (attachment.size > maxAttachmentBytes)
        return fail(ErrorCode::TooLarge, where + ".size",
                    "a file may have at most " + inMebibytes(maxAttachmentBytes));
    for (const auto& [side, name] : {std::pair{attachment.width, ".width"}, {attachment.height, ".height"}})
        if (side < 0 || side > maxPictureSide)
            return fail(ErrorCode::InvalidValue, where + name,
                        "must be 0 to " + std::to_string(maxPictureSide));
    return {};
}

} // namespace

Result<void> checkAttachments(const std::vector<Attachment>& attachments)
{
    if (attachments.size() > static_cast<std::size_t>(maxAttachments))
        return fail(ErrorCode::TooMany, "attachments",
                    "at most " + std::to_string(maxAttachments) + " files at one event");
    for (std::size_t i = 0; i < attachments.size(); ++i)
        if (auto sound = check(attachments[i], "attachments[" + std::to_string(i) + "]"); !sound)
            return sound;
    return {};
}

Result<void> mayAttach(std::int64_t bytes, int present)
{
    if (present >= maxAttachments)
        return fail(ErrorCode::TooMany, "attachments",
                    "at most " + std::to_string(maxAttachments) + " files at one event");
    if (bytes < 1)
        return fail(ErrorCode::InvalidValue, "size", "the file is empty");
    if (bytes > maxAttachmentBytes)
        return fail(ErrorCode::TooLarge, "size",
                    "a file may have at most " + inMebibytes(maxAttachmentBytes));
    return {};
}

std::string_view pictureTypeOf(std::string_view bytes)
{
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv))
        return "image/png";
    if (bytes.starts_with("\xff\xd8\xff"sv))
        return "image/jpeg";
    if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv))
        return "image/gif";
    if (bytes.size() >= 12 && bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WEBP"sv)
        return "image/webp";
    return {};
}

bool isPictureType(std::string_view mediaType)
{
    constexpr std::array types = {"image/png"sv, "image/jpeg"sv, "image/gif"sv, "image/webp"sv};
    return std::find(types.begin(), types.end(), mediaType) != types.end();
}

std::string fileNameFrom(std::string_view name)
{
    if (const std::size_t slash = name.find_last_of("/\\"); slash != std::string_view::npos)
        name.remove_prefix(slash + 1);
    std::string kept;
    for (const char c : name)
        if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f)
            kept += c;
    kept = trimmed(kept.size() > maxNameBytes ? shortened(kept) : kept);
    return kept.empty() ? "file" : kept;
}

} // namespace matoi::domain::rules
