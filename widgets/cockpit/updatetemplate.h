#pragma once

#include "models/domain/records.h"
#include "widgets/panel/panelcontext.h"

namespace matoi::widgets {

/// A first draft of a status update for an audience ("internal", "customers", "management"), in the user's
/// language and from the record: customers hear what they see and when they hear again; management the harm,
/// since when and who leads; the team the state and what is being done.
QString updateTemplate(const PanelContext& context, domain::Id<domain::Incident> incident,
                       const QString& audience, std::optional<domain::Time> next);

} // namespace matoi::widgets
