#include "backend/services/sightedstore.h"

#include "backend/store/sightkeeping.h"
#include "models/wire/recordjson.h"

#include <boost/json.hpp>

#include <algorithm>

namespace matoi::services {

using domain::ErrorCode;
using domain::Kind;
using domain::Time;
using domain::Uuid;
using store::StoredRecord;

namespace {

/// Who has put a content may name it, before any record does.
std::string contentGiverSpace(std::string_view sha256)
{
    return "content-by:" + std::string(sha256);
}

HiddenRecord taken()
{
    return HiddenRecord({ErrorCode::AlreadyExists, "id", "there is another record with this id"});
}

HiddenRecord notThere(Kind kind, const Uuid& id)
{
    return HiddenRecord({ErrorCode::NotFound, {}, "there is no " + store::subjectOf(kind, id)});
}

class Sighted final : public store::WriteTransaction
{
public:
    Sighted(store::ReadTransaction& read, store::WriteTransaction* write, const auth::Actor& by)
        : m_read(read)
        , m_write(write)
        , m_by(by)
        , m_sight(read)
    {}

    Time now() override { return m_read.now(); }
    std::string epoch() override { return m_read.epoch(); }
    std::optional<StoredRecord> find(Kind kind, Uuid id) override
    {
        auto record = m_read.find(kind, id);
        return record && !hides(*record) ? std::move(record) : std::nullopt;
    }
    std::vector<StoredRecord> list(const store::ListQuery& query) override;
    std::vector<StoredRecord> changesSince(store::ChangeNumber since, int limit) override;
    store::ChangeNumber lastChange() override { return m_read.lastChange(); }
    std::vector<store::HistoryEntry> history(Kind kind, Uuid id) override
    {
        return find(kind, id) ? m_read.history(kind, id) : std::vector<store::HistoryEntry>();
    }

    // The service's own book-keeping, which no endpoint answers with.
    std::optional<std::string> key(std::string_view space, std::string_view key) override
    {
        return m_read.key(space, key);
    }
    std::vector<std::pair<std::string, std::string>> keys(std::string_view space) override
    {
        return m_read.keys(space);
    }
    std::vector<store::Due> dues(std::string_view space, Time until, int limit) override
    {
        return m_read.dues(space, until, limit);
    }
    std::optional<Time> nextDue(std::string_view space) override { return m_read.nextDue(space); }

    std::optional<std::int64_t> contentSize(std::string_view sha256) override
    {
        return seesContent(sha256) ? m_read.contentSize(sha256) : std::nullopt;
    }
    std::optional<std::string> content(std::string_view sha256) override
    {
        return seesContent(sha256) ? m_read.content(sha256) : std::nullopt;
    }

    /// The log as a whole is nobody's to read but the one who checks it.
    std::vector<store::AuditEntry> auditEntries(std::int64_t, int) override { return {}; }
    std::vector<store::AuditEntry> auditOf(Uuid incident, std::optional<std::int64_t> before,
                                           int limit) override;
    std::int64_t lastAudit() override { return m_read.lastAudit(); }

    StoredRecord put(Kind kind, Uuid id, boost::json::object value, const std::string& by) override;
    StoredRecord remove(Kind kind, Uuid id, const std::string& by) override
    {
        if (const auto old = m_read.find(kind, id); old && hides(*old))
            throw notThere(kind, id);
        return writer().remove(kind, id, by);
    }
    void setKey(std::string_view space, std::string_view key, std::string_view value,
                std::optional<Time> expires) override
    {
        writer().setKey(space, key, value, expires);
    }
    void removeKey(std::string_view space, std::string_view key) override { writer().removeKey(space, key); }
    std::int64_t nextNumber(std::string_view counter, std::int64_t first) override
    {
        return writer().nextNumber(counter, first);
    }
    void setDue(std::string_view space, Uuid id, Time at) override { writer().setDue(space, id, at); }
    void removeDue(std::string_view space, Uuid id) override { writer().removeDue(space, id); }
    std::vector<store::Due> claimDues(std::string_view space, domain::Duration lease, int limit) override
    {
        return writer().claimDues(space, lease, limit);
    }
    bool putContent(std::string_view sha256, std::string_view bytes) override;
    void audit(const std::string& by, const std::string& action, const std::string& subject,
               const std::string& detail) override
    {
        writer().audit(by, action, subject, detail);
    }

private:
    bool hides(const StoredRecord& record) const { return m_sight.hides(m_by, record); }
    bool seesContent(std::string_view sha256);
    bool hidesSubject(std::string_view subject);
    std::string who() const { return m_by.contactId ? m_by.contactId->toString() : "name:" + m_by.name; }
    store::WriteTransaction& writer()
    {
        if (m_write == nullptr)
            throw std::logic_error("this transaction reads only");
        return *m_write;
    }

