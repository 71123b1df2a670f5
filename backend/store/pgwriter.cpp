#include "backend/store/pgwriter.h"

#include "backend/store/pglistener.h"

#include <chrono>
#include <stdexcept>

namespace matoi::store {
namespace {

constexpr std::size_t largestBatch = 64;
constexpr int attempts = 4;
/// Before the second attempt, doubled before each one after it: a server that restarts or fails over within
/// some seconds is waited for no longer than a caller would.
constexpr auto firstPause = std::chrono::milliseconds(100);

} // namespace

PgWriter::PgWriter(std::string url, StoreClock& clock, std::function<void(ChangeNumber)> committed)
    : m_url(std::move(url))
    , m_clock(clock)
    , m_committed(std::move(committed))
    , m_thread([this] { loop(); })
{}

PgWriter::~PgWriter()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void PgWriter::run(const Work& work)
{
    if (std::this_thread::get_id() == m_thread.get_id())
        throw std::logic_error("a write inside a write would wait for itself");
    Piece piece{&work, nullptr};
    std::unique_lock lock(m_mutex);
    m_waiting.push_back(&piece);
    m_wake.notify_all();
    m_finished.wait(lock, [&] { return piece.done; });
    if (piece.error)
        std::rethrow_exception(piece.error);
}

void PgWriter::loop()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_stop || !m_waiting.empty(); });
        if (m_waiting.empty())
            return;
        Batch batch;
        while (!m_waiting.empty() && batch.size() < largestBatch) {
            batch.push_back(m_waiting.front());
            m_waiting.pop_front();
        }
        lock.unlock();
        perform(batch);
        lock.lock();
        for (Piece* piece : batch)
            piece->done = true;
        m_finished.notify_all();
    }
}

void PgWriter::perform(const Batch& batch)
{
    std::string failure;
    auto pause = firstPause;
    for (int i = 0; i < attempts; ++i) {
        if (i > 0) {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, pause, [this] { return m_stop; });
            pause *= 2;
        }
        try {
            const Outcome outcome = attempt(batch);
            if (outcome.announces)
                m_committed(outcome.change);
            return;
        } catch (const PgError& error) {
            failure =
                (m_unanswered ? "it is not known whether this was kept: " : "") + std::string(error.what());
            if (!error.transient())
                break;
        } catch (const std::exception& error) {
            failure = error.what();
            break;
        }
    }
    m_unanswered.reset();
    // Each is told by an error of its own, for they are thrown on different threads.
    for (Piece* piece : batch)
        if (!piece->error)
            piece->error = std::make_exception_ptr(StoreError(failure));
}

PgWriter::Outcome PgWriter::attempt(const Batch& batch)
{
    try {
        if (!m_connection) {
            m_connection = std::make_unique<PgConnection>(m_url);
            m_processId = m_connection->processId();
        }
        const TransactionHead head = beginWrite(*m_connection, m_clock);
        if (m_unanswered && wasCommitted()) {
            m_connection->rollback();
            return *std::exchange(m_unanswered, std::nullopt);
        }
        m_unanswered.reset();
        const Outcome outcome = writeAll(batch, head);
        if (outcome.dirty)
            commit(outcome, head);
        else
            m_connection->rollback();
        return outcome;
    } catch (...) {
        if (m_connection && !m_connection->rollback())
            m_connection.reset();
        throw;
    }
}

PgWriter::Outcome PgWriter::writeAll(const Batch& batch, const TransactionHead& begin)
{
    TransactionHead head = begin;
    Outcome outcome;
    for (Piece* piece : batch) {
        piece->error = nullptr;
        if (batch.size() == 1) {
            // Alone it needs no savepoint: when it fails, nothing is left.
            if (!writePiece(*piece, head, outcome))
                outcome = {};
            break;
        }
        m_connection->script("SAVEPOINT piece");
        const bool kept = writePiece(*piece, head, outcome);
        m_connection->script(kept ? "RELEASE piece" : "ROLLBACK TO piece; RELEASE piece");
    }
    outcome.change = head.change;
    return outcome;
}

bool PgWriter::writePiece(Piece& piece, TransactionHead& head, Outcome& outcome)
{
    SqlTransaction transaction(*m_connection, head);
    try {
        (*piece.work)(transaction);
        if (m_connection->failure())
            throw PgError(*m_connection->failure());
    } catch (...) {
        // The server's bad luck is not the work's fault, even if the work made something else of it.
        if (m_connection->failure() && m_connection->failure()->transient())
            throw PgError(*m_connection->failure());
        piece.error = std::current_exception();
        m_connection->forgetFailure();
        return false;
    }
    head.change = transaction.lastChange();
    outcome.dirty |= transaction.dirty();
    outcome.announces |= transaction.announces();
    return true;
}

void PgWriter::commit(const Outcome& outcome, const TransactionHead& head)
{
    ++m_transaction;
    m_connection->query("INSERT INTO writers (id, transaction, at) VALUES ($1, $2, $3) "
                        "ON CONFLICT (id) DO UPDATE SET transaction = excluded.transaction, at = excluded.at",
                        {m_id, m_transaction, parameter(head.now)});
    if (outcome.announces)
        m_connection->query("UPDATE meta SET change = $1 RETURNING pg_notify($2, change::text)",
                            {outcome.change, changeChannel});
    try {
        m_connection->commit();
    } catch (const PgError& error) {
        if (error.lost())
            m_unanswered = outcome;
        throw;
    }
}

/// Called while the counter row is held: whatever the server was still doing for our lost connection is over.
bool PgWriter::wasCommitted()
{
    const auto rows = m_connection->query("SELECT transaction FROM writers WHERE id = $1", {m_id});
    return !rows.empty() && rows.front().integer(0) >= m_transaction;
}

} // namespace matoi::store
