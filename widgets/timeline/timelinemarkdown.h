#pragma once

#include "models/itemmodels/timelinemodel.h"

namespace matoi::widgets {

/// The events as a Markdown list, earliest first, for a document or a chat.
QString timelineMarkdown(const std::vector<itemmodels::TimelineModel::EntryPtr>& events,
                         const QTimeZone& zone);

} // namespace matoi::widgets
