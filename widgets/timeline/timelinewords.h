#pragma once

#include "models/itemmodels/timelinemodel.h"
#include "widgets/common/icons.h"

namespace matoi::widgets {

/// The sentence of a row: "Decision: roll back rather than scale out".
QString timelineSentence(const itemmodels::TimelineModel::Entry& entry);
/// "38 min without events".
QString gapSentence(const itemmodels::TimelineModel::Row& gap);
/// "Wednesday 18 November 2026", in the user's language.
QString dayHeading(QDate day);
/// What the timeline model says through: sentences of events, and whole rows for screen readers.
itemmodels::TimelineModel::Wording timelineWording(const QTimeZone& zone);

QString filterWord(itemmodels::TimelineModel::Filter filter);
Icon filterIcon(itemmodels::TimelineModel::Filter filter);

} // namespace matoi::widgets
