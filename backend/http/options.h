#pragma once

#include "backend/http/ratelimiter.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace matoi::http {

/// What one client can ask of the server at most. Every limit has an answer of its own, named here.
struct Limits
{
    std::size_t headerBytes = 64 * 1024; ///< start line and fields: 431
    std::size_t headerFields = 256;      ///< 431
    std::size_t targetBytes = 16 * 1024; ///< 414
    std::size_t bodyBytes = 1024 * 1024; ///< unless the route says otherwise: 413
    std::size_t largeBodies = 32;        ///< at a time, on routes that allow more than bodyBytes: 503
    std::chrono::milliseconds requestTimeout{15'000}; ///< first byte to last byte of a request: 408
    std::chrono::milliseconds idleTimeout{75'000};    ///< between requests: closed without a word
    std::chrono::milliseconds writeTimeout{30'000};   ///< without progress while we send: closed
    /// For the client to read a last answer; while it still sends a body, requestTimeout in all.
    std::chrono::milliseconds lingerTimeout{1'000};
    std::chrono::milliseconds heartbeat{15'000};   ///< a comment on a stream that has nothing to say
    std::chrono::milliseconds stopTimeout{10'000}; ///< for requests in flight when the server stops
    std::size_t maxConnections = 4096;             ///< 503
    std::size_t maxStreams = 2048;                 ///< 503
    Rate perAddress{200, 1000};                    ///< one IPv4 address or IPv6 /64: 429
    Rate perToken{100, 500};                       ///< one credential in Authorization: 429
};

/// One answered request, for the access log and for metrics. A stream is recorded when it ends.
struct AccessRecord
{
    std::string requestId;
    std::string remoteAddress;
    std::string method; ///< empty when the request was refused before its head was understood
    std::string path;   ///< without the query; the pattern where the route keeps its target secret
    std::string route;  ///< the pattern; empty when none matched
    unsigned status = 0;
    std::size_t requestBytes = 0;          ///< of the body
    std::size_t responseBytes = 0;         ///< of the body
    std::chrono::microseconds duration{0}; ///< from the first byte of the request to the last of the answer
    bool stream = false;
    bool complete = true; ///< false: the client was gone before the whole answer was sent
};

/// Called on the server's threads, several at a time. They must not block and must not throw.
struct Hooks
{
    std::function<void(const AccessRecord&)> access;
    std::function<void(const AccessRecord&)> metrics; ///< apart from access, which may be filtered or off
    /// What a handler threw, and faults of the server itself (then without a request id).
    std::function<void(std::string_view requestId, std::string_view what)> error;
};

struct TlsFiles
{
    std::string certificateChain; ///< PEM, the server's own certificate first
    std::string privateKey;       ///< PEM
};

struct Options
{
    std::string host = "127.0.0.1"; ///< an address, or a name that resolves to one; "::" is every address
    std::uint16_t port = 0;         ///< 0: the system picks one, see Server::port()
    unsigned threads = 2;
    Limits limits = {};
    std::optional<TlsFiles> tls = {}; ///< set: HTTPS only, TLS 1.2 or newer
    /// Networks ("10.0.0.0/8", "::1") whose X-Forwarded-For is believed.
    std::vector<std::string> trustedProxies = {};
    Hooks hooks = {};
    RateLimiter::Clock rateClock = std::chrono::steady_clock::now;
};

} // namespace matoi::http
