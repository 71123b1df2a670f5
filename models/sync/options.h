#pragma once

#include "models/domain/time.h"

#include <QUrl>

#include <chrono>
#include <string>

namespace matoi::sync {

struct Options
{
    QUrl backend;
    std::string token;
    const domain::Clock* clock = nullptr; ///< must outlive Sync; the system's when null

    // What tests shorten.
    std::chrono::milliseconds shortestWait{1'000}; ///< before the first new try to connect; doubles
    std::chrono::milliseconds longestWait{30'000};
    std::chrono::milliseconds slowAfter{25'000}; ///< of silence: a heartbeat comes every 15 s
    std::chrono::milliseconds lostAfter{45'000};
};

} // namespace matoi::sync
