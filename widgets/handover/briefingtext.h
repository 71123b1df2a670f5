#pragma once

#include "models/domain/records.h"
#include "widgets/common/icons.h"
#include "widgets/panel/panelcontext.h"

namespace matoi::widgets {

/// A briefing as the record gives it, in the user's language: what is true (status, the summary's first
/// paragraph), what is being done (tasks and the last actions), what is needed (reports, whoever has not
/// answered), and the open decisions with their deadlines.
domain::Briefing briefingFromRecord(const PanelContext& context, domain::Id<domain::Incident> incident);

/// A clock that goes on whoever leads.
struct RunningClock
{
    Icon icon = Icon::Clock;
    QString label;
    domain::Time due{};
};
/// Next update, next call-out, tasks with a time box, open decisions; the nearest first.
std::vector<RunningClock> runningClocks(const PanelContext& context, domain::Id<domain::Incident> incident);

/// When everybody is to be called out next; nullopt while there is nobody to call out (resolved, no
/// commander).
std::optional<domain::Time> nextCallOut(const PanelContext& context, domain::Id<domain::Incident> incident);

/// "5 min", "1 h 30 m": lengths that are agreed in minutes. Japanese "5分".
QString minutesText(std::chrono::minutes length);

} // namespace matoi::widgets
