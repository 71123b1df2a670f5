#include "models/sqlite/migration.h"

#include "models/sqlite/connection.h"
#include "models/sqlite/maintenance.h"

#include <cassert>

namespace matoi::sqlite {
namespace {

int versionOf(Connection& connection)
{
    return static_cast<int>(connection.integer("PRAGMA user_version").value_or(0));
}

void apply(Connection& connection, const Migration& migration)
{
    Transaction transaction(connection);
    // Another process may have been faster while this one waited for the lock.
    if (versionOf(connection) >= migration.number)
        return;
    try {
        connection.script(migration.sql);
        connection.script("PRAGMA user_version = " + std::to_string(migration.number));
        transaction.commit();
    } catch (const Error& error) {
        throw Error(connection.file(),
                    "migration " + std::to_string(migration.number) +
                        " failed, nothing was changed: " + error.what(),
                    error.code());
    }
}

/// Under the write lock, so that no other process changes the schema meanwhile. SQLite does not copy from a
/// connection that holds it; another one reads what is committed.
void keepCopy(Connection& connection)
{
    const Transaction lock(connection);
    Connection source(connection.file(), Access::ReadOnly);
    backup(source, copyBeforeMigration(connection.file(), versionOf(source)));
}

} // namespace

std::string copyBeforeMigration(const std::string& file, int number)
{
    return file + ".v" + std::to_string(number);
}

int migrate(Connection& connection, std::span<const Migration> migrations)
{
    const int had = versionOf(connection);
    const int wanted = migrations.empty() ? 0 : migrations.back().number;
    if (had > wanted)
        throw Error(connection.file(), "was written by a newer Matoi (schema " + std::to_string(had) +
                                           ", this one knows up to " + std::to_string(wanted) +
                                           "). Install that version or a later one.");
    if (had == wanted)
        return had;
    if (had > 0)
        keepCopy(connection);
    for (const Migration& migration : migrations)
        if (migration.number > had)
            apply(connection, migration);
    return had;
}

} // namespace matoi::sqlite
