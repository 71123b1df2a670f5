#include "models/cache/contenttable.h"

namespace matoi::cache {
namespace {

std::set<std::string> setOf(sqlite::Query query)
{
    std::set<std::string> hashes;
    while (query.step())
        hashes.insert(query.text(0));
    return hashes;
}

} // namespace

std::optional<ContentTable::Row> ContentTable::find(const std::string& sha256) const
{
    sqlite::Query query = m_connection.query(
        "SELECT size, sent, ever_sent, attempts, next_try_at FROM contents WHERE sha256 = ?1", sha256);
    if (!query.step())
        return std::nullopt;
    return Row{query.integer(0), query.flag(1), query.flag(2), static_cast<int>(query.integer(3)),
               query.time(4)};
}

std::set<std::string> ContentTable::all() const
{
    return setOf(m_connection.query("SELECT sha256 FROM contents"));
}

std::set<std::string> ContentTable::unsent() const
{
    return setOf(m_connection.query("SELECT sha256 FROM contents WHERE sent = 0"));
}

void ContentTable::keep(const std::string& sha256, std::int64_t size, bool sent, domain::Time now)
{
    m_connection.run(
        "INSERT INTO contents (sha256, size, kept_at, sent, ever_sent) VALUES (?1, ?2, ?3, ?4, ?4) "
        "ON CONFLICT (sha256) DO UPDATE SET kept_at = excluded.kept_at, "
        "sent = max(sent, excluded.sent), ever_sent = max(ever_sent, excluded.ever_sent)",
        sha256, size, now, sent);
}

void ContentTable::setSent(const std::string& sha256)
{
    m_connection.run("UPDATE contents SET sent = 1, ever_sent = 1, attempts = 0, next_try_at = 0 "
                     "WHERE sha256 = ?1",
                     sha256);
}

void ContentTable::setUnsent(const std::string& sha256)
{
    m_connection.run("UPDATE contents SET sent = 0, attempts = 0, next_try_at = 0 WHERE sha256 = ?1", sha256);
}

void ContentTable::setNextTry(const std::string& sha256, int attempts, domain::Time at)
{
    m_connection.run("UPDATE contents SET attempts = ?2, next_try_at = ?3 WHERE sha256 = ?1", sha256,
                     attempts, at);
}

void ContentTable::tryNow()
{
    m_connection.run("UPDATE contents SET next_try_at = 0 WHERE sent = 0");
}

void ContentTable::forgetSent()
{
    m_connection.run("UPDATE contents SET sent = 0");
}

std::optional<domain::Time> ContentTable::nextTryAfter(domain::Time now) const
{
    sqlite::Query query =
        m_connection.query("SELECT min(next_try_at) FROM contents WHERE sent = 0 AND next_try_at > ?1", now);
    return query.step() ? query.maybeTime(0) : std::nullopt;
}

bool ContentTable::drop(const std::string& sha256)
{
    m_connection.run("DELETE FROM contents WHERE sha256 = ?1 "
                     "AND NOT EXISTS (SELECT 1 FROM outbox WHERE instr(mine, ?1) > 0) "
                     "AND NOT EXISTS (SELECT 1 FROM drafts WHERE instr(text, ?1) > 0)",
                     sha256);
    return m_connection.integer("SELECT changes()").value_or(0) > 0;
}

void ContentTable::dropStray(domain::Time until)
{
    m_connection.run(
        "DELETE FROM contents WHERE sent = 0 AND ever_sent = 0 AND kept_at < ?1 "
        "AND NOT EXISTS (SELECT 1 FROM outbox WHERE instr(mine, sha256) > 0) "
        "AND NOT EXISTS (SELECT 1 FROM drafts WHERE instr(text, sha256) > 0) "
        "AND NOT EXISTS (SELECT 1 FROM conflicts WHERE state = 'open' AND instr(mine, sha256) > 0)",
        until);
}

void ContentTable::dropOld(domain::Time until, std::int64_t keep)
{
    m_connection.run("DELETE FROM contents WHERE kept_at < ?1 AND sha256 IN ("
                     "SELECT sha256 FROM (SELECT sha256, sum(size) OVER ("
                     "ORDER BY kept_at DESC, sha256 ROWS UNBOUNDED PRECEDING) AS sofar "
                     "FROM contents WHERE sent = 1) WHERE sofar > ?2) "
                     "AND NOT EXISTS (SELECT 1 FROM outbox WHERE instr(mine, sha256) > 0) "
                     "AND NOT EXISTS (SELECT 1 FROM drafts WHERE instr(text, sha256) > 0)",
                     until, keep);
}

} // namespace matoi::cache
