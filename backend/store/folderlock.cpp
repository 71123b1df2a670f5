#include "backend/store/folderlock.h"

#include "backend/store/store.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace matoi::store {
namespace {

void makeFolder(const std::string& directory)
{
    std::error_code error;
    if (std::filesystem::create_directories(directory, error))
        std::filesystem::permissions(directory, std::filesystem::perms::owner_all, error);
    if (error)
        throw StoreError(directory + " cannot be made: " + error.message());
}

std::string holder(int descriptor)
{
    std::array<char, 32> text{};
    const ssize_t length = ::pread(descriptor, text.data(), text.size(), 0);
    return length > 0 ? " (process " + std::string(text.data(), static_cast<std::size_t>(length)) + ")" : "";
}

} // namespace

FolderLock::FolderLock(const std::string& directory)
{
    makeFolder(directory);
    const std::string file = directory + "/matoid.lock";
    m_descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (m_descriptor < 0)
        throw StoreError(file + " cannot be opened: " + std::strerror(errno));
    if (::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0) {
        const std::string other = holder(m_descriptor);
        ::close(m_descriptor);
        throw StoreError(directory + " is in use by another matoid" + other +
                         ". Stop that one, or give this one a folder of its own.");
    }
    const std::string pid = std::to_string(::getpid());
    if (::ftruncate(m_descriptor, 0) != 0 || ::pwrite(m_descriptor, pid.data(), pid.size(), 0) < 0) {
        const std::string reason = std::strerror(errno);
        ::close(m_descriptor);
        throw StoreError(file + " cannot be written: " + reason);
    }
}

FolderLock::~FolderLock()
{
    // The file stays: removing it would let a third process lock a new one while a second still waits for
    // this.
    ::close(m_descriptor);
}

} // namespace matoi::store
