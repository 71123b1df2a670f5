#pragma once

#include <string>

namespace matoi::bench {

/// A console's local copy in `file`, made by the console's own code: records as the feed brings them, in
/// English and Japanese, with their index in the same transaction.
void fillCache(const std::string& file, int incidents, int eventsOfOne);

} // namespace matoi::bench
