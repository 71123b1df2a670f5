#pragma once

#include "models/itemmodels/timelinemodel.h"

#include <QtCore/QStringList>

namespace matoi::widgets {

/// Events as rows for csvFile(), with a heading: time (of the zone, with its offset, so that no program takes
/// it for another one), kind, text, details, author, pinned.
QList<QStringList> timelineCsv(const std::vector<itemmodels::TimelineModel::EntryPtr>& events,
                               const QTimeZone& zone);

} // namespace matoi::widgets
