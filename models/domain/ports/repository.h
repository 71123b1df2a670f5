#pragma once

#include "models/domain/audit.h"
#include "models/domain/error.h"
#include "models/domain/records.h"

#include <functional>
#include <optional>
#include <vector>

namespace matoi::domain {

/// The console's view of one kind of record: what is in the local copy, with unsent edits already in it.
/// Implemented by models/cache over SQLite; by in-memory doubles in tests.
///
/// Reads are local and fast (indexed). Edits return at once: the value is readable here when the call
/// returns, is durable when the local transaction commits (group commit, milliseconds later, on the cache's
/// own thread), and reaches the service whenever there is one. All calls from the GUI thread.
template <class T> class Repository
{
public:
    virtual ~Repository() = default;

    virtual std::optional<Record<T>> find(Id<T> id) const = 0;
    /// All that are not deleted. Order: by creation.
    virtual std::vector<Record<T>> all() const = 0;
    /// Those of one incident (or, for channels, of one contact). Order: by creation.
    virtual std::vector<Record<T>> of(Uuid parent) const = 0;

    /// A new record. AlreadyExists when the id is taken here.
    virtual Result<void> create(Id<T> id, T value) = 0;
    /// Changes the fields in which `value` differs from `base.value`, and only those. `base` is what the
    /// person saw; when the record has moved on in *other* fields since, both changes stand.
    virtual Result<void> change(const Record<T>& base, T value) = 0;
    virtual Result<void> remove(const Record<T>& base) = 0;
};

/// Effects on the world (class E). Only the service does them; each is queued here, sent at once when there
/// is a connection, and given up after two minutes: "queued, NOT delivered".
class Effects
{
public:
    virtual ~Effects() = default;

    virtual void acknowledge(Id<Engagement> engagement) = 0;
    /// The next stage now.
    virtual void escalate(Id<Engagement> engagement) = 0;
    virtual void stop(Id<Engagement> engagement) = 0;
    virtual void page(Id<Incident> incident, Id<Contact> contact, std::string reason) = 0;
    /// The page was shown on this computer (delivered) or opened by its user (read).
    virtual void receipt(Id<Page> page, PageState state) = 0;
    /// A role to a successor, who is paged and must accept.
    virtual void offer(Id<Incident> incident, const HandoverOffer& offer) = 0;
    /// `answer`: what the successor does first.
    virtual void accept(Id<Handover> handover, std::string answer) = 0;
    virtual void decline(Id<Handover> handover, std::string reason) = 0;
    virtual void withdraw(Id<Handover> handover) = 0;
};

/// A stretch of time, both ends included.
struct TimeSpan
{
    Time from{};
    Time to{};

    bool operator==(const TimeSpan&) const = default;
};

/// Samples kept on this computer. `refresh` asks the service for others; ChangeNotifier::onSamples tells.
class MetricSamples
{
public:
    virtual ~MetricSamples() = default;

    /// What is here for the range, oldest first, with the time at which the newest of it was read.
    virtual MetricData samples(Id<MetricDefinition> metric, Time from, Time to) const = 0;
    /// The parts of the range that the source has not been asked for, oldest first.
    virtual std::vector<TimeSpan> missing(Id<MetricDefinition> metric, Time from, Time to) const = 0;
    virtual void refresh(Id<MetricDefinition> metric, Time from, Time to) = 0;
    /// Why the last refresh of this metric failed; nullopt when it did not.
    virtual std::optional<Error> problem(Id<MetricDefinition> metric) const = 0;
};

/// An older state of a record, newest first.
template <class T> struct Revised
{
    T value;
    Revision rev = 0;
    Time at{};
    std::string by;
};

/// Earlier revisions and the audit log are the service's; fetched when asked for.
class Histories
{
public:
    virtual ~Histories() = default;

    virtual void timelineEvent(Id<TimelineEvent> id,
                               std::function<void(Result<std::vector<Revised<TimelineEvent>>>)> done) = 0;
    /// Who did what to the incident and to all that belongs to it, newest first, from entry `before` on.
    virtual void incidentAudit(Id<Incident> id, std::optional<std::int64_t> before,
                               std::function<void(Result<AuditPage>)> done) = 0;
};

enum class ConflictKind
{
    Text,  ///< two people changed the same sentence: base, mine and theirs as texts
    Field, ///< a command field moved on: base, mine and theirs as the JSON of the field
};

/// A local edit that the service's state contradicts. Stays until a person decides.
struct Conflict
{
    std::int64_t id = 0;
    ConflictKind conflictKind = ConflictKind::Text;
    Kind kind = Kind::Summary;
    Uuid record;
    std::optional<Uuid> parent;
    std::string field; ///< "text", "impact"
    std::string base;
    std::string mine;
    std::string theirs;
    std::string theirsBy;
    Time at{};
};

class Conflicts
{
public:
    virtual ~Conflicts() = default;

