#include "models/cache/contenttable.h"
#include "models/cache/journal.h"
#include "models/wire/contentnames.h"

#include <boost/json.hpp>

namespace matoi::cache {

using State = OutboxRow::State;

void Journal::keepContent(const std::string& sha256, std::int64_t size, bool sent)
{
    ContentTable(m_connection).keep(sha256, size, sent, m_now);
    m_changes.contents.push_back(sha256);
}

std::optional<Upload> Journal::takeUpload() const
{
    const ContentTable contents(m_connection);
    const std::set<std::string> unsent = contents.unsent();
    std::optional<Upload> upload;
    if (unsent.empty())
        return upload;
    m_outbox.each([&](const OutboxRow& entry) {
        if (entry.state != State::Waiting || entry.ask)
            return true;
        for (const wire::ContentName& named : wire::contentNamesIn(entry.mine)) {
            if (!unsent.contains(named.sha256))
                continue;
            const auto row = contents.find(named.sha256);
            if (!row || row->nextTryAt > m_now)
                continue;
            upload = Upload{named.sha256, row->size, row->attempts + 1};
            return false;
        }
        return true;
    });
    return upload;
}

/// The entries that wait for this content.
std::vector<OutboxRow> Journal::waitingFor(const std::string& sha256) const
{
    std::vector<OutboxRow> entries;
    m_outbox.each([&](const OutboxRow& entry) {
        if (entry.state != State::Waiting)
            return true;
        for (const wire::ContentName& named : wire::contentNamesIn(entry.mine)) {
            if (named.sha256 != sha256)
                continue;
            entries.push_back(entry);
            break;
        }
        return true;
    });
    return entries;
}

void Journal::settleUpload(const std::string& sha256, const UploadOutcome& outcome)
{
    ContentTable contents(m_connection);
    m_changes.contents.push_back(sha256);
    m_changes.outbox = true;
    if (std::holds_alternative<UploadDone>(outcome)) {
        contents.setSent(sha256);
        for (OutboxRow& entry : waitingFor(sha256)) {
            entry.error.reset();
            entry.nextTryAt = {}; // what it waited for is there
            m_outbox.put(entry);
        }
        return;
    }
    if (const auto* refused = std::get_if<Refused>(&outcome)) {
        for (OutboxRow& entry : waitingFor(sha256))
            settleRefused(entry, refused->error);
        return;
    }
    const auto& failed = std::get<Failed>(outcome);
    const auto row = contents.find(sha256);
    contents.setNextTry(sha256, row ? row->attempts + 1 : 1, failed.nextTryAt);
    for (OutboxRow& entry : waitingFor(sha256)) {
        entry.error = failed.error;
        m_outbox.put(entry);
    }
}

std::optional<domain::Time> Journal::nextUploadAt() const
{
    return ContentTable(m_connection).nextTryAfter(m_now);
}

bool Journal::contentsMissing(std::int64_t id)
{
    const std::optional<OutboxRow> entry = m_outbox.find(id);
    if (!entry)
        return false;
    ContentTable contents(m_connection);
    bool any = false;
    for (const wire::ContentName& named : wire::contentNamesIn(entry->mine)) {
        if (!contents.find(named.sha256))
            continue;
        contents.setUnsent(named.sha256);
        m_changes.contents.push_back(named.sha256);
        any = true;
    }
    return any;
}

void Journal::dropStrayContents(domain::Time until)
{
    ContentTable(m_connection).dropStray(until);
}

void Journal::dropOldContents(domain::Time until, std::int64_t keep)
{
    ContentTable(m_connection).dropOld(until, keep);
}

} // namespace matoi::cache
