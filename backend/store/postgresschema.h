#pragma once

#include "backend/store/pgconnection.h"

namespace matoi::store {

/// Makes the schema "matoi" or brings it to the newest step. Safe when several matoids start at once.
/// StoreError when a newer program wrote it, or the rights are missing.
void migratePostgres(PgConnection& connection);

} // namespace matoi::store
