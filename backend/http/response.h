#pragma once

#include "backend/http/headers.h"

#include <boost/json/fwd.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace matoi::http {

class EventStream;

/// What a handler gives back. The server adds Content-Length, Date, Connection, X-Request-Id,
/// X-Content-Type-Options: nosniff and, unless the handler set it, Cache-Control: no-store.
struct Response
{
    unsigned status = 200;
    Headers headers = {};
    std::string body = {};
    /// Set: the body is this stream of server-sent events, and `body` is not looked at.
    std::shared_ptr<EventStream> stream = {};
};

/// An answer that says what went wrong: RFC 9457, application/problem+json.
struct Problem
{
    unsigned status = 500;
    /// A stable short name such as "stale-revision": the last part of the URN urn:matoi:problem:NAME.
    std::string type = "internal";
    std::string title = {};     ///< the same for every problem of one type; empty: the status in words
    std::string detail = {};    ///< what is wrong with this request, and what to do
    std::string field = {};     ///< which field is to blame: "stages[2].durationSeconds"; left out when empty
    std::string requestId = {}; ///< left out when empty; the server fills it in its own answers
};

Response json(unsigned status, const boost::json::value& body);
Response jsonText(unsigned status, std::string body); ///< for JSON that was written by hand
Response text(unsigned status, std::string body);     ///< text/plain in UTF-8
Response problem(const Problem& problem);
Response noContent();
Response events(std::shared_ptr<EventStream> stream);

/// "Not Found" for 404; "Unknown" for what has no name.
std::string_view reasonPhrase(unsigned status);

} // namespace matoi::http
