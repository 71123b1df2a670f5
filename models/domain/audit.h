#pragma once

#include "models/domain/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace matoi::domain {

/// One line of the service's audit log.
struct AuditLine
{
    std::int64_t n = 0;
    Time at{};
    std::string by;
    std::string action;  ///< create, change, remove, engage, acknowledge …
    std::string subject; ///< kind/id
    std::string detail;  ///< of a change: the merge patch, as text

    bool operator==(const AuditLine&) const = default;
};

/// A piece of the log of one incident, newest first, and how the chain of hashes over the whole log stands.
struct AuditPage
{
    std::vector<AuditLine> lines;
    std::optional<std::int64_t> next; ///< `before` of the next piece; nullopt: that was all
    bool sound = true;                ///< every entry up to `verified` is what was written
    std::int64_t verified = 0;
    std::int64_t entries = 0; ///< of the whole log
    std::string problem;      ///< what is wrong when it is not sound
    Time readAt{};

    bool operator==(const AuditPage&) const = default;
};

} // namespace matoi::domain
