#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace matoi::cache {

/// Content as files named by their hash: content/ab/abcd…; for this user only. May be used from any thread,
/// and by several at once: whoever writes the same hash writes the same bytes.
class ContentFiles
{
public:
    explicit ContentFiles(std::filesystem::path folder)
        : m_folder(std::move(folder))
    {}

    std::filesystem::path file(const std::string& sha256) const;

    /// On the disk when it returns, whole or not at all: a crash leaves a file of another name. Throws
    /// std::runtime_error with the file and the reason.
    void write(const std::string& sha256, std::string_view bytes) const;

    /// nullopt when it is not there, or is not what its name says (a damaged disk): it has to be fetched
    /// again.
    std::optional<std::string> read(const std::string& sha256) const;

    void remove(const std::string& sha256) const;
    /// Removes what has no hash in `known` and was not written to for a day.
    void removeOthers(const std::set<std::string>& known) const;

private:
    const std::filesystem::path m_folder;
};

} // namespace matoi::cache
