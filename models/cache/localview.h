#pragma once

#include "models/cache/journal.h"
#include "models/cache/recordtable.h"
#include "models/sqlite/connection.h"

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace matoi::cache {

/// A record as it is shown here.
struct Shown
{
    /// Two of the same stamp are the same: nothing has to be decoded again.
    struct Stamp
    {
        std::int64_t seq = 0;
        std::int64_t ver = 0;
        std::uint64_t edit = 0;
        bool operator==(const Stamp&) const = default;
    };

    Stamp stamp;
    domain::Uuid id;
    std::optional<domain::Uuid> parent;
    domain::RecordMeta meta;
    boost::json::object value;
};

/// What the GUI thread reads: the file, over it the edits that are not committed yet, and the held records as
/// they were. Used on one thread.
class LocalView
{
public:
    using Key = std::pair<domain::Kind, domain::Uuid>;

    explicit LocalView(sqlite::Connection& reader)
        : m_reader(reader)
    {}

    /// Also a deleted one.
    std::optional<Shown> find(domain::Kind kind, domain::Uuid id) const;

    /// Those that are not deleted, by creation. `load` is called for those that the visitor does not have.
    struct Visited
    {
        Shown::Stamp stamp;
        domain::Uuid id;
        std::function<Shown()> load;
    };
    void list(domain::Kind kind, std::optional<domain::Uuid> parent,
              const std::function<void(const Visited&)>& visit) const;
    /// Incidents that are not resolved, those that were since then, and whatever is not just as in the file.
    void listOpenOrResolvedSince(domain::Time since, const std::function<void(const Visited&)>& visit) const;

    /// Those of a kind that may look different from what is in the file.
    std::vector<domain::Uuid> special(domain::Kind kind) const;

    /// Shows the edit from now on; returns its number.
    std::uint64_t add(const LocalEdit& edit);
    /// The edit is in the file. True when the record looks different from what add() made of it: it was
    /// merged with something.
    bool committed(domain::Kind kind, domain::Uuid id, std::uint64_t edit);

    void hold(domain::Kind kind, domain::Uuid id);
    /// True when the last hold went and something had come in meanwhile.
    bool release(domain::Kind kind, domain::Uuid id);
    /// For a held record: notes that something came in, and says true.
    bool isHeld(domain::Kind kind, domain::Uuid id);
    /// It may not be seen any more, held or not.
    void drop(domain::Kind kind, domain::Uuid id) { m_held.erase({kind, id}); }

private:
    struct Pending
    {
        std::uint64_t number = 0;
        LocalEdit edit;
        std::optional<Shown> seen; ///< what people saw with it
    };
    struct Held
    {
        int count = 0;
        bool moved = false;
        std::optional<Shown> shown;
    };

    using Rows = std::function<void(const RecordTable::Visit&)>;
    void walk(domain::Kind kind, std::optional<domain::Uuid> parent, const Rows& rows,
              const std::function<void(const Visited&)>& visit) const;
    std::optional<Shown> stored(domain::Kind kind, domain::Uuid id) const;
    std::optional<Shown> withPending(const Key& key, std::optional<Shown> shown) const;
    static void apply(std::optional<Shown>& shown, const Pending& pending);

    sqlite::Connection& m_reader;
    std::uint64_t m_lastNumber = 0;
    std::map<Key, std::vector<Pending>> m_pending;
    std::map<Key, Held> m_held;
};

} // namespace matoi::cache
