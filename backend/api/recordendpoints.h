#pragma once

#include "backend/api/endpoint.h"
#include "backend/store/store.h"

namespace matoi::api {

/// List, read, create, change, remove and history, for each kind: one table, not seventeen sets of handlers.
/// What a client may not write (engagements, pages, dead letters) has no such endpoint.
Endpoints recordEndpoints();

/// "TimelineEvent" for timeline-event: the name of a kind's schema.
std::string schemaName(domain::Kind kind);

} // namespace matoi::api
