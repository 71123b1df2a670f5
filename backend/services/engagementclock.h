#pragma once

#include "backend/store/records.h"

/// When the parts of an engagement happen, and moving them. For EngagementService alone. Whole seconds: steps
/// and pages are made from the same numbers and stay in step.
namespace matoi::services::engagementclock {

inline constexpr std::string_view pageSpace = "page";
inline constexpr std::string_view engagementSpace = "engagement";

bool hasNextStage(const domain::Engagement& engagement);
/// When the next stage begins, or the end.
domain::Time nextBoundary(const domain::Engagement& engagement);
domain::Time end(const domain::Engagement& engagement);

/// Nobody has begun to hand it over.
bool isStillToCome(const domain::Page& page);

/// Brings what belongs to later stages forward by `earlier` seconds.
void bringForward(store::WriteTransaction& tx, domain::Record<domain::Engagement>& engagement, int earlier,
                  const std::string& by);

/// Moves what was to happen at `from` or after it back by `later` seconds: the stage that runs lasts longer.
void moveBack(store::WriteTransaction& tx, domain::Record<domain::Engagement>& engagement, domain::Time from,
              int later, const std::string& by);

} // namespace matoi::services::engagementclock
