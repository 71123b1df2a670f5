#pragma once

#include "backend/auth/actor.h"

#include <optional>
#include <string_view>

namespace matoi::auth {

/// "viewer", "responder", "commander", "admin".
std::string_view name(Role role);
std::optional<Role> roleNamed(std::string_view name);

} // namespace matoi::auth
