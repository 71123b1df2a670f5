#pragma once

#include "models/domain/ports/repository.h"

namespace matoi::domain {

/// Whether what is asked for now goes out now. While one is still connecting nothing does: a page that was
/// asked for then would wait, and might be given up, while somebody believes that a telephone rings.
inline bool isOnline(const SyncState& state)
{
    return state.connection == SyncState::Connection::Live || state.connection == SyncState::Connection::Slow;
}

/// Whether what this computer knows of the others is what holds now. A slow connection goes out, but nobody
/// knows what has happened since it was last heard of.
inline bool isCurrent(const SyncState& state)
{
    return state.connection == SyncState::Connection::Live;
}

} // namespace matoi::domain
