#pragma once

#include "models/domain/ports/changes.h"
#include "models/domain/ports/contents.h"
#include "models/domain/ports/search.h"
#include "models/domain/ports/similar.h"
#include "models/domain/ports/timelines.h"
#include "models/domain/ports/undelivered.h"
#include "models/domain/rules/attachments.h"

#include <algorithm>
#include <list>
#include <map>

/// The console's ports in memory: what commands, models and panels are tested on. Edits are readable at once
/// and told at once, like the cache does it; nothing is sent anywhere.
namespace matoi::test {

class MovableClock final : public domain::Clock
{
public:
    explicit MovableClock(domain::Time now)
        : m_now(now)
    {}
    domain::Time now() const override { return m_now; }
    void advance(domain::Duration by) { m_now += by; }
    void set(domain::Time now) { m_now = now; }

private:
    domain::Time m_now;
};

class MemoryNotifier final : public domain::ChangeNotifier
{
public:
    template <class F> using Listeners = std::list<std::shared_ptr<F>>;

    domain::Subscription onRecords(std::function<void(const std::vector<domain::ChangedRecord>&)> f) override
    {
        return subscribe(m_records, std::move(f));
    }
    domain::Subscription onSamples(std::function<void(domain::Id<domain::MetricDefinition>)> f) override
    {
        return subscribe(m_samples, std::move(f));
    }
    domain::Subscription onSyncState(std::function<void(const domain::SyncState&)> f) override
    {
        return subscribe(m_states, std::move(f));
    }
    domain::Subscription onConflicts(std::function<void()> f) override
    {
        return subscribe(m_conflicts, std::move(f));
    }
    domain::SyncState syncState() const override { return m_state; }
    domain::Session session() const override { return m_session; }

    void tellRecords(const std::vector<domain::ChangedRecord>& records) { tell(m_records, records); }
    void tellSamples(domain::Id<domain::MetricDefinition> metric) { tell(m_samples, metric); }
    void tellConflicts() { tell(m_conflicts); }
    void setSyncState(const domain::SyncState& state)
    {
        m_state = state;
        tell(m_states, m_state);
    }
    void setSession(domain::Session session) { m_session = std::move(session); }

private:
    template <class F> static domain::Subscription subscribe(std::vector<std::weak_ptr<F>>& list, F f)
    {
        auto handle = std::make_shared<F>(std::move(f));
        list.push_back(handle);
        return handle;
    }
    template <class F, class... Args>
    static void tell(std::vector<std::weak_ptr<F>>& list, const Args&... args)
    {
        const auto copy = list; // a listener may subscribe or go while it is told
        for (const auto& weak : copy)
            if (const auto strong = weak.lock())
                (*strong)(args...);
        std::erase_if(list, [](const auto& weak) { return weak.expired(); });
    }

