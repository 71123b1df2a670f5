#pragma once

#include "backend/store/sqlsession.h"
#include "backend/store/store.h"

#include <boost/json/object.hpp>

#include <algorithm>
#include <map>
#include <mutex>

namespace matoi::test {

/// A store in memory with a clock that a test moves by hand: for tests of what stands on a store. It keeps
/// the promises of backend/store/store.h in the simplest way: one lock, and a copy to roll back to. Like the
/// others it holds text only.
class MemoryStore final : public store::Store
{
public:
    using Time = domain::Time;
    using Uuid = domain::Uuid;

    struct Audit
    {
        std::string by, action, subject, detail;
    };

    void write(const std::function<void(store::WriteTransaction&)>& work) override
    {
        domain::ChangeNumber last = 0;
        std::vector<std::function<void(domain::ChangeNumber)>> listeners;
        {
            const std::lock_guard lock(m_mutex);
            State before = m_state;
            try {
                Transaction tx(*this);
                work(tx);
            } catch (...) {
                m_state = std::move(before);
                throw;
            }
            last = m_state.lastChange;
            for (const auto& listener : m_listeners)
                if (const auto alive = listener.lock())
                    listeners.push_back(*alive);
        }
        for (const auto& listener : listeners)
            listener(last);
    }

    void read(const std::function<void(store::ReadTransaction&)>& work) override
    {
        const std::lock_guard lock(m_mutex);
        Transaction tx(*this);
        work(tx);
    }

    [[nodiscard]] std::shared_ptr<void> onCommit(std::function<void(domain::ChangeNumber)> listener) override
    {
        const std::lock_guard lock(m_mutex);
        auto handle = std::make_shared<std::function<void(domain::ChangeNumber)>>(std::move(listener));
        m_listeners.push_back(handle);
        return handle;
    }

    std::vector<std::string> check() override { return {}; }

    Time now = *domain::parseTime("2026-11-18T05:00:00Z");
    /// Moves the clock while other threads use the store.
    void advance(domain::Duration by)
    {
        const std::lock_guard lock(m_mutex);
        now += by;
    }
    std::vector<Audit>& auditLog() { return m_state.audits; }

private:
    struct Row
    {
        store::StoredRecord record;
        std::vector<store::HistoryEntry> history;
    };
    struct Key
    {
        std::string value;
        std::optional<Time> expires;
    };
    struct State
    {
        std::map<std::pair<domain::Kind, Uuid>, Row> rows;
        std::map<std::pair<std::string, std::string>, Key> keys;
        std::map<std::pair<std::string, Uuid>, Time> dues;
        std::map<std::string, std::string> contents;
        std::vector<Audit> audits;
        domain::ChangeNumber lastChange = 0;
    };

    class Transaction final : public store::WriteTransaction
    {
    public:
        explicit Transaction(MemoryStore& store)
            : m_store(store)
            , m_state(store.m_state)
        {}

        Time now() override { return m_store.now; }
        std::string epoch() override { return "memory"; }

        std::optional<store::StoredRecord> find(domain::Kind kind, Uuid id) override
        {
            const auto row = m_state.rows.find({kind, id});
            return row == m_state.rows.end() ? std::nullopt : std::optional(row->second.record);
        }

        std::vector<store::StoredRecord> list(const store::ListQuery& query) override
        {
            std::vector<store::StoredRecord> out;
            for (const auto& [key, row] : m_state.rows) {
                const store::StoredRecord& record = row.record;
                if (key.first != query.kind || record.meta.change <= query.after)
                    continue;
                if (record.meta.deleted && !query.includeDeleted)
                    continue;
                if (!query.parent || wire::parentInJson(key.first, record.value) == query.parent)
                    out.push_back(record);
            }
            return ordered(std::move(out), query.limit);
        }

        std::vector<store::StoredRecord> changesSince(domain::ChangeNumber since, int limit) override
        {
            std::vector<store::StoredRecord> out;
            for (const auto& [key, row] : m_state.rows)
                if (row.record.meta.change > since)
                    out.push_back(row.record);
            return ordered(std::move(out), limit);
        }

        domain::ChangeNumber lastChange() override { return m_state.lastChange; }

        std::vector<store::HistoryEntry> history(domain::Kind kind, Uuid id) override
        {
            const auto row = m_state.rows.find({kind, id});
            if (row == m_state.rows.end())
                return {};
            return {row->second.history.rbegin(), row->second.history.rend()};
        }

        std::optional<std::string> key(std::string_view space, std::string_view key) override
        {
            const auto found = m_state.keys.find({std::string(space), std::string(key)});
            if (found == m_state.keys.end() || (found->second.expires && *found->second.expires <= now()))
                return std::nullopt;
            return found->second.value;
        }

