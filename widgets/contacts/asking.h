#pragma once

#include "widgets/panel/panelcontext.h"

namespace matoi::widgets {

/// The contact behind a name, of the incident's own world: a drill has people of its own. nullopt for
/// somebody who has no contact, whom nothing can ask, and where two have the name: a page must not go to the
/// other.
std::optional<domain::Id<domain::Contact>>
contactNamed(const PanelContext& context, domain::Id<domain::Incident> incident, const QString& person);

enum class Question
{
    Whole,
    Begun ///< nobody is paged before something has been written behind it
};

/// The dialog that pages, with whom and what already in it: a question to one person stands in the message,
/// and comes to them wherever they are.
void openAsking(const PanelContext& context, domain::Id<domain::Incident> incident,
                domain::Id<domain::Contact> contact, const QString& question, Question form, QWidget* parent);

} // namespace matoi::widgets
