#pragma once

#include "models/commands/edithistory.h"
#include "models/domain/ports/changes.h"

namespace matoi::commands {

/// What a scribe does.
class TimelineCommands
{
public:
    TimelineCommands(domain::Repositories& repositories, domain::ChangeNotifier& session,
                     const domain::Clock& clock, EditHistory& history);

    /// `text` must hold something; its first line is the event, what follows are its details. One that is a
    /// to-do (rules::todoIn) makes an action item of the incident too, which points to the event; undo takes
    /// back both.
    domain::Result<domain::Id<domain::TimelineEvent>> log(domain::Id<domain::Incident> incident,
                                                          const std::string& text, domain::EventKind kind,
                                                          std::optional<domain::Time> at = std::nullopt,
                                                          std::vector<domain::Attachment> attachments = {});
    domain::Result<void> change(const domain::Record<domain::TimelineEvent>& base,
                                domain::TimelineEvent value);
    domain::Result<void> setPinned(const domain::Record<domain::TimelineEvent>& event, bool pinned);
    /// Undo brings it back as a new event with the same time, author and text.
    domain::Result<void> remove(const domain::Record<domain::TimelineEvent>& event);

private:
    domain::Result<void> takeBack(domain::Id<domain::TimelineEvent> id, const domain::TimelineEvent& event,
                                  std::optional<domain::Id<domain::ActionItem>> item);
    domain::Repositories& m_repositories;
    domain::ChangeNotifier& m_session;
    const domain::Clock& m_clock;
    EditHistory& m_history;
};

} // namespace matoi::commands
