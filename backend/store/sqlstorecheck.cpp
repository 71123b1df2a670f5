#include "backend/store/sqlstorecheck.h"

#include "backend/store/auditchain.h"
#include "backend/store/sqlrecord.h"
#include "models/domain/attachment.h"
#include "models/wire/contentnames.h"

namespace matoi::store {
namespace {

constexpr std::int64_t pageSize = 500;

class ContentCheck
{
public:
    explicit ContentCheck(SqlSession& session)
        : m_session(session)
    {}

    std::vector<std::string> run()
    {
        for (const auto part :
             {&ContentCheck::checkCounter, &ContentCheck::checkRecords, &ContentCheck::checkHistory,
              &ContentCheck::checkAudit, &ContentCheck::checkAuditOfIncidents, &ContentCheck::checkDues,
              &ContentCheck::checkContents}) {
            try {
                (this->*part)();
            } catch (const StoreError& error) {
                report(error.what());
            }
        }
        return std::move(m_found);
    }

private:
    void report(std::string what) { m_found.push_back(std::move(what)); }

    void checkCounter()
    {
        const auto rows = m_session.query("SELECT change FROM meta");
        if (rows.size() != 1)
            return report("the counter row is missing");
        const auto highest = m_session.query("SELECT COALESCE(MAX(change), 0) FROM records");
        if (highest.front().integer(0) > rows.front().integer(0))
            report("a record has the change number " + std::to_string(highest.front().integer(0)) +
                   ", but the counter stands at " + std::to_string(rows.front().integer(0)));
    }

    void checkRecords()
    {
        ChangeNumber last = 0;
        for (;;) {
            const auto page = m_session.query(
                MATOI_SELECT_RECORD "WHERE change > $1 ORDER BY change LIMIT $2", {last, pageSize});
            for (const SqlRow& row : page) {
                last = row.integer(3);
                checkRecord(row);
            }
            if (page.size() < pageSize)
                break;
        }
        const auto twice =
            m_session.query("SELECT change FROM records GROUP BY change HAVING COUNT(*) > 1 ORDER BY change");
        for (const SqlRow& row : twice)
            report("two records have the change number " + std::to_string(row.integer(0)));
        for (const SqlRow& row :
             m_session.query("SELECT kind, id FROM records WHERE change < 1 ORDER BY kind, id"))
            report(row.text(0) + " " + row.uuid(1).toString() + " has no change number");
    }

    void checkRecord(const SqlRow& row)
    {
        const std::string who = row.text(0) + " " + row.uuid(1).toString();
        try {
            const StoredRecord record = recordOf(row);
            checkNames(who, record);
            if (wire::parentInJson(record.kind, record.value) != row.maybeUuid(10))
                report(who + " is listed under another parent than its value names");
            const auto decoded = domain::withRecordType(record.kind, [&]<class T>() -> domain::Result<void> {
                return wire::recordFrom<T>(record).map([](const auto&) {});
            });
            if (!decoded)
                report(who + " is damaged: " + decoded.error().field + " " + decoded.error().detail);
        } catch (const StoreError& error) {
            report(error.what());
        }
    }

    void checkHistory()
    {
        for (const SqlRow& row : m_session.query(
                 "SELECT r.kind, r.id, r.rev, COUNT(h.rev) FROM records r "
                 "LEFT JOIN history h ON h.kind = r.kind AND h.id = r.id AND h.rev BETWEEN 1 AND r.rev - 1 "
                 "GROUP BY r.kind, r.id, r.rev HAVING COUNT(h.rev) <> r.rev - 1 ORDER BY r.kind, r.id"))
            report(row.text(0) + " " + row.uuid(1).toString() + " has revision " +
                   std::to_string(row.integer(2)) + ", but " + std::to_string(row.integer(3)) +
                   " earlier values");
        for (const SqlRow& row :
             m_session.query("SELECT h.kind, h.id, h.rev FROM history h "
                             "LEFT JOIN records r ON r.kind = h.kind AND r.id = h.id "
                             "WHERE r.rev IS NULL OR h.rev >= r.rev ORDER BY h.kind, h.id, h.rev"))
            report(row.text(0) + " " + row.uuid(1).toString() + " has an earlier value " +
                   std::to_string(row.integer(2)) + " that belongs to no record");
    }

