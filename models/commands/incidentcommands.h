#pragma once

#include "models/commands/edithistory.h"
#include "models/domain/ports/changes.h"

namespace matoi::commands {

struct StartIncident
{
    std::optional<domain::Id<domain::ResponsePlan>> planId;
    std::string title;
    domain::Impact impact = domain::Impact::Medium;
    std::optional<domain::Time> startedAt;
    bool drill = false;
    bool restricted = false;
};

/// What a commander does to an incident as a whole. Edits, not effects: all of it works offline.
class IncidentCommands
{
public:
    IncidentCommands(domain::Repositories& repositories, domain::ChangeNotifier& session,
                     const domain::Clock& clock, EditHistory& history);

    /// The incident exists here at once; the service runs its plan (checklist, summary, pages) when it hears
    /// of it.
    domain::Result<domain::Id<domain::Incident>> start(const StartIncident& request);

    domain::Result<void> setStatus(domain::Id<domain::Incident> incident, domain::IncidentStatus status,
                                   std::optional<domain::Time> at = std::nullopt);
    domain::Result<void> setImpact(domain::Id<domain::Incident> incident, domain::Impact impact);
    domain::Result<void> setTitle(domain::Id<domain::Incident> incident, const std::string& title);
    /// Blank ones and doubles are left out.
    domain::Result<void> setTags(domain::Id<domain::Incident> incident, std::vector<std::string> tags);
    domain::Result<void> setService(domain::Id<domain::Incident> incident, const std::string& service);
    /// Whoever restricts an incident is named in it, so that they still see it.
    domain::Result<void> setRestricted(domain::Id<domain::Incident> incident, bool restricted);
    /// Names somebody who sees it while it is restricted, or takes them off the list.
    domain::Result<void> setNamed(domain::Id<domain::Incident> incident, domain::Id<domain::Contact> contact,
                                  bool named);
    /// Corrects a mark (startedAt, detectedAt, acknowledgedAt, mitigatedAt, resolvedAt). The service writes
    /// the old time, the new one and the reason on the timeline. MissingField without a reason, unless the
    /// mark was not set yet.
    enum class Mark
    {
        Started,
        Detected,
        Acknowledged,
        Mitigated,
        Resolved
    };
    domain::Result<void> setMark(domain::Id<domain::Incident> incident, Mark mark, domain::Time at,
                                 const std::string& reason);

    /// An empty person leaves the role free. `reason`: why it is taken from its holder.
    domain::Result<void> takeRole(domain::Id<domain::Incident> incident, domain::IncidentRole role,
                                  const std::string& person, const std::string& reason = {});

    /// `base` is the record that the editor was opened on; nullopt when there was no summary yet.
    domain::Result<void> saveSummary(domain::Id<domain::Incident> incident,
                                     const std::optional<domain::Record<domain::Summary>>& base,
                                     const std::string& text);

    domain::Result<void> postUpdate(domain::Id<domain::Incident> incident, const std::string& text,
                                    std::optional<domain::Time> nextUpdateAt,
                                    const std::string& audience = "internal");

    domain::Result<void> setTask(const domain::Record<domain::Task>& task, domain::TaskState state,
                                 const std::string& reason = {});
    domain::Result<void> assignTask(const domain::Record<domain::Task>& task, const std::string& person);
    domain::Result<void> addTask(domain::Id<domain::Incident> incident, const std::string& title);

private:
    domain::Result<void> change(domain::Id<domain::Incident> id, Deed deed,
                                const std::function<domain::Result<void>(domain::Incident&)>& edit);
    void nameOneself(domain::Incident& incident) const;
    domain::Result<void> changeTask(const domain::Record<domain::Task>& task, domain::Task value);

    domain::Repositories& m_repositories;
    domain::ChangeNotifier& m_session;
    const domain::Clock& m_clock;
    EditHistory& m_history;
};

} // namespace matoi::commands
