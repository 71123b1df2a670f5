#pragma once

#include "models/domain/time.h"

#include <string>

namespace matoi::channels {

/// "14:28:36" in an IANA zone; UTC for a zone that is not known.
std::string clockIn(domain::Time time, const std::string& timeZone);
/// "14:28:36 JST": with the zone's short name, or its offset where it has none.
std::string clockWithZone(domain::Time time, const std::string& timeZone);
/// RFC 5322: "Wed, 18 Nov 2026 05:28:36 +0000".
std::string mailDate(domain::Time time);
/// "00:29:12".
std::string elapsed(domain::Duration duration);

} // namespace matoi::channels
