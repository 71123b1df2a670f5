#pragma once

#include "models/domain/kind.h"
#include "models/domain/record.h"
#include "models/sqlite/connection.h"

#include <boost/json/object.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace matoi::cache {

/// A record in the local copy.
struct RecordRow
{
    std::int64_t seq = 0; ///< 0: not in the table yet
    std::int64_t ver = 0;
    domain::Kind kind = domain::Kind::Incident;
    domain::Uuid id;
    std::optional<domain::Uuid> parent;
    domain::RecordMeta meta; ///< as shown here: `deleted` with local edits in it
    bool serverDeleted = false;
    std::int64_t scan = 0; ///< the last full comparison with a restored service in which it was seen
    boost::json::object value;
    /// The same as `value` unless local edits wait.
    boost::json::object serverValue;
};

/// The SQL of the table `records`, and with each change that of its index (SearchIndex). Reading works on a
/// read-only connection.
class RecordTable
{
public:
    explicit RecordTable(sqlite::Connection& connection)
        : m_connection(connection)
    {}

    std::optional<RecordRow> find(domain::Kind kind, domain::Uuid id) const;

    /// What names one state of a row, without its value.
    struct Listed
    {
        std::int64_t seq = 0;
        std::int64_t ver = 0;
        domain::Uuid id;
    };
    /// Those that are not deleted, by creation; of one parent or all. `load()` reads the value of the row
    /// that is being visited (and only then touches it).
    using Visit = std::function<void(const Listed&, const std::function<RecordRow()>& load)>;
    void list(domain::Kind kind, std::optional<domain::Uuid> parent, const Visit& visit) const;
    /// Incidents that are not resolved, and those that were since then.
    void listOpenOrResolvedSince(domain::Time since, const Visit& visit) const;

    /// The incident, what belongs to it, and items of others that point to it; also what is deleted.
    std::vector<RecordRow> ofIncident(domain::Uuid incident) const;
    /// The hash of everything that a record names.
    void eachContentName(const std::function<void(const std::string& sha256)>& visit) const;

    /// Inserts or updates; counts `ver` up and fills `seq`.
    void put(RecordRow& row);
    void erase(domain::Kind kind, domain::Uuid id);
    void markSeen(domain::Kind kind, domain::Uuid id, std::int64_t scan);
    /// Known to the service before, not seen in this comparison.
    std::vector<std::pair<domain::Kind, domain::Uuid>> unseen(std::int64_t scan) const;

private:
    std::optional<std::string> searchable(domain::Kind kind, domain::Uuid id) const;

    sqlite::Connection& m_connection;
};

/// Stored JSON. Throws sqlite::Error when it is not an object: the file is damaged.
boost::json::object storedObject(const sqlite::Connection& connection, std::string_view text);

} // namespace matoi::cache