    std::vector<std::weak_ptr<std::function<void(const std::vector<domain::ChangedRecord>&)>>> m_records;
    std::vector<std::weak_ptr<std::function<void(domain::Id<domain::MetricDefinition>)>>> m_samples;
    std::vector<std::weak_ptr<std::function<void(const domain::SyncState&)>>> m_states;
    std::vector<std::weak_ptr<std::function<void()>>> m_conflicts;
    domain::SyncState m_state;
    domain::Session m_session{"Misaki Sato", "commander", std::nullopt};
};

template <class T> class MemoryRepository final : public domain::Repository<T>
{
public:
    MemoryRepository(MemoryNotifier& notifier, const domain::Clock& clock)
        : m_notifier(notifier)
        , m_clock(clock)
    {}

    std::optional<domain::Record<T>> find(domain::Id<T> id) const override
    {
        for (const auto& record : m_records)
            if (record.id == id)
                return record;
        return std::nullopt;
    }
    std::vector<domain::Record<T>> all() const override { return m_records; }
    std::vector<domain::Record<T>> of(domain::Uuid parent) const override
    {
        std::vector<domain::Record<T>> out;
        for (const auto& record : m_records)
            if (domain::parentOf(record.value) == parent)
                out.push_back(record);
        return out;
    }
    domain::Result<void> create(domain::Id<T> id, T value) override
    {
        if (find(id))
            return domain::fail(domain::ErrorCode::AlreadyExists, {}, "the id is taken");
        put(id, std::move(value), unsentEdits ? 1 : 0);
        return {};
    }
    domain::Result<void> change(const domain::Record<T>& base, T value) override
    {
        if (!find(base.id))
            return domain::fail(domain::ErrorCode::NotFound, {}, "the record is gone");
        bases.push_back(base.value);
        put(base.id, std::move(value), unsentEdits ? base.meta.unsent + 1 : 0);
        return {};
    }
    domain::Result<void> remove(const domain::Record<T>& base) override
    {
        const auto parent = domain::parentOf(base.value);
        std::erase_if(m_records, [&](const auto& record) { return record.id == base.id; });
        m_notifier.tellRecords({{T::kind, base.id.uuid(), parent}});
        return {};
    }

    /// As if it came from the service.
    void put(domain::Id<T> id, T value, int unsent = 0, const std::string& by = "Misaki Sato")
    {
        const auto parent = domain::parentOf(value);
        const auto found =
            std::find_if(m_records.begin(), m_records.end(), [&](const auto& r) { return r.id == id; });
        if (found == m_records.end()) {
            domain::RecordMeta meta;
            meta.rev = 1;
            meta.createdAt = meta.updatedAt = m_clock.now();
            meta.createdBy = meta.updatedBy = by;
            meta.unsent = unsent;
            m_records.push_back({id, std::move(value), meta});
        } else {
            found->value = std::move(value);
            ++found->meta.rev;
            found->meta.updatedAt = m_clock.now();
            found->meta.updatedBy = by;
            found->meta.unsent = unsent;
        }
        m_notifier.tellRecords({{T::kind, id.uuid(), parent}});
    }
    /// Many at once that nobody has heard of yet; told as nothing.
    void putAll(const std::vector<std::pair<domain::Id<T>, T>>& values)
    {
        for (const auto& [id, value] : values) {
            domain::RecordMeta meta;
            meta.rev = 1;
            meta.createdAt = meta.updatedAt = m_clock.now();
            m_records.push_back({id, value, meta});
        }
    }
    /// Edits stay unsent, as without a connection.
    bool unsentEdits = false;
    /// What each change was based on. (The cache merges; here the last one stands.)
    std::vector<T> bases;

private:
    MemoryNotifier& m_notifier;
    const domain::Clock& m_clock;
    std::vector<domain::Record<T>> m_records;
};

/// Writes down what was asked for.
class MemoryEffects final : public domain::Effects
{
public:
    void acknowledge(domain::Id<domain::Engagement> id) override
    {
        calls.push_back("acknowledge " + id.toString());
    }
    void escalate(domain::Id<domain::Engagement> id) override
    {
        calls.push_back("escalate " + id.toString());
    }
    void stop(domain::Id<domain::Engagement> id) override { calls.push_back("stop " + id.toString()); }
    void page(domain::Id<domain::Incident>, domain::Id<domain::Contact> contact, std::string reason) override
    {
        calls.push_back("page " + contact.toString() + " " + reason);
    }
    void receipt(domain::Id<domain::Page> id, domain::PageState) override
    {
        calls.push_back("receipt " + id.toString());
    }
    void offer(domain::Id<domain::Incident>, const domain::HandoverOffer& offer) override
    {
        calls.push_back("offer " + offer.to);
        offers.push_back(offer);
    }
    void accept(domain::Id<domain::Handover> id, std::string answer) override
    {
        calls.push_back("accept " + id.toString() + " " + answer);
    }
    void decline(domain::Id<domain::Handover> id, std::string reason) override
    {
        calls.push_back("decline " + id.toString() + " " + reason);
    }
    void withdraw(domain::Id<domain::Handover> id) override { calls.push_back("withdraw " + id.toString()); }

    std::vector<std::string> calls;
    std::vector<domain::HandoverOffer> offers;
};

class MemorySamples final : public domain::MetricSamples
{
public:
    domain::MetricData samples(domain::Id<domain::MetricDefinition> metric, domain::Time from,
                               domain::Time to) const override
    {
        domain::MetricData out{{}, from, to, readAt};
        if (const auto found = data.find(metric); found != data.end())
            std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(out.samples),
                         [&](const auto& sample) { return sample.at >= from && sample.at <= to; });
        return out;
    }
    std::vector<domain::TimeSpan> missing(domain::Id<domain::MetricDefinition> metric, domain::Time from,
                                          domain::Time to) const override
    {
        const auto found = known.find(metric);
        if (found == known.end() || found->second.from > from)
            return {{from, to}};
        return found->second.to < to ? std::vector<domain::TimeSpan>{{found->second.to, to}}
                                     : std::vector<domain::TimeSpan>{};
    }
    void refresh(domain::Id<domain::MetricDefinition> metric, domain::Time from, domain::Time to) override
    {
        refreshed.push_back(metric);
        asked.push_back({from, to});
    }
    std::optional<domain::Error> problem(domain::Id<domain::MetricDefinition> metric) const override
    {
        const auto found = problems.find(metric);
        return found == problems.end() ? std::nullopt : std::optional(found->second);
    }

