#pragma once

#include "models/domain/incident.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace matoi::domain::rules {

/// An incident, and the tab of it, that a `matoi:` link names. The number is the service's: it may be of an
/// incident that is not here.
struct IncidentLink
{
    std::variant<Id<Incident>, int> incident;
    std::string tab; ///< lower-case letters; empty: none is named

    bool operator==(const IncidentLink&) const = default;
};

/// `matoi://incident/2041`, `matoi://incident/INC-2041/timeline`, `matoi://incident/UUID`. Letters of either
/// case; a slash at the end and whatever follows `?` or `#` are passed over, as browsers and chats add them.
/// nullopt: not one of these.
std::optional<IncidentLink> parseIncidentLink(std::string_view text);

/// As parseIncidentLink() reads it.
std::string toText(const IncidentLink& link);

} // namespace matoi::domain::rules
