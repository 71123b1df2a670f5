#pragma once

#include "models/commands/edithistory.h"
#include "models/domain/ports/changes.h"

namespace matoi::commands {

/// Writing the post-mortem. All of it works offline.
class AnalysisCommands
{
public:
    AnalysisCommands(domain::Repositories& repositories, domain::ChangeNotifier& session,
                     const domain::Clock& clock, EditHistory& history);

    /// The analysis of an incident, made now if there is none, with the questions of the plan's set (or the
    /// first set there is) as they are today.
    domain::Result<domain::Id<domain::Analysis>> begin(domain::Id<domain::Incident> incident);

    /// `base` is the answer that the editor was opened on; nullopt when there was none.
    domain::Result<void> saveAnswer(const domain::Record<domain::Analysis>& analysis,
                                    const std::string& questionKey,
                                    const std::optional<domain::Record<domain::Answer>>& base,
                                    const std::string& text);

    domain::Result<domain::Id<domain::ActionItem>> addActionItem(domain::Id<domain::Incident> incident,
                                                                 domain::ActionItem item);
    domain::Result<void> changeActionItem(const domain::Record<domain::ActionItem>& base,
                                          domain::ActionItem value);
    domain::Result<void> removeActionItem(const domain::Record<domain::ActionItem>& item);

    domain::Result<void> change(const domain::Record<domain::Analysis>& base, domain::Analysis value);

private:
    domain::Repositories& m_repositories;
    domain::ChangeNotifier& m_session;
    const domain::Clock& m_clock;
    EditHistory& m_history;
};

} // namespace matoi::commands
