#pragma once

#include "backend/store/store.h"

namespace matoi::services {

/// What a new store is given: the default question set. Does nothing when it is, or was, there.
void seed(store::Store& store);

} // namespace matoi::services
