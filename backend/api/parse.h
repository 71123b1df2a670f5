#pragma once

#include "backend/http/request.h"
#include "models/domain/error.h"
#include "models/domain/id.h"
#include "models/domain/record.h"
#include "models/domain/time.h"

#include <boost/json/object.hpp>

#include <initializer_list>
#include <optional>
#include <string_view>

/// What requests carry, read strictly: every error names the parameter, header or member.
namespace matoi::api {

/// The body as a JSON object.
domain::Result<boost::json::object> bodyOf(const http::Request& request);

/// UnknownField for the first member that is not one of `known`.
domain::Result<void> onlyMembers(const boost::json::object& object,
                                 std::initializer_list<std::string_view> known);

/// A member that is a string; nullopt when it is missing or null.
domain::Result<std::optional<std::string>> textMember(const boost::json::object& object,
                                                      std::string_view name);
domain::Result<std::optional<domain::Uuid>> uuidMember(const boost::json::object& object,
                                                       std::string_view name);

/// {name} of the path.
domain::Result<domain::Uuid> uuidOf(const http::Request& request, std::string_view capture);

domain::Result<std::int64_t> numberOf(const http::Request& request, std::string_view parameter,
                                      std::int64_t otherwise, std::int64_t min, std::int64_t max);
domain::Result<std::optional<domain::Uuid>> uuidParameter(const http::Request& request,
                                                          std::string_view parameter);
domain::Result<std::optional<domain::Time>> timeParameter(const http::Request& request,
                                                          std::string_view parameter);

/// If-Match: "3". nullopt when the header is missing.
domain::Result<std::optional<domain::Revision>> ifMatch(const http::Request& request);
std::string etag(domain::Revision revision);

} // namespace matoi::api
