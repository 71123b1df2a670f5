#include "models/cache/contenttable.h"
#include "models/cache/journal.h"
#include "models/wire/contentnames.h"

#include <boost/json.hpp>

namespace matoi::cache {

namespace json = boost::json;
using domain::ChangeNumber;
using domain::Kind;
using domain::Uuid;
using State = OutboxRow::State;

namespace {

/// Keys of the table meta, followed by an incident's id. The value is the change that told so.
constexpr std::string_view goneKey = "gone:";
constexpr std::string_view owedKey = "owed:";
constexpr std::string_view readerKey = "reader";
constexpr std::string_view nextKey = "next";

std::string keyOf(std::string_view prefix, Uuid incident)
{
    return std::string(prefix) + incident.toString();
}

std::int64_t sightChangeOf(const json::object& incident)
{
    const json::value* change = incident.if_contains("sightChange");
    return change != nullptr && change->is_int64() ? change->get_int64() : 0;
}

domain::Error outOfSight()
{
    return {domain::ErrorCode::NotFound, "incident", "you can no longer see this incident"};
}

} // namespace

std::map<Uuid, ChangeNumber> Journal::marked(std::string_view prefix) const
{
    std::map<Uuid, ChangeNumber> found;
    // ';' is the character after ':'.
    const std::string end = std::string(prefix.substr(0, prefix.size() - 1)) + ';';
    sqlite::Query query = m_connection.query(
        "SELECT key, value FROM meta WHERE key >= ?1 AND key < ?2 ORDER BY key", prefix, end);
    while (query.step())
        if (const auto id = Uuid::parse(query.textView(0).substr(prefix.size())))
            found.emplace(*id, std::stoll(query.text(1)));
    return found;
}

std::map<Uuid, ChangeNumber>& Journal::hidden() const
{
    if (!m_hidden)
        m_hidden = marked(goneKey);
    return *m_hidden;
}

bool Journal::isHidden(Kind kind, Uuid id, const json::object& value) const
{
    if (hidden().empty())
        return false;
    for (const Uuid& incident : wire::incidentsIn(kind, id, value))
        if (hidden().contains(incident))
            return true;
    return false;
}

/// What comes late, by an answer or another page, must not bring back what is gone. The incident itself, when
/// it is newer than that, is in sight again.
bool Journal::isInSight(const wire::RecordEnvelope& envelope)
{
    if (envelope.kind == Kind::Incident) {
        const auto gone = hidden().find(envelope.id);
        if (gone == hidden().end())
            return true;
        if (envelope.meta.change <= gone->second)
            return false;
        removeMeta(keyOf(goneKey, envelope.id));
        hidden().erase(gone);
        return true;
    }
    return !isHidden(envelope.kind, envelope.id, envelope.value);
}

/// More of an incident may be older than this copy's place in the feed when it was not here, and when those
/// who see it are others than in `before`: it may have been hidden while this copy went on, and be shown
/// again before the feed came to tell that it was gone.
void Journal::oweIfOld(const wire::RecordEnvelope& envelope, const json::object* before)
{
    if (envelope.kind != Kind::Incident)
        return;
    const std::int64_t change = sightChangeOf(envelope.value);
    if (change > 0 && (before == nullptr || sightChangeOf(*before) != change))
        setMeta(keyOf(owedKey, envelope.id), std::to_string(envelope.meta.change));
}

std::optional<OwedIncident> Journal::owed() const
{
    const auto all = marked(owedKey);
    return all.empty() ? std::nullopt : std::optional(OwedIncident{all.begin()->first, all.begin()->second});
}

void Journal::applyIncident(const OwedIncident& owed, const FeedPage& page, bool last)
{
    const FeedPosition here = position();
    const auto still = meta(keyOf(owedKey, owed.incident));
    if (still != std::to_string(owed.change) || here.epoch != page.epoch)
        return;
    for (const wire::RecordEnvelope& envelope : page.records)
        store(envelope, here.rescanning);
    if (last)
        removeMeta(keyOf(owedKey, owed.incident));
}

/// The service did not show it when it was asked. Where the feed has since told something newer, that may be
/// that it is in sight again, and no later page would tell so once more: then the service is asked again.
void Journal::forgetOwed(const OwedIncident& owed)
{
    const std::string key = keyOf(owedKey, owed.incident);
    if (meta(key) != std::to_string(owed.change))
        return;
    const auto row = m_records.find(Kind::Incident, owed.incident);
    if (row && row->meta.change > owed.change)
        setMeta(key, std::to_string(row->meta.change));
    else
        forgetIncident(owed.incident, owed.change);
}

void Journal::forgetIncident(Uuid incident, ChangeNumber change)
{
    const auto known = hidden().find(incident);
    const bool first = known == hidden().end();
    if (!first && known->second >= change)
        return;
    setMeta(keyOf(goneKey, incident), std::to_string(change));
    removeMeta(keyOf(owedKey, incident));
    hidden()[incident] = change;
    if (!first)
        return; // nothing of it was taken in since
    std::set<std::string> contents;
    for (const RecordRow& row : m_records.ofIncident(incident))
        dropHidden(row, contents);
    m_conflicts.eraseOf(incident);
    m_changes.conflicts = true;
    dropContents(contents);
}

/// What the person typed stays in the outbox, refused, until they let go of it; what came from the service
/// does not.
void Journal::dropHidden(const RecordRow& row, std::set<std::string>& contents)
{
    for (const auto* value : {&row.value, &row.serverValue})
        for (const wire::ContentName& named : wire::contentNamesIn(*value))
            contents.insert(named.sha256);
    m_records.erase(row.kind, row.id);
    m_conflicts.eraseOf(row.kind, row.id);
    changed(row);
    m_changes.hidden.push_back({row.kind, row.id});
    for (OutboxRow& entry : editsOf(row.kind, row.id)) {
        entry.base = {};
        entry.request.reset();
        settleRefused(entry, outOfSight());
        m_changes.outbox = true;
    }
}

/// Files that nothing else names.
void Journal::dropContents(std::set<std::string> contents)
{
    if (contents.empty())
        return;
    m_records.eachContentName([&](const std::string& sha256) { contents.erase(sha256); });
    ContentTable table(m_connection);
    for (const std::string& sha256 : contents)
        if (table.drop(sha256))
            m_changes.droppedContents.push_back(sha256);
}

/// A person may still write into a window that shows what has just gone.
void Journal::keepRefused(const LocalEdit& edit)
{
    OutboxRow entry;
    entry.kind = edit.kind;
    entry.record = edit.record;
    entry.action = edit.action;
    entry.idempotency = Uuid::generate().toString();
    entry.mine = edit.mine;
    entry.queuedAt = m_now;
    entry.state = State::Refused;
    entry.error = outOfSight();
    m_outbox.put(entry);
    m_changes.outbox = true;
}

void Journal::forgetSight()
{
    for (const std::string_view prefix : {goneKey, owedKey})
        for (const auto& [incident, change] : marked(prefix))
            removeMeta(keyOf(prefix, incident));
    m_hidden.reset();
}

FeedPosition Journal::readAs(const std::string& reader)
{
    if (meta(readerKey) != reader) {
        setMeta(readerKey, reader);
        if (position().next > 0)
            setMeta(nextKey, "0");
        forgetSight();
    }
    return position();
}

} // namespace matoi::cache
