#include "models/cache/contentfiles.h"

#include "models/domain/attachment.h"
#include "models/domain/id.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <unistd.h>
#include <vector>

namespace matoi::cache {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const fs::path& file)
{
    throw std::runtime_error(file.string() + ": " + std::strerror(errno));
}

class Descriptor
{
public:
    Descriptor(const fs::path& path, int flags)
        : m_path(path)
        , m_descriptor(::open(path.c_str(), flags | O_CLOEXEC, 0600))
    {
        if (m_descriptor < 0)
            fail(path);
    }
    ~Descriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    void write(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
            if (written < 0 && errno != EINTR)
                fail(m_path);
            if (written > 0)
                bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    void sync()
    {
        if (::fsync(m_descriptor) != 0)
            fail(m_path);
    }

private:
    fs::path m_path;
    int m_descriptor;
};

} // namespace

fs::path ContentFiles::file(const std::string& sha256) const
{
    return m_folder / sha256.substr(0, 2) / sha256;
}

void ContentFiles::write(const std::string& sha256, std::string_view bytes) const
{
    const fs::path target = file(sha256);
    if (read(sha256)) {
        // Young again, so that removeOthers() leaves it until it is written down.
        std::error_code ignored;
        fs::last_write_time(target, fs::file_time_type::clock::now(), ignored);
        return;
    }
    fs::create_directories(target.parent_path());
    fs::permissions(m_folder, fs::perms::owner_all);
    const fs::path part =
        target.parent_path() / (sha256 + "." + domain::Uuid::generate().toString() + ".part");
    try {
        Descriptor out(part, O_WRONLY | O_CREAT | O_EXCL);
        out.write(bytes);
        out.sync();
        fs::rename(part, target);
        // The name, too, has to be on the disk.
        Descriptor(target.parent_path(), O_RDONLY | O_DIRECTORY).sync();
    } catch (...) {
        std::error_code ignored;
        fs::remove(part, ignored);
        throw;
    }
}

std::optional<std::string> ContentFiles::read(const std::string& sha256) const
{
    std::ifstream in(file(sha256), std::ios::binary);
    if (!in)
        return std::nullopt;
    std::ostringstream out;
    out << in.rdbuf();
    std::string bytes = std::move(out).str();
    return domain::contentHash(bytes) == sha256 ? std::optional(std::move(bytes)) : std::nullopt;
}

void ContentFiles::remove(const std::string& sha256) const
{
    std::error_code ignored;
    fs::remove(file(sha256), ignored);
}

void ContentFiles::removeOthers(const std::set<std::string>& known) const
{
    std::error_code error;
    const auto dayAgo = fs::file_time_type::clock::now() - std::chrono::hours(24);
    std::vector<fs::path> gone;
    for (const auto& entry : fs::recursive_directory_iterator(m_folder, error)) {
        std::error_code unreadable;
        if (!entry.is_regular_file(unreadable) || known.contains(entry.path().filename().string()))
            continue;
        const auto at = entry.last_write_time(unreadable);
        if (!unreadable && at < dayAgo)
            gone.push_back(entry.path());
    }
    for (const fs::path& path : gone)
        fs::remove(path, error);
}

} // namespace matoi::cache
