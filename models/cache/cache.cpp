#include "models/cache/cache.h"

#include "models/cache/core.h"

namespace matoi::cache {

domain::Result<std::unique_ptr<Cache>> Cache::open(Options options)
{
    try {
        return std::unique_ptr<Cache>(new Cache(std::make_unique<Core>(options)));
    } catch (const std::exception& error) {
        return domain::fail(domain::ErrorCode::Unavailable, {}, error.what());
    }
}

Cache::Cache(std::unique_ptr<Core> core)
    : m_core(std::move(core))
{}

Cache::~Cache() = default;

domain::Repositories Cache::repositories()
{
    return m_core->repositories();
}

domain::Holds& Cache::holds()
{
    return m_core->holds();
}

SyncAccess& Cache::syncAccess()
{
    return m_core->syncAccess();
}

void Cache::attach(Remote* remote)
{
    m_core->attach(remote);
}

void Cache::setConnection(const domain::SyncState& state)
{
    m_core->setConnection(state);
}

void Cache::setSession(const domain::Session& session)
{
    m_core->setSession(session);
}

void Cache::setSamplesProblem(domain::Id<domain::MetricDefinition> metric,
                              std::optional<domain::Error> problem)
{
    m_core->samples().setProblem(metric, std::move(problem));
    m_core->onSamples.tell(metric);
}

void Cache::contentProgress(const std::string& sha256, std::int64_t received, std::int64_t total)
{
    m_core->contents().progressed(sha256, received, total);
}

void Cache::contentSending(const std::string& sha256, std::optional<std::int64_t> sent)
{
    m_core->contents().sending(sha256, sent);
}

void Cache::contentFetched(const std::string& sha256, const std::optional<domain::Error>& problem)
{
    m_core->contents().fetched(sha256, problem);
}

void Cache::expireEffects()
{
    m_core->expireEffects();
}

domain::Subscription Cache::onRecords(std::function<void(const std::vector<domain::ChangedRecord>&)> callback)
{
    return m_core->onRecords.add(std::move(callback));
}

domain::Subscription Cache::onSamples(std::function<void(domain::Id<domain::MetricDefinition>)> callback)
{
    return m_core->onSamples.add(std::move(callback));
}

domain::Subscription Cache::onSyncState(std::function<void(const domain::SyncState&)> callback)
{
    return m_core->onSyncState.add(std::move(callback));
}

domain::Subscription Cache::onConflicts(std::function<void()> callback)
{
    return m_core->onConflicts.add(std::move(callback));
}

domain::SyncState Cache::syncState() const
{
    return m_core->state();
}

domain::Session Cache::session() const
{
    return m_core->session();
}

} // namespace matoi::cache
