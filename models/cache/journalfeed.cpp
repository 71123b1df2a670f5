#include "models/cache/contenttable.h"
#include "models/cache/fields.h"
#include "models/cache/journal.h"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>

namespace matoi::cache {

namespace json = boost::json;
using domain::Kind;
using domain::Uuid;

namespace {

constexpr std::string_view epochKey = "epoch";
constexpr std::string_view nextKey = "next";
constexpr std::string_view scanKey = "scan";
constexpr std::string_view rescanningKey = "rescanning";
constexpr std::string_view backupKey = "backup";
constexpr std::string_view kindsKey = "kinds";

/// What a restored store's epoch ends with, after a full stop: the last change that its backup has.
std::optional<domain::ChangeNumber> backupEndOf(const std::string& epoch)
{
    domain::ChangeNumber end = 0;
    const std::size_t stop = epoch.rfind('.');
    if (stop == std::string::npos)
        return std::nullopt;
    const char* last = epoch.data() + epoch.size();
    const auto read = std::from_chars(epoch.data() + stop + 1, last, end);
    return read.ec == std::errc() && read.ptr == last ? std::optional(end) : std::nullopt;
}

std::int64_t numberOf(const std::optional<std::string>& text)
{
    return text ? std::stoll(*text) : 0;
}

/// Records that only the service makes: there is nothing that a person could send again.
bool isMadeByService(Kind kind, const json::object& value)
{
    return kind == Kind::Engagement || kind == Kind::Page || kind == Kind::DeadLetter ||
           (kind == Kind::RelatedItem && textMember(value, "relatedKind") == "alarm");
}

void adopt(RecordRow& row, const wire::RecordEnvelope& envelope)
{
    const int unsent = row.meta.unsent;
    row.meta = envelope.meta;
    row.meta.unsent = unsent;
    row.serverDeleted = envelope.meta.deleted;
    row.serverValue = envelope.value;
}

} // namespace

FeedPosition Journal::position() const
{
    return {meta(epochKey).value_or(std::string()), numberOf(meta(nextKey)), meta(rescanningKey) == "1"};
}

bool Journal::applyPage(const FeedPage& page)
{
    const FeedPosition here = position();
    if (page.from != here.next || (!here.epoch.empty() && here.epoch != page.epoch))
        return false;
    if (here.epoch.empty())
        setMeta(epochKey, page.epoch);
    for (const wire::RecordEnvelope& envelope : page.records)
        store(envelope, here.rescanning);
    if (page.next > here.next)
        setMeta(nextKey, std::to_string(page.next));
    return true;
}

bool Journal::store(const wire::RecordEnvelope& envelope, bool compare)
{
    if (envelope.gone) {
        forgetIncident(envelope.id, envelope.meta.change);
        return true;
    }
    if (!isInSight(envelope))
        return false;
    const std::int64_t scan = numberOf(meta(scanKey));
    std::optional<RecordRow> found = m_records.find(envelope.kind, envelope.id);
    if (!found) {
        found.emplace();
        found->kind = envelope.kind;
        found->id = envelope.id;
        oweIfOld(envelope, nullptr);
    } else if (compare && found->scan < scan) {
        // Further on in the same comparison it is news like any other.
        compareRestored(*found, envelope);
        oweIfOld(envelope, nullptr); // the restored service counts its changes anew
    } else if (envelope.meta.rev <= found->meta.rev) {
        return false;
    } else {
        oweIfOld(envelope, &found->serverValue);
    }
    found->scan = scan;
    adopt(*found, envelope);
    refresh(std::move(*found));
    return true;
}

void Journal::beginRescan(const std::string& epoch)
{
    setMeta(epochKey, epoch);
    setMeta(nextKey, "0");
    setMeta(scanKey, std::to_string(numberOf(meta(scanKey)) + 1));
    setMeta(rescanningKey, "1");
    forgetSight(); // its change numbers are of another life; what is hidden is told again
    const auto backup = backupEndOf(epoch);
    setMeta(backupKey, backup ? std::to_string(*backup) : std::string());
    // A backup may be older than content that was sent.
    ContentTable(m_connection).forgetSent();
}

/// Whether the backup does not have what is here. Revisions alone do not say: once others work on with the
/// restored service, theirs pass the one that was lost.
bool Journal::isLostByBackup(const RecordRow& row, const wire::RecordEnvelope& envelope) const
{
    const std::string backup = meta(backupKey).value_or(std::string());
    // Not known where it ended: change numbers were given anew from there on.
    const domain::ChangeNumber end = backup.empty() ? envelope.meta.change - 1 : numberOf(backup);
    return row.meta.rev > 0 && (row.meta.change > end || row.meta.rev >= envelope.meta.rev);
}

/// What is newer here than in the restored service is not thrown away and not sent by itself either: each
/// field becomes a question.
void Journal::compareRestored(RecordRow& row, const wire::RecordEnvelope& envelope)
{
    const bool newerHere = isLostByBackup(row, envelope) && !isMadeByService(row.kind, row.serverValue);
    if (!newerHere || envelope.meta.deleted)
        return;
    if (row.serverDeleted) {
        append(row, Action::Remove, row.serverValue, {}, true);
        return;
    }
    const json::object here = withoutServiceFields(row.kind, row.serverValue);
    const json::object there = withoutServiceFields(row.kind, envelope.value);
    const std::vector<OutboxRow> waiting = editsOf(row.kind, row.id);
    json::object base;
    json::object mine;
    for (const std::string& field : differing(here, there)) {
        const bool askedAnyway = std::any_of(waiting.begin(), waiting.end(), [&](const OutboxRow& entry) {
            return entry.action == Action::Change && entry.mine.contains(field);
        });
        if (askedAnyway)
            continue;
        base[field] = member(there, field);
        mine[field] = member(here, field);
    }
    if (!mine.empty())
        append(row, Action::Change, std::move(base), std::move(mine), true);
}

void Journal::knowKinds(const std::string& kinds)
{
    const auto known = meta(kindsKey);
    if (known == kinds)
        return;
    // What an earlier version could not read was left out of this copy: the feed is read once more, and
    // changes nothing of what is here.
    setMeta(kindsKey, kinds);
    setMeta(nextKey, "0");
}

void Journal::endRescan()
{
    if (!position().rescanning)
        return;
    for (const auto& [kind, id] : m_records.unseen(numberOf(meta(scanKey)))) {
        std::optional<RecordRow> row = m_records.find(kind, id);
        if (!row || row->serverDeleted || isMadeByService(kind, row->serverValue))
            continue;
        json::object mine = row->serverValue;
        for (const OutboxRow& entry : editsOf(kind, id)) {
            for (const auto& [field, value] : entry.mine)
                mine[field] = value;
            removeEntry(entry);
        }
        append(*row, Action::Create, {}, std::move(mine), true);
        row->meta.rev = 0;
        row->serverValue = {};
        refresh(std::move(*row));
    }
    setMeta(rescanningKey, "0");
}

} // namespace matoi::cache
