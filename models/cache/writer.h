#pragma once

#include "models/cache/journal.h"
#include "models/domain/time.h"
#include "models/sqlite/writerthread.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace matoi::cache {

/// What one piece of work did to the local copy, once it is on the disk.
struct Commit
{
    Changes changes;
    std::optional<OutboxTable::Counts> counts; ///< when the outbox changed
    bool shown = false;                        ///< its effect was on the screen before it was written
};

/// Why a piece of work is not on the disk.
struct NotWritten
{
    std::string reason;
    /// The file's fault (a full disk, most likely): the same work will do later. Otherwise it is the work's
    /// own.
    bool mayWorkLater = false;
};

/// The thread that writes console.sqlite. Posting works from any thread.
class Writer
{
public:
    using Work = std::function<void(Journal&)>;
    /// Both are called on the writer's thread after the commit.
    using Publish = std::function<void(const Commit&)>;
    using Done = std::function<void(const std::optional<NotWritten>& failure)>;

    /// Creates the file or brings it to this version's schema. Throws sqlite::Error.
    Writer(const std::string& file, RebaseRule rule, const domain::Clock& clock, Publish publish);

    /// `work` runs alone or not at all. `done` comes after the publication.
    void post(Work work, Done done = {}, bool shown = false);
    /// Work that must not overtake earlier work of the same turn: when the file refuses one, it refuses all
    /// that come after it too, until they are given again, in their order, as the next turn.
    void postInTurn(int turn, Work work, Done done, bool shown);

private:
    void refuseTurn(int turn, const NotWritten& failure);

    const RebaseRule m_rule;
    const domain::Clock& m_clock;
    const Publish m_publish;
    std::optional<int> m_refusedTurn;               ///< of the writer's thread
    std::unique_ptr<sqlite::WriterThread> m_thread; ///< last: it uses everything above
};

} // namespace matoi::cache
