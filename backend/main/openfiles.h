#pragma once

#include <cstddef>

namespace matoi::service {

/// Raises this process's limit of open files as far as `connections` need and the system lets it, and returns
/// how many connections it may hold: some descriptors are always kept back, so that however many callers come
/// the store can be opened and pages can be sent.
std::size_t allowConnections(std::size_t connections);

} // namespace matoi::service
