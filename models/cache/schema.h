#pragma once

#include "models/sqlite/migration.h"

#include <span>

namespace matoi::cache {

/// The steps of console.sqlite. A published step is never edited; tests/data/cache holds a file of each.
std::span<const sqlite::Migration> migrations();

} // namespace matoi::cache
