#pragma once

#include "backend/auth/actor.h"
#include "backend/store/records.h"
#include "models/domain/error.h"

#include <map>

namespace matoi::services {

/// What a client asks to be created.
struct NewRecord
{
    domain::Kind kind = domain::Kind::Incident;
    std::optional<domain::Uuid> id; ///< made by the client, who may have been offline; nullopt: made here
    boost::json::object value;
    /// Incidents only: what the plan's templates are filled with, and a summary of one's own.
    std::map<std::string, std::string> values;
    std::optional<std::string> summary;
};

/// Every write of every kind, inside the caller's transaction: permission, decoding, references, the rules
/// of the kind (recordrules.h), the record, what follows from it, the audit log. Call it through transact(),
/// so that an error leaves nothing behind.
class RecordService
{
public:
    using Stored = domain::Result<store::StoredRecord>;

    /// Creating again what is there with the same value gives what is there; what the service filled in
    /// counts as another value, so send the stored one, or an Idempotency-Key. AlreadyExists when the id is
    /// another record's, and for every incident whose id is taken. A removed record is restored. A summary
    /// may be written over an empty one: the service makes it with its incident, and a console that was
    /// offline made its own.
    static Stored create(store::WriteTransaction& tx, const NewRecord& record, const auth::Actor& by);

    /// Applies a merge patch (RFC 7396) to revision `base`. StaleRevision when the record has moved on. A
    /// patch that changes nothing writes nothing; on a removed record it restores it.
    static Stored change(store::WriteTransaction& tx, domain::Kind kind, domain::Uuid id,
                         domain::Revision base, const boost::json::object& patch, const auth::Actor& by);

    static Stored remove(store::WriteTransaction& tx, domain::Kind kind, domain::Uuid id,
                         domain::Revision base, const auth::Actor& by);
};

} // namespace matoi::services