    std::map<domain::Id<domain::MetricDefinition>, std::vector<domain::MetricSample>> data;
    std::map<domain::Id<domain::MetricDefinition>, domain::Error> problems;
    std::map<domain::Id<domain::MetricDefinition>, domain::TimeSpan> known; ///< what was read of it
    std::vector<domain::Id<domain::MetricDefinition>> refreshed;
    std::vector<domain::TimeSpan> asked; ///< the range of each of `refreshed`
    domain::Time readAt{};
};

class MemoryHistories final : public domain::Histories
{
public:
    void
    timelineEvent(domain::Id<domain::TimelineEvent>,
                  std::function<void(domain::Result<std::vector<domain::Revised<domain::TimelineEvent>>>)>
                      done) override
    {
        done(revisions);
    }
    void incidentAudit(domain::Id<domain::Incident>, std::optional<std::int64_t> before,
                       std::function<void(domain::Result<domain::AuditPage>)> done) override
    {
        auditAsked.push_back(before);
        done(audit);
    }
    domain::Result<std::vector<domain::Revised<domain::TimelineEvent>>> revisions;
    domain::Result<domain::AuditPage> audit;
    std::vector<std::optional<std::int64_t>> auditAsked;
};

class MemoryConflicts final : public domain::Conflicts
{
public:
    explicit MemoryConflicts(MemoryNotifier& notifier)
        : m_notifier(notifier)
    {}
    std::vector<domain::Conflict> open() const override { return rows; }
    domain::Result<void> resolve(std::int64_t id, const std::string& value) override
    {
        resolved.emplace_back(id, value);
        std::erase_if(rows, [&](const auto& row) { return row.id == id; });
        m_notifier.tellConflicts();
        return {};
    }
    std::vector<domain::Conflict> rows;
    std::vector<std::pair<std::int64_t, std::string>> resolved;

private:
    MemoryNotifier& m_notifier;
};

class MemoryOutbox final : public domain::Outbox, public domain::UndeliveredItems
{
public:
    std::vector<domain::OutboxItem> items() const override { return rows; }
    void retryNow() override { ++retries; }
    void dismiss(std::int64_t id) override
    {
        std::erase_if(rows, [&](const auto& row) { return row.id == id; });
        std::erase_if(failed, [&](const auto& one) { return one.item.id == id; });
    }
    std::vector<domain::Undelivered> undelivered() const override { return failed; }
    void tryAgain(std::int64_t id) override
    {
        std::erase_if(failed, [&](const auto& one) { return one.item.id == id; });
        triedAgain.push_back(id);
    }
    std::string unwritten() const override { return full; }

    std::vector<domain::OutboxItem> rows;
    std::vector<domain::Undelivered> failed;
    std::vector<std::int64_t> triedAgain;
    std::string full; ///< why nothing can be written
    int retries = 0;
};

class MemoryDrafts final : public domain::Drafts
{
public:
    std::optional<std::string> draft(const std::string& key) const override
    {
        const auto found = texts.find(key);
        return found == texts.end() ? std::nullopt : std::optional(found->second);
    }
    void setDraft(const std::string& key, const std::string& text) override
    {
        if (text.empty())
            texts.erase(key);
        else
            texts[key] = text;
    }
    std::map<std::string, std::string> texts;
};

/// Answers at the next call of answer(), like the cache answers in a later turn; `page` says what.
class MemorySearch final : public domain::Search
{
public:
    domain::Subscription find(domain::SearchRequest request,
                              std::function<void(domain::Result<domain::SearchPage>)> done) override
    {
        const auto token = std::make_shared<int>();
        requests.push_back(std::move(request));
        m_waiting.push_back({token, std::move(done)});
        return token;
    }
    /// False when nobody waits any more.
    bool answer()
    {
        bool told = false;
        for (const auto& [wanted, done] : std::exchange(m_waiting, {})) {
            if (wanted.expired())
                continue;
            done(page);
            told = true;
        }
        return told;
    }

    std::vector<domain::SearchRequest> requests;
    domain::Result<domain::SearchPage> page;

private:
    std::vector<std::pair<std::weak_ptr<void>, std::function<void(domain::Result<domain::SearchPage>)>>>
        m_waiting;
};

