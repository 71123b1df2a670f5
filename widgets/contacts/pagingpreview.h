#pragma once

#include "widgets/contacts/engagementlanes.h"
#include "widgets/panel/panelcontext.h"

namespace matoi::widgets {

/// "Who gets paged, and when": the engine's own rule over this computer's contacts, as lanes. Pages nobody.
struct PagingPreview
{
    std::vector<EngagementLanes::Stage> stages;
    std::vector<EngagementLanes::Lane> lanes;
    int atOnce = 0;          ///< people paged at the start
    QStringList notActive;   ///< "Daniel Reyes's webhook is not active: nothing is sent to it."
    QStringList unreachable; ///< of people without any channel
};

/// Without a connection all of it is only planned: no page is the next one.
PagingPreview previewPaging(const PanelContext& context,
                            const std::vector<domain::Id<domain::Contact>>& contacts);

/// What the preview warns of, as one text; empty when there is nothing.
QString warningOf(const PagingPreview& preview);

} // namespace matoi::widgets
