#pragma once

#include "models/sqlite/connection.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace matoi::sqlite {

/// The one thread that writes to a file. Work that waits is done in one transaction, each piece in a
/// savepoint of its own, and committed once: with synchronous=FULL that is ten times the throughput of a
/// commit for each, and nobody is told "done" before it is on the disk.
class WriterThread
{
public:
    using Work = std::function<void(Connection&)>;
    /// Called on the writer's thread after the commit: null when kept, else why nothing of it was.
    using Done = std::function<void(std::exception_ptr)>;

    /// Takes a connection that is open and migrated.
    explicit WriterThread(std::unique_ptr<Connection> connection);
    /// Finishes what was handed in.
    ~WriterThread();
    WriterThread(const WriterThread&) = delete;
    WriterThread& operator=(const WriterThread&) = delete;

    /// Returns when `work` is durable. What `work` throws undoes it alone, and is thrown on. Must not be
    /// called on the writer's own thread (std::logic_error).
    void run(Work work);
    /// The same without waiting; `done` may be empty. Pieces are done in the order they were handed in.
    void post(Work work, Done done = {});

    /// Called on the writer's thread after each commit, before anybody is told. Set it before the first work.
    void setAfterCommit(std::function<void()> afterCommit) { m_afterCommit = std::move(afterCommit); }

    const std::string& file() const { return m_connection->file(); }
    /// For tests and metrics: pieces done, and the commits that they took.
    std::int64_t pieces() const;
    std::int64_t commits() const;

private:
    struct Piece
    {
        Work work;
        Done done;
        std::exception_ptr error;
    };
    using Batch = std::deque<Piece>;

    void loop();
    void perform(Batch& batch);
    void performPiece(Piece& piece);
    static void failAll(Batch& batch, const Error& error);

    std::unique_ptr<Connection> m_connection;
    std::function<void()> m_afterCommit;

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    Batch m_waiting;
    bool m_stop = false;
    std::int64_t m_pieces = 0;
    std::int64_t m_commits = 0;
    std::thread m_thread; ///< last: it uses everything above
};

} // namespace matoi::sqlite
