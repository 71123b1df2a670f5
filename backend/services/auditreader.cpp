#include "backend/services/auditreader.h"

#include "backend/store/auditchain.h"
#include "backend/store/records.h"

namespace matoi::services {

using namespace domain;

namespace {

constexpr int batch = 2000;
/// A question waits for so many batches at most; the next one goes on.
constexpr int batchesAtOnce = 50;

AuditPage pageOf(const std::vector<store::AuditEntry>& entries, int limit)
{
    AuditPage page;
    for (const store::AuditEntry& entry : entries) {
        if (static_cast<int>(page.lines.size()) == limit) {
            page.next = page.lines.back().n;
            break;
        }
        page.lines.push_back({entry.n, entry.at, entry.by, entry.action, entry.subject, entry.detail});
    }
    return page;
}

} // namespace

Result<AuditPage> AuditReader::read(store::Store& seen, Uuid incident, std::optional<std::int64_t> before,
                                    int limit)
{
    std::optional<AuditPage> page;
    seen.read([&](store::ReadTransaction& tx) {
        if (!tx.find(Kind::Incident, incident))
            return;
        page = pageOf(tx.auditOf(incident, before, limit + 1), limit);
        page->entries = tx.lastAudit();
        page->readAt = tx.now();
    });
    if (!page)
        return fail(ErrorCode::NotFound, {}, "there is no incident " + incident.toString());
    const std::lock_guard lock(m_mutex);
    verifyOn();
    page->verified = m_verified;
    page->sound = m_problem.empty();
    page->problem = m_problem;
    return std::move(*page);
}

void AuditReader::verifyOn()
{
    for (int i = 0; i < batchesAtOnce && m_problem.empty(); ++i) {
        const auto entries = store::read(
            m_store, [&](store::ReadTransaction& tx) { return tx.auditEntries(m_verified, batch); });
        for (const store::AuditEntry& entry : entries) {
            if (entry.n != m_verified + 1)
                m_problem = "entry " + std::to_string(m_verified + 1) + " is missing";
            else if (store::auditHash(m_hash, entry) != entry.hash)
                m_problem = "entry " + std::to_string(entry.n) + " was changed after it was written";
            if (!m_problem.empty())
                return;
            m_verified = entry.n;
            m_hash = entry.hash;
        }
        if (static_cast<int>(entries.size()) < batch)
            return;
    }
}

} // namespace matoi::services
