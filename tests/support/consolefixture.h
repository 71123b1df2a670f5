#pragma once

#include "models/cache/cache.h"
#include "models/sync/rebase.h"
#include "models/wire/recordjson.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTemporaryDir>

#include <atomic>
#include <stdexcept>

namespace matoi::test {

/// A clock that tests move by hand; may be read from any thread.
class SharedClock final : public domain::Clock
{
public:
    explicit SharedClock(domain::Time now)
        : m_now(now.time_since_epoch().count())
    {}
    domain::Time now() const override { return domain::Time(domain::Duration(m_now.load())); }
    void advance(domain::Duration by) { m_now += by.count(); }

private:
    std::atomic<std::int64_t> m_now;
};

/// The console's real local copy in a folder of its own, without any service: what the service would send is
/// put in by hand. Needs a QCoreApplication.
class ConsoleFixture
{
public:
    ConsoleFixture() { open(); }

    cache::Cache& cache() { return *m_cache; }
    domain::Repositories repositories() { return m_cache->repositories(); }
    SharedClock& clock() { return m_clock; }
    std::filesystem::path folder() const { return m_folder.path().toStdString(); }

    /// As a start of the program finds it.
    void reopen()
    {
        m_cache.reset();
        open();
    }

    /// Returns when all that was asked for is on the disk and everybody has been told.
    void settle()
    {
        for (int round = 0; round < 2; ++round) {
            QEventLoop loop;
            m_cache->syncAccess().position([&](const cache::FeedPosition&) {
                QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
            });
            loop.exec();
        }
    }

    /// The next revision of a record, as the service's feed brings it.
    template <class T>
    domain::Record<T> inject(domain::Id<T> id, T value, const std::string& by = "Daniel Weber",
                             bool deleted = false)
    {
        domain::Record<T> record{id, std::move(value), {}};
        const auto present = m_revisions.find({T::kind, id.uuid()});
        domain::RecordMeta& meta = record.meta;
        meta.rev = present == m_revisions.end() ? 1 : present->second.rev + 1;
        meta.change = ++m_change;
        meta.deleted = deleted;
        meta.createdAt = present == m_revisions.end() ? m_clock.now() : present->second.createdAt;
        meta.createdBy = present == m_revisions.end() ? by : present->second.createdBy;
        meta.updatedAt = m_clock.now();
        meta.updatedBy = by;
        m_revisions[{T::kind, id.uuid()}] = meta;
        injectPage({wire::envelopeFrom(record)});
        return record;
    }
    template <class T> domain::Record<T> inject(T value)
    {
        return inject(domain::Id<T>::generate(), std::move(value));
    }

    /// Several records in one transaction, told in one call. Their numbers are the caller's.
    void injectPage(std::vector<wire::RecordEnvelope> records)
    {
        for (const wire::RecordEnvelope& record : records)
            m_change = std::max(m_change, record.meta.change);
        bool kept = false;
        m_cache->syncAccess().applyPage({m_epoch, std::move(records), m_from, m_change},
                                        [&](bool ok) { kept = ok; });
        settle();
        if (!kept)
            throw std::runtime_error("the page was not written");
        m_from = m_change;
    }

    /// Content as it comes from the service; returns its hash.
    std::string injectContent(const std::string& bytes)
    {
        std::string sha256 = domain::contentHash(bytes);
        m_cache->syncAccess().storeContent(sha256, bytes, [](const auto&) {});
        settle();
        return sha256;
    }

    void setConnection(domain::SyncState::Connection connection)
    {
        domain::SyncState state = m_cache->syncState();
        state.connection = connection;
        m_cache->setConnection(state);
    }
    void setSession(const std::string& name, const std::string& role)
    {
        m_cache->setSession({name, role, std::nullopt});
        settle();
    }

private:
    void open()
    {
        auto opened = cache::Cache::open({folder() / "console", sync::rebase, &m_clock});
        if (!opened)
            throw std::runtime_error(opened.error().detail);
        m_cache = std::move(*opened);
    }

    QTemporaryDir m_folder;
    SharedClock m_clock{*domain::parseTime("2026-11-18T05:02:14Z")};
    std::string m_epoch = "epoch-1";
    domain::ChangeNumber m_change = 0;
    domain::ChangeNumber m_from = 0; ///< where the copy stands in the feed
    std::map<std::pair<domain::Kind, domain::Uuid>, domain::RecordMeta> m_revisions;
    std::unique_ptr<cache::Cache> m_cache;
};

} // namespace matoi::test