    virtual std::vector<Conflict> open() const = 0;
    /// Writes `value` as a new edit over the service's state and closes the row. The row is kept.
    virtual Result<void> resolve(std::int64_t id, const std::string& value) = 0;
};

/// How the connection stands and what waits. `Sync` in models/sync implements it.
struct SyncState
{
    enum class Connection
    {
        Connecting,
        Live,
        Slow,
        Offline,
        Refused
    };

    Connection connection = Connection::Connecting;
    std::optional<Time> syncedAt; ///< the last time that the service was heard of
    std::optional<Time> offlineSince;
    std::optional<Time> retryAt;
    int unsent = 0;      ///< outbox entries
    int expired = 0;     ///< effects that were given up, not yet dismissed
    int stuck = 0;       ///< edits that the service refused
    std::string problem; ///< English, for the tooltip and the log

    bool operator==(const SyncState&) const = default;
};

/// One line of the outbox, as Sync and the "unsent" views show it.
struct OutboxItem
{
    enum class State
    {
        Waiting,
        Expired,
        Refused
    };

    std::int64_t id = 0;
    Kind kind = Kind::Incident;
    Uuid record;
    std::string action; ///< create, change, remove, acknowledge, escalate, stop, page, receipt
    State state = State::Waiting;
    Time queuedAt{};
    int attempts = 0;
    std::optional<Error> error;
    std::string text; ///< what a person wrote in it

    /// Refused, because the incident that it was for may not be seen any more. The text is all that is left.
    bool isOutOfSight() const
    {
        return state == State::Refused && error && error->code == ErrorCode::NotFound &&
               error->field == "incident";
    }
};

class Outbox
{
public:
    virtual ~Outbox() = default;

    virtual std::vector<OutboxItem> items() const = 0;
    virtual void retryNow() = 0;
    /// For expired effects and refused edits: takes the line away; a refused edit is put back to the
    /// service's state.
    virtual void dismiss(std::int64_t id) = 0;
};

/// Text that is being typed and not yet an edit. Kept across a crash.
class Drafts
{
public:
    virtual ~Drafts() = default;

    virtual std::optional<std::string> draft(const std::string& key) const = 0;
    /// An empty text removes it. Durable within a second.
    virtual void setDraft(const std::string& key, const std::string& text) = 0;
};

class Contents;
class Search;
class SimilarIncidents;
class Timelines;

/// Everything that models and panels read and write.
struct Repositories
{
    Repository<Incident>& incidents;
    Repository<Summary>& summaries;
    Repository<TimelineEvent>& timelineEvents;
    Repository<RoleAssignment>& roleAssignments;
    Repository<Task>& tasks;
    Repository<StatusUpdate>& statusUpdates;
    Repository<Contact>& contacts;
    Repository<ContactChannel>& contactChannels;
    Repository<ResponsePlan>& responsePlans;
    Repository<MetricDefinition>& metricDefinitions;
    Repository<Engagement>& engagements;
    Repository<Page>& pages;
    Repository<QuestionSet>& questionSets;
    Repository<Analysis>& analyses;
    Repository<Answer>& answers;
    Repository<ActionItem>& actionItems;
    Repository<DeadLetter>& deadLetters;
    Repository<Handover>& handovers;
    Repository<Decision>& decisions;
    Repository<Report>& reports;
    Repository<CallOut>& callOuts;
    Repository<RelatedItem>& relatedItems;
    Repository<MetricSnapshot>& metricSnapshots;
    Effects& effects;
    MetricSamples& metricSamples;
    Histories& histories;
    Conflicts& conflicts;
    Outbox& outbox;
    Drafts& drafts;
    Search& search;
    Contents& contents;
    Timelines& timelines;
    SimilarIncidents& similar;
};

/// Who sits at this console.
struct Session
{
    std::string name;
    std::string role; ///< viewer, responder, commander, admin
    std::optional<Id<Contact>> contactId;
    /// The Prometheus sources that the service knows, by name; an empty name is the one without.
    std::vector<std::string> metricSources = {};
};

} // namespace matoi::domain
