#pragma once

#include "models/domain/kind.h"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace matoi::cache {

/// Fields that two people may write at once: merged sentence by sentence (class T). All others are compared
/// and set as a whole (class C).
bool isLongText(domain::Kind kind, std::string_view field);

/// Lists of things that each stand for themselves: what two people did to one at the same time is done both.
bool isSet(domain::Kind kind, std::string_view field);

/// The member, or null when it is not there: an absent optional and a null one are the same.
const boost::json::value& member(const boost::json::object& object, std::string_view name);

/// The text of a member; empty when it is not a string.
std::string textMember(const boost::json::object& object, std::string_view name);

/// The names of the members in which the two differ.
std::vector<std::string> differing(const boost::json::object& one, const boost::json::object& other);

/// `value` without the members that only the service may set.
boost::json::object withoutServiceFields(domain::Kind kind, boost::json::object value);

/// What a new record of this kind holds before anybody wrote anything into it.
boost::json::object emptyValue(domain::Kind kind);

} // namespace matoi::cache
