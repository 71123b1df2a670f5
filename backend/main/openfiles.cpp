#include "backend/main/openfiles.h"

#include <algorithm>
#include <sys/resource.h>

namespace matoi::service {
namespace {

/// The store's connections and files, the pages in the senders' hands, the metric source, callers that are
/// being turned away (up to 128), and room to spare.
constexpr rlim_t keptBack = 256;

} // namespace

std::size_t allowConnections(std::size_t connections)
{
    rlimit limit{};
    // prlimit and not setrlimit: systemd's @system-service without @resources allows it.
    if (::prlimit(0, RLIMIT_NOFILE, nullptr, &limit) != 0)
        return connections;
    const rlim_t wanted = std::min<rlim_t>(connections + keptBack, limit.rlim_max);
    if (limit.rlim_cur < wanted) {
        rlimit raised = limit;
        raised.rlim_cur = wanted;
        if (::prlimit(0, RLIMIT_NOFILE, &raised, nullptr) == 0)
            limit = raised;
    }
    // Under a very low limit half of it serves callers, half all else.
    const rlim_t free = std::max(limit.rlim_cur / 2, limit.rlim_cur - std::min(limit.rlim_cur, keptBack));
    return std::min<std::size_t>(connections, free);
}

} // namespace matoi::service
