#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace matoi::domain::rules {

/// What is to be done, when a text that was written down says that something is:
///   `TODO check the alarm's threshold` · `todo: …` · `TODO：…` · `要対応 …` · `要対応：…`
/// In capitals, or with a colon in whatever letters; "Todo list is long" is none, and neither is the word
/// with nothing after it.
std::optional<std::string> todoIn(std::string_view text);

} // namespace matoi::domain::rules
