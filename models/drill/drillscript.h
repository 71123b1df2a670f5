#pragma once

#include "models/commands/analysiscommands.h"
#include "models/commands/incidentcommands.h"
#include "models/commands/timelinecommands.h"
#include "models/domain/ports/changes.h"

#include <QtCore/QString>

#include <functional>
#include <vector>

namespace matoi::drill {

/// What the script plays on: the console's own ports, as a person uses them. Nothing is simulated but the
/// people: contacts with test channels, and a metric that the service computes.
struct DrillWorld
{
    domain::Repositories& repositories;
    domain::ChangeNotifier& changes;
    const domain::Clock& clock;
    commands::IncidentCommands& incidents;
    commands::TimelineCommands& timeline;
    commands::AnalysisCommands& analyses;
    bool japanese = false;
    double speed = 1; ///< how many times faster than life
};

/// What one drill has made so far.
struct DrillState
{
    domain::Time begun{};
    domain::Id<domain::Incident> incident;
};

struct DrillStep
{
    int seconds = 0; ///< after the beginning, at speed 1; not done before
    QString says;    ///< told when it is done
    /// True when the world is so far. Null: at once.
    std::function<bool(const DrillWorld&, const DrillState&)> ready;
    std::function<domain::Result<void>(const DrillWorld&, DrillState&)> run;
};

/// About three minutes: an alert, pages that nobody answers, escalation, an answer, command, decisions, an
/// update, mitigation, resolution, and the beginning of the analysis.
std::vector<DrillStep> drillScript(bool japanese);

} // namespace matoi::drill
