#pragma once

#include "models/commands/edithistory.h"
#include "models/domain/ports/repository.h"

namespace matoi::commands {

enum class Side
{
    Mine,
    Theirs
};

/// Settling what two people changed at once. Nothing is lost by it: what the service has stays in its
/// history when it is overwritten, and what this person gives up comes back with undo.
class ConflictCommands
{
public:
    ConflictCommands(domain::Repositories& repositories, EditHistory& history);

    /// One for each decision that a person has to take. Fields that go together (a status and the time at
    /// which it was reached, a role and since when) are one question: that of the field that was chosen.
    std::vector<domain::Conflict> questions() const;

    /// StaleRevision when the conflict is not any more what the person saw: nothing is written then.
    domain::Result<void> settle(const domain::Conflict& seen, Side side);
    /// A value of the person's own, over both: a text, or for a field its JSON.
    domain::Result<void> settle(const domain::Conflict& seen, const std::string& value);

    /// What choosing a side writes: for a record that the service does not know any more, an empty text
    /// leaves it out.
    static const std::string& valueOf(const domain::Conflict& conflict, Side side);

private:
    domain::Result<void> write(const domain::Conflict& seen, const std::string& value,
                               std::optional<Side> side);
    template <class T>
    domain::Result<void> writeRecord(domain::Repository<T>& records, const domain::Conflict& seen,
                                     const std::string& value, std::optional<Side> side,
                                     const std::vector<domain::Conflict>& open);

    domain::Repositories& m_repositories;
    EditHistory& m_history;
};

} // namespace matoi::commands
