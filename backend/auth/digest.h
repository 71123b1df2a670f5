#pragma once

#include <string>
#include <string_view>

namespace matoi::auth {

/// Lower-case hexadecimal digits of SHA-256.
std::string sha256Hex(std::string_view bytes);

/// `bytes` from the system's random source, as base64url without padding (RFC 4648, section 5).
std::string randomText(std::size_t bytes);

/// Takes as long for any two texts of these lengths.
bool equalInConstantTime(std::string_view a, std::string_view b);

} // namespace matoi::auth
