#pragma once

#include "backend/http/options.h"
#include "backend/http/proxies.h"
#include "backend/http/ratelimiter.h"
#include "backend/http/router.h"

#include <boost/asio/ssl/context.hpp>

#include <atomic>
#include <cstdint>
#include <memory>

namespace matoi::http {

/// What all sessions of one server share. Everything but the limiters (which lock) and the counters is
/// unchanged while the server runs.
struct Context
{
    Context(Options serverOptions, Router serverRouter)
        : options(std::move(serverOptions))
        , router(std::move(serverRouter))
        , addressLimiter(options.limits.perAddress, options.rateClock)
        , tokenLimiter(options.limits.perToken, options.rateClock)
    {}

    const Options options;
    const Router router;
    RateLimiter addressLimiter;
    RateLimiter tokenLimiter;
    TrustedProxies proxies;
    std::shared_ptr<boost::asio::ssl::context> tls;
    std::atomic<bool> stopping = false;
    std::atomic<std::size_t> streams = 0;
    std::atomic<std::size_t> largeBodies = 0;
    std::atomic<std::uint64_t> requests = 0;
};

} // namespace matoi::http
