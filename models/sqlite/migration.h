#pragma once

#include <span>
#include <string>

namespace matoi::sqlite {

class Connection;

/// One step of a schema. Numbers begin at 1 and have no gaps; a published step is never edited.
struct Migration
{
    int number;
    const char* sql;
};

/// Brings the file to the last of `migrations`, each in a transaction of its own, and notes the number in
/// user_version. A file that already holds data is copied to FILE.vN first (N: the schema it had). Throws
/// Error for a file that a newer program wrote, and when a step fails: the file then is as it was before that
/// step. Returns the number that the file had.
int migrate(Connection& connection, std::span<const Migration> migrations);

/// Where migrate() keeps the file as it was with schema `number`.
std::string copyBeforeMigration(const std::string& file, int number);

} // namespace matoi::sqlite
