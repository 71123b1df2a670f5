#include "backend/auth/digest.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <array>
#include <stdexcept>
#include <vector>

namespace matoi::auth {

std::string sha256Hex(std::string_view bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    std::string out;
    out.reserve(digest.size() * 2);
    for (const unsigned char byte : digest) {
        out += digits[byte >> 4U];
        out += digits[byte & 0x0fU];
    }
    return out;
}

std::string randomText(std::size_t bytes)
{
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::vector<unsigned char> random(bytes);
    if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1)
        throw std::runtime_error("the system's random source failed");
    std::string out;
    unsigned bits = 0;
    unsigned held = 0;
    for (const unsigned char byte : random) {
        held = (held << 8U) | byte;
        for (bits += 8; bits >= 6; bits -= 6)
            out += alphabet[(held >> (bits - 6)) & 0x3fU];
    }
    if (bits > 0)
        out += alphabet[(held << (6 - bits)) & 0x3fU];
    return out;
}

bool equalInConstantTime(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace matoi::auth
