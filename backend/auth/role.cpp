#include "backend/auth/role.h"

#include <array>
#include <utility>

namespace matoi::auth {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 4> table = {{
    {Role::Viewer, "viewer"},
    {Role::Responder, "responder"},
    {Role::Commander, "commander"},
    {Role::Admin, "admin"},
}};

} // namespace

std::string_view name(Role role)
{
    for (const auto& [candidate, text] : table)
        if (candidate == role)
            return text;
    return {};
}

std::optional<Role> roleNamed(std::string_view name)
{
    for (const auto& [role, text] : table)
        if (text == name)
            return role;
    return std::nullopt;
}

} // namespace matoi::auth
