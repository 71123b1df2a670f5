#pragma once

#include "backend/services/recordrules.h"

/// What holds of restricting an incident; for incidentrules.cpp and IncidentService.
namespace matoi::services::sightrules {

/// Nobody locks themselves out: whoever opens an incident restricted, or restricts it, is named in it. A
/// service's token has no contact to name.
void nameWhoRestricts(domain::Incident& incident, const auth::Actor& by);

/// Who may, whom they name, and that they still see it themselves afterwards.
recordrules::Checked check(const recordrules::Edit& edit, recordrules::Draft<domain::Incident>& draft);

/// Of one that was just opened: whoever asked for it sees it.
recordrules::Checked checkOpener(store::ReadTransaction& tx, const domain::Record<domain::Incident>& opened,
                                 const auth::Actor& by);

} // namespace matoi::services::sightrules
