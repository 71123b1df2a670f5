#pragma once

#include "models/cache/cache.h"
#include "models/sync/options.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace matoi::sync {

class Worker;

/// Keeps a cache and a service the same: pulls what is new, listens, and sends what waits. Lives on the GUI
/// thread, works on its own; the connection's state, the session and all records are told by the cache.
/// Must be gone before the cache.
class Sync final : public QObject, public cache::Remote
{
    Q_OBJECT

public:
    Sync(cache::Cache& cache, Options options, QObject* parent = nullptr);
    ~Sync() override;

    void start();
    /// Signs in anew, after Connection::Refused or when another person sits down.
    void setToken(const std::string& token);
    /// The same service under another address: this computer's own, started again.
    void setBackend(const QUrl& backend, const std::string& token);
    /// Which incarnation of the service's data this is; empty before the first answer.
    const std::string& epoch() const { return m_epoch; }

    void outboxChanged() override;
    /// Connects at once instead of at SyncState::retryAt, and sends everything that waits for a later try.
    void retryNow() override;
    void refreshSamples(domain::Id<domain::MetricDefinition> metric, domain::Time from,
                        domain::Time to) override;
    void fetchContent(const std::string& sha256) override;
    void history(domain::Id<domain::TimelineEvent> id,
                 std::function<void(domain::Result<std::vector<domain::Revised<domain::TimelineEvent>>>)>
                     done) override;
    void audit(domain::Id<domain::Incident> incident, std::optional<std::int64_t> before,
               std::function<void(domain::Result<domain::AuditPage>)> done) override;

Q_SIGNALS:
    /// The service's data were restored from a backup: everything is compared, nothing is deleted.
    void epochChanged();

private:
    void greeted(const domain::Session& session, const std::string& epoch);
    template <class F> void onWorker(F f);

    cache::Cache& m_cache;
    std::string m_epoch;
    QThread m_thread;
    std::unique_ptr<Worker> m_worker;
};

} // namespace matoi::sync
