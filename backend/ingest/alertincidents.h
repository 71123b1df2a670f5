#pragma once

#include "backend/auth/actor.h"
#include "backend/ingest/alertmanager.h"
#include "backend/ingest/ingestservice.h"
#include "backend/store/records.h"

namespace matoi::ingest {

/// Applies one message to the incidents, inside the caller's transaction. `raw` is kept with an incident that
/// it opens. Errors: NotFound when no plan fits, and whatever opening an incident refuses.
domain::Result<Outcome> applyAlerts(store::WriteTransaction& tx, const AlertGroup& group,
                                    const std::string& planName, const std::string& raw,
                                    const auth::Actor& by);

} // namespace matoi::ingest
