#include "models/sqlite/maintenance.h"

#include "models/sqlite/connection.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

namespace matoi::sqlite {
namespace {

void syncToDisk(const std::string& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int reason = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!synced)
        throw Error(path, std::string("cannot be written to the disk: ") + std::strerror(reason));
}

} // namespace

void backup(Connection& connection, const std::string& target)
{
    const std::string partial = target + ".partial";
    std::error_code error;
    std::filesystem::remove(partial, error);
    try {
        SQLite::Database copy(partial, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        SQLite::Backup work(copy, connection.handle());
        work.executeStep(-1);
    } catch (const SQLite::Exception& failure) {
        std::filesystem::remove(partial, error);
        throw Error(target, std::string("the copy failed: ") + failure.what(), failure.getErrorCode());
    }
    syncToDisk(partial);
    std::filesystem::rename(partial, target, error);
    if (error)
        throw Error(target, "the copy failed: " + error.message());
    const std::string folder = std::filesystem::absolute(target).parent_path().string();
    syncToDisk(folder);
}

std::vector<std::string> check(Connection& connection)
{
    std::vector<std::string> found;
    // A file can be too damaged for the check itself: that is an answer, too.
    try {
        Query integrity = connection.query("PRAGMA integrity_check(100)");
        while (integrity.step())
            if (integrity.textView(0) != "ok")
                found.push_back(connection.file() + ": " + integrity.text(0));
        Query keys = connection.query("PRAGMA foreign_key_check");
        while (keys.step())
            found.push_back(connection.file() + ": a row of " + keys.text(0) + " refers to one of " +
                            keys.text(2) + " that is not there");
    } catch (const Error& error) {
        found.push_back(error.what());
    }
    return found;
}

} // namespace matoi::sqlite
