#pragma once

#include "models/commands/edithistory.h"
#include "models/domain/ports/changes.h"

namespace matoi::commands {

/// Which metrics an incident shows, and what of them is kept. Edits, not effects: all of it works offline.
/// Made where it is needed; undo needs the repositories only.
class MetricCommands
{
public:
    MetricCommands(domain::Repositories& repositories, const domain::ChangeNotifier& session,
                   const domain::Clock& clock, EditHistory& history)
        : m_repositories(repositories)
        , m_session(session)
        , m_clock(clock)
        , m_history(history)
    {}

    /// A new metric, shown by the incident at once.
    domain::Result<domain::Id<domain::MetricDefinition>> define(domain::Id<domain::Incident> incident,
                                                                domain::MetricDefinition metric);
    domain::Result<void> change(const domain::Record<domain::MetricDefinition>& metric,
                                domain::MetricDefinition value);
    domain::Result<void> link(domain::Id<domain::Incident> incident,
                              domain::Id<domain::MetricDefinition> metric);
    /// The metric stays: other incidents and plans may show it.
    domain::Result<void> unlink(domain::Id<domain::Incident> incident,
                                domain::Id<domain::MetricDefinition> metric);

    /// Keeps what is in sight; `at` and `by` are filled, the samples are reduced (rules/reduce.h).
    domain::Result<domain::Id<domain::MetricSnapshot>> pin(domain::MetricSnapshot snapshot);
    domain::Result<void> setNote(const domain::Record<domain::MetricSnapshot>& snapshot,
                                 const std::string& note);
    /// Cannot be undone: ask first.
    domain::Result<void> remove(const domain::Record<domain::MetricSnapshot>& snapshot);

private:
    domain::Repositories& m_repositories;
    const domain::ChangeNotifier& m_session;
    const domain::Clock& m_clock;
    EditHistory& m_history;
};

} // namespace matoi::commands
