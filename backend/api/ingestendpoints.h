#pragma once

#include "backend/api/endpoint.h"
#include "backend/ingest/ingestservice.h"

namespace matoi::api {

/// Where detectors deliver, and the dead letters' second chance. Answers are made for the sender's habit of
/// trying again: 202 whenever a message was taken, also as a dead letter that lacks a plan; 400 for what can
/// never be read (kept as well); 503 for a store that fails, the one case in which trying again helps.
Endpoints ingestEndpoints(ingest::IngestService& ingest);

} // namespace matoi::api
