#include "models/sync/sync.h"

#include "models/sync/worker.h"

#include <future>

namespace matoi::sync {

template <class F> void Sync::onWorker(F f)
{
    QMetaObject::invokeMethod(m_worker.get(), std::move(f), Qt::QueuedConnection);
}

Sync::Sync(cache::Cache& cache, Options options, QObject* parent)
    : QObject(parent)
    , m_cache(cache)
{
    const auto toGui = [this](auto f) {
        QMetaObject::invokeMethod(this, std::move(f), Qt::QueuedConnection);
    };
    Reports reports;
    reports.state = [this, toGui](const domain::SyncState& state) {
        toGui([this, state] { m_cache.setConnection(state); });
    };
    reports.session = [this, toGui](const domain::Session& session, const std::string& epoch) {
        toGui([this, session, epoch] { greeted(session, epoch); });
    };
    reports.samplesProblem = [this, toGui](domain::Id<domain::MetricDefinition> metric,
                                           const std::optional<domain::Error>& problem) {
        toGui([this, metric, problem] { m_cache.setSamplesProblem(metric, problem); });
    };
    reports.contentProgress = [this, toGui](const std::string& sha256, std::int64_t received,
                                            std::int64_t total) {
        toGui([this, sha256, received, total] { m_cache.contentProgress(sha256, received, total); });
    };
    reports.contentFetched = [this, toGui](const std::string& sha256,
                                           const std::optional<domain::Error>& problem) {
        toGui([this, sha256, problem] { m_cache.contentFetched(sha256, problem); });
    };
    reports.contentSending = [this, toGui](const std::string& sha256, std::optional<std::int64_t> sent) {
        toGui([this, sha256, sent] { m_cache.contentSending(sha256, sent); });
    };
    m_worker = std::make_unique<Worker>(cache.syncAccess(), std::move(options), std::move(reports));
    m_worker->moveToThread(&m_thread);
    m_thread.setObjectName("matoi-sync");
    m_thread.start();
    m_cache.attach(this);
}

Sync::~Sync()
{
    m_cache.attach(nullptr);
    QMetaObject::invokeMethod(
        m_worker.get(), [this] { m_worker->stop(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
    // The cache's writer may still hold callbacks into the worker; what it was given before this, it has done
    // after this.
    std::promise<void> written;
    m_cache.syncAccess().position([&](const cache::FeedPosition&) { written.set_value(); });
    written.get_future().wait();
}

void Sync::start()
{
    onWorker([this] { m_worker->start(); });
}

void Sync::setToken(const std::string& token)
{
    onWorker([this, token] { m_worker->setToken(token); });
}

void Sync::setBackend(const QUrl& backend, const std::string& token)
{
    onWorker([this, backend, token] { m_worker->setBackend(backend, token); });
}

void Sync::greeted(const domain::Session& session, const std::string& epoch)
{
    m_cache.setSession(session);
    const std::string before = std::exchange(m_epoch, epoch);
    if (!before.empty() && before != epoch)
        Q_EMIT epochChanged();
}

void Sync::outboxChanged()
{
    onWorker([this] { m_worker->outboxChanged(); });
}

void Sync::retryNow()
{
    onWorker([this] { m_worker->retryNow(); });
}

void Sync::refreshSamples(domain::Id<domain::MetricDefinition> metric, domain::Time from, domain::Time to)
{
    const auto definition = m_cache.repositories().metricDefinitions.find(metric);
    const std::chrono::seconds step(definition ? definition->value.stepSeconds : 15);
    onWorker([this, metric, from, to, step] { m_worker->refreshSamples(metric, from, to, step); });
}

void Sync::fetchContent(const std::string& sha256)
{
    onWorker([this, sha256] { m_worker->fetchContent(sha256); });
}

void Sync::history(
    domain::Id<domain::TimelineEvent> id,
    std::function<void(domain::Result<std::vector<domain::Revised<domain::TimelineEvent>>>)> done)
{
    auto onGui = [this, done = std::move(done)](const auto& result) {
        QMetaObject::invokeMethod(
            this, [done, result] { done(result); }, Qt::QueuedConnection);
    };
    onWorker([this, id, onGui = std::move(onGui)] { m_worker->history(id, onGui); });
}

void Sync::audit(domain::Id<domain::Incident> incident, std::optional<std::int64_t> before,
                 std::function<void(domain::Result<domain::AuditPage>)> done)
{
    auto onGui = [this, done = std::move(done)](const auto& result) {
        QMetaObject::invokeMethod(
            this, [done, result] { done(result); }, Qt::QueuedConnection);
    };
    onWorker(
        [this, incident, before, onGui = std::move(onGui)] { m_worker->audit(incident, before, onGui); });
}

} // namespace matoi::sync
