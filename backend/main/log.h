#pragma once

#include "backend/http/options.h"

#include <spdlog/logger.h>

#include <memory>
#include <string>

namespace matoi::service {

/// To stderr. Ids and names of things only: never a token, an address of a channel, or a text that somebody
/// wrote.
std::shared_ptr<spdlog::logger> makeLog(const std::string& level);

/// One line a request: changes and refusals at info, faults at warning, reads at debug.
void logAccess(spdlog::logger& log, const http::AccessRecord& record);

} // namespace matoi::service
