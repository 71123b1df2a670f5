#pragma once

#include "models/domain/kind.h"
#include "models/sqlite/connection.h"

#include <boost/json/object.hpp>

#include <optional>
#include <string>

namespace matoi::cache {

/// What of a record's value is looked through; nullopt for kinds that are not.
std::optional<std::string> searchableText(domain::Kind kind, const boost::json::object& value);

/// The full-text index `search` over the table `records`: one row for each that is not deleted, under its
/// seq. Changed only by RecordTable, in the transaction that changes the record, so that both always say the
/// same. It keeps no texts (FTS5, contentless): to take a row out, what was put in has to be given once more.
///
/// The index holds all records from a certain seq on, which goes down to 0 while an older file is indexed.
class SearchIndex
{
public:
    explicit SearchIndex(sqlite::Connection& connection)
        : m_connection(connection)
    {}

    /// Throws everything away when it was built by other rules (an update of Unicode): buildNext() does it
    /// anew.
    void prepare();

    /// nullopt: not there, or deleted.
    using Text = std::optional<std::string>;
    void replace(std::int64_t seq, const Text& before, const Text& now);

    /// Takes in at most so many older records; false when all are in.
    bool buildNext(int records);
    bool isComplete() const { return lowest() == 0; }

private:
    std::int64_t lowest() const;
    void setLowest(std::int64_t seq);
    void put(std::int64_t seq, const std::string& text);

    sqlite::Connection& m_connection;
};

} // namespace matoi::cache
