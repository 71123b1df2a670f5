#pragma once

#include "models/cache/action.h"
#include "models/domain/error.h"
#include "models/domain/kind.h"
#include "models/domain/ports/repository.h"
#include "models/domain/record.h"
#include "models/sqlite/connection.h"

#include <boost/json/object.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace matoi::cache {

/// One request to come. See rebaserule.h for base, mine, ask; for an effect `mine` is the body.
struct OutboxRow
{
    using State = domain::OutboxItem::State;

    std::int64_t id = 0; ///< 0: not in the table yet
    domain::Kind kind = domain::Kind::Incident;
    domain::Uuid record;
    Action action = Action::Change;
    /// The Idempotency-Key. It belongs to one request, to the byte: when that changes, so does the key.
    std::string idempotency;
    boost::json::object base;
    boost::json::object mine;
    std::optional<boost::json::object> request; ///< what was sent
    std::optional<domain::Revision> ifMatch;
    bool inDoubt = false; ///< sent, and not answered
    bool ask = false;
    State state = State::Waiting;
    domain::Time queuedAt{};
    int attempts = 0;
    domain::Time nextTryAt{};
    std::optional<domain::Error> error;

    bool operator==(const OutboxRow&) const = default;
};

/// The SQL of the table `outbox`. Reading works on a read-only connection.
class OutboxTable
{
public:
    explicit OutboxTable(sqlite::Connection& connection)
        : m_connection(connection)
    {}

    /// All in the order in which they were queued.
    std::vector<OutboxRow> all() const;
    std::vector<OutboxRow> of(domain::Kind kind, domain::Uuid record) const;
    std::optional<OutboxRow> find(std::int64_t id) const;
    /// In order, until `visit` says false. It must not write.
    void each(const std::function<bool(const OutboxRow&)>& visit) const;
    /// Effects that wait and were queued at `until` or before.
    std::vector<OutboxRow> waitingEffects(domain::Time until) const;
    /// The earliest time, after `now`, at which something may be tried again.
    std::optional<domain::Time> nextTryAfter(domain::Time now) const;

    /// Whether a record was created after that entry was queued: a later edit may name it, and must not go
    /// out before it.
    bool hasCreationAfter(std::int64_t id) const;

    void put(OutboxRow& row); ///< inserts or updates; fills `id`
    void erase(std::int64_t id);

    struct Counts
    {
        int waiting = 0;
        int expired = 0;
        int refused = 0;
        /// When the oldest effect that waits was queued.
        std::optional<domain::Time> oldestEffect;

        bool operator==(const Counts&) const = default;
    };
    Counts counts() const;

private:
    sqlite::Connection& m_connection;
};

} // namespace matoi::cache
