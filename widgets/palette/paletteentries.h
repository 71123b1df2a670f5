#pragma once

#include "widgets/palette/palettemodel.h"
#include "widgets/panel/panelcontext.h"

namespace matoi::widgets {

/// What the palette asks of the window.
struct PaletteLinks
{
    std::function<void(domain::Id<domain::Incident>)> openIncident;
    std::function<void()> openContacts;
    std::function<void(domain::Id<domain::TimelineEvent>)> openEvent;
    std::function<void(domain::Id<domain::Contact>)> pageDialog;     ///< with this one chosen
    std::function<void(domain::Id<domain::Engagement>)> acknowledge; ///< for somebody else: asks first
    std::function<void(domain::IncidentStatus)> setStatus;           ///< asks first where that is due
    std::function<void(const domain::Result<void>&)> tell;           ///< how an edit went
};

/// What can be done to one incident: page people, acknowledge for them, set impact and status; and its events
/// and people to go to. A nil id: only the incidents to go to.
std::vector<PaletteEntry> paletteEntries(const PanelContext& context, domain::Id<domain::Incident> incident,
                                         const PaletteLinks& links);

/// "Add event “text” now".
PaletteModel::Writer paletteWriter(const PanelContext& context, domain::Id<domain::Incident> incident,
                                   const PaletteLinks& links);

} // namespace matoi::widgets