/// Answers at the next call of deliver(), like the cache answers in a later turn.
class MemoryContents final : public domain::Contents
{
public:
    domain::Subscription keep(domain::ContentBytes bytes,
                              std::function<void(domain::Result<domain::KeptContent>)> done) override
    {
        domain::Result<domain::KeptContent> kept =
            domain::KeptContent{domain::contentHash(*bytes), static_cast<std::int64_t>(bytes->size()), bytes};
        if (const auto allowed = domain::rules::mayAttach(kept->size, 0); allowed)
            held[kept->sha256] = bytes;
        else
            kept = tl::make_unexpected(allowed.error());
        return later(std::move(done), std::move(kept));
    }
    domain::Subscription keepFile(std::string path,
                                  std::function<void(domain::Result<domain::KeptContent>)> done) override
    {
        const auto found = files.find(path);
        if (found != files.end())
            return keep(found->second, std::move(done));
        return later(std::move(done), domain::Result<domain::KeptContent>(domain::fail(
                                          domain::ErrorCode::NotFound, "file", "there is no such file")));
    }
    domain::Subscription read(std::string sha256,
                              std::function<void(domain::Result<domain::ContentBytes>)> done) override
    {
        const auto found = held.find(sha256);
        if (found != held.end())
            return later(std::move(done), domain::Result<domain::ContentBytes>(found->second));
        return later(std::move(done), domain::Result<domain::ContentBytes>(
                                          domain::fail(domain::ErrorCode::NotFound, {}, "it is not here")));
    }
    domain::ContentState state(const std::string& sha256) const override
    {
        if (const auto found = states.find(sha256); found != states.end())
            return found->second;
        domain::ContentState state;
        if (held.contains(sha256))
            state.place = domain::ContentState::Place::Here;
        return state;
    }
    void fetch(const std::string& sha256) override { fetches.push_back(sha256); }
    domain::Subscription onContent(std::function<void(const std::string&)> f) override
    {
        auto handle = std::make_shared<std::function<void(const std::string&)>>(std::move(f));
        m_listeners.push_back(handle);
        return handle;
    }

    void deliver()
    {
        for (const auto& answer : std::exchange(m_waiting, {}))
            answer();
    }
    void tell(const std::string& sha256)
    {
        for (const auto& listener : m_listeners)
            if (const auto strong = listener.lock())
                (*strong)(sha256);
    }

    std::map<std::string, domain::ContentBytes> held;
    std::map<std::string, domain::ContentBytes> files; ///< by path
    std::map<std::string, domain::ContentState> states;
    std::vector<std::string> fetches;

private:
    template <class F, class R> domain::Subscription later(F done, R result)
    {
        auto handle = std::make_shared<F>(std::move(done));
        m_waiting.push_back([wanted = std::weak_ptr(handle), result = std::move(result)] {
            if (const auto strong = wanted.lock())
                (*strong)(result);
        });
        return handle;
    }

    std::vector<std::function<void()>> m_waiting;
    std::vector<std::weak_ptr<std::function<void(const std::string&)>>> m_listeners;
};

/// Reads from the repository of events; portions come at once unless they are held back.
class MemoryTimelines final : public domain::Timelines
{
public:
    explicit MemoryTimelines(MemoryRepository<domain::TimelineEvent>& events)
        : m_events(events)
    {}

    int count(domain::Id<domain::Incident> incident) const override
    {
        return static_cast<int>(m_events.of(incident.uuid()).size());
    }
    std::vector<domain::Record<domain::TimelineEvent>> latest(domain::Id<domain::Incident> incident,
                                                              int limit) const override
    {
        auto events = newestFirst(incident);
        events.resize(std::min(events.size(), static_cast<std::size_t>(limit)));
        return events;
    }
    domain::Subscription read(domain::Id<domain::Incident> incident,
                              std::function<void(Portion)> portion) override
    {
        const auto token = std::make_shared<int>();
        m_readings.push_back({token, incident, std::move(portion), 0});
        if (!heldBack)
            while (hand(1000)) {
            }
        return token;
    }

    /// The next portion of the newest reading; false when there is none.
    bool hand(std::size_t count)
    {
        if (m_readings.empty())
            return false;
        auto& [token, incident, tell, at] = m_readings.back();
        const auto all = newestFirst(incident);
        const std::size_t end = std::min(all.size(), at + count);
        Portion portion{{all.begin() + static_cast<std::ptrdiff_t>(std::min(at, end)),
                         all.begin() + static_cast<std::ptrdiff_t>(end)},
                        end == all.size()};
        at = end;
        const auto keep = tell;
        const bool wanted = !token.expired() || !heldBack;
        if (portion.last)
            m_readings.pop_back();
        if (wanted)
            keep(std::move(portion));
        return !m_readings.empty();
    }
    bool heldBack = false;

private:
    struct Reading
    {
        std::weak_ptr<void> token;
        domain::Id<domain::Incident> incident;
        std::function<void(Portion)> tell;
        std::size_t at = 0;
    };

