#pragma once

#include "models/commands/edithistory.h"
#include "models/domain/ports/changes.h"

namespace matoi::commands {

/// What was decided, or what is to be decided.
struct DecisionText
{
    std::string what;
    std::string because;
    std::string insteadOf;
};

/// What a commander keeps in hand: decisions, tasks with a time box, reports, call-outs. Edits, not effects:
/// all of it works offline. Made where it is needed; undo needs the repositories only.
class CockpitCommands
{
public:
    CockpitCommands(domain::Repositories& repositories, const domain::ChangeNotifier& session,
                    const domain::Clock& clock, EditHistory& history)
        : m_repositories(repositories)
        , m_session(session)
        , m_clock(clock)
        , m_history(history)
    {}

    /// `at`: when it was decided, if not now.
    domain::Result<void> decide(domain::Id<domain::Incident> incident, const DecisionText& decision,
                                std::optional<domain::Time> checkAgainAt = std::nullopt,
                                std::optional<domain::Time> at = std::nullopt);
    /// A question that has to be decided by then.
    domain::Result<void> ask(domain::Id<domain::Incident> incident, const std::string& question,
                             domain::Time decideBy);
    /// Answers an open one. Illegal when somebody has decided it.
    domain::Result<void> answer(const domain::Record<domain::Decision>& open, const DecisionText& decision,
                                std::optional<domain::Time> checkAgainAt = std::nullopt);

    domain::Result<void> giveTask(domain::Id<domain::Incident> incident, const std::string& title,
                                  const std::string& person, std::chrono::minutes box);
    /// A box that has ended goes on from now; one that has not gets longer.
    domain::Result<void> moreTime(const domain::Record<domain::Task>& task, std::chrono::minutes more);
    /// To somebody else, with the whole box again.
    domain::Result<void> passOn(const domain::Record<domain::Task>& task, const std::string& person);

    domain::Result<void> report(domain::Report report);
    domain::Result<void> callOut(domain::Id<domain::Incident> incident, std::vector<std::string> asked,
                                 std::vector<std::string> answered);

private:
    domain::Result<void> changeTask(const domain::Record<domain::Task>& task, domain::Task value);
    domain::Result<void> create(domain::Decision decision, Deed deed);

    domain::Repositories& m_repositories;
    const domain::ChangeNotifier& m_session;
    const domain::Clock& m_clock;
    EditHistory& m_history;
};

} // namespace matoi::commands
