#pragma once

#include "backend/store/store.h"

namespace matoi::store {

/// SHA-256, in hexadecimal, of the hash before (empty for the first entry), a line feed, and the JSON text
/// [n, at in milliseconds, by, action, subject, detail]. So an entry that is changed, taken out or put in
/// between breaks every hash after it, and anybody can check that without this program.
std::string auditHash(const std::string& before, const AuditEntry& entry);

} // namespace matoi::store
