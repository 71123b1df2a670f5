#pragma once

#include <chrono>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace matoi::http {

class Headers;

/// A token bucket: `burst` at once, refilled at `perSecond`. No limit when perSecond is 0.
struct Rate
{
    double perSecond = 0;
    double burst = 0;
};

/// One bucket a key, safe from any thread. Remembers at most maxKeys keys and forgets the one that was
/// used least recently, so made-up keys cost bounded memory. (Whoever makes up credentials to be forgotten
/// is still held by the bucket of the address.)
class RateLimiter
{
public:
    using Clock = std::function<std::chrono::steady_clock::time_point()>;

    explicit RateLimiter(Rate rate, Clock clock = std::chrono::steady_clock::now,
                         std::size_t maxKeys = 20'000);

    /// nullopt: go ahead. Else how long until one more would be let through, at least one second.
    std::optional<std::chrono::seconds> take(const std::string& key);

private:
    struct Bucket
    {
        double tokens;
        std::chrono::steady_clock::time_point filledAt;
        std::list<std::string>::iterator use;
    };

    Bucket& bucket(const std::string& key, std::chrono::steady_clock::time_point now);

    const Rate m_rate;
    const Clock m_clock;
    const std::size_t m_maxKeys;
    std::mutex m_mutex;
    std::unordered_map<std::string, Bucket> m_buckets;
    std::list<std::string> m_uses; ///< the most recent first
};

/// Who the Authorization field speaks for, as a key for a limiter: a digest of the credential, or of the
/// access key's id when the request is signed (SigV4 signs each request anew). Empty without one.
std::string credentialKey(const Headers& headers);

/// The key of an address: itself, or its /64 for IPv6, of which one customer has all.
std::string addressKey(const std::string& address);

} // namespace matoi::http
