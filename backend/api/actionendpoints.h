#pragma once

#include "backend/api/endpoint.h"
#include "backend/store/store.h"

namespace matoi::api {

/// Effects: engage, acknowledge, escalate, stop, tell that a page was shown or opened.
Endpoints actionEndpoints();

} // namespace matoi::api
