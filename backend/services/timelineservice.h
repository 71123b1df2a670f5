#pragma once

#include "backend/store/records.h"

#include <map>
#include <string>

namespace matoi::services {

/// Writes the events that nobody has to type.
class TimelineService
{
public:
    /// `type` is one of domain::eventtype; `text` says the same in English. `details`: Markdown.
    static void automatic(store::WriteTransaction& tx, domain::Id<domain::Incident> incident,
                          const char* type, std::map<std::string, std::string> values, std::string text,
                          const std::string& author = "matoid", std::string details = {});
};

} // namespace matoi::services
