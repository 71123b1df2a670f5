#pragma once

#include "backend/store/store.h"
#include "models/domain/audit.h"
#include "models/domain/error.h"

#include <mutex>

namespace matoi::services {

/// The audit log of one incident, with what is known of the chain of hashes over the whole log. The chain is
/// followed from its first entry, once in this process: each question goes on from where the one before
/// stopped. Whether entries that were checked were changed since is seen by the next process, and by
/// "matoid check".
class AuditReader
{
public:
    static constexpr int maxLines = 500;

    /// The store, of which the whole log is followed, must outlive it.
    explicit AuditReader(store::Store& store)
        : m_store(store)
    {}

    /// NotFound when there is no such incident in the store as whoever asks may see it (`seen`). From any
    /// thread.
    domain::Result<domain::AuditPage> read(store::Store& seen, domain::Uuid incident,
                                           std::optional<std::int64_t> before, int limit);

private:
    void verifyOn();

    store::Store& m_store;
    std::mutex m_mutex;
    std::int64_t m_verified = 0;
    std::string m_hash; ///< of entry m_verified
    std::string m_problem;
};

} // namespace matoi::services
