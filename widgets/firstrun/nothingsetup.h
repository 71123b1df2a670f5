#pragma once

#include "models/domain/ports/changes.h"

namespace matoi::widgets {

/// Nothing has happened here and nothing was prepared: no incident, no response plan, and nobody to page but
/// the person at the console.
bool nothingSetUp(const domain::Repositories& repositories, const domain::Session& session);

} // namespace matoi::widgets
