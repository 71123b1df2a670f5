#pragma once

#include "backend/engine/engine.h"
#include "backend/main/settings.h"

#include <spdlog/logger.h>

#include <memory>

namespace prometheus {
class Registry;
}

namespace matoi::service {

/// The channels that the settings give. Unavailable when the password file cannot be read.
domain::Result<channels::ChannelSet> makeChannels(const Settings& settings);

/// Counts and logs what the engine does: pages by channel and result, how late they were, findings of the
/// auditor, failures of the store.
engine::EngineEvents watchEngine(const std::shared_ptr<prometheus::Registry>& registry,
                                 std::shared_ptr<spdlog::logger> log);

} // namespace matoi::service
