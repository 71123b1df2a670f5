#pragma once

#include "models/cache/action.h"
#include "models/domain/ports/repository.h"

#include <boost/json/object.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// The seam between the local copy, which stores, and models/sync, which knows the rules of merging.
namespace matoi::cache {

/// A local edit of one record that the service has not accepted yet: an outbox entry as the rules see it.
struct PendingEdit
{
    std::int64_t entry = 0;
    Action action = Action::Change; ///< Create, Change or Remove
    /// It was sent and no answer came: the service may have applied it, so its request must stay as it was.
    bool frozen = false;
    /// From before the service was restored from a backup: nothing of it is sent before a person agreed.
    bool ask = false;
    /// What the person saw before the edit: for a change, the touched fields; for a removal, the whole value.
    boost::json::object base;
    /// For a change, the touched fields as they shall be (whole fields, not nested patches); for a creation,
    /// the whole value.
    boost::json::object mine;
};

/// The record as the service has it.
struct ServerState
{
    bool exists = false;
    bool deleted = false;
    boost::json::object value;
};

/// Clash::field when a person removed here what somebody else changed there: mine is "true", theirs "false".
inline constexpr std::string_view deletedField = "deleted";

/// One field that a person has to decide.
struct Clash
{
    std::int64_t entry = 0;
    domain::ConflictKind conflictKind = domain::ConflictKind::Field;
    /// A field of the record; deletedField; or empty for the whole record, which a restored service does not
    /// know: mine is its JSON, theirs is empty.
    std::string field;
    std::string base;
    std::string mine;
    std::string theirs;

    bool operator==(const Clash&) const = default;
};

struct Rebased
{
    /// What is still to be sent, changed to apply to the state given. Entries that became empty are gone.
    std::vector<PendingEdit> edits;
    std::vector<Clash> clashes;
    /// What people at this console see: the service's value with the edits in it.
    boost::json::object value;
    bool deleted = false;
};

/// Lays the edits of one record, oldest first, over the service's state. Pure.
using RebaseRule = std::function<Rebased(domain::Kind, const ServerState&, std::vector<PendingEdit>)>;

} // namespace matoi::cache
