#pragma once

#include <string_view>

namespace matoi::domain::rules {

/// What a person can dial: an optional + in front, 3 to 20 digits, and spaces, dots, dashes, slashes,
/// brackets or an extension (x, #, comma) between them. No country is known here: whether somebody answers is
/// not either.
bool isPhoneNumber(std::string_view text);

} // namespace matoi::domain::rules