        std::vector<std::pair<std::string, std::string>> keys(std::string_view space) override
        {
            std::vector<std::pair<std::string, std::string>> out;
            for (const auto& [name, entry] : m_state.keys)
                if (name.first == space && (!entry.expires || *entry.expires > now()))
                    out.emplace_back(name.second, entry.value);
            return out;
        }

        std::vector<store::Due> dues(std::string_view space, Time until, int limit) override
        {
            std::vector<store::Due> out;
            for (const auto& [name, at] : m_state.dues)
                if (name.first == space && at <= until)
                    out.push_back({name.first, name.second, at});
            std::stable_sort(out.begin(), out.end(),
                             [](const auto& a, const auto& b) { return a.at < b.at; });
            if (static_cast<int>(out.size()) > limit)
                out.resize(static_cast<std::size_t>(limit));
            return out;
        }

        std::optional<Time> nextDue(std::string_view space) override
        {
            std::optional<Time> next;
            for (const auto& [name, at] : m_state.dues)
                if (name.first == space && (!next || at < *next))
                    next = at;
            return next;
        }

        store::StoredRecord put(domain::Kind kind, Uuid id, boost::json::object value,
                                const std::string& by) override
        {
            return write(kind, id, std::move(value), by, false);
        }

        store::StoredRecord remove(domain::Kind kind, Uuid id, const std::string& by) override
        {
            return write(kind, id, m_state.rows.at({kind, id}).record.value, by, true);
        }

        void setKey(std::string_view space, std::string_view key, std::string_view value,
                    std::optional<Time> expires) override
        {
            store::requireText("a key", key);
            store::requireText("a key's value", value);
            m_state.keys[{std::string(space), std::string(key)}] = {std::string(value), expires};
        }
        void removeKey(std::string_view space, std::string_view key) override
        {
            m_state.keys.erase({std::string(space), std::string(key)});
        }
        std::int64_t nextNumber(std::string_view counter, std::int64_t first) override
        {
            Key& entry = m_state.keys[{"counter", std::string(counter)}];
            const std::int64_t number = entry.value.empty() ? first : std::stoll(entry.value) + 1;
            entry.value = std::to_string(number);
            return number;
        }

        void setDue(std::string_view space, Uuid id, Time at) override
        {
            m_state.dues[{std::string(space), id}] = at;
        }
        void removeDue(std::string_view space, Uuid id) override
        {
            m_state.dues.erase({std::string(space), id});
        }
        std::vector<store::Due> claimDues(std::string_view space, domain::Duration lease, int limit) override
        {
            auto claimed = dues(space, now(), limit);
            for (const store::Due& due : claimed)
                setDue(space, due.id, now() + lease);
            return claimed;
        }

        std::optional<std::int64_t> contentSize(std::string_view sha256) override
        {
            const auto found = m_state.contents.find(std::string(sha256));
            if (found == m_state.contents.end())
                return std::nullopt;
            return static_cast<std::int64_t>(found->second.size());
        }
        std::optional<std::string> content(std::string_view sha256) override
        {
            const auto found = m_state.contents.find(std::string(sha256));
            return found == m_state.contents.end() ? std::nullopt : std::optional(found->second);
        }
        bool putContent(std::string_view sha256, std::string_view bytes) override
        {
            return m_state.contents.emplace(sha256, bytes).second;
        }

        void audit(const std::string& by, const std::string& action, const std::string& subject,
                   const std::string& detail) override
        {
            store::requireText("an audit entry", by + action + subject + detail);
            m_state.audits.push_back({by, action, subject, detail});
        }

    private:
        static std::vector<store::StoredRecord> ordered(std::vector<store::StoredRecord> records, int limit)
        {
            std::sort(records.begin(), records.end(),
                      [](const auto& a, const auto& b) { return a.meta.change < b.meta.change; });
            if (static_cast<int>(records.size()) > limit)
                records.resize(static_cast<std::size_t>(limit));
            return records;
        }

        store::StoredRecord write(domain::Kind kind, Uuid id, boost::json::object value,
                                  const std::string& by, bool deleted)
        {
            store::requireText("a value", wire::toText(value));
            store::requireText("a name", by);
            Row& row = m_state.rows[{kind, id}];
            domain::RecordMeta& meta = row.record.meta;
            if (meta.rev == 0) {
                row.record.kind = kind;
                row.record.id = id;
                meta.createdAt = now();
                meta.createdBy = by;
            } else {
                row.history.push_back({meta.rev, row.record.value, meta.updatedAt, meta.updatedBy});
            }
            row.record.value = std::move(value);
            ++meta.rev;
            meta.change = ++m_state.lastChange;
            meta.deleted = deleted;
            meta.updatedAt = now();
            meta.updatedBy = by;
            return row.record;
        }

        MemoryStore& m_store;
        State& m_state;
    };

    std::recursive_mutex m_mutex;
    State m_state;
    std::vector<std::weak_ptr<std::function<void(domain::ChangeNumber)>>> m_listeners;
};

} // namespace matoi::test
