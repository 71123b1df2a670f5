#pragma once

#include "backend/auth/actor.h"
#include "backend/store/store.h"
#include "models/domain/deadletter.h"
#include "models/domain/error.h"
#include "models/domain/incident.h"

#include <optional>
#include <string>

namespace matoi::ingest {

/// What a message did.
struct Outcome
{
    enum class Kind
    {
        Opened,    ///< a new incident
        Joined,    ///< new alerts of an open one
        Unchanged, ///< Alertmanager repeats itself: nothing was written
        Recovered, ///< nothing fires any more
        Ignored,   ///< resolved, and there is no open incident for it
        DeadLetter ///< kept for a person to look at
    };

    Kind kind = Kind::Ignored;
    std::optional<domain::Id<domain::Incident>> incident;
    std::optional<domain::Id<domain::DeadLetter>> deadLetter;
    /// DeadLetter only: what was wrong. MalformedInput, and whatever names a field of the message, will be
    /// wrong every time; NotFound (no plan) is a matter of our own configuration.
    std::optional<domain::Error> error;
};

const char* name(Outcome::Kind kind); ///< "opened", "dead-letter" …

/// Alertmanager's messages → incidents. Each call is one transaction; throws store::StoreError, so that the
/// sender tries again, and only then.
class IngestService
{
public:
    static constexpr std::size_t maxMessage = 4UL * 1024 * 1024;

    explicit IngestService(store::Store& store);

    /// `plan`: the name of a response plan; empty: the plan whose matchLabels fit best.
    Outcome alertmanager(const std::string& body, const std::string& plan, const auth::Actor& by);

    /// The same message again, as if it came now; a dead letter that could be used is removed. Otherwise it
    /// stays, with the new reason.
    domain::Result<Outcome> replay(domain::Id<domain::DeadLetter> letter, const std::string& plan,
                                   const auth::Actor& by);

private:
    Outcome keep(const std::string& body, const domain::Error& error, const auth::Actor& by);

    store::Store& m_store;
};

} // namespace matoi::ingest
