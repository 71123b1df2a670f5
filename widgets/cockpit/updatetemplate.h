#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtCore/QString>

/// What a status update begins with, by audience.
namespace matoi::widgets {

/// The audiences of the incident's plan; those that every console knows when it has none. A name is what a
/// StatusUpdate carries: "internal", "Customers".
std::vector<domain::UpdateAudience> audiencesOf(const PanelContext& context, domain::Id<domain::Incident> id);

/// The same with texts of the user's language, to begin a plan's own with.
std::vector<domain::UpdateAudience> commonAudiences();

/// The audience's text with the incident's values in it. A line is left out when one of its values is not
/// known (no next update promised, nobody leads); a name that means nothing stays visible in braces.
QString updateText(const PanelContext& context, domain::Id<domain::Incident> id, const std::string& text,
                   std::optional<domain::Time> next);

/// updateText of the audience.
QString updateTemplate(const PanelContext& context, domain::Id<domain::Incident> id, const QString& audience,
                       std::optional<domain::Time> next);

} // namespace matoi::widgets
