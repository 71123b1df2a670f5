#pragma once

#include "backend/store/sqlsession.h"
#include "models/wire/json.h"

/// Rows of the tables as the structs of the interface.
#define MATOI_SELECT_RECORD                                                                                  \
    "SELECT kind, id, rev, change, deleted, created_at, created_by, updated_at, updated_by, value, parent "  \
    "FROM records "
#define MATOI_SELECT_AUDIT "SELECT n, at, by_whom, action, subject, detail, hash FROM audit "

namespace matoi::store {

/// A stored value as JSON. StoreError when it is none.
boost::json::object valueOf(Kind kind, Uuid id, std::string_view text);
/// Of a row of MATOI_SELECT_RECORD.
StoredRecord recordOf(const SqlRow& row);
/// Of a row of MATOI_SELECT_AUDIT.
AuditEntry auditEntryOf(const SqlRow& row);

/// The incident that "kind/id" is or belongs to.
std::optional<Uuid> incidentOfSubject(SqlSession& session, std::string_view subject);

} // namespace matoi::store
