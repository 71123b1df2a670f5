#include "models/domain/id.h"

#include <boost/uuid/name_generator_sha1.hpp>
#include <openssl/rand.h>

#include <algorithm>
#include <stdexcept>

namespace matoi::domain {
namespace {

constexpr std::string_view hexDigits = "0123456789abcdef";

/// The name space of Uuid::named, made once at random.
constexpr std::array<std::uint8_t, 16> matoiNamespace = {0x6d, 0x61, 0x74, 0x6f, 0x69, 0x2e, 0x4c, 0x21,
                                                         0x9f, 0x0b, 0x55, 0xd0, 0x3e, 0x77, 0xa4, 0x12};

void stamp(std::array<std::uint8_t, 16>& bytes, std::uint8_t version)
{
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | (version << 4));
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
}

int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

Uuid Uuid::generate()
{
    Uuid uuid;
    if (RAND_bytes(uuid.m_bytes.data(), static_cast<int>(uuid.m_bytes.size())) != 1)
        throw std::runtime_error("the system's random source failed");
    stamp(uuid.m_bytes, 4);
    return uuid;
}

Uuid Uuid::named(std::string_view name)
{
    boost::uuids::uuid space;
    std::copy(matoiNamespace.begin(), matoiNamespace.end(), space.begin());
    // Not OpenSSL's SHA-1: the first call of that loads its providers, at each start of a console.
    const boost::uuids::uuid made = boost::uuids::name_generator_sha1(space)(name.data(), name.size());
    Uuid uuid;
    std::copy(made.begin(), made.end(), uuid.m_bytes.begin());
    return uuid;
}

std::optional<Uuid> Uuid::parse(std::string_view text)
{
    if (text.size() != 36)
        return std::nullopt;
    Uuid uuid;
    std::size_t out = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (text[i++] != '-')
                return std::nullopt;
            continue;
        }
        const int high = digit(text[i]);
        const int low = digit(text[i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        uuid.m_bytes[out++] = static_cast<std::uint8_t>(high * 16 + low);
        i += 2;
    }
    return uuid;
}

std::string Uuid::toString() const
{
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < m_bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text += '-';
        text += hexDigits[m_bytes[i] >> 4];
        text += hexDigits[m_bytes[i] & 0x0f];
    }
    return text;
}

} // namespace matoi::domain