    std::vector<domain::Record<domain::TimelineEvent>>
    newestFirst(domain::Id<domain::Incident> incident) const
    {
        auto events = m_events.of(incident.uuid());
        std::reverse(events.begin(), events.end());
        std::stable_sort(events.begin(), events.end(),
                         [](const auto& a, const auto& b) { return a.value.at > b.value.at; });
        return events;
    }

    MemoryRepository<domain::TimelineEvent>& m_events;
    std::vector<Reading> m_readings;
};

/// Answers at the next call of answer(), like MemorySearch.
class MemorySimilar final : public domain::SimilarIncidents
{
public:
    domain::Subscription
    find(domain::Id<domain::Incident> incident, std::size_t,
         std::function<void(domain::Result<std::vector<domain::SimilarIncident>>)> done) override
    {
        const auto token = std::make_shared<int>();
        asked.push_back(incident);
        m_waiting.push_back({token, std::move(done)});
        return token;
    }
    /// False when nobody waits any more.
    bool answer()
    {
        bool told = false;
        for (const auto& [wanted, done] : std::exchange(m_waiting, {})) {
            if (wanted.expired())
                continue;
            done(found);
            told = true;
        }
        return told;
    }

    std::vector<domain::Id<domain::Incident>> asked;
    domain::Result<std::vector<domain::SimilarIncident>> found;

private:
    using Done = std::function<void(domain::Result<std::vector<domain::SimilarIncident>>)>;
    std::vector<std::pair<std::weak_ptr<void>, Done>> m_waiting;
};

struct MemoryRepositories
{
    explicit MemoryRepositories(const domain::Clock& clock)
        : m_clock(clock)
    {}

    const domain::Clock& m_clock;
    MemoryNotifier notifier;
    MemoryRepository<domain::Incident> incidents{notifier, m_clock};
    MemoryRepository<domain::Summary> summaries{notifier, m_clock};
    MemoryRepository<domain::TimelineEvent> timelineEvents{notifier, m_clock};
    MemoryRepository<domain::RoleAssignment> roleAssignments{notifier, m_clock};
    MemoryRepository<domain::Task> tasks{notifier, m_clock};
    MemoryRepository<domain::StatusUpdate> statusUpdates{notifier, m_clock};
    MemoryRepository<domain::Contact> contacts{notifier, m_clock};
    MemoryRepository<domain::ContactChannel> contactChannels{notifier, m_clock};
    MemoryRepository<domain::ResponsePlan> responsePlans{notifier, m_clock};
    MemoryRepository<domain::MetricDefinition> metricDefinitions{notifier, m_clock};
    MemoryRepository<domain::Engagement> engagements{notifier, m_clock};
    MemoryRepository<domain::Page> pages{notifier, m_clock};
    MemoryRepository<domain::QuestionSet> questionSets{notifier, m_clock};
    MemoryRepository<domain::Analysis> analyses{notifier, m_clock};
    MemoryRepository<domain::Answer> answers{notifier, m_clock};
    MemoryRepository<domain::ActionItem> actionItems{notifier, m_clock};
    MemoryRepository<domain::DeadLetter> deadLetters{notifier, m_clock};
    MemoryRepository<domain::Handover> handovers{notifier, m_clock};
    MemoryRepository<domain::Decision> decisions{notifier, m_clock};
    MemoryRepository<domain::Report> reports{notifier, m_clock};
    MemoryRepository<domain::CallOut> callOuts{notifier, m_clock};
    MemoryRepository<domain::RelatedItem> relatedItems{notifier, m_clock};
    MemoryRepository<domain::MetricSnapshot> metricSnapshots{notifier, m_clock};
    MemoryEffects effects;
    MemorySamples metricSamples;
    MemoryHistories histories;
    MemoryConflicts conflicts{notifier};
    MemoryOutbox outbox;
    MemoryDrafts drafts;
    MemorySearch search;
    MemoryContents contents;
    MemoryTimelines timelines{timelineEvents};
    MemorySimilar similar;
    domain::Repositories ports{
        incidents,     summaries,    timelineEvents,  roleAssignments, tasks,
        statusUpdates, contacts,     contactChannels, responsePlans,   metricDefinitions,
        engagements,   pages,        questionSets,    analyses,        answers,
        actionItems,   deadLetters,  handovers,       decisions,       reports,
        callOuts,      relatedItems, metricSnapshots, effects,         metricSamples,
        histories,     conflicts,    outbox,          drafts,          search,
        contents,      timelines,    similar};
};

} // namespace matoi::test
