#pragma once

#include "models/domain/error.h"
#include "models/domain/time.h"

#include <boost/json/fwd.hpp>

#include <optional>
#include <string>
#include <string_view>

/// Shapes of texts that more than one kind of record holds.
namespace matoi::services {

bool isBlank(std::string_view text);
/// [a-z0-9_-], 1 to 100.
bool isAlias(std::string_view text);
/// The shape of an IANA name: UTC, Asia/Tokyo, America/Argentina/Ushuaia, Etc/GMT+9.
bool isTimeZone(std::string_view text);
/// YYYY-MM-DD, a day that exists.
bool isDate(std::string_view text);
/// http:// or https://, a host, and no spaces or control characters.
bool isHttpUrl(std::string_view text);
/// local@domain as far as it can be told without sending: no spaces or control characters, one @ outside of
/// quotes, a domain with no empty label. Whatever would end a header line is refused.
bool isMailAddress(std::string_view text);

/// Clocks of two computers differ a little; a mark further ahead is a mistake in typing.
inline constexpr std::chrono::minutes futureTolerance{5};
domain::Result<void> checkNotInFuture(const char* field, std::optional<domain::Time> at, domain::Time now);

/// A text with a NUL in it ends early in one place and not in another (PostgreSQL refuses it outright): none
/// is taken. The error names the field.
domain::Result<void> checkNoNul(const boost::json::object& value);

/// At most `bytes` of it, whole UTF-8 characters only.
std::string cutText(std::string text, std::size_t bytes);

/// Bytes from outside as text: what is not UTF-8 becomes U+FFFD. A store and JSON hold text only.
std::string repairText(std::string_view bytes);

/// What another program answered, as one line that can be stored, shown and logged: repaired, control
/// characters as spaces, at most `bytes` of it.
std::string readableLine(std::string_view answer, std::size_t bytes);

} // namespace matoi::services
