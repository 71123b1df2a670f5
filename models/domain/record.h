#pragma once

#include "models/domain/id.h"
#include "models/domain/time.h"

#include <cstdint>
#include <string>

namespace matoi::domain {

/// The revision of one record: 1 when created, one more with each change. 0: not yet on the service.
using Revision = std::int64_t;
/// The position in the change feed. In commit order, without gaps that could hide a record.
using ChangeNumber = std::int64_t;

struct RecordMeta
{
    Revision rev = 0;
    ChangeNumber change = 0;
    bool deleted = false;
    Time createdAt{};
    std::string createdBy;
    Time updatedAt{};
    std::string updatedBy;
    /// Console only: local changes of this record that the service has not accepted yet.
    int unsent = 0;

    bool operator==(const RecordMeta&) const = default;
};

/// A value with its identity and where it stands.
template <class T> struct Record
{
    Id<T> id;
    T value;
    RecordMeta meta;

    bool operator==(const Record&) const = default;
};

} // namespace matoi::domain
