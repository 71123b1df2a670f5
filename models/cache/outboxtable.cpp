#include "models/cache/outboxtable.h"

#include "models/cache/recordtable.h"
#include "models/wire/json.h"

#include <boost/json.hpp>

#include <algorithm>

namespace matoi::cache {
namespace {

using domain::ErrorCode;
using domain::Kind;
using domain::Uuid;
using sqlite::Query;
using State = OutboxRow::State;

constexpr const char* selected = "SELECT id, kind, record, action, idempotency, base, mine, request, "
                                 "if_match, in_doubt, ask, state, queued_at, "
                                 "attempts, next_try_at, error_code, error_field, error_detail FROM outbox ";

/// As isEffect() says it: whatever is no edit.
constexpr const char* isEffectSql = "action NOT IN ('create', 'change', 'remove')";

constexpr std::array stateWords = {std::pair{State::Waiting, std::string_view("waiting")},
                                   std::pair{State::Expired, std::string_view("expired")},
                                   std::pair{State::Refused, std::string_view("refused")}};

std::string_view stateWord(State state)
{
    return std::find_if(stateWords.begin(), stateWords.end(),
                        [&](const auto& pair) { return pair.first == state; })
        ->second;
}

State stateNamed(std::string_view name)
{
    for (const auto& [state, text] : stateWords)
        if (text == name)
            return state;
    return State::Waiting;
}

ErrorCode codeNamed(std::string_view name)
{
    for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i)
        if (name == domain::name(static_cast<ErrorCode>(i)))
            return static_cast<ErrorCode>(i);
    return ErrorCode::Internal;
}

OutboxRow rowFrom(const sqlite::Connection& connection, const Query& query)
{
    OutboxRow row;
    row.id = query.integer(0);
    const auto kind = domain::kindNamed(query.textView(1));
    const auto action = actionNamed(query.textView(3));
    if (!kind || !action)
        throw sqlite::Error(connection.file(), "an outbox entry that this version does not know");
    row.kind = *kind;
    row.record = query.uuid(2);
    row.action = *action;
    row.idempotency = query.text(4);
    row.base = storedObject(connection, query.textView(5));
    row.mine = storedObject(connection, query.textView(6));
    if (!query.isNull(7))
        row.request = storedObject(connection, query.textView(7));
    row.ifMatch = query.maybeInteger(8);
    row.inDoubt = query.flag(9);
    row.ask = query.flag(10);
    row.state = stateNamed(query.textView(11));
    row.queuedAt = query.time(12);
    row.attempts = static_cast<int>(query.integer(13));
    row.nextTryAt = query.time(14);
    if (!query.isNull(15))
        row.error = domain::Error{codeNamed(query.textView(15)), query.maybeText(16).value_or(std::string()),
                                  query.maybeText(17).value_or(std::string())};
    return row;
}

std::vector<OutboxRow> rowsOf(const sqlite::Connection& connection, Query query)
{
    std::vector<OutboxRow> rows;
    while (query.step())
        rows.push_back(rowFrom(connection, query));
    return rows;
}

} // namespace

std::vector<OutboxRow> OutboxTable::all() const
{
    static const std::string sql = std::string(selected) + "ORDER BY id";
    return rowsOf(m_connection, m_connection.query(sql));
}

std::vector<OutboxRow> OutboxTable::of(Kind kind, Uuid record) const
{
    static const std::string sql = std::string(selected) + "WHERE kind = ?1 AND record = ?2 ORDER BY id";
    return rowsOf(m_connection, m_connection.query(sql, domain::name(kind), record));
}

std::optional<OutboxRow> OutboxTable::find(std::int64_t id) const
{
    static const std::string sql = std::string(selected) + "WHERE id = ?1";
    Query query = m_connection.query(sql, id);
    return query.step() ? std::optional(rowFrom(m_connection, query)) : std::nullopt;
}

bool OutboxTable::hasCreationAfter(std::int64_t id) const
{
    return m_connection.integer("SELECT 1 FROM outbox WHERE id > ?1 AND action = 'create' LIMIT 1", id)
        .has_value();
}

void OutboxTable::each(const std::function<bool(const OutboxRow&)>& visit) const
{
    static const std::string sql = std::string(selected) + "ORDER BY id";
    Query query = m_connection.query(sql);
    while (query.step() && visit(rowFrom(m_connection, query))) {
    }
}

std::vector<OutboxRow> OutboxTable::waitingEffects(domain::Time until) const
{
    static const std::string sql = std::string(selected) + "WHERE state = 'waiting' AND " + isEffectSql +
                                   " AND queued_at <= ?1 ORDER BY id";
    return rowsOf(m_connection, m_connection.query(sql, until));
}

std::optional<domain::Time> OutboxTable::nextTryAfter(domain::Time now) const
{
    Query query = m_connection.query(
        "SELECT min(next_try_at) FROM outbox WHERE state = 'waiting' AND next_try_at > ?1", now);
    return query.step() ? query.maybeTime(0) : std::nullopt;
}

void OutboxTable::put(OutboxRow& row)
{
    using Text = std::optional<std::string>;
    const std::optional<std::int64_t> id = row.id == 0 ? std::nullopt : std::optional(row.id);
    const Text request = row.request ? Text(wire::toText(*row.request)) : std::nullopt;
    const Text code = row.error ? Text(domain::name(row.error->code)) : std::nullopt;
    const Text field = row.error ? Text(row.error->field) : std::nullopt;
    const Text detail = row.error ? Text(row.error->detail) : std::nullopt;
    m_connection.run(
        "INSERT INTO outbox (id, kind, record, action, idempotency, base, mine, request, if_match, in_doubt, "
        "ask, "
        "state, queued_at, attempts, next_try_at, error_code, error_field, error_detail) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18) "
        "ON CONFLICT (id) DO UPDATE SET action = excluded.action, idempotency = excluded.idempotency, "
        "base = excluded.base, mine = excluded.mine, request = excluded.request, if_match = "
        "excluded.if_match, "
        "in_doubt = excluded.in_doubt, ask = excluded.ask, state = excluded.state, attempts = "
        "excluded.attempts, queued_at = excluded.queued_at, "
        "next_try_at = excluded.next_try_at, error_code = excluded.error_code, error_field = "
        "excluded.error_field, "
        "error_detail = excluded.error_detail",
        id, domain::name(row.kind), row.record, word(row.action), row.idempotency, wire::toText(row.base),
        wire::toText(row.mine), request, row.ifMatch, row.inDoubt, row.ask, stateWord(row.state),
        row.queuedAt, row.attempts, row.nextTryAt, code, field, detail);
    if (row.id == 0)
        row.id = m_connection.integer("SELECT last_insert_rowid()").value_or(0);
}

void OutboxTable::erase(std::int64_t id)
{
    m_connection.run("DELETE FROM outbox WHERE id = ?1", id);
}

OutboxTable::Counts OutboxTable::counts() const
{
    Counts counts;
    static const std::string sql = std::string("SELECT state, count(*), min(CASE WHEN ") + isEffectSql +
                                   " THEN queued_at END) FROM outbox GROUP BY state";
    Query query = m_connection.query(sql);
    while (query.step()) {
        const int count = static_cast<int>(query.integer(1));
        switch (stateNamed(query.textView(0))) {
        case State::Waiting:
            counts.waiting = count;
            counts.oldestEffect = query.maybeTime(2);
            break;
        case State::Expired: counts.expired = count; break;
        case State::Refused: counts.refused = count; break;
        }
    }
    return counts;
}

} // namespace matoi::cache
