#pragma once

#include "models/cache/journal.h"
#include "models/wire/json.h"

#include <boost/json.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace matoi::test {

/// What matoid promises, in memory and without a network: revisions, change numbers in commit order,
/// If-Match, idempotency, one counter, one epoch.
class ModelService
{
public:
    using Key = std::pair<domain::Kind, domain::Uuid>;

    struct Effect
    {
        cache::Action action;
        domain::Uuid record;
        boost::json::object body;
        domain::Time at{};
    };

    std::string epoch = "epoch-1";
    std::map<Key, wire::RecordEnvelope> records;
    std::vector<wire::RecordEnvelope> history; ///< every revision that there ever was, in order
    std::vector<Effect> effects;
    std::map<std::string, int> applied; ///< by idempotency key
    std::function<void(const wire::RecordEnvelope&)> onChange;

    domain::ChangeNumber last() const { return m_change; }

    wire::RecordEnvelope put(domain::Kind kind, domain::Uuid id, boost::json::object value,
                             const std::string& by, bool deleted = false)
    {
        wire::RecordEnvelope& record = records[{kind, id}];
        record.kind = kind;
        record.id = id;
        record.value = std::move(value);
        if (record.meta.rev++ == 0)
            record.meta.createdBy = by;
        record.meta.change = ++m_change;
        record.meta.deleted = deleted;
        record.meta.updatedBy = by;
        history.push_back(record);
        if (onChange)
            onChange(history.back());
        return history.back();
    }

    cache::FeedPage page(domain::ChangeNumber since, std::size_t limit) const
    {
        std::map<domain::ChangeNumber, wire::RecordEnvelope> ordered;
        for (const auto& [key, record] : records)
            if (record.meta.change > since)
                ordered[record.meta.change] = record;
        cache::FeedPage page{epoch, {}, since, since};
        for (const auto& [change, record] : ordered) {
            if (page.records.size() == limit)
                break;
            page.records.push_back(record);
            page.next = change;
        }
        return page;
    }

    cache::Outcome handle(const cache::Outgoing& request, domain::Time now, const std::string& by)
    {
        const std::string text = std::string(cache::word(request.action)) + request.record.toString() +
                                 std::to_string(request.ifMatch.value_or(0)) +
                                 wire::toText(boost::json::value(request.body));
        const auto known = m_answers.find(request.idempotency);
        if (known != m_answers.end()) {
            if (known->second.request != text)
                return cache::Refused{
                    {domain::ErrorCode::InvalidValue, "Idempotency-Key", "used for another"}};
            return known->second.outcome;
        }
        cache::Outcome outcome = apply(request, now, by);
        if (std::holds_alternative<cache::Accepted>(outcome)) {
            m_answers[request.idempotency] = {text, outcome};
            ++applied[request.idempotency];
        }
        return outcome;
    }

    /// As after the restoration of a backup that was made at change `until`.
    void restore(domain::ChangeNumber until, const std::string& newEpoch)
    {
        std::vector<wire::RecordEnvelope> kept;
        records.clear();
        for (const wire::RecordEnvelope& record : history)
            if (record.meta.change <= until) {
                kept.push_back(record);
                records[{record.kind, record.id}] = record;
            }
        history = kept;
        m_change = until;
        m_answers.clear();
        epoch = newEpoch;
    }

private:
    struct Remembered
    {
        std::string request;
        cache::Outcome outcome;
    };

    cache::Outcome apply(const cache::Outgoing& request, domain::Time now, const std::string& by)
    {
        if (cache::isEffect(request.action)) {
            effects.push_back({request.action, request.record, request.body, now});
            return cache::Accepted{};
        }
        const auto found = records.find({request.kind, request.record});
        if (request.action == cache::Action::Create) {
            if (found != records.end())
                return cache::Stale{found->second};
            return cache::Accepted{put(request.kind, request.record, request.body, by)};
        }
        if (found == records.end() || found->second.meta.deleted)
            return cache::Refused{{domain::ErrorCode::NotFound, {}, "there is no such record"}};
        if (found->second.meta.rev != request.ifMatch)
            return cache::Stale{found->second};
        boost::json::object value = found->second.value;
        if (request.action == cache::Action::Change) {
            wire::applyMergePatch(value, request.body);
            // As the service's codec does: what a patch removes is null.
            for (const auto& member : request.body)
                if (!value.contains(member.key()))
                    value[member.key()] = nullptr;
        }
        return cache::Accepted{
            put(request.kind, request.record, std::move(value), by, request.action == cache::Action::Remove)};
    }

    domain::ChangeNumber m_change = 0;
    std::map<std::string, Remembered> m_answers;
};

} // namespace matoi::test
