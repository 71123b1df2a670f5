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
    QStringList notActive;   ///< "Daniel Reyes: webhook"
    QStringList unreachable; ///< people without any channel
};

PagingPreview previewPaging(const PanelContext& context,
                            const std::vector<domain::Id<domain::Contact>>& contacts);

/// What the preview warns of, as one text; empty when there is nothing.
QString warningOf(const PagingPreview& preview);

} // namespace matoi::widgets
