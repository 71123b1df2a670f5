#pragma once

#include "models/domain/id.h"
#include "models/domain/kind.h"
#include "models/domain/time.h"

#include <string>

namespace matoi::domain {

/// Class A: a message that came in and could not be used. Nothing is dropped.
struct DeadLetter
{
    static constexpr Kind kind = Kind::DeadLetter;

    std::string source; ///< alertmanager
    Time receivedAt{};
    std::string reason; ///< what was wrong, naming the field and the form that was expected
    std::string field;
    std::string body; ///< as it came (cut at 256 KiB; bytes that are not UTF-8 as U+FFFD)

    bool operator==(const DeadLetter&) const = default;
};

} // namespace matoi::domain
