#pragma once

#include "backend/http/headers.h"
#include "backend/http/uri.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace matoi::http {

/// A request that was read whole, and that passed every check of the door.
struct Request
{
    std::string method;                ///< as sent: methods have case
    std::string target;                ///< verbatim: what a signature over the target is checked against
    std::string path;                  ///< verbatim, without the query
    std::vector<std::string> segments; ///< decoded: see Target
    Query query;
    Headers headers;   ///< of the head; trailers of a chunked body are dropped, they could forge fields
    std::string body;  ///< with the transfer coding removed
    std::string route; ///< the pattern that matched: "/api/v1/incidents/{id}"
    std::vector<std::pair<std::string, std::string>> captures; ///< decoded
    std::string remoteAddress; ///< without port; the client's own when a trusted proxy forwarded it
    std::string id;            ///< the caller's X-Request-Id when it is a sane one, else a new UUID
    bool secure = false;       ///< came over TLS

    /// The text that stands for {name} in the route. Throws std::logic_error for a name that the route
    /// does not have: a mistake in the program, never in the request.
    const std::string& capture(std::string_view name) const;
};

} // namespace matoi::http
