#pragma once

#include "models/commands/edithistory.h"
#include "models/domain/ports/changes.h"

namespace matoi::commands {

/// What a team keeps about itself and needs during an incident: the numbers of its people, and whom it tells
/// what. Edits, not effects: all of it works offline and can be undone.
class TeamCommands
{
public:
    TeamCommands(domain::Repositories& repositories, EditHistory& history);

    /// The number that others call by hand; empty: none.
    domain::Result<void> setPhone(domain::Id<domain::Contact> contact, const std::string& phone);
    /// The audiences of a plan, for all of its incidents. Empty: those that every console knows.
    domain::Result<void> setAudiences(domain::Id<domain::ResponsePlan> plan,
                                      const std::vector<domain::UpdateAudience>& audiences);

private:
    domain::Repositories& m_repositories;
    EditHistory& m_history;
};

} // namespace matoi::commands
