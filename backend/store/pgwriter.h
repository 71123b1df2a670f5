#pragma once

#include "backend/store/pgtransaction.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace matoi::store {

/// The one thread of this process that writes to PostgreSQL. As with SQLite, work that waits is done in one
/// transaction, each piece in a savepoint of its own, and committed once. What fails by bad luck (a lost
/// connection, a fail-over, a deadlock) is done again, as a whole and a few times; a commit whose answer was
/// lost is looked up first, so that nothing is done twice.
class PgWriter
{
public:
    using Work = std::function<void(WriteTransaction&)>;

    /// `committed` is called on the writer's thread after each commit that others should hear of, before
    /// anybody is told that it is done.
    PgWriter(std::string url, StoreClock& clock, std::function<void(ChangeNumber)> committed);
    ~PgWriter();
    PgWriter(const PgWriter&) = delete;
    PgWriter& operator=(const PgWriter&) = delete;

    /// Returns when `work` is durable; what it throws undoes it alone, and is thrown on.
    void run(const Work& work);

    /// The server process that notifications of our own commits come from.
    int processId() const { return m_processId; }

private:
    struct Piece
    {
        const Work* work;
        std::exception_ptr error;
        bool done = false;
    };
    using Batch = std::deque<Piece*>;

    /// What a batch has come to.
    struct Outcome
    {
        ChangeNumber change = 0;
        bool dirty = false;
        bool announces = false;
    };

    void loop();
    void perform(const Batch& batch);
    Outcome attempt(const Batch& batch);
    Outcome writeAll(const Batch& batch, const TransactionHead& head);
    bool writePiece(Piece& piece, TransactionHead& head, Outcome& outcome);
    void commit(const Outcome& outcome, const TransactionHead& head);
    bool wasCommitted();

    std::string m_url;
    StoreClock& m_clock;
    std::function<void(ChangeNumber)> m_committed;

    std::unique_ptr<PgConnection> m_connection;
    /// Our row in `writers`, and the number of the last transaction that we tried to commit.
    Uuid m_id = Uuid::generate();
    std::int64_t m_transaction = 0;
    /// The transaction whose commit was sent and never answered, and what it would have come to.
    std::optional<Outcome> m_unanswered;
    std::atomic<int> m_processId{0};

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_finished;
    Batch m_waiting;
    bool m_stop = false;
    std::thread m_thread; ///< last: it uses everything above
};

} // namespace matoi::store
