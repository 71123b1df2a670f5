#pragma once

#include "models/domain/error.h"
#include "models/domain/ports/changes.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace matoi::domain {

/// How the bytes of one hash stand on this computer.
struct ContentState
{
    enum class Place
    {
        Away,    ///< not on this computer; fetch() asks for it
        Coming,  ///< being fetched
        Failed,  ///< could not be fetched: `problem` says why, fetch() tries again
        Here,    ///< read() gives it, with and without a network
        OnlyHere ///< the same, and the service does not have it yet
    };

    Place place = Place::Away;
    std::int64_t received = 0; ///< Coming: bytes so far, of `total`; 0: not known yet
    std::int64_t total = 0;
    std::optional<std::int64_t> sent; ///< OnlyHere: bytes that have gone to the service; nullopt: it waits
    std::optional<Error> problem;

    bool isHere() const { return place == Place::Here || place == Place::OnlyHere; }
    bool operator==(const ContentState&) const = default;
};

/// Shared, because they are large and go from thread to thread.
using ContentBytes = std::shared_ptr<const std::string>;

/// What was kept: enough to name it in a record.
struct KeptContent
{
    std::string sha256;
    std::int64_t size = 0;
    ContentBytes bytes;
};

/// Bytes that records name by their hash: screenshots, files, pictures of a chart. Kept on this computer at
/// once, whether there is a network or not; sent to the service before the first record that names them (an
/// object with "sha256" and "size", see wire/contentnames.h), and only then: what no record ever names does
/// not leave this computer. What others attached comes when it is asked for, and stays.
///
/// All functions on the GUI thread; none waits. Answers come in a later turn of its event loop, unless the
/// subscription is let go before (what was asked for is done nevertheless).
class Contents
{
public:
    virtual ~Contents() = default;

    /// Hashes and keeps; on the disk when `done` is called. InvalidValue when empty, TooLarge above
    /// maxAttachmentBytes.
    [[nodiscard]] virtual Subscription keep(ContentBytes bytes,
                                            std::function<void(Result<KeptContent>)> done) = 0;
    /// The same with the bytes of a file, read elsewhere: it may be on a slow disk. NotFound when it cannot
    /// be read, with the reason.
    [[nodiscard]] virtual Subscription keepFile(std::string path,
                                                std::function<void(Result<KeptContent>)> done) = 0;

    /// NotFound when it is not on this computer; then fetch().
    [[nodiscard]] virtual Subscription read(std::string sha256,
                                            std::function<void(Result<ContentBytes>)> done) = 0;

    virtual ContentState state(const std::string& sha256) const = 0;
    /// Asks the service, when it is not here and not coming already.
    virtual void fetch(const std::string& sha256) = 0;
    /// Tells that the state of a hash is another one.
    [[nodiscard]] virtual Subscription onContent(std::function<void(const std::string& sha256)>) = 0;
};

} // namespace matoi::domain
