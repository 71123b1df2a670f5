#pragma once

#include "backend/auth/actor.h"
#include "models/domain/error.h"
#include "models/domain/kind.h"

namespace matoi::services {

enum class Act
{
    Create,
    Change,
    Remove
};

/// The one table of who may write what. NotAllowed says which role is needed; Illegal that no client writes
/// such a record. A record's own rules may allow less, or, for a person's own contact, more.
domain::Result<void> checkPermission(domain::Kind kind, Act act, const auth::Actor& by);

/// At least `role`. `what` completes "… needs the role commander".
domain::Result<void> requireRole(const auth::Actor& by, auth::Role role, const char* what);

} // namespace matoi::services
