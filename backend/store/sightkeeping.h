#pragma once

#include "backend/store/store.h"

#include <string>

/// What both stores keep beside the records, in the transaction that writes them, so that it can be asked
/// cheaply who may see what (backend/services/sight.h asks) and no writer can forget it:
///   Incident::seenBy and sightChange, whenever an incident, a role or an engagement is written;
///   keys "sight"           a restricted incident → the contacts that see it, separated by blanks;
///   keys "content:SHA256"  "kind/id" of every record that names the content, or once did.
namespace matoi::store {

inline constexpr std::string_view sightSpace = "sight";
std::string contentNamesSpace(std::string_view sha256);
/// "kind/id", as the audit log names records too.
std::string subjectOf(Kind kind, const Uuid& id);
std::optional<std::pair<Kind, Uuid>> recordNamed(std::string_view subject);

/// Before an incident is written: fills in what only the store may. `value` need not be an incident's in
/// full.
void completeSight(ReadTransaction& tx, Uuid incident, boost::json::object& value,
                   const std::optional<StoredRecord>& old);

/// After a record was written. May write its incident once more, when that is seen by others now.
void keepSight(WriteTransaction& tx, const StoredRecord& written, const std::string& by);
void keepContentNames(WriteTransaction& tx, const StoredRecord& written);

/// The contacts in a value of a key of the space "sight".
std::vector<Uuid> contactsInSight(std::string_view text);

} // namespace matoi::store
