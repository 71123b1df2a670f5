#pragma once

#include "models/domain/records.h"
#include "widgets/panel/panelcontext.h"

namespace matoi::widgets {

/// Who works on an incident: roles, those who acknowledged, tasks, reports; each once, the commander first.
std::vector<std::string> peopleOf(const PanelContext& context, domain::Id<domain::Incident> incident);

/// The same without whoever leads: whom a call-out asks.
std::vector<std::string> ledPeopleOf(const PanelContext& context, domain::Id<domain::Incident> incident);

/// The newest report of each person.
std::vector<domain::Record<domain::Report>> newestReports(const PanelContext& context,
                                                          domain::Id<domain::Incident> incident);

/// The newest call-out.
std::optional<domain::CallOut> lastCallOut(const PanelContext& context,
                                           domain::Id<domain::Incident> incident);

} // namespace matoi::widgets
