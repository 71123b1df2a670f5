#pragma once

#include "models/commands/analysiscommands.h"
#include "models/commands/edithistory.h"
#include "models/commands/incidentcommands.h"
#include "models/commands/timelinecommands.h"
#include "models/domain/ports/changes.h"
#include "models/domain/rules/timephrase.h"

#include <QtCore/QObject>
#include <QtCore/QTimeZone>

namespace matoi::widgets {

class Theme;
class Ticker;

/// What every panel is given. All of it outlives the panels.
///
/// A panel is a QWidget made as `XPanel(const PanelContext& context, QWidget* parent)` with
/// `void setIncident(domain::Id<domain::Incident>)`. It reads repositories, listens to `changes` for its own
/// records, repaints clocks on `ticker`, and edits through the commands. It never waits and never owns data.
struct PanelContext
{
    Theme& theme;
    domain::Repositories& repositories;
    domain::ChangeNotifier& changes;
    const domain::Clock& clock;
    Ticker& ticker;
    QTimeZone zone; ///< the user's: what all times on a screen are in
    commands::EditHistory& history;
    commands::IncidentCommands& incidents;
    commands::TimelineCommands& timeline;
    commands::AnalysisCommands& analyses;

    domain::rules::ZoneRules zoneRules() const
    {
        return {[zone = zone](domain::Time utc) {
            const auto at = QDateTime::fromMSecsSinceEpoch(utc.time_since_epoch().count(), Qt::UTC);
            return std::chrono::seconds(zone.offsetFromUtc(at));
        }};
    }
};

} // namespace matoi::widgets
