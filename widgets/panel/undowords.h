#pragma once

#include "models/domain/error.h"

#include <QString>

namespace matoi::widgets::texts {

/// Why an undo was not done.
QString notUndone(const domain::Error& error);

} // namespace matoi::widgets::texts
