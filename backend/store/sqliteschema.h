#pragma once

#include "models/sqlite/migration.h"

#include <span>

namespace matoi::store {

/// The schema of matoid.sqlite, step by step.
std::span<const sqlite::Migration> sqliteMigrations();

} // namespace matoi::store
