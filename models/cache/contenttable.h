#pragma once

#include "models/domain/time.h"
#include "models/sqlite/connection.h"

#include <optional>
#include <set>
#include <string>

namespace matoi::cache {

/// The SQL of the content that is kept here. Reading works on a read-only connection.
class ContentTable
{
public:
    explicit ContentTable(sqlite::Connection& connection)
        : m_connection(connection)
    {}

    struct Row
    {
        std::int64_t size = 0;
        bool sent = false;     ///< the service has it
        bool everSent = false; ///< it had it once, at least
        int attempts = 0;
        domain::Time nextTryAt{};
    };
    std::optional<Row> find(const std::string& sha256) const;
    std::set<std::string> all() const;
    /// What the service does not have.
    std::set<std::string> unsent() const;

    /// Content that the service is known to have stays so.
    void keep(const std::string& sha256, std::int64_t size, bool sent, domain::Time now);
    void setSent(const std::string& sha256);
    void setUnsent(const std::string& sha256);
    void setNextTry(const std::string& sha256, int attempts, domain::Time at);
    void tryNow();
    void forgetSent();
    /// The earliest time, after `now`, at which something may be tried again.
    std::optional<domain::Time> nextTryAfter(domain::Time now) const;

    /// Forgets it; false: it is not here, or in an entry or draft of the person.
    bool drop(const std::string& sha256);
    /// Never sent, kept before `until`, and in no entry, draft or open conflict.
    void dropStray(domain::Time until);
    /// Of what the service has too, the oldest that were kept before `until`, until all of it together has no
    /// more than `keep` bytes. It can be fetched again.
    void dropOld(domain::Time until, std::int64_t keep);

private:
    sqlite::Connection& m_connection;
};

} // namespace matoi::cache
