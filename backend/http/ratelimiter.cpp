#include "backend/http/ratelimiter.h"

#include "backend/http/headers.h"

#include <boost/asio/ip/address.hpp>
#include <openssl/sha.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace matoi::http {

RateLimiter::RateLimiter(Rate rate, Clock clock, std::size_t maxKeys)
    : m_rate(rate)
    , m_clock(std::move(clock))
    , m_maxKeys(maxKeys)
{}

std::optional<std::chrono::seconds> RateLimiter::take(const std::string& key)
{
    if (m_rate.perSecond <= 0)
        return std::nullopt;
    const auto now = m_clock();
    const std::lock_guard lock(m_mutex);
    Bucket& mine = bucket(key, now);
    const std::chrono::duration<double> passed = now - mine.filledAt;
    mine.tokens = std::min(m_rate.burst, mine.tokens + passed.count() * m_rate.perSecond);
    mine.filledAt = now;
    if (mine.tokens >= 1) {
        mine.tokens -= 1;
        return std::nullopt;
    }
    const double wait = std::ceil((1 - mine.tokens) / m_rate.perSecond);
    return std::chrono::seconds(std::max(1L, std::lround(wait)));
}

RateLimiter::Bucket& RateLimiter::bucket(const std::string& key, std::chrono::steady_clock::time_point now)
{
    if (const auto it = m_buckets.find(key); it != m_buckets.end()) {
        m_uses.splice(m_uses.begin(), m_uses, it->second.use);
        return it->second;
    }
    if (m_buckets.size() >= m_maxKeys) {
        m_buckets.erase(m_uses.back());
        m_uses.pop_back();
    }
    m_uses.push_front(key);
    return m_buckets.emplace(key, Bucket{m_rate.burst, now, m_uses.begin()}).first->second;
}

std::string credentialKey(const Headers& headers)
{
    const auto authorization = headers.get("Authorization");
    if (!authorization)
        return {};
    std::string_view credential = *authorization;
    constexpr std::string_view mark = "Credential=";
    if (const auto at = credential.find(mark);
        credential.starts_with("AWS4-") && at != std::string_view::npos) {
        credential.remove_prefix(at + mark.size());
        credential = credential.substr(0, credential.find_first_of("/, "));
    }
    // A digest, so that no secret stays in memory for as long as a bucket does.
    std::string digest(SHA256_DIGEST_LENGTH, '\0');
    SHA256(reinterpret_cast<const unsigned char*>(credential.data()), credential.size(),
           reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
}

std::string addressKey(const std::string& address)
{
    boost::system::error_code error;
    const auto parsed = boost::asio::ip::make_address(address, error);
    if (error || !parsed.is_v6())
        return address;
    auto bytes = parsed.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
    return boost::asio::ip::address_v6(bytes).to_string();
}

} // namespace matoi::http
