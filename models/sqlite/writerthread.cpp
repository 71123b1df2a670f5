#include "models/sqlite/writerthread.h"

#include <stdexcept>

namespace matoi::sqlite {
namespace {

/// So that the first of many does not wait for the last of many.
constexpr std::size_t largestBatch = 256;

} // namespace

WriterThread::WriterThread(std::unique_ptr<Connection> connection)
    : m_connection(std::move(connection))
    , m_thread([this] { loop(); })
{}

WriterThread::~WriterThread()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void WriterThread::run(Work work)
{
    if (std::this_thread::get_id() == m_thread.get_id())
        throw std::logic_error("a write inside a write would wait for itself");
    // Not a promise: its last reference to an error may be dropped on this or on the writer's thread.
    std::mutex mutex;
    std::condition_variable finished;
    bool done = false;
    std::exception_ptr error;
    post(std::move(work), [&](std::exception_ptr result) {
        const std::scoped_lock lock(mutex);
        error = std::move(result);
        done = true;
        finished.notify_one();
    });
    std::unique_lock lock(mutex);
    finished.wait(lock, [&] { return done; });
    lock.unlock();
    if (error)
        std::rethrow_exception(std::move(error));
}

void WriterThread::post(Work work, Done done)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_stop)
            throw std::logic_error("the writer has ended");
        m_waiting.push_back({std::move(work), std::move(done), nullptr});
    }
    m_wake.notify_one();
}

std::int64_t WriterThread::pieces() const
{
    const std::scoped_lock lock(m_mutex);
    return m_pieces;
}

std::int64_t WriterThread::commits() const
{
    const std::scoped_lock lock(m_mutex);
    return m_commits;
}

void WriterThread::loop()
{
    for (;;) {
        Batch batch;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stop || !m_waiting.empty(); });
            if (m_waiting.empty())
                return;
            while (!m_waiting.empty() && batch.size() < largestBatch) {
                batch.push_back(std::move(m_waiting.front()));
                m_waiting.pop_front();
            }
        }
        perform(batch);
        for (Piece& piece : batch)
            if (piece.done)
                piece.done(std::move(piece.error));
    }
}

void WriterThread::perform(Batch& batch)
{
    try {
        Transaction transaction(*m_connection);
        for (Piece& piece : batch)
            performPiece(piece);
        transaction.commit();
    } catch (const Error& error) {
        failAll(batch, error);
        return;
    } catch (const std::exception& error) {
        failAll(batch, Error(m_connection->file(), error.what()));
        return;
    }
    {
        const std::scoped_lock lock(m_mutex);
        m_pieces += static_cast<std::int64_t>(batch.size());
        ++m_commits;
    }
    if (m_afterCommit)
        m_afterCommit();
}

/// The transaction is gone, and with it what had succeeded: nobody may be told otherwise. Each is told by an
/// error of its own, for they are thrown on different threads.
void WriterThread::failAll(Batch& batch, const Error& error)
{
    for (Piece& piece : batch)
        if (!piece.error)
            piece.error = std::make_exception_ptr(Error(error.file(), error.reason(), error.code()));
}

void WriterThread::performPiece(Piece& piece)
{
    m_connection->run("SAVEPOINT piece");
    try {
        piece.work(*m_connection);
    } catch (...) {
        piece.error = std::current_exception();
    }
    // A full disk or a failed read makes SQLite roll back by itself, all pieces of the batch together.
    if (!m_connection->inTransaction()) {
        if (piece.error)
            std::rethrow_exception(piece.error);
        throw Error(m_connection->file(), "the transaction was ended by the work itself");
    }
    if (piece.error)
        m_connection->run("ROLLBACK TO piece");
    m_connection->run("RELEASE piece");
}

} // namespace matoi::sqlite
