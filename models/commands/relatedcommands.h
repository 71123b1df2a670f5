#pragma once

#include "models/commands/edithistory.h"
#include "models/domain/ports/changes.h"

namespace matoi::commands {

/// What a person says of an outside thing.
struct LinkText
{
    domain::RelatedKind kind = domain::RelatedKind::Link;
    std::string title; ///< empty: guessed from the address
    std::string url;   ///< empty: a thing without an address (a ticket's number)
    std::string note;
};

/// Links of an incident to the outside and to other incidents. Edits, not effects: all of it works offline.
/// Made where it is needed; undo needs the repositories only.
class RelatedCommands
{
public:
    RelatedCommands(domain::Repositories& repositories, EditHistory& history)
        : m_repositories(repositories)
        , m_history(history)
    {}

    /// InvalidValue for an address that is not http or https; AlreadyExists when it is linked already.
    domain::Result<void> link(domain::Id<domain::Incident> incident, const LinkText& link);
    domain::Result<void> change(const domain::Record<domain::RelatedItem>& item, const LinkText& link);
    domain::Result<void> linkIncident(domain::Id<domain::Incident> incident,
                                      domain::Id<domain::Incident> other);
    /// "Not this": the other one is not suggested here again, to anybody, and less elsewhere.
    domain::Result<void> refuse(domain::Id<domain::Incident> incident, domain::Id<domain::Incident> other);
    /// Not an alarm: it is what the detector said.
    domain::Result<void> remove(const domain::Record<domain::RelatedItem>& item);

private:
    domain::Result<domain::RelatedItem> valueOf(domain::Id<domain::Incident> incident,
                                                const LinkText& link) const;
    domain::Result<void> setIncident(domain::Id<domain::Incident> incident,
                                     domain::Id<domain::Incident> other, bool refused, Deed deed);

    domain::Repositories& m_repositories;
    EditHistory& m_history;
};

} // namespace matoi::commands
