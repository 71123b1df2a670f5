#include "models/cache/journal.h"

#include "models/cache/fields.h"
#include "models/cache/sampletable.h"
#include "models/cache/searchindex.h"
#include "models/wire/json.h"

#include <boost/json.hpp>

#include <algorithm>

namespace matoi::cache {

namespace json = boost::json;
using domain::Kind;
using domain::Uuid;
using State = OutboxRow::State;

namespace {

PendingEdit pendingFrom(const OutboxRow& entry)
{
    // A refused edit is shown until the person lets go of it, and is not touched any more.
    return {entry.id,  entry.action, entry.inDoubt || entry.state == State::Refused,
            entry.ask, entry.base,   entry.mine};
}

/// Whether a later edit may become part of this entry: it never left this computer.
bool isOpenForMore(const OutboxRow& entry)
{
    return entry.state == State::Waiting && !entry.inDoubt && !entry.ask && entry.action != Action::Remove;
}

/// Whether the person who made the later edit saw the earlier one in every field of both. A creation that met
/// somebody else's is not seen until it is answered.
bool continues(const OutboxRow& earlier, const OutboxRow& later)
{
    return std::all_of(later.mine.begin(), later.mine.end(), [&](const auto& field) {
        return !earlier.mine.contains(field.key()) ||
               member(earlier.mine, field.key()) == member(later.base, field.key());
    });
}

} // namespace

Journal::Journal(sqlite::Connection& connection, const RebaseRule& rule, domain::Time now)
    : m_connection(connection)
    , m_rule(rule)
    , m_now(now)
    , m_records(connection)
    , m_outbox(connection)
    , m_conflicts(connection)
{}

std::optional<std::string> Journal::meta(std::string_view key) const
{
    return m_connection.text("SELECT value FROM meta WHERE key = ?1", key);
}

void Journal::setMeta(std::string_view key, std::string_view value)
{
    m_connection.run("INSERT INTO meta (key, value) VALUES (?1, ?2) "
                     "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                     key, value);
}

void Journal::removeMeta(std::string_view key)
{
    m_connection.run("DELETE FROM meta WHERE key = ?1", key);
}

void Journal::storeSamples(domain::Id<domain::MetricDefinition> metric, const domain::MetricData& data)
{
    SampleTable(m_connection).replace(metric, data, m_now);
    m_changes.samples.push_back(metric);
}

void Journal::setDraft(const std::string& key, const std::string& text)
{
    if (text.empty())
        m_connection.run("DELETE FROM drafts WHERE key = ?1", key);
    else
        m_connection.run(
            "INSERT INTO drafts (key, text, kept_at) VALUES (?1, ?2, ?3) ON CONFLICT (key) DO UPDATE "
            "SET text = excluded.text, kept_at = excluded.kept_at",
            key, text, m_now);
}

bool Journal::buildIndex(int records)
{
    return SearchIndex(m_connection).buildNext(records);
}

void Journal::changed(const RecordRow& row)
{
    m_changes.records.push_back({row.kind, row.id, row.parent});
}

std::vector<OutboxRow> Journal::editsOf(Kind kind, Uuid id) const
{
    std::vector<OutboxRow> entries = m_outbox.of(kind, id);
    std::erase_if(entries, [](const OutboxRow& entry) { return isEffect(entry.action); });
    return entries;
}

Rebased Journal::rebased(const RecordRow& row, const std::vector<OutboxRow>& entries) const
{
    std::vector<PendingEdit> edits;
    edits.reserve(entries.size());
    for (const OutboxRow& entry : entries)
        edits.push_back(pendingFrom(entry));
    return m_rule(row.kind, {row.meta.rev > 0, row.serverDeleted, row.serverValue}, std::move(edits));
}

void Journal::refresh(Kind kind, Uuid id)
{
    if (auto row = m_records.find(kind, id))
        refresh(std::move(*row));
}

void Journal::refresh(RecordRow row)
{
    const std::vector<OutboxRow> entries = editsOf(row.kind, row.id);
    Rebased after = rebased(row, entries);
    writeEntries(entries, after);
    writeClashes(row, after.clashes);
    if (row.meta.rev == 0 && after.edits.empty()) {
        dropUncreated(row, entries);
        return;
    }
    row.value = std::move(after.value);
    row.meta.deleted = after.deleted;
    row.meta.unsent = static_cast<int>(after.edits.size());
    row.parent = wire::parentInJson(row.kind, row.value);
    m_records.put(row);
    changed(row);
}

/// Nobody but this computer ever knew it, and its creation was taken back.
void Journal::dropUncreated(const RecordRow& row, const std::vector<OutboxRow>& entries)
{
    for (const OutboxRow& entry : entries)
        m_outbox.erase(entry.id);
    m_records.erase(row.kind, row.id);
    changed(row);
}

void Journal::writeEntries(const std::vector<OutboxRow>& before, const Rebased& after)
{
    for (const OutboxRow& entry : before) {
        const auto left = std::find_if(after.edits.begin(), after.edits.end(),
                                       [&](const PendingEdit& edit) { return edit.entry == entry.id; });
        if (left == after.edits.end()) {
            m_outbox.erase(entry.id);
            m_changes.outbox = true;
            continue;
        }
        OutboxRow now = entry;
        now.action = left->action;
        now.base = left->base;
        now.mine = left->mine;
        if (now == entry)
            continue;
        m_outbox.put(now);
        m_changes.outbox = true;
    }
}

void Journal::writeClashes(const RecordRow& row, const std::vector<Clash>& clashes)
{
    std::vector<ConflictRow> open = m_conflicts.openOf(row.kind, row.id);
    for (const Clash& clash : clashes) {
        const auto known = std::find_if(open.begin(), open.end(), [&](const ConflictRow& candidate) {
            return candidate.entry == clash.entry && candidate.conflict.field == clash.field;
        });
        ConflictRow wanted;
        if (known != open.end())
            wanted = *known;
        wanted.entry = clash.entry;
        domain::Conflict& conflict = wanted.conflict;
        const domain::Time at = conflict.id == 0 ? m_now : conflict.at;
        conflict = {conflict.id,
                    clash.conflictKind,
                    row.kind,
                    row.id,
                    wire::parentInJson(row.kind, row.value),
                    clash.field,
                    clash.base,
                    clash.mine,
                    clash.theirs,
                    row.meta.updatedBy,
                    at};
        m_conflicts.put(wanted);
        m_changes.conflicts = true;
        if (known != open.end())
            open.erase(known);
    }
    for (const ConflictRow& gone : open) {
        m_conflicts.close(gone.conflict.id, std::nullopt, m_now);
        m_changes.conflicts = true;
    }
}

void Journal::append(const RecordRow& row, Action action, json::object base, json::object mine, bool ask)
{
    OutboxRow entry;
    entry.kind = row.kind;
    entry.record = row.id;
    entry.action = action;
    entry.idempotency = Uuid::generate().toString();
    entry.base = std::move(base);
    entry.mine = std::move(mine);
    entry.ask = ask;
    entry.queuedAt = m_now;
    m_outbox.put(entry);
    m_changes.outbox = true;
}

RecordRow Journal::rowFor(const LocalEdit& edit) const
{
    if (auto row = m_records.find(edit.kind, edit.record))
        return std::move(*row);
    RecordRow row;
    row.kind = edit.kind;
    row.id = edit.record;
    row.meta.createdAt = row.meta.updatedAt = edit.at;
    row.meta.createdBy = row.meta.updatedBy = edit.by;
    return row;
}

void Journal::edit(const LocalEdit& edit)
{
    RecordRow row = rowFor(edit);
    if (isHidden(edit.kind, edit.record, edit.mine) ||
        (row.seq == 0 && edit.action == Action::Change && !hidden().empty())) {
        keepRefused(edit);
        return;
    }
    switch (edit.action) {
    case Action::Create:
        append(row, Action::Create, {}, edit.mine);
        refresh(std::move(row));
        break;
    case Action::Remove:
        if (row.seq != 0)
            editRemove(std::move(row));
        break;
    default:
        if (row.seq != 0)
            editChange(std::move(row), edit);
        break;
    }
}

void Journal::editChange(RecordRow row, const LocalEdit& edit)
{
    // First onto what is here now: it may have moved on since the person began, by the feed or another
    // window.
    const PendingEdit asMade{0, Action::Change, false, false, edit.base, edit.mine};
    const Rebased onto = m_rule(row.kind, {true, false, row.value}, {asMade});
    if (onto.edits.empty())
        return;
    std::vector<OutboxRow> entries = editsOf(row.kind, row.id);
    if (!onto.clashes.empty() || !squash(onto.edits.front(), entries))
        append(row, Action::Change, onto.edits.front().base, onto.edits.front().mine);
    refresh(std::move(row));
}

bool Journal::squash(const PendingEdit& edit, std::vector<OutboxRow>& entries)
{
    if (entries.empty() || !isOpenForMore(entries.back()))
        return false;
    if (m_outbox.hasCreationAfter(entries.back().id))
        return false;
    OutboxRow& last = entries.back();
    for (const auto& [field, value] : edit.mine) {
        if (last.action == Action::Change && !last.mine.contains(field))
            last.base[field] = member(edit.base, field);
        last.mine[field] = value;
        if (last.action == Action::Change && value == member(last.base, field)) {
            last.base.erase(field);
            last.mine.erase(field);
        }
    }
    m_outbox.put(last);
    m_changes.outbox = true;
    return true;
}

/// An entry that was on its way is open again: what was edited behind it is part of it, so that a person is
/// asked once and not for each.
void Journal::joinOpen(Kind kind, Uuid id)
{
    std::vector<OutboxRow> before;
    for (OutboxRow& entry : editsOf(kind, id)) {
        const bool goesOn = entry.action == Action::Change && isOpenForMore(entry) && !before.empty() &&
                            continues(before.back(), entry);
        if (goesOn && squash(pendingFrom(entry), before))
            removeEntry(entry);
        else
            before.push_back(std::move(entry));
    }
}

void Journal::editRemove(RecordRow row)
{
    const std::vector<OutboxRow> entries = editsOf(row.kind, row.id);
    const bool onlyHere = row.meta.rev == 0 && std::all_of(entries.begin(), entries.end(), isOpenForMore);
    if (onlyHere) {
        writeClashes(row, {});
        dropUncreated(row, entries);
        m_changes.outbox = true;
        return;
    }
    append(row, Action::Remove, row.value, {});
    refresh(std::move(row));
}

void Journal::effect(const LocalEffect& effect)
{
    OutboxRow entry;
    entry.kind = effect.kind;
    entry.record = effect.record;
    entry.action = effect.action;
    entry.idempotency = Uuid::generate().toString();
    entry.mine = effect.body;
    entry.queuedAt = m_now;
    m_outbox.put(entry);
    m_changes.outbox = true;
}

} // namespace matoi::cache
