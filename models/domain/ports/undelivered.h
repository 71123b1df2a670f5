#pragma once

#include "models/domain/ports/repository.h"

#include <string>
#include <vector>

namespace matoi::domain {

/// Something that a person asked for and that the service did not do: an effect that was given up, or an edit
/// that was refused.
struct Undelivered
{
    OutboxItem item;
    std::optional<Id<Incident>> incident;
    std::optional<Id<Contact>> contact; ///< whom it would have paged
    std::string to;                     ///< to whom command was offered
    bool mayHaveHappened = false;       ///< it was sent, and no answer came

    bool operator==(const Undelivered& other) const
    {
        return item.id == other.item.id && item.state == other.item.state && item.text == other.item.text;
    }
};

/// What went wrong with what people asked for. An outbox that knows it implements this beside Outbox.
class UndeliveredItems
{
public:
    virtual ~UndeliveredItems() = default;

    /// Oldest first.
    virtual std::vector<Undelivered> undelivered() const = 0;
    /// The same once more, as if it were asked for now. An effect that may have happened is not done twice.
    virtual void tryAgain(std::int64_t id) = 0;
    /// Why this computer's own copy cannot be written: what is typed is in the memory only. Empty: it can.
    virtual std::string unwritten() const = 0;
};

inline std::vector<Undelivered> undeliveredOf(const Outbox& outbox)
{
    const auto* items = dynamic_cast<const UndeliveredItems*>(&outbox);
    return items != nullptr ? items->undelivered() : std::vector<Undelivered>();
}

inline std::string unwrittenOf(const Outbox& outbox)
{
    const auto* items = dynamic_cast<const UndeliveredItems*>(&outbox);
    return items != nullptr ? items->unwritten() : std::string();
}

} // namespace matoi::domain
