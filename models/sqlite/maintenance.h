#pragma once

#include <string>
#include <vector>

namespace matoi::sqlite {

class Connection;

/// A consistent copy of the database, also while others write to it. `target` appears only when it is whole
/// and on the disk; one that is there already is replaced.
void backup(Connection& connection, const std::string& target);

/// SQLite's integrity check and the foreign keys; what they say, an empty list when all is sound.
std::vector<std::string> check(Connection& connection);

} // namespace matoi::sqlite
