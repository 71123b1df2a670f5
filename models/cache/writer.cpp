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

std::optional<std::string> textOf(const std::exception_ptr& failure)
{
    if (!failure)
        return std::nullopt;
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& error) {
        return error.what();
    } catch (...) {
        return "unknown failure";
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
                done(textOf(failure));
        });
}

} // namespace matoi::cache
