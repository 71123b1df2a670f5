#pragma once

#include "models/cache/contentfiles.h"
#include "models/cache/listeners.h"
#include "models/cache/ports.h"
#include "models/domain/ports/contents.h"

#include <QObject>
#include <QThreadPool>

#include <map>

namespace matoi::cache {

/// Content on this computer: bytes as files, what is known of them in the table `contents`. Files are read,
/// hashed and written on a thread of its own.
class ContentsPort final : public domain::Contents
{
public:
    ContentsPort(PortContext& context, const std::filesystem::path& folder);
    ~ContentsPort() override;

    domain::Subscription keep(domain::ContentBytes bytes,
                              std::function<void(domain::Result<domain::KeptContent>)> done) override;
    domain::Subscription keepFile(std::string path,
                                  std::function<void(domain::Result<domain::KeptContent>)> done) override;
    domain::Subscription read(std::string sha256,
                              std::function<void(domain::Result<domain::ContentBytes>)> done) override;
    domain::ContentState state(const std::string& sha256) const override;
    void fetch(const std::string& sha256) override;
    domain::Subscription onContent(std::function<void(const std::string&)> callback) override;

    const ContentFiles& files() const { return m_files; }

    /// What the writer and the connection have to say.
    void changed(const std::vector<std::string>& hashes);
    /// Takes the files away: what named them may not be seen any more.
    void drop(const std::vector<std::string>& hashes);
    void progressed(const std::string& sha256, std::int64_t received, std::int64_t total);
    void fetched(const std::string& sha256, const std::optional<domain::Error>& problem);
    /// nullopt: it is not being sent any more.
    void sending(const std::string& sha256, std::optional<std::int64_t> sent);
    /// There is a connection again: what failed for the want of one is worth another try.
    void connected();
    /// There is nobody to fetch any more.
    void disconnected();
    /// Once, after the start: what was kept and never used, and what others attached long ago when there is
    /// much of it.
    void cleanUp();

private:
    template <class T> using Done = std::function<void(domain::Result<T>)>;
    using Keeping = std::function<domain::Result<domain::ContentBytes>()>;

    /// Runs `work` on the thread; then, here, `always`, and `done` unless the subscription is gone.
    template <class T>
    domain::Subscription run(std::function<domain::Result<T>()> work, Done<T> done,
                             std::function<void(const domain::Result<T>&)> always);
    domain::Subscription keepFrom(Keeping bytes, Done<domain::KeptContent> done);
    void wasKept(const domain::KeptContent& content);
    void wasLost(const std::string& sha256);

    PortContext& m_context;
    const ContentFiles m_files;
    QObject m_here; ///< what arrives after its end is dropped
    QThreadPool m_thread;
    Listeners<std::string> m_listeners;
    /// Kept by this process; may not be in the table yet.
    std::map<std::string, std::int64_t> m_kept;
    /// What is coming, failed to, or was lost.
    std::map<std::string, domain::ContentState> m_fetches;
    std::map<std::string, std::int64_t> m_sending; ///< bytes so far
};

} // namespace matoi::cache
