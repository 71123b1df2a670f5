#include "models/cache/contenttable.h"
#include "models/cache/fields.h"
#include "models/cache/journal.h"
#include "models/wire/contentnames.h"
#include "models/wire/json.h"

#include <boost/json.hpp>

#include <algorithm>
#include <set>

namespace matoi::cache {

namespace json = boost::json;
using domain::ErrorCode;
using domain::Kind;
using domain::Uuid;
using State = OutboxRow::State;

namespace {

/// The wait after an answer that says "stale" without anything newer being known here.
constexpr std::chrono::seconds staleWait{2};

void becomeNewRequest(OutboxRow& entry)
{
    entry.inDoubt = false;
    entry.request.reset();
    entry.ifMatch.reset();
    entry.idempotency = Uuid::generate().toString();
}

} // namespace

/// What earlier entries keep from being sent.
struct Journal::Blocked
{
    std::vector<std::int64_t> conflicting;
    std::set<std::pair<Kind, Uuid>> edited;
    std::set<std::pair<Kind, Uuid>> affected;
    std::vector<std::string> uncreated; ///< ids of records that the service does not have yet
    std::set<std::string> unsent;       ///< content that it does not have yet
};

void Journal::block(const OutboxRow& entry, Blocked& blocked) const
{
    if (entry.state == State::Expired)
        return;
    if (entry.action == Action::Create)
        blocked.uncreated.push_back(entry.record.toString());
    if (entry.state == State::Waiting)
        (isEffect(entry.action) ? blocked.affected : blocked.edited).emplace(entry.kind, entry.record);
}

bool Journal::mayGo(const OutboxRow& entry, const Blocked& blocked) const
{
    if (entry.state != State::Waiting || entry.nextTryAt > m_now)
        return false;
    const auto& same = isEffect(entry.action) ? blocked.affected : blocked.edited;
    if (same.contains({entry.kind, entry.record}))
        return false;
    if (std::find(blocked.conflicting.begin(), blocked.conflicting.end(), entry.id) !=
        blocked.conflicting.end())
        return false;
    if (!blocked.unsent.empty())
        for (const wire::ContentName& named : wire::contentNamesIn(entry.mine))
            if (blocked.unsent.contains(named.sha256))
                return false;
    if (blocked.uncreated.empty())
        return true;
    // Whatever names a record that is still to be created goes after it: an event of a new incident, an
    // answer of a new analysis, a page for either.
    const std::string text = entry.record.toString() + wire::toText(entry.mine);
    return std::none_of(blocked.uncreated.begin(), blocked.uncreated.end(),
                        [&](const std::string& id) { return text.find(id) != std::string::npos; });
}

std::optional<OutboxRow> Journal::nextToGo() const
{
    Blocked blocked;
    blocked.conflicting = m_conflicts.waitingEntries();
    blocked.unsent = ContentTable(m_connection).unsent();
    std::optional<OutboxRow> next;
    m_outbox.each([&](const OutboxRow& entry) {
        if (mayGo(entry, blocked))
            next = entry;
        else
            block(entry, blocked);
        return !next.has_value();
    });
    return next;
}

std::optional<Outgoing> Journal::takeNext()
{
    expireEffects();
    while (std::optional<OutboxRow> entry = nextToGo()) {
        Outgoing outgoing = send(*entry);
        if (entry->action != Action::Change || !outgoing.body.empty())
            return outgoing;
        // It has become what the service has already.
        removeEntry(*entry);
        refresh(entry->kind, entry->record);
    }
    return std::nullopt;
}

json::object Journal::requestOf(const OutboxRow& entry, const std::optional<RecordRow>& row) const
{
    switch (entry.action) {
    case Action::Create: return withoutServiceFields(entry.kind, entry.mine);
    case Action::Change: {
        json::object there;
        for (const auto& [field, value] : entry.mine)
            there[field] = row ? member(row->serverValue, field) : json::value();
        return wire::mergePatch(there, entry.mine);
    }
    case Action::Remove: return {};
    default: return entry.mine;
    }
}

Outgoing Journal::send(OutboxRow& entry)
{
    if (!entry.inDoubt) {
        const std::optional<RecordRow> row = m_records.find(entry.kind, entry.record);
        entry.request = requestOf(entry, row);
        if (entry.action == Action::Change || entry.action == Action::Remove)
            entry.ifMatch = row ? row->meta.rev : 0;
        entry.inDoubt = true;
    }
    ++entry.attempts;
    m_outbox.put(entry);
    return {entry.id,       entry.action,  entry.kind,        entry.record,
            *entry.request, entry.ifMatch, entry.idempotency, entry.attempts};
}

void Journal::settle(std::int64_t id, const Outcome& outcome)
{
    std::optional<OutboxRow> entry = m_outbox.find(id);
    if (!entry)
        return;
    m_changes.outbox = true;
    if (const auto* accepted = std::get_if<Accepted>(&outcome)) {
        settleAccepted(*entry, *accepted);
    } else if (const auto* refused = std::get_if<Refused>(&outcome)) {
        settleRefused(*entry, refused->error);
    } else if (const auto* failed = std::get_if<Failed>(&outcome)) {
        entry->error = failed->error;
        entry->nextTryAt = failed->nextTryAt;
        m_outbox.put(*entry);
    } else if (isEffect(entry->action)) {
        settleRefused(*entry, {ErrorCode::StaleRevision, {}, "the record has moved on"});
    } else {
        settleStale(*entry, std::get<Stale>(outcome));
    }
}

void Journal::settleAccepted(const OutboxRow& entry, const Accepted& accepted)
{
    removeEntry(entry);
    const bool stored = accepted.record && store(*accepted.record, false);
    const bool same =
        accepted.record && accepted.record->kind == entry.kind && accepted.record->id == entry.record;
    if (isEffect(entry.action) || (stored && same))
        return;
    std::optional<RecordRow> row = m_records.find(entry.kind, entry.record);
    if (!row)
        return;
    if (entry.action == Action::Remove && !accepted.record)
        row->serverDeleted = true;
    refresh(std::move(*row));
}

void Journal::settleRefused(OutboxRow& entry, const domain::Error& error)
{
    if (entry.action == Action::Receipt) {
        removeEntry(entry);
        return;
    }
    entry.state = State::Refused;
    entry.inDoubt = false;
    entry.error = error;
    m_outbox.put(entry);
    if (!isEffect(entry.action))
        refresh(entry.kind, entry.record);
}

void Journal::settleStale(OutboxRow& entry, const Stale& stale)
{
    const domain::Revision sentFor = entry.ifMatch.value_or(0);
    becomeNewRequest(entry);
    entry.error.reset();
    m_outbox.put(entry);
    joinOpen(entry.kind, entry.record);
    if (!stale.current || !store(*stale.current, false))
        refresh(entry.kind, entry.record);
    // The feed may have been faster than the answer. When nothing newer is known, it has to come first.
    const std::optional<RecordRow> row = m_records.find(entry.kind, entry.record);
    std::optional<OutboxRow> left = m_outbox.find(entry.id);
    if (!row || !left || row->meta.rev != sentFor)
        return;
    left->nextTryAt = m_now + staleWait;
    m_outbox.put(*left);
}

std::optional<domain::Time> Journal::nextTryAt() const
{
    return m_outbox.nextTryAfter(m_now);
}

void Journal::expireEffects()
{
    for (OutboxRow& entry : m_outbox.waitingEffects(m_now - kEffectLife)) {
        // Nobody asked for it: the page itself says that it was not seen.
        if (entry.action == Action::Receipt) {
            removeEntry(entry);
            continue;
        }
        entry.state = State::Expired;
        if (entry.inDoubt)
            entry.error = domain::Error{
                ErrorCode::Unavailable, {}, "was sent, but no answer came: it may have happened"};
        m_outbox.put(entry);
        m_changes.outbox = true;
    }
}

void Journal::retryNow()
{
    m_connection.run("UPDATE outbox SET next_try_at = 0 WHERE state = 'waiting'");
    ContentTable(m_connection).tryNow();
}

void Journal::removeEntry(const OutboxRow& entry)
{
    m_outbox.erase(entry.id);
    m_changes.outbox = true;
}

void Journal::dismiss(std::int64_t id)
{
    const std::optional<OutboxRow> entry = m_outbox.find(id);
    if (!entry || entry->state == State::Waiting)
        return;
    removeEntry(*entry);
    if (!isEffect(entry->action))
        refresh(entry->kind, entry->record);
}

void Journal::tryAgain(std::int64_t id)
{
    std::optional<OutboxRow> entry = m_outbox.find(id);
    if (!entry || entry->state == State::Waiting)
        return;
    if (!entry->inDoubt)
        becomeNewRequest(*entry);
    entry->state = State::Waiting;
    entry->queuedAt = m_now;
    entry->attempts = 0;
    entry->nextTryAt = {};
    entry->error.reset();
    m_outbox.put(*entry);
    m_changes.outbox = true;
    if (!isEffect(entry->action))
        refresh(entry->kind, entry->record);
}

void Journal::resolve(std::int64_t id, const std::string& value)
{
    const std::optional<ConflictRow> found = m_conflicts.findOpen(id);
    if (!found)
        return;
    const domain::Conflict& conflict = found->conflict;
    m_conflicts.close(id, value, m_now);
    m_changes.conflicts = true;
    std::optional<OutboxRow> entry = m_outbox.find(found->entry);
    std::optional<RecordRow> row = m_records.find(conflict.kind, conflict.record);
    if (!entry || !row)
        return;
    if (conflict.field.empty())
        resolveWhole(*entry, value);
    else if (conflict.field == deletedField)
        resolveRemoval(*entry, *row, value == "true");
    else
        resolveField(*entry, *row, conflict, value);
    refresh(conflict.kind, conflict.record);
}

void Journal::resolveWhole(OutboxRow& entry, const std::string& value)
{
    auto whole = wire::parseObject(value);
    if (!whole) {
        removeEntry(entry);
        if (entry.kind == Kind::Incident)
            leaveOutChildren(entry.record);
        return;
    }
    entry.mine = std::move(*whole);
    entry.ask = false;
    m_outbox.put(entry);
    m_changes.outbox = true;
}

/// What the restored service lost with an incident that is left out: without it there is nowhere to ask about
/// it.
void Journal::leaveOutChildren(Uuid incident)
{
    for (const OutboxRow& entry : m_outbox.all()) {
        const bool lost = entry.action == Action::Create && entry.ask &&
                          wire::parentInJson(entry.kind, entry.mine) == std::optional(incident);
        if (!lost)
            continue;
        removeEntry(entry);
        refresh(entry.kind, entry.record);
    }
}

void Journal::resolveRemoval(OutboxRow& entry, const RecordRow& row, bool remove)
{
    if (!remove) {
        removeEntry(entry);
        return;
    }
    entry.base = row.serverValue;
    entry.ask = false;
    m_outbox.put(entry);
    m_changes.outbox = true;
}

void Journal::resolveField(OutboxRow& entry, const RecordRow& row, const domain::Conflict& conflict,
                           const std::string& value)
{
    entry.base.erase(conflict.field);
    entry.mine.erase(conflict.field);
    if (entry.mine.empty())
        removeEntry(entry);
    else
        m_outbox.put(entry);
    const auto jsonOf = [&](const std::string& text) {
        if (conflict.conflictKind == domain::ConflictKind::Text)
            return json::value(text);
        return wire::parseJson(text).value_or(json::value());
    };
    append(row, Action::Change, {{conflict.field, jsonOf(conflict.theirs)}},
           {{conflict.field, jsonOf(value)}});
}

} // namespace matoi::cache
