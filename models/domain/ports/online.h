#pragma once

#include "models/domain/ports/repository.h"

namespace matoi::domain {

/// Whether what is asked for now can be expected to reach the service: not without a connection, and not when
/// it lets this console in no more. While one is still connecting, it can.
inline bool isOnline(const SyncState& state)
{
    return state.connection != SyncState::Connection::Offline &&
           state.connection != SyncState::Connection::Refused;
}

} // namespace matoi::domain
