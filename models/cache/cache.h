#pragma once

#include "models/cache/listeners.h"
#include "models/cache/rebaserule.h"
#include "models/cache/remote.h"
#include "models/cache/syncaccess.h"
#include "models/domain/ports/changes.h"
#include "models/domain/ports/holds.h"

#include <filesystem>
#include <memory>

namespace matoi::cache {

/// The local copy: console.sqlite in a folder of its own for each backend. Everything that panels and models
/// read and write goes through it; whether there is a service makes no difference to them.
///
/// Lives on the GUI thread (which needs a running event loop for notifications). The file is written on a
/// thread of its own; `syncAccess()` may be used from any thread.
class Cache final : public domain::ChangeNotifier
{
public:
    struct Options
    {
        std::filesystem::path folder;         ///< made when it is not there, for this user only
        RebaseRule rule;                      ///< sync::rebase
        const domain::Clock* clock = nullptr; ///< must outlive the cache; the system's when null
    };

    /// Unavailable, with the file and the reason, when the file cannot be opened, is damaged, or was written
    /// by a newer version.
    static domain::Result<std::unique_ptr<Cache>> open(Options options);
    ~Cache() override;

    /// Valid as long as the cache.
    domain::Repositories repositories();
    domain::Holds& holds();
    SyncAccess& syncAccess();

    /// Who talks to the service; null while nobody does. Must be taken away before it goes.
    void attach(Remote* remote);
    /// The connection's part of the state; the counts are the cache's own.
    void setConnection(const domain::SyncState& state);
    /// Kept, so that a start without a network knows who sits here.
    void setSession(const domain::Session& session);
    /// Why the last reading of a metric failed; nullopt: it did not.
    void setSamplesProblem(domain::Id<domain::MetricDefinition> metric, std::optional<domain::Error> problem);
    /// What becomes of Remote::fetchContent.
    void contentProgress(const std::string& sha256, std::int64_t received, std::int64_t total);
    void contentSending(const std::string& sha256, std::optional<std::int64_t> sent);
    void contentFetched(const std::string& sha256, const std::optional<domain::Error>& problem);
    /// Gives up effects that are too old now. Called by a timer of its own as well.
    void expireEffects();

    domain::Subscription
    onRecords(std::function<void(const std::vector<domain::ChangedRecord>&)> callback) override;
    domain::Subscription
    onSamples(std::function<void(domain::Id<domain::MetricDefinition>)> callback) override;
    domain::Subscription onSyncState(std::function<void(const domain::SyncState&)> callback) override;
    domain::Subscription onConflicts(std::function<void()> callback) override;
    domain::SyncState syncState() const override;
    domain::Session session() const override;

private:
    class Core;
    explicit Cache(std::unique_ptr<Core> core);

    std::unique_ptr<Core> m_core;
};

} // namespace matoi::cache
