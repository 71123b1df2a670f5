#include "backend/api/problems.h"

#include <boost/json.hpp>

namespace matoi::api {

unsigned statusOf(domain::ErrorCode code)
{
    using enum domain::ErrorCode;
    switch (code) {
    case InvalidValue:
    case MissingField:
    case UnknownField: return 422;
    case MalformedInput: return 400;
    case NotFound: return 404;
    case AlreadyExists:
    case Illegal: return 409;
    case StaleRevision: return 412;
    case NotAllowed: return 403;
    case Unauthenticated: return 401;
    case TooLarge: return 413;
    case TooMany: return 429;
    case Unavailable: return 503;
    case Internal: return 500;
    }
    return 500;
}

http::Response problemOf(const domain::Error& error, const std::string& requestId,
                         const std::optional<wire::RecordEnvelope>& current)
{
    const unsigned status = statusOf(error.code);
    http::Response response =
        http::problem({status, domain::name(error.code), {}, error.detail, error.field, requestId});
    if (current) {
        // The body was made by http::problem a line above: it is an object.
        boost::json::object body = boost::json::parse(response.body).as_object();
        body["current"] = wire::toJson(*current);
        response.body = boost::json::serialize(body);
    }
    if (status == 401)
        response.headers.set("WWW-Authenticate", "Bearer realm=\"matoid\"");
    if (status == 503)
        response.headers.set("Retry-After", "5");
    return response;
}

} // namespace matoi::api
