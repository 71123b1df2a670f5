#pragma once

#include "backend/store/sqlsession.h"

namespace matoi::store {

/// Where a transaction begins: the counter row, and the time that all of it is stamped with.
struct TransactionHead
{
    std::string epoch;
    ChangeNumber change = 0;
    Time now{};
};

/// Both stores' transactions: they differ in how one begins and ends, not in what happens inside.
class SqlTransaction final : public WriteTransaction
{
public:
    SqlTransaction(SqlSession& session, TransactionHead head);

    Time now() override { return m_head.now; }
    std::string epoch() override { return m_head.epoch; }
    std::optional<StoredRecord> find(Kind kind, Uuid id) override;
    std::vector<StoredRecord> list(const ListQuery& query) override;
    std::vector<StoredRecord> changesSince(ChangeNumber since, int limit) override;
    ChangeNumber lastChange() override { return m_head.change; }
    std::vector<HistoryEntry> history(Kind kind, Uuid id) override;
    std::optional<std::string> key(std::string_view space, std::string_view key) override;
    std::vector<std::pair<std::string, std::string>> keys(std::string_view space) override;
    std::vector<Due> dues(std::string_view space, Time until, int limit) override;
    std::optional<Time> nextDue(std::string_view space) override;
    std::optional<std::int64_t> contentSize(std::string_view sha256) override;
    std::optional<std::string> content(std::string_view sha256) override;
    std::vector<AuditEntry> auditEntries(std::int64_t after, int limit) override;
    std::vector<AuditEntry> auditOf(Uuid incident, std::optional<std::int64_t> before, int limit) override;
    std::int64_t lastAudit() override;

    StoredRecord put(Kind kind, Uuid id, boost::json::object value, const std::string& by) override;
    StoredRecord remove(Kind kind, Uuid id, const std::string& by) override;
    void setKey(std::string_view space, std::string_view key, std::string_view value,
                std::optional<Time> expires) override;
    void removeKey(std::string_view space, std::string_view key) override;
    std::int64_t nextNumber(std::string_view counter, std::int64_t first) override;
    void setDue(std::string_view space, Uuid id, Time at) override;
    void removeDue(std::string_view space, Uuid id) override;
    std::vector<Due> claimDues(std::string_view space, domain::Duration lease, int limit) override;
    bool putContent(std::string_view sha256, std::string_view bytes) override;
    void audit(const std::string& by, const std::string& action, const std::string& subject,
               const std::string& detail) override;

    /// Something was written.
    bool dirty() const { return m_dirty; }
    /// A record was changed or a due time set: listeners are told.
    bool announces() const { return m_announces; }

private:
    StoredRecord writeRevision(StoredRecord next, const std::optional<StoredRecord>& old,
                               const std::string& by);

    SqlSession& m_session;
    TransactionHead m_head;
    bool m_dirty = false;
    bool m_announces = false;
};

} // namespace matoi::store
