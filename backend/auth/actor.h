#pragma once

#include "models/domain/contact.h"

#include <optional>
#include <string>

namespace matoi::auth {

enum class Role
{
    Viewer,
    Responder,
    Commander,
    Admin
};

/// Who asks, as every service sees it.
struct Actor
{
    std::string name; ///< a person's name, or the service's own: "matoid", "alertmanager"
    Role role = Role::Viewer;
    std::optional<domain::Id<domain::Contact>> contactId;
    std::string via = "api"; ///< console, api, email-link, engine, ingest
};

inline Actor serviceActor()
{
    return {"matoid", Role::Admin, std::nullopt, "engine"};
}

} // namespace matoi::auth
