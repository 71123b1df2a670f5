#pragma once

#include "tests/screenshots/stage.h"

/// What the story needs beside itself for some of its screens. Call before the window is shown.
namespace matoi::test {

/// Decisions, tasks with a time box, reports, roles and a call-out: 26 at 14:31:26.
void fillCockpit(Stage& stage);
/// Two days later: resolved, with an analysis that is half written.
void fillAnalysis(Stage& stage);
/// Somebody else has rewritten the summary meanwhile.
void clashOverSummary(Stage& stage);
/// Misaki has offered command to Daniel, who sits here.
domain::Id<domain::Handover> offerCommand(Stage& stage);
/// What the search for "DB" finds.
void prepareSearch(Stage& stage);
/// Alarms, a dashboard, a ticket and a change; similar incidents of the past: 19. Answers when it is asked.
void fillRelated(Stage& stage);
/// The event that started it, tags, the plan's version and the audit log: 20.
void fillProperties(Stage& stage);
/// Nobody has told this console of any incident.
void forgetIncidents(Stage& stage);

} // namespace matoi::test
