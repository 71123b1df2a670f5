#pragma once

#include "models/domain/error.h"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <string_view>

namespace matoi::wire {

/// Text → value. At most 32 levels deep, UTF-8 checked; the error says at which byte it went wrong.
domain::Result<boost::json::value> parseJson(std::string_view text);

/// Text → object; anything else is MalformedInput.
domain::Result<boost::json::object> parseObject(std::string_view text);

std::string toText(const boost::json::value& value);

/// RFC 7396. `target` becomes what it is with `patch` applied: null removes a member.
void applyMergePatch(boost::json::object& target, const boost::json::object& patch);

/// The smallest merge patch that turns `from` into `to`. Empty when they are equal.
boost::json::object mergePatch(const boost::json::object& from, const boost::json::object& to);

} // namespace matoi::wire
