#pragma once

#include <string_view>

namespace matoi::channels {

/// The style sheet of the acknowledge page: dark and light by the phone's own setting, no file beside it.
extern const std::string_view ackStyle;

} // namespace matoi::channels