    void checkAudit()
    {
        std::int64_t last = 0;
        std::string before;
        for (;;) {
            const auto page =
                m_session.query(MATOI_SELECT_AUDIT "WHERE n > $1 ORDER BY n LIMIT $2", {last, pageSize});
            for (const SqlRow& row : page) {
                const AuditEntry entry = auditEntryOf(row);
                if (entry.n != last + 1)
                    report("audit entry " + std::to_string(last + 1) + " is missing");
                else if (auditHash(before, entry) != entry.hash)
                    report("audit entry " + std::to_string(entry.n) + " was changed after it was written");
                last = entry.n;
                before = entry.hash;
            }
            if (page.size() < pageSize)
                return;
        }
    }

    /// An entry that is missing here would be missing in what people are shown of their incident.
    void checkAuditOfIncidents()
    {
        for (const SqlRow& row : m_session.query(
                 "SELECT i.n FROM audit_incidents i LEFT JOIN audit a ON a.n = i.n WHERE a.n IS NULL "
                 "ORDER BY i.n"))
            report("an incident lists the audit entry " + std::to_string(row.integer(0)) +
                   ", which is not there");
        std::int64_t last = 0;
        for (;;) {
            const auto page =
                m_session.query(MATOI_SELECT_AUDIT "WHERE n > $1 ORDER BY n LIMIT $2", {last, pageSize});
            for (const SqlRow& row : page) {
                const AuditEntry entry = auditEntryOf(row);
                last = entry.n;
                checkListed(entry);
            }
            if (page.size() < pageSize)
                return;
        }
    }

    void checkListed(const AuditEntry& entry)
    {
        const auto incident = incidentOfSubject(m_session, entry.subject);
        if (incident &&
            m_session
                .query("SELECT n FROM audit_incidents WHERE incident = $1 AND n = $2", {*incident, entry.n})
                .empty() &&
            !m_session
                 .query("SELECT rev FROM records WHERE kind = $1 AND id = $2",
                        {name(Kind::Incident), *incident})
                 .empty())
            report("the audit entry " + std::to_string(entry.n) + " is not listed with the incident " +
                   incident->toString());
    }

    /// Dues in a space that is named as a kind are about records of it; other spaces are their owner's.
    void checkDues()
    {
        for (const Kind kind : domain::allKinds)
            for (const SqlRow& row : m_session.query(
                     "SELECT d.id FROM dues d LEFT JOIN records r ON r.kind = d.space AND r.id = d.id "
                     "WHERE d.space = $1 AND r.rev IS NULL ORDER BY d.id",
                     {name(kind)}))
                report("something is due for the " + std::string(name(kind)) + " " + row.uuid(0).toString() +
                       ", which is not there");
    }

    /// One at a time: together they may be more than there is memory.
    void checkContents()
    {
        std::string last;
        for (;;) {
            const auto next = m_session.query(
                "SELECT sha256, size, bytes FROM contents WHERE sha256 > $1 ORDER BY sha256 LIMIT 1", {last});
            if (next.empty())
                break;
            last = next.front().text(0);
            const std::string bytes = next.front().bytes(2);
            if (domain::contentHash(bytes) != last)
                report("the content " + last + " is damaged: its bytes have another hash");
            else if (static_cast<std::int64_t>(bytes.size()) != next.front().integer(1))
                report("the content " + last + " has " + std::to_string(bytes.size()) + " bytes, but " +
                       std::to_string(next.front().integer(1)) + " are written down");
        }
    }

    /// What a record names is there: nothing can name content that was not put before.
    void checkNames(const std::string& who, const StoredRecord& record)
    {
        for (const wire::ContentName& named : wire::contentNamesIn(record.value))
            if (m_session.query("SELECT size FROM contents WHERE sha256 = $1", {named.sha256}).empty())
                report(who + " names the content " + named.sha256 + " (" + named.field +
                       "), which is missing");
    }

    SqlSession& m_session;
    std::vector<std::string> m_found;
};

} // namespace

std::vector<std::string> checkContent(SqlSession& session)
{
    return ContentCheck(session).run();
}

} // namespace matoi::store
