#include "models/cache/writer.h"

#include "models/cache/schema.h"
#include "models/cache/searchindex.h"

#include <exception>

namespace matoi::cache {
namespace {

std::unique_ptr<sqlite::Connection> opened(const std::string& file)
{
    auto connection = std::make_unique<sqlite::Connection>(file);
    sqlite::migrate(*connection, migrations());
    SearchIndex(*connection).prepare();
    return connection;
}

/// Instead of work that would overtake some that could not be written.
struct HeldBack final : std::exception
{
    const char* what() const noexcept override { return "something earlier could not be written"; }
};

std::optional<NotWritten> notWritten(const std::exception_ptr& failure)
{
    if (!failure)
        return std::nullopt;
    try {
        std::rethrow_exception(failure);
    } catch (const sqlite::Error& error) {
        return NotWritten{error.what(), error.mayWorkLater()};
    } catch (const HeldBack& error) {
        return NotWritten{error.what(), true};
    } catch (const std::exception& error) {
        return NotWritten{error.what(), false};
    } catch (...) {
        return NotWritten{"unknown failure", false};
    }
}

} // namespace

Writer::Writer(const std::string& file, RebaseRule rule, const domain::Clock& clock, Publish publish)
    : m_rule(std::move(rule))
    , m_clock(clock)
    , m_publish(std::move(publish))
    , m_thread(std::make_unique<sqlite::WriterThread>(opened(file)))
{}

void Writer::post(Work work, Done done, bool shown)
{
    const auto commit = std::make_shared<Commit>();
    commit->shown = shown;
    m_thread->post(
        [this, commit, work = std::move(work)](sqlite::Connection& connection) {
            Journal journal(connection, m_rule, m_clock.now());
            work(journal);
            commit->changes = journal.changes();
            if (commit->changes.outbox)
                commit->counts = OutboxTable(connection).counts();
        },
        [this, commit, done = std::move(done)](const std::exception_ptr& failure) {
            if (!failure)
                m_publish(*commit);
            if (done)
                done(notWritten(failure));
        });
}

void Writer::postInTurn(int turn, Work work, Done done, bool shown)
{
    post(
        [this, turn, work = std::move(work)](Journal& journal) {
            // Work of the same batch is refused here, before anybody was told of the first failure.
            if (m_refusedTurn == turn)
                throw HeldBack();
            try {
                work(journal);
            } catch (const sqlite::Error& error) {
                refuseTurn(turn, {error.what(), error.mayWorkLater()});
                throw;
            }
        },
        [this, turn, done = std::move(done)](const std::optional<NotWritten>& failure) {
            if (failure)
                refuseTurn(turn, *failure);
            done(failure);
        },
        shown);
}

void Writer::refuseTurn(int turn, const NotWritten& failure)
{
    if (failure.mayWorkLater)
        m_refusedTurn = turn;
}

} // namespace matoi::cache