    store::ReadTransaction& m_read;
    store::WriteTransaction* m_write;
    const auth::Actor& m_by;
    const Sight m_sight;
};

/// As many as were asked for, as long as there are: whoever pages through them must not take a page that was
/// thinned out for the last one.
std::vector<StoredRecord> Sighted::list(const store::ListQuery& query)
{
    if (!m_sight.hidesAnything(m_by))
        return m_read.list(query);
    std::vector<StoredRecord> out;
    store::ListQuery next = query;
    for (;;) {
        auto page = m_read.list(next);
        const bool last = static_cast<int>(page.size()) < next.limit;
        for (StoredRecord& record : page) {
            next.after = record.meta.change;
            if (!hides(record))
                out.push_back(std::move(record));
            if (static_cast<int>(out.size()) == query.limit)
                return out;
        }
        if (last || query.limit <= 0)
            return out;
    }
}

std::vector<StoredRecord> Sighted::changesSince(store::ChangeNumber since, int limit)
{
    if (!m_sight.hidesAnything(m_by))
        return m_read.changesSince(since, limit);
    std::vector<StoredRecord> out;
    for (;;) {
        auto page = m_read.changesSince(since, limit);
        const bool last = static_cast<int>(page.size()) < limit;
        for (StoredRecord& record : page) {
            since = record.meta.change;
            if (!hides(record))
                out.push_back(std::move(record));
            else if (auto gone = goneFrom(record))
                out.push_back(std::move(*gone));
            if (static_cast<int>(out.size()) == limit)
                return out;
        }
        if (last || limit <= 0)
            return out;
    }
}

/// Lines about a record that points to a hidden incident are left out.
std::vector<store::AuditEntry> Sighted::auditOf(Uuid incident, std::optional<std::int64_t> before, int limit)
{
    if (!m_sight.hidesAnything(m_by))
        return m_read.auditOf(incident, before, limit);
    std::vector<store::AuditEntry> out;
    if (m_sight.hidesIncident(m_by, incident))
        return out;
    for (;;) {
        auto page = m_read.auditOf(incident, before, limit);
        const bool last = static_cast<int>(page.size()) < limit;
        for (store::AuditEntry& entry : page) {
            before = entry.n;
            if (!hidesSubject(entry.subject))
                out.push_back(std::move(entry));
            if (static_cast<int>(out.size()) == limit)
                return out;
        }
        if (last || limit <= 0)
            return out;
    }
}

bool Sighted::hidesSubject(std::string_view subject)
{
    const auto named = store::recordNamed(subject);
    const auto record = named ? m_read.find(named->first, named->second) : std::nullopt;
    return record && hides(*record);
}

/// Only what a record that is seen names, or once named, and what one has put oneself: whoever knows a hash
/// does not get the file by it, nor learns that it is here.
bool Sighted::seesContent(std::string_view sha256)
{
    if (!m_sight.hidesAnything(m_by) || m_read.key(contentGiverSpace(sha256), who()))
        return true;
    const auto names = m_read.keys(store::contentNamesSpace(sha256));
    return std::any_of(names.begin(), names.end(), [&](const auto& name) {
        const auto named = store::recordNamed(name.first);
        return named && find(named->first, named->second);
    });
}

StoredRecord Sighted::put(Kind kind, Uuid id, boost::json::object value, const std::string& by)
{
    if (m_sight.hidesAnything(m_by)) {
        if (const auto old = m_read.find(kind, id); old && hides(*old))
            throw taken();
        for (const Uuid& incident : wire::incidentsIn(kind, id, value))
            if (m_sight.hidesIncident(m_by, incident))
                throw notThere(Kind::Incident, incident);
    }
    return writer().put(kind, id, std::move(value), by);
}

bool Sighted::putContent(std::string_view sha256, std::string_view bytes)
{
    const bool seen = contentSize(sha256).has_value();
    writer().putContent(sha256, bytes);
    writer().setKey(contentGiverSpace(sha256), who(), {}, std::nullopt);
    return !seen;
}

} // namespace

void SightedStore::write(const std::function<void(store::WriteTransaction&)>& work)
{
    m_store.write([&](store::WriteTransaction& tx) {
        Sighted sighted(tx, &tx, m_by);
        work(sighted);
    });
}

void SightedStore::read(const std::function<void(store::ReadTransaction&)>& work)
{
    m_store.read([&](store::ReadTransaction& tx) {
        Sighted sighted(tx, nullptr, m_by);
        work(sighted);
    });
}

} // namespace matoi::services
