#pragma once

#include <string>

namespace matoi::store {

/// Keeps a second matoid off the same folder, as long as it lives or the process does. The folder is made
/// when it is not there, readable by its owner only.
class FolderLock
{
public:
    /// StoreError: held by another process, or the folder cannot be written to.
    explicit FolderLock(const std::string& directory);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int m_descriptor = -1;
};

} // namespace matoi::store
