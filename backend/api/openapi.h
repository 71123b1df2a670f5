#pragma once

#include "backend/api/endpoint.h"

#include <boost/json/object.hpp>

namespace matoi::api {

/// OpenAPI 3.1 of exactly these endpoints; the schemas of values come from wire::schema<T>().
boost::json::object openApi(const Endpoints& endpoints, const std::string& version);

/// GET /api/v1/openapi.json, which describes `endpoints` and itself.
Endpoint openApiEndpoint(Endpoints endpoints, const std::string& version);

} // namespace matoi::api
