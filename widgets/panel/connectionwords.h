#pragma once

#include "widgets/panel/panelcontext.h"

/// What the window says of the connection, the same everywhere: a control that is off names the reason that
/// the top bar names, and what may be old says of when it is.
namespace matoi::widgets {

/// "Offline", "Still connecting", "Refused by the service"; empty when it is online. Stands before a colon.
QString withoutConnection(const domain::SyncState& state);
/// "Offline: nobody can be paged from here now. Call by hand."; empty when somebody can.
QString whyNobodyIsPaged(const domain::SyncState& state);
/// When what only the service can do is possible again, as a sentence; empty when it is now.
QString possibleAgain(const domain::SyncState& state);

/// Until when it is known what the others did; nullopt while that is now, or when it was never known.
std::optional<domain::Time> knownUntil(const domain::SyncState& state);
/// "14:29" of knownUntil, with the date when that is not today; empty without one.
QString knownUntilText(const PanelContext& context);
/// "as of 14:29"; empty while it is current. "not current" when nobody knows of when it is.
QString asOf(const PanelContext& context);

} // namespace matoi::widgets
